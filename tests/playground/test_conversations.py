from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from tests.playground.control_client import ControlClient

ErrorOf = Callable[[Awaitable[Any]], Awaitable[str]]


async def test_history_is_newest_first_and_leaves_replies_out(
    client: AsyncWebClient, control: ControlClient
) -> None:
    first = await control.say("one")
    await control.say("reply", thread_ts=first)
    await control.say("two")
    history = await client.conversations_history(channel="C0GENERAL")
    assert [m["text"] for m in history["messages"]] == ["two", "one"]


async def test_a_long_thread_comes_in_pages(client: AsyncWebClient, control: ControlClient) -> None:
    root = await control.say("0")
    for n in range(1, 5):
        await control.say(str(n), thread_ts=root)
    seen: list[str] = []
    cursor = ""
    for _ in range(3):
        page = await client.conversations_replies(
            channel="C0GENERAL", ts=root, limit=2, cursor=cursor
        )
        seen += [m["text"] for m in page["messages"]]
        cursor = page["response_metadata"]["next_cursor"]
        assert page["has_more"] is bool(cursor)
    assert (seen, cursor) == (["0", "1", "2", "3", "4"], "")


async def test_oldest_and_latest_bound_a_thread(
    client: AsyncWebClient, control: ControlClient
) -> None:
    root = await control.say("0")
    one = await control.say("1", thread_ts=root)
    two = await control.say("2", thread_ts=root)

    async def texts(**bounds: Any) -> list[str]:
        answer = await client.conversations_replies(channel="C0GENERAL", ts=root, **bounds)
        return [m["text"] for m in answer["messages"]]

    assert await texts(oldest=one) == ["2"]
    assert await texts(oldest=one, inclusive=True) == ["1", "2"]
    assert await texts(latest=two) == ["0", "1"]


async def test_metadata_comes_only_when_asked_for(client: AsyncWebClient) -> None:
    metadata = {"event_type": "termwise_answer", "event_payload": {"nonce": "n"}}
    ts = (await client.chat_postMessage(channel="C0GENERAL", text="a", metadata=metadata))["ts"]
    plain = await client.conversations_replies(channel="C0GENERAL", ts=ts)
    full = await client.conversations_replies(channel="C0GENERAL", ts=ts, include_all_metadata=True)
    assert "metadata" not in plain["messages"][0]
    assert full["messages"][0]["metadata"] == metadata


async def test_a_thread_that_does_not_exist_is_not_found(
    client: AsyncWebClient, error_of: ErrorOf
) -> None:
    reading = client.conversations_replies(channel="C0GENERAL", ts="1.000001")
    assert await error_of(reading) == "thread_not_found"
    bad_cursor = client.conversations_history(channel="C0GENERAL", cursor="???")
    assert await error_of(bad_cursor) == "invalid_cursor"


async def test_channels_show_who_may_read_them(client: AsyncWebClient) -> None:
    private = (await client.conversations_info(channel="G0DEALROOM"))["channel"]
    assert (private["is_private"], private["is_im"]) == (True, False)
    direct = (await client.conversations_info(channel="D0ALICE"))["channel"]
    assert (direct["is_im"], direct["user"]) == (True, "U0ALICE")
    members = await client.conversations_members(channel="G0DEALROOM")
    assert members["members"] == ["U0LILEI", "U0ALICE", "U0TERMWISE"]
    listed = await client.conversations_list(types="public_channel,private_channel")
    assert [c["name"] for c in listed["channels"]] == ["general", "finance", "deal-room"]


async def test_the_conversations_of_the_app_come_in_pages_and_by_type(
    client: AsyncWebClient, error_of: ErrorOf
) -> None:
    seen: list[str] = []
    cursor: str | None = None
    while cursor != "":
        page = await client.users_conversations(
            types="public_channel,private_channel,mpim,im", limit=4, cursor=cursor
        )
        seen += [channel["id"] for channel in page["channels"]]
        cursor = page["response_metadata"]["next_cursor"]
    assert seen == ["C0GENERAL", "C0FINANCE", "G0DEALROOM", "D0LILEI", "D0HANMEI", "D0ALICE"]
    assert "is_member" not in page["channels"][0]  # Slack leaves it out here
    assert (await client.users_conversations())["channels"][-1]["id"] == "C0FINANCE"
    assert await error_of(client.users_conversations(types="dm")) == "invalid_types"


async def test_conversations_that_it_is_not_in_and_archived_ones_are_left_out(
    client: AsyncWebClient, control: ControlClient
) -> None:
    await client.conversations_leave(channel="C0GENERAL")
    await control.post("archive", channel="C0FINANCE")
    assert [c["id"] for c in (await client.users_conversations())["channels"]] == ["C0FINANCE"]
    assert (await client.users_conversations(exclude_archived=True))["channels"] == []
    of_another = await client.users_conversations(user="U0HANMEI", types="private_channel,im")
    assert [c["id"] for c in of_another["channels"]] == ["D0HANMEI"]


async def test_the_history_since_a_moment_comes_in_pages_with_the_latest_replies(
    client: AsyncWebClient, control: ControlClient
) -> None:
    old, *new = [await control.say(str(number)) for number in range(4)]
    reply = await control.say("reply", thread_ts=new[0])
    since: dict[str, Any] = {"channel": "C0GENERAL", "oldest": old, "limit": 2}
    first = await client.conversations_history(**since)
    cursor = first["response_metadata"]["next_cursor"]
    second = await client.conversations_history(**since, cursor=cursor)
    assert [m["ts"] for m in first["messages"] + second["messages"]] == new[::-1]
    assert [m.get("latest_reply") for m in second["messages"]] == [reply]
    assert (first["has_more"], second["has_more"]) == (True, False)


async def test_open_finds_the_direct_message_of_a_user(
    client: AsyncWebClient, error_of: ErrorOf
) -> None:
    opened = await client.conversations_open(users="U0ALICE")
    assert opened["channel"]["id"] == "D0ALICE"
    assert await error_of(client.conversations_open(users="U0NOBODY")) == "user_not_found"


async def test_a_reaction_is_added_and_removed_once(
    client: AsyncWebClient, control: ControlClient, error_of: ErrorOf
) -> None:
    ts = await control.say("hello")
    where = {"channel": "C0GENERAL", "timestamp": ts, "name": "eyes"}
    await client.reactions_add(**where)
    assert await error_of(client.reactions_add(**where)) == "already_reacted"
    reactions = (await control.message(ts))["reactions"]
    assert reactions == [{"name": "eyes", "users": ["U0TERMWISE"], "count": 1}]
    await client.reactions_remove(**where)
    assert await error_of(client.reactions_remove(**where)) == "no_reaction"
    assert (await control.message(ts))["reactions"] == []


async def test_users_are_found_by_id_and_by_email(
    client: AsyncWebClient, error_of: ErrorOf
) -> None:
    by_email = await client.users_lookupByEmail(email="lilei@playground.example")
    by_id = await client.users_info(user="U0LILEI")
    assert by_email["user"] == by_id["user"]
    assert by_id["user"]["real_name"] == "李雷"
    assert len((await client.users_list())["members"]) == 4
    nobody = client.users_lookupByEmail(email="x@y.example")
    assert await error_of(nobody) == "users_not_found"
    assert (await client.team_info())["team"]["id"] == "T0PLAY"
    assert (await client.bots_info(bot="B0TERMWISE"))["bot"]["user_id"] == "U0TERMWISE"
