from __future__ import annotations

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.playground.control_client import ControlClient


async def test_a_person_writes_edits_and_deletes(control: ControlClient) -> None:
    ts = await control.say("helo")
    await control.post("edit", channel="C0GENERAL", user="U0ALICE", ts=ts, text="hello <b>")
    edited = await control.message(ts)
    assert (edited["text"], edited["edited"]["user"]) == ("hello &lt;b&gt;", "U0ALICE")
    await control.post("delete", channel="C0GENERAL", user="U0ALICE", ts=ts)
    assert await control.messages() == []


async def test_a_person_cannot_touch_what_another_wrote(control: ControlClient) -> None:
    wish = {"channel": "C0GENERAL", "user": "U0LILEI", "ts": await control.say("hello")}
    assert await control.refused("edit", text="bye", **wish) == "cant_update_message"
    assert await control.refused("delete", **wish) == "cant_delete_message"


@pytest.mark.parametrize(
    ("wish", "error"),
    [
        ({"channel": "G0DEALROOM", "user": "U0HANMEI", "text": "a"}, "channel_not_found"),
        ({"channel": "D0ALICE", "user": "U0LILEI", "text": "a"}, "channel_not_found"),
        ({"channel": "C0NOWHERE", "user": "U0LILEI", "text": "a"}, "channel_not_found"),
        ({"channel": "C0GENERAL", "user": "U0NOBODY", "text": "a"}, "user_not_found"),
        ({"channel": "C0GENERAL", "user": "U0TERMWISE", "text": "a"}, "user_is_bot"),
        ({"channel": "C0GENERAL", "user": "U0LILEI", "text": "  "}, "no_text"),
        (
            {"channel": "C0GENERAL", "user": "U0LILEI", "text": "a", "thread_ts": "1.1"},
            "thread_not_found",
        ),
    ],
)
async def test_a_message_is_refused(
    control: ControlClient, wish: dict[str, str], error: str
) -> None:
    assert await control.refused("message", **wish) == error


async def test_deleting_a_question_with_replies_leaves_a_tombstone_until_they_are_gone(
    client: AsyncWebClient, control: ControlClient
) -> None:
    ts = await control.say("question")
    reply = await client.chat_postMessage(channel="C0GENERAL", text="answer", thread_ts=ts)
    await control.post("delete", channel="C0GENERAL", user="U0ALICE", ts=ts)
    assert (await control.message(ts))["subtype"] == "tombstone"
    await client.chat_delete(channel="C0GENERAL", ts=reply["ts"])
    assert await control.messages() == []


async def test_a_command_in_a_thread_is_refused_as_slack_refuses_it(
    control: ControlClient,
) -> None:
    wish = {"channel": "C0GENERAL", "user": "U0ALICE", "command": "/term", "text": "ROE"}
    thread_ts = await control.say("hello")
    error = await control.refused("command", thread_ts=thread_ts, **wish)
    assert error == "/term is not supported in threads. Sorry!"


async def test_a_command_without_a_connected_app_fails_at_once(control: ControlClient) -> None:
    wish = {"channel": "C0GENERAL", "user": "U0ALICE", "command": "/term", "text": "ROE"}
    assert await control.refused("command", **wish) == "dispatch_failed"


async def test_an_ephemeral_message_is_dismissed_by_its_user(
    client: AsyncWebClient, control: ControlClient
) -> None:
    posted = await client.chat_postEphemeral(channel="C0GENERAL", user="U0ALICE", text="psst")
    wish = {"channel": "C0GENERAL", "ts": posted["message_ts"]}
    assert await control.refused("delete", user="U0LILEI", **wish) == "message_not_found"
    await control.post("delete", user="U0ALICE", **wish)
    assert await control.messages() == []


async def test_apps_are_told_what_a_person_and_a_channel_are_described_as(
    control: ControlClient, client: AsyncWebClient
) -> None:
    await control.post("describe", user="U0ALICE", facts={"is_restricted": True})
    await control.post("describe", channel="C0GENERAL", facts={"is_ext_shared": True})
    assert (await client.users_info(user="U0ALICE"))["user"]["is_restricted"] is True
    assert (await client.users_info(user="U0LILEI"))["user"]["is_restricted"] is False
    shared = await client.conversations_info(channel="C0GENERAL")
    assert shared["channel"]["is_ext_shared"] is True
    assert await control.refused("describe", user="U0ALICE") == "invalid_arguments"
