from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.playground.control_client import ControlClient

ErrorOf = Callable[[Awaitable[Any]], Awaitable[str]]
NONCE = {"event_type": "termwise_answer", "event_payload": {"nonce": "n1"}}


async def test_text_of_the_app_is_stored_as_given(
    client: AsyncWebClient, control: ControlClient
) -> None:
    posted = await client.chat_postMessage(channel="C0GENERAL", text="a &lt;b&gt; <@U0ALICE>")
    stored = await control.message(posted["ts"])
    assert stored["text"] == "a &lt;b&gt; <@U0ALICE>"
    assert (stored["user"], stored["bot_id"]) == ("U0TERMWISE", "B0TERMWISE")
    assert "markdown" not in stored


async def test_markdown_text_is_marked_as_markdown(
    client: AsyncWebClient, control: ControlClient
) -> None:
    posted = await client.chat_postMessage(channel="C0GENERAL", markdown_text="**a**")
    assert (await control.message(posted["ts"]))["markdown"] is True
    assert "markdown" not in posted["message"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"channel": "C0NOWHERE", "text": "a"}, "channel_not_found"),
        ({"channel": "C0GENERAL", "text": "x" * 40_001}, "msg_too_long"),
        ({"channel": "C0GENERAL", "markdown_text": "x" * 12_001}, "msg_too_long"),
        ({"channel": "C0GENERAL", "markdown_text": "a", "text": "a"}, "markdown_text_conflict"),
        ({"channel": "C0GENERAL", "text": "a", "thread_ts": "1.000001"}, "thread_not_found"),
        ({"channel": "C0GENERAL", "text": "a", "metadata": {"a": 1}}, "invalid_metadata_format"),
        ({"channel": "C0GENERAL", "text": "a", "blocks": "x"}, "invalid_blocks_format"),
        ({"channel": "C0GENERAL", "text": "a", "blocks": [{"type": "no"}]}, "invalid_blocks"),
    ],
)
async def test_post_message_refuses(
    client: AsyncWebClient, error_of: ErrorOf, arguments: dict[str, Any], error: str
) -> None:
    assert await error_of(client.chat_postMessage(**arguments)) == error


@pytest.mark.parametrize("arguments", [{}, {"text": ""}, {"text": " "}, {"blocks": []}])
async def test_a_message_of_nothing_is_refused(
    client: AsyncWebClient, error_of: ErrorOf, arguments: dict[str, Any]
) -> None:
    call = client.api_call("chat.postMessage", json={"channel": "C0GENERAL"} | arguments)
    assert await error_of(call) == "no_text"


async def test_a_reply_is_counted_at_the_first_message_of_its_thread(
    client: AsyncWebClient, control: ControlClient
) -> None:
    ts = await control.say("hello")
    first = await client.chat_postMessage(channel="C0GENERAL", text="a", thread_ts=ts)
    second = await client.chat_postMessage(channel="C0GENERAL", text="b", thread_ts=first["ts"])
    root = await control.message(ts)
    assert (root["reply_count"], root["latest_reply"]) == (2, second["ts"])
    assert second["message"]["thread_ts"] == ts
    assert second["message"]["parent_user_id"] == "U0ALICE"


async def test_posting_to_a_person_goes_into_the_direct_message(
    client: AsyncWebClient, control: ControlClient
) -> None:
    posted = await client.chat_postMessage(channel="U0ALICE", text="hi")
    assert posted["channel"] == "D0ALICE"
    assert [m["text"] for m in await control.messages("D0ALICE")] == ["hi"]


async def test_a_channel_that_the_bot_has_left_is_closed_to_it(
    client: AsyncWebClient, error_of: ErrorOf
) -> None:
    await client.conversations_leave(channel="C0GENERAL")
    await client.conversations_leave(channel="G0DEALROOM")
    public = client.chat_postMessage(channel="C0GENERAL", text="a")
    private = client.chat_postMessage(channel="G0DEALROOM", text="a")
    assert await error_of(public) == "not_in_channel"
    assert await error_of(private) == "channel_not_found"
    await client.conversations_join(channel="C0GENERAL")
    assert (await client.chat_postMessage(channel="C0GENERAL", text="a"))["ok"]


