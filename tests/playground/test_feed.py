from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientResponse, ClientSession
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.slack import SlackStandIn
from tests.playground.control_client import ControlClient

Json = dict[str, Any]


@pytest.fixture
async def page(slack: SlackStandIn, session: ClientSession) -> AsyncIterator[ClientResponse]:
    async with session.get(f"{slack.url}/_control/events") as response:
        assert response.content_type == "text/event-stream"
        await response.content.readuntil(b"\n\n")
        yield response


async def told(page: ClientResponse, count: int) -> list[Json]:
    """The next items that the page is told."""
    lines = [await page.content.readuntil(b"\n\n") for _ in range(count)]
    return [json.loads(line.removeprefix(b"data: ")) for line in lines]


async def test_a_page_sees_a_stream_grow_and_end(
    page: ClientResponse, client: AsyncWebClient, control: ControlClient
) -> None:
    ts = await control.say("ROE?", channel="D0ALICE")
    stream = await client.chat_startStream(channel="D0ALICE", thread_ts=ts, markdown_text="a")
    await client.chat_appendStream(channel="D0ALICE", ts=stream["ts"], markdown_text="b")
    await client.chat_stopStream(channel="D0ALICE", ts=stream["ts"])
    items = await told(page, 6)
    assert [item["type"] for item in items] == ["message"] * 4 + ["session", "message"]
    answers = [i["message"] for i in items if i.get("message", {}).get("bot_id")]
    assert [(a["text"], a.get("streaming", False)) for a in answers] == [
        ("a", True),
        ("ab", True),
        ("ab", False),
    ]
    assert items[1]["message"]["reply_count"] == 1
    assert items[4]["status"] == "active"


async def test_the_status_line_is_cleared_by_a_reply(
    page: ClientResponse, client: AsyncWebClient, control: ControlClient
) -> None:
    ts = await control.say("ROE?")
    await client.assistant_threads_setStatus(
        channel_id="C0GENERAL", thread_ts=ts, status="is thinking...", loading_messages=["Hm"]
    )
    await client.chat_postMessage(channel="C0GENERAL", thread_ts=ts, text="a")
    items = [item for item in await told(page, 5) if item["type"] == "status"]
    assert [(i["status"], i["loading_messages"]) for i in items] == [
        ("is thinking...", ["Hm"]),
        ("", []),
    ]
    assert items[0]["thread_ts"] == ts


async def test_a_page_that_opens_late_learns_what_is_under_way(
    slack: SlackStandIn, session: ClientSession, client: AsyncWebClient, control: ControlClient
) -> None:
    ts = await control.say("ROE?")
    await client.agents_sessions_setStatus(
        channel_id="C0GENERAL", thread_ts=ts, status="processing"
    )
    async with session.get(f"{slack.url}/_control/events") as late:
        await late.content.readuntil(b"\n\n")
        (item,) = await told(late, 1)
    assert (item["type"], item["thread_ts"], item["status"]) == ("session", ts, "processing")


async def test_deletions_homes_and_resets_are_told(
    page: ClientResponse, client: AsyncWebClient, control: ControlClient
) -> None:
    ts = await control.say("oops")
    await control.post("delete", channel="C0GENERAL", user="U0ALICE", ts=ts)
    home = {"type": "home", "blocks": [{"type": "divider"}]}
    await client.views_publish(user_id="U0ALICE", view=home)
    await control.post("reset")
    items = await told(page, 4)
    assert [item["type"] for item in items] == ["message", "deleted", "home", "reset"]
    assert (items[1]["ts"], items[2]["user"]) == (ts, "U0ALICE")


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"status": "sleeping"}, "invalid_arguments"),
        ({"status": "active", "thread_ts": "1.000001"}, "invalid_thread_ts"),
        ({"status": "active", "title": "x" * 201}, "invalid_arguments"),
    ],
)
async def test_a_session_is_refused(
    client: AsyncWebClient, control: ControlClient, arguments: Json, error: str
) -> None:
    thread = {"channel_id": "C0GENERAL", "thread_ts": await control.say("ROE?")}
    call = client.api_call("agents.sessions.setStatus", json=thread | arguments)
    with pytest.raises(SlackApiError, match=error):
        await call


async def test_eleven_loading_messages_are_one_too_many(
    client: AsyncWebClient, control: ControlClient
) -> None:
    thread = {"channel_id": "C0GENERAL", "thread_ts": await control.say("ROE?")}
    call = client.assistant_threads_setStatus(
        **thread, status="is thinking...", loading_messages=["Hm"] * 11
    )
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        await call
