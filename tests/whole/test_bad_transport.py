"""Events as they should not come, over signed HTTP."""

from __future__ import annotations

import io
import json
import socket
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession
from slack_sdk.signature import SignatureVerifier

from bot.playground.slack import SlackStandIn
from tests.scripted import ScriptedRunner
from tests.whole.house import House, at_work

FINANCE, ALICE = "C0FINANCE", "U0ALICE"


class Sender:
    """Posts signed events to the app, as Slack does."""

    def __init__(self, session: ClientSession, house: House, url: str, secret: str) -> None:
        self._session = session
        self._house = house
        self._url = url
        self._signer = SignatureVerifier(secret)

    async def question(self, text: str = "<@U0TERMWISE> 什么是市盈率？") -> dict[str, Any]:
        """An event for a message that stands in the channel, but was not delivered."""
        await self._house.post("faults", events={"lose": 1.0})
        ts = await self._house.say("@termwise 什么是市盈率？", channel=FINANCE, user=ALICE)
        await self._house.post("faults", events={})
        return {
            "type": "event_callback",
            "team_id": "T0PLAY",
            "api_app_id": "A0TERMWISE",
            "event_id": f"Ev{ts}",
            "event_time": int(time.time()),
            "authorizations": [{"team_id": "T0PLAY", "user_id": "U0TERMWISE", "is_bot": True}],
            "event": {
                "type": "message",
                "channel": FINANCE,
                "channel_type": "channel",
                "user": ALICE,
                "text": text,
                "ts": ts,
            },
        }

    async def post(
        self, body: dict[str, Any], headers: dict[str, str] | None = None, *, age_s: int = 0
    ) -> int:
        """The HTTP status with which the app answers what was signed some seconds ago."""
        raw = json.dumps(body)
        timestamp = str(int(time.time()) - age_s)
        signature = self._signer.generate_signature(timestamp=timestamp, body=raw)
        assert signature is not None
        signed = {
            "Content-Type": "application/json",
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature,
            **(headers or {}),
        }
        return await self.send(raw.encode(), signed)

    async def send(self, raw: bytes, headers: dict[str, str]) -> int:
        """The HTTP status with which the app answers exactly this."""
        async with self._session.post(self._url, data=io.BytesIO(raw), headers=headers) as response:
            return response.status


@pytest.fixture
def runner() -> ScriptedRunner:
    return ScriptedRunner("一个回答。")


@pytest.fixture
async def sender(
    house: House, slack: SlackStandIn, runner: ScriptedRunner, tmp_path: Path
) -> AsyncIterator[Sender]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    url = f"http://127.0.0.1:{port}/slack/events"
    await house.post("delivery", mode="http", request_url=url)
    async with (
        at_work(slack, runner, tmp_path, slack_mode="http", port=port),
        ClientSession() as session,
    ):
        yield Sender(session, house, url, slack.signing_secret)


async def test_over_http_a_mention_is_answered_too(
    house: House, sender: Sender, runner: ScriptedRunner
) -> None:
    _, answer = await house.ask("@termwise 什么是市盈率？")
    assert "一个回答。" in answer["text"]


async def test_the_same_signed_body_twice_is_answered_once(
    house: House, sender: Sender, runner: ScriptedRunner
) -> None:
    body = await sender.question()
    assert await sender.post(body) == 200
    assert await sender.post(body, {"X-Slack-Retry-Num": "1"}) == 200
    await house.quiet(1)
    assert len(await house.answers(FINANCE, body["event"]["ts"])) == 1
    assert len(runner.prompts) == 1