async def test_an_archived_channel_takes_no_message(
    client: AsyncWebClient, control: ControlClient, error_of: ErrorOf
) -> None:
    await control.post("archive", channel="C0GENERAL")
    posting = client.chat_postMessage(channel="C0GENERAL", text="a")
    assert await error_of(posting) == "is_archived"


async def test_update_with_text_alone_clears_the_blocks_and_keeps_the_metadata(
    client: AsyncWebClient, control: ControlClient
) -> None:
    posted = await client.chat_postMessage(
        channel="C0GENERAL", text="a", blocks=[{"type": "divider"}], metadata=NONCE
    )
    await client.chat_update(channel="C0GENERAL", ts=posted["ts"], text="b")
    stored = await control.message(posted["ts"])
    assert (stored["text"], stored["metadata"], stored["edited"]["user"]) == (
        "b",
        NONCE,
        "U0TERMWISE",
    )
    assert "blocks" not in stored


@pytest.mark.filterwarnings("ignore:The top-level `text` argument is missing")
async def test_update_with_blocks_alone_keeps_the_text_and_is_not_marked_as_edited(
    client: AsyncWebClient, control: ControlClient
) -> None:
    posted = await client.chat_postMessage(channel="C0GENERAL", text="a")
    divider = [{"type": "divider"}]
    await client.chat_update(channel="C0GENERAL", ts=posted["ts"], blocks=divider)
    stored = await control.message(posted["ts"])
    assert (stored["text"], stored["blocks"][0]["type"]) == ("a", "divider")
    assert "edited" not in stored


async def test_update_refuses_long_text_strange_messages_and_missing_ones(
    client: AsyncWebClient, control: ControlClient, error_of: ErrorOf
) -> None:
    own = (await client.chat_postMessage(channel="C0GENERAL", text="a"))["ts"]
    foreign = await control.say("hello")

    async def error(ts: str, text: str) -> str:
        return await error_of(client.chat_update(channel="C0GENERAL", ts=ts, text=text))

    assert await error(own, "x" * 4_001) == "msg_too_long"
    assert await error(foreign, "a") == "cant_update_message"
    assert await error("1.000001", "a") == "message_not_found"


async def test_delete_takes_only_the_apps_own_messages(
    client: AsyncWebClient, control: ControlClient, error_of: ErrorOf
) -> None:
    foreign = await control.say("hello")
    own = (await client.chat_postMessage(channel="C0GENERAL", text="a"))["ts"]
    deleting = client.chat_delete(channel="C0GENERAL", ts=foreign)
    assert await error_of(deleting) == "cant_delete_message"
    await client.chat_delete(channel="C0GENERAL", ts=own)
    assert [m["ts"] for m in await control.messages()] == [foreign]


async def test_an_ephemeral_message_is_seen_by_its_user_alone(
    client: AsyncWebClient, control: ControlClient, error_of: ErrorOf
) -> None:
    posted = await client.chat_postEphemeral(channel="C0GENERAL", user="U0ALICE", text="psst")
    assert [m["visible_to"] for m in await control.messages()] == ["U0ALICE"]
    assert await control.get("messages/C0GENERAL?user=U0LILEI") == []
    assert (await client.conversations_history(channel="C0GENERAL"))["messages"] == []
    updating = client.chat_update(channel="C0GENERAL", ts=posted["message_ts"], text="b")
    assert await error_of(updating) == "message_not_found"
    outsider = client.chat_postEphemeral(channel="G0DEALROOM", user="U0HANMEI", text="a")
    assert await error_of(outsider) == "user_not_in_channel"


async def test_a_permalink_names_the_channel_and_the_message(client: AsyncWebClient) -> None:
    ts = (await client.chat_postMessage(channel="C0GENERAL", text="a"))["ts"]
    link = await client.chat_getPermalink(channel="C0GENERAL", message_ts=ts)
    assert link["permalink"].endswith(f"/archives/C0GENERAL/p{ts.replace('.', '')}")
