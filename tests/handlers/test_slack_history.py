"""Reading lists of Slack's, against a running stand-in."""

from __future__ import annotations

import time

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import ReplyFailed
from bot.handlers.slack_history import SlackHistory
from tests.handlers.conftest import CHANNEL
from tests.playground.control_client import ControlClient


async def test_it_knows_its_workspace_and_itself(client: AsyncWebClient) -> None:
    assert await SlackHistory(client).whoami() == ("T0PLAY", "U0TERMWISE")


async def test_all_pages_are_read(
    client: AsyncWebClient, control: ControlClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.handlers.slack_history._PAGE", 2)
    history = SlackHistory(client)
    old, root = [await control.say(text, channel=CHANNEL) for text in ("old", "root")]
    replies = [await control.say(str(n), channel=CHANNEL, thread_ts=root) for n in range(5)]
    later = [await control.say(str(n), channel=CHANNEL) for n in range(3)]
    found = [message["ts"] async for message in history.messages(CHANNEL, old)]
    assert sorted(found) == [root, *later]
    assert [m["ts"] async for m in history.replies(CHANNEL, root, root)] == replies
    assert [c["id"] async for c in history.conversations("im")] == [
        *("D0LILEI", "D0HANMEI", "D0ALICE")
    ]


async def test_calls_keep_their_distance_after_a_short_burst(
    client: AsyncWebClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.handlers.slack_history.SPACING", {"users.conversations": 0.3})
    history, started = SlackHistory(client), time.monotonic()
    for _ in range(7):
        assert [c["id"] async for c in history.conversations("private_channel")] == ["G0DEALROOM"]
    assert time.monotonic() - started > 0.55


async def test_a_limit_is_waited_out_and_an_unknown_outcome_tried_again(
    client: AsyncWebClient, control: ControlClient
) -> None:
    spoilt = [{"kind": "429", "retry_after": 1, "times": 1}, {"kind": "500", "times": 1}]
    await control.post("faults", rules=[{"method": "conversations.history", **s} for s in spoilt])
    ts = await control.say("hello", channel=CHANNEL)
    assert [m["ts"] async for m in SlackHistory(client).messages(CHANNEL, "0")] == [ts]


async def test_a_refusal_ends_the_reading(client: AsyncWebClient, control: ControlClient) -> None:
    await control.post("faults", rules=[{"method": "*", "kind": "error", "error": "missing_scope"}])
    with pytest.raises(ReplyFailed, match="missing_scope"):
        [item async for item in SlackHistory(client).conversations("im")]
