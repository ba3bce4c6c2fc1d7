from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.playground.control_client import ControlClient

ErrorOf = Callable[[Awaitable[Any]], Awaitable[str]]
TO_ALICE = {"recipient_team_id": "T0PLAY", "recipient_user_id": "U0ALICE"}


@pytest.fixture
async def question(control: ControlClient) -> str:
    return await control.say("@termwise ROE?")


async def start(client: AsyncWebClient, question: str, **more: Any) -> str:
    arguments = {"channel": "C0GENERAL", "thread_ts": question, **TO_ALICE, **more}
    return str((await client.chat_startStream(**arguments))["ts"])


async def test_a_stream_grows_and_stops_with_blocks_and_metadata(
    client: AsyncWebClient, control: ControlClient, question: str
) -> None:
    metadata = {"event_type": "termwise_answer", "event_payload": {"nonce": "n"}}
    ts = await start(client, question, markdown_text="**Return")
    await client.chat_appendStream(channel="C0GENERAL", ts=ts, markdown_text=" on equity**")
    growing = await control.message(ts)
    assert (growing["text"], growing["streaming"], growing["markdown"]) == (
        "**Return on equity**",
        True,
        True,
    )
    stopped = await client.chat_stopStream(
        channel="C0GENERAL", ts=ts, blocks=[{"type": "divider"}], metadata=metadata
    )
    final = await control.message(ts)
    assert "streaming" not in final
    assert (final["blocks"][0]["type"], final["metadata"]) == ("divider", metadata)
    assert stopped["message"]["text"] == "**Return on equity**"


async def test_the_sdks_own_stream_helper_works(
    client: AsyncWebClient, control: ControlClient, question: str
) -> None:
    stream = await client.chat_stream(
        channel="C0GENERAL", thread_ts=question, buffer_size=4, **TO_ALICE
    )
    await stream.append(markdown_text="Return ")
    await stream.append(markdown_text="on equity")
    await stream.stop(markdown_text=".")
    assert (await control.messages())[-1]["text"] == "Return on equity."


@pytest.mark.parametrize("missing", ["recipient_team_id", "recipient_user_id"])
async def test_a_stream_in_a_channel_needs_its_reader(
    client: AsyncWebClient, question: str, error_of: ErrorOf, missing: str
) -> None:
    assert await error_of(start(client, question, **{missing: None})) == f"missing_{missing}"


async def test_a_stream_in_a_direct_message_needs_no_reader(
    client: AsyncWebClient, control: ControlClient
) -> None:
    ts = await control.say("ROE?", channel="D0ALICE")
    assert (await client.chat_startStream(channel="D0ALICE", thread_ts=ts))["ok"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"thread_ts": "1.000001"}, "thread_not_found"),
        ({"thread_ts": ""}, "invalid_arguments"),
        ({"channel": "C0NOWHERE"}, "channel_not_found"),
        ({"recipient_user_id": "U0NOBODY"}, "user_not_found"),
        ({"recipient_team_id": "T0OTHER"}, "team_not_found"),
        ({"metadata": {"event_type": "a", "event_payload": {}}}, "invalid_arguments"),
        ({"markdown_text": "x" * 12_001}, "msg_too_long"),
        ({"chunks": [{"type": "song"}]}, "invalid_chunks"),
        (
            {"markdown_text": "a", "chunks": [{"type": "markdown_text", "text": "a"}]},
            "cannot_provide_both_markdown_text_and_chunks",
        ),
    ],
)
async def test_start_refuses(
    client: AsyncWebClient,
    question: str,
    error_of: ErrorOf,
    arguments: dict[str, Any],
    error: str,
) -> None:
    assert await error_of(start(client, question, **arguments)) == error


async def test_a_stream_keeps_the_mode_that_it_was_opened_in(
    client: AsyncWebClient, question: str, error_of: ErrorOf
) -> None:
    chunks = [{"type": "markdown_text", "text": "a"}]
    in_text = await start(client, question, markdown_text="a")
    in_chunks = await start(client, question, chunks=chunks)
    undecided = await start(client, question)
    await client.chat_appendStream(channel="C0GENERAL", ts=undecided, chunks=chunks)
    for ts, wrong in (
        (in_text, {"chunks": chunks}),
        (in_chunks, {"markdown_text": "a"}),
        (undecided, {"markdown_text": "a"}),
    ):
        appending = client.chat_appendStream(channel="C0GENERAL", ts=ts, **wrong)
        assert await error_of(appending) == "streaming_mode_mismatch"


