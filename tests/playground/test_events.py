from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.playground.delivery import Delivery, Kind, Retry
from bot.playground.events import Events
from bot.playground.faults import Faults
from bot.playground.feed import Feed
from bot.playground.messages import Messages
from bot.playground.workspace import BOT_ID, BOT_USER_ID, Channel, Workspace

Json = dict[str, Any]


class Outbox:
    """A transport that keeps what it is given."""

    def __init__(self) -> None:
        self.events: list[Json] = []

    async def send(self, kind: Kind, payload: Json, retry: Retry | None) -> Json:
        self.events.append(payload["event"])
        return {}

    async def wait_until_open(self, seconds: float) -> None:
        pass


class Office:
    """A workspace whose events end in an outbox."""

    def __init__(self) -> None:
        self.workspace = Workspace()
        self.outbox = Outbox()
        faults = Faults(stream_lifetime=300, rate_limits=False)
        self.delivery = Delivery(self.outbox, faults)
        self.events = Events(self.workspace, self.delivery)
        self.messages = Messages(self.workspace, Feed(), self.events)

    def channel(self, reference: str = "C0GENERAL") -> Channel:
        return self.workspace.channel(reference)

    async def told(self) -> list[Json]:
        await asyncio.sleep(0.01)  # each delivery is a task of its own
        return self.outbox.events


@pytest.fixture
def office() -> Office:
    return Office()


async def test_a_direct_message_is_never_a_mention(office: Office) -> None:
    text = f"<@{BOT_USER_ID}> hi"
    office.messages.post(office.channel("D0ALICE"), {"user": "U0ALICE", "text": text})
    (event,) = await office.told()
    assert (event["type"], event["channel_type"]) == ("message", "im")


async def test_the_apps_own_message_comes_back_but_mentions_nobody(office: Office) -> None:
    content = {"user": BOT_USER_ID, "bot_id": BOT_ID, "text": f"<@{BOT_USER_ID}>"}
    office.messages.post(office.channel("G0DEALROOM"), content | {"metadata": {}})
    (event,) = await office.told()
    assert (event["bot_id"], event["channel_type"]) == (BOT_ID, "group")
    assert "metadata" not in event


async def test_an_edit_carries_the_message_before_and_after(office: Office) -> None:
    channel = office.channel()
    message = office.messages.post(channel, {"user": "U0ALICE", "text": "helo"})
    office.messages.change(channel, message | {"text": "hello"})
    event = (await office.told())[-1]
    assert event["subtype"] == "message_changed"
    assert (event["previous_message"]["text"], event["message"]["text"]) == ("helo", "hello")
    assert event["message"]["ts"] == message["ts"] != event["ts"]


async def test_a_deletion_names_what_was_deleted(office: Office) -> None:
    channel = office.channel()
    message = office.messages.post(channel, {"user": "U0ALICE", "text": "oops"})
    office.messages.remove(channel, message)
    event = (await office.told())[-1]
    assert (event["subtype"], event["deleted_ts"]) == ("message_deleted", message["ts"])
    assert event["previous_message"]["text"] == "oops"


async def test_deleting_a_message_with_replies_is_told_as_a_tombstone(office: Office) -> None:
    channel = office.channel()
    root = office.messages.post(channel, {"user": "U0ALICE", "text": "question"})
    office.messages.post(channel, {"user": "U0LILEI", "text": "a", "thread_ts": root["ts"]})
    office.messages.remove(channel, channel.message(root["ts"]))
    event = (await office.told())[-1]
    assert event["subtype"] == "message_changed"
    assert event["message"]["subtype"] == "tombstone"


async def test_what_one_person_alone_sees_is_told_to_nobody(office: Office) -> None:
    office.messages.whisper(office.channel(), "U0ALICE", {"user": BOT_USER_ID, "text": "psst"})
    assert await office.told() == []


async def test_a_channel_without_the_app_tells_nothing(office: Office) -> None:
    office.channel().members.remove(BOT_USER_ID)
    mention = f"<@{BOT_USER_ID}>"
    office.messages.post(office.channel(), {"user": "U0ALICE", "text": mention})
    assert await office.told() == []