async def test_a_retry_that_is_the_first_to_arrive_is_answered(
    house: House, sender: Sender
) -> None:
    body = await sender.question()
    headers = {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"}
    assert await sender.post(body, headers) == 200
    assert len(await house.settled(FINANCE, body["event"]["ts"])) == 1


async def test_a_message_that_also_comes_from_another_team_is_answered_once(
    house: House, sender: Sender, runner: ScriptedRunner
) -> None:
    body = await sender.question()
    assert await sender.post(body) == 200
    assert await sender.post(body | {"team_id": "T0OTHER", "event_id": "Ev0TWIN"}) == 200
    await house.quiet(1)
    assert len(await house.answers(FINANCE, body["event"]["ts"])) == 1
    assert len(runner.prompts) == 1


@pytest.mark.parametrize("kind", ["pin_added", "a_kind_of_next_year", "message"])
async def test_an_event_we_know_nothing_of_is_acknowledged_and_ignored(
    house: House, sender: Sender, runner: ScriptedRunner, kind: str
) -> None:
    body = await sender.question()
    body["event"] = {"type": kind, "subtype": "channel_topic", "channel": FINANCE}
    assert await sender.post(body) == 200
    await house.quiet()
    assert runner.prompts == []


@pytest.mark.parametrize("missing", [("user",), ("text",), ("user", "text"), ("ts",), ("channel",)])
async def test_a_message_with_parts_missing_is_acknowledged_and_harms_nobody(
    house: House, sender: Sender, missing: tuple[str, ...]
) -> None:
    body = await sender.question()
    for part in missing:
        del body["event"][part]
    assert await sender.post(body) == 200
    _, answer = await house.ask("@termwise 什么是久期？")
    assert "一个回答。" in str(answer)


@pytest.mark.parametrize("wrong", [None, 7, [], {"a": 1}])
async def test_a_message_with_parts_of_the_wrong_kind_is_acknowledged(
    house: House, sender: Sender, wrong: object
) -> None:
    body = await sender.question()
    for part in ("text", "thread_ts"):  # Bolt itself reads the user
        damaged = body | {"event": body["event"] | {part: wrong}, "event_id": f"Ev{part}"}
        assert await sender.post(damaged) == 200


async def test_own_messages_that_come_back_are_ignored(
    house: House, sender: Sender, runner: ScriptedRunner
) -> None:
    ts, _ = await house.ask("@termwise 什么是市盈率？")  # the stand-in sends the answer back
    await house.quiet(1)
    assert len(runner.prompts) == 1
    body = await sender.question()
    body["event"] |= {"user": "U0TERMWISE", "thread_ts": ts}
    assert await sender.post(body) == 200
    await house.quiet()
    assert len(runner.prompts) == 1


async def test_another_bot_that_mentions_us_gets_no_answer(
    house: House, sender: Sender, runner: ScriptedRunner
) -> None:
    body = await sender.question()
    body["event"] |= {"bot_id": "B0OTHER", "user": "U0OTHERBOT"}
    assert await sender.post(body) == 200
    await house.quiet()
    assert runner.prompts == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-Slack-Request-Timestamp", "abc"),
        ("X-Slack-Request-Timestamp", "1" * 5_000),
        ("X-Slack-Request-Timestamp", ""),
        ("X-Slack-Request-Timestamp", "１７００００００００"),
        ("X-Slack-Signature", "v0=é"),
        ("X-Slack-Signature", ""),
        ("X-Slack-Signature", "v0=" + "0" * 64),
    ],
)
async def test_a_request_with_a_wrong_header_is_refused_and_not_answered(
    house: House, sender: Sender, runner: ScriptedRunner, name: str, value: str
) -> None:
    assert await sender.post(await sender.question(), {name: value}) == 401
    await house.quiet()
    assert runner.prompts == []


async def test_a_request_that_was_signed_too_long_ago_is_refused(
    house: House, sender: Sender, runner: ScriptedRunner
) -> None:
    body = await sender.question()
    assert await sender.post(body, age_s=301) == 401
    assert await sender.post(body, age_s=290) == 200
    await house.settled(FINANCE, body["event"]["ts"])


async def test_a_body_that_is_no_text_is_refused(sender: Sender) -> None:
    raw, timestamp = b"\xff\xfe", str(int(time.time()))
    signature = "v0=" + "0" * 64
    headers = {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": signature}
    assert await sender.send(raw, headers) == 401


async def test_ten_megabytes_are_refused_unread(sender: Sender) -> None:
    assert await sender.post({"type": "event_callback", "padding": "x" * 10_000_000}) == 413