async def test_chunks_show_tasks_in_their_latest_state(
    client: AsyncWebClient, control: ControlClient, question: str
) -> None:
    task = {"type": "task_update", "id": "t", "title": "Look up", "status": "in_progress"}
    ts = await start(client, question, chunks=[task])
    done = [task | {"status": "complete"}, {"type": "markdown_text", "text": "Found."}]
    await client.chat_appendStream(channel="C0GENERAL", ts=ts, chunks=done)
    message = await control.message(ts)
    assert [(b["type"], b["status"]) for b in message["blocks"]] == [("task_card", "complete")]
    assert message["text"] == "Found."


async def test_a_streamed_message_holds_twelve_thousand_characters(
    client: AsyncWebClient, question: str, error_of: ErrorOf
) -> None:
    ts = await start(client, question, markdown_text="x" * 11_999)
    await client.chat_appendStream(channel="C0GENERAL", ts=ts, markdown_text="x")
    appending = client.chat_appendStream(channel="C0GENERAL", ts=ts, markdown_text="x")
    assert await error_of(appending) == "msg_too_long"


async def test_an_open_stream_is_neither_updated_nor_deleted(
    client: AsyncWebClient, question: str, error_of: ErrorOf
) -> None:
    ts = await start(client, question, markdown_text="a")
    updating = client.chat_update(channel="C0GENERAL", ts=ts, text="b")
    assert await error_of(updating) == "streaming_state_conflict"
    deleting = client.chat_delete(channel="C0GENERAL", ts=ts)
    assert await error_of(deleting) == "cant_delete_message"
    await client.chat_stopStream(channel="C0GENERAL", ts=ts)
    assert (await client.chat_update(channel="C0GENERAL", ts=ts, text="b"))["text"] == "b"


async def test_a_stream_dies_of_age_and_can_then_be_updated(
    client: AsyncWebClient, control: ControlClient, question: str, error_of: ErrorOf
) -> None:
    await control.post("faults", stream_lifetime=0.05)
    ts = await start(client, question, markdown_text="a")
    await asyncio.sleep(0.1)
    assert "streaming" not in await control.message(ts)
    for ending in (client.chat_appendStream, client.chat_stopStream):
        call = ending(channel="C0GENERAL", ts=ts, markdown_text="b")
        assert await error_of(call) == "message_not_in_streaming_state"
    await client.chat_update(channel="C0GENERAL", ts=ts, text="whole")
    assert (await control.message(ts))["text"] == "whole"


async def test_what_is_no_stream_takes_no_append(
    client: AsyncWebClient, question: str, error_of: ErrorOf
) -> None:
    own = (await client.chat_postMessage(channel="C0GENERAL", text="a"))["ts"]
    for ts, error in (
        (own, "message_not_in_streaming_state"),
        (question, "message_not_owned_by_app"),
        ("1.000001", "message_not_found"),
    ):
        appending = client.chat_appendStream(channel="C0GENERAL", ts=ts, markdown_text="b")
        assert await error_of(appending) == error
    ts = await start(client, question)
    empty = client.chat_appendStream(channel="C0GENERAL", ts=ts)
    assert await error_of(empty) == "markdown_text_or_chunks_required"


async def test_stop_pressed_by_a_person_ends_the_stream(
    client: AsyncWebClient, control: ControlClient, question: str, error_of: ErrorOf
) -> None:
    wish = {"channel": "C0GENERAL", "user": "U0ALICE", "thread_ts": question}
    ts = await start(client, question, markdown_text="a")
    assert await control.refused("stop", **wish) == "session_not_processing"
    await client.agents_sessions_setStatus(
        channel_id="C0GENERAL", thread_ts=question, status="processing"
    )
    assert (await control.post("stop", **wish))["streaming_message_ts"] == [ts]
    appending = client.chat_appendStream(channel="C0GENERAL", ts=ts, markdown_text="b")
    assert await error_of(appending) == "stopped_by_user"
    assert (await control.message(ts))["text"] == "a"


async def test_fifty_one_blocks_are_too_many_at_the_end_of_a_stream(
    client: AsyncWebClient, question: str, error_of: ErrorOf
) -> None:
    ts = await start(client, question, markdown_text="a")
    blocks = [{"type": "divider"}] * 51
    stopping = client.chat_stopStream(channel="C0GENERAL", ts=ts, blocks=blocks)
    assert await error_of(stopping) == "msg_blocks_too_many"
