"""Which events become questions, against a running Slack stand-in and a real inbox."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.directory import Directory
from bot.handlers.questions import Intake
from bot.question import Question, Workspace
from bot.terms.lookup import Lookup
from conversation_store.database import Database
from conversation_store.errors import StoreError
from conversation_store.inbox import Inbox, Taken
from conversation_store.inbox_rows import Errand, InboxEntry
from conversation_store.threads import Threads
from tests.handlers.conftest import CHANNEL
from tests.playground.control_client import ControlClient

ME, TS = "U0TERMWISE", "1700000001.000100"


def said(text: str, ts: str = TS, **more: Any) -> dict[str, Any]:
    """A message event, in a thread of its own unless it names one."""
    event = {"type": "message", "channel": CHANNEL, "user": "U0ALICE", "text": text, "ts": ts}
    return {"team_id": "T0PLAY", "event_id": f"Ev{ts}", "event": event | more}


async def taken_in(inbox: Inbox) -> list[Question]:
    """All questions that wait, in the order of their answers."""
    return [Question.from_json(entry.payload) for entry in await inbox.line(100)]


@pytest.fixture
def inbox(database: Database) -> Inbox:
    return Inbox(database)


@pytest.fixture
def intake(inbox: Inbox, database: Database, client: AsyncWebClient) -> Intake:
    return intake_for(inbox, database, client)


def intake_for(inbox: Inbox, database: Database, client: AsyncWebClient) -> Intake:
    async def changed() -> None:
        pass

    async def look_up(name: str) -> Lookup:
        return Lookup(name)

    return Intake(inbox, Threads(database), Directory(client), lambda _: None, changed, look_up)


async def test_all_who_ask_for_a_fresh_answer_at_once_get_one(intake: Intake, inbox: Inbox) -> None:
    await intake.receive(said(f"<@{ME}> What is ROE?"), ME)
    people = [f"U{number}" for number in range(8)]
    known = await asyncio.gather(
        *(intake.ask_again(CHANNEL, TS, user, f"ask_again/{user}") for user in people)
    )
    assert known == ["new"] * 8
    first, *again = await taken_in(inbox)
    assert (first.attempt, first.fresh) == (0, False)
    assert sorted(question.user_id for question in again) == people
    assert [question.attempt for question in again] == list(range(1, 9))
    assert {(question.text, question.fresh) for question in again} == {("What is ROE?", True)}


async def test_one_click_that_is_delivered_twice_is_one_question(
    intake: Intake, inbox: Inbox
) -> None:
    await intake.receive(said(f"<@{ME}> What is ROE?"), ME)
    for expected in ("new", "known"):
        assert await intake.ask_again(CHANNEL, TS, "U0ALICE", "ask_again/1") == expected
    assert len(await taken_in(inbox)) == 2


async def test_what_was_never_asked_cannot_be_asked_again(intake: Intake) -> None:
    assert await intake.ask_again(CHANNEL, TS, "U0ALICE", "ask_again/1") == "gone"


async def test_what_was_said_before_it_was_asked_into_a_thread_is_not_for_it_however_late_it_comes(
    intake: Intake, inbox: Inbox
) -> None:
    thread = {"thread_ts": TS}
    await intake.receive(said(f"<@{ME}> What is ROE?", "1700000005.000100", **thread), ME)
    await intake.receive(said("Lunch?", "1700000003.000100", **thread), ME)
    await intake.receive(said("And ROA?", "1700000007.000100", **thread), ME)
    assert [q.text for q in await taken_in(inbox)] == ["What is ROE?", "And ROA?"]


async def test_a_question_that_came_too_late_is_not_late_when_it_is_asked_again(
    intake: Intake, inbox: Inbox
) -> None:
    await intake.receive(said(f"<@{ME}> What is ROE?"), ME, late=True)
    assert await intake.ask_again(CHANNEL, TS, "U0ALICE", "ask_again/1") == "new"
    assert [question.late for question in await taken_in(inbox)] == [True, False]


async def test_in_its_thread_a_picture_without_words_is_no_question(
    intake: Intake, inbox: Inbox
) -> None:
    await intake.receive(said(f"<@{ME}> What is ROE?"), ME)
    shown = {"thread_ts": TS, "subtype": "file_share"}
    for number, words in enumerate(("", "  \n", "And this?"), start=2):
        await intake.receive(said(words, f"170000000{number}.000100", **shown), ME)
    assert [question.text for question in await taken_in(inbox)] == ["What is ROE?", "And this?"]


@pytest.mark.parametrize("text", ["", f"<@{ME}>"])
async def test_a_direct_message_or_a_mention_without_words_is_given_help(
    intake: Intake, inbox: Inbox, text: str
) -> None:
    await intake.receive(said(text, channel=CHANNEL if text else "D0ALICE"), ME)
    assert [question.text for question in await taken_in(inbox)] == [""]


@pytest.mark.parametrize(
    "others", ["<@U0HANMEI>", "<!here>", "<!channel|@channel>", "<!everyone>", "<!subteam^S1|@tax>"]
)
async def test_in_its_thread_what_is_said_to_others_is_not_for_the_bot(
    intake: Intake, inbox: Inbox, others: str
) -> None:
    await intake.receive(said(f"<@{ME}> What is ROE?"), ME)
    for number, text in enumerate((f"{others} Is it?", f"<@{ME}> {others} Is it so?"), start=2):
        await intake.receive(said(text, f"170000000{number}.000100", thread_ts=TS), ME)
    first, second = await taken_in(inbox)
    assert first.text == "What is ROE?"
    assert second.text.endswith("Is it so?")


async def test_a_date_that_slack_spells_speaks_to_nobody(intake: Intake, inbox: Inbox) -> None:
    await intake.receive(said(f"<@{ME}> What is ROE?"), ME)
    text = "And on <!date^1392734382^{date}|18 Feb 2014>?"
    await intake.receive(said(text, "1700000002.000100", thread_ts=TS), ME)
    assert [q.text for q in await taken_in(inbox)][1:] == ["And on 18 Feb 2014?"]


async def test_names_and_readers_are_looked_up_at_once(
    intake: Intake, inbox: Inbox, control: ControlClient
) -> None:
    await control.post("faults", rules=[{"method": "*", "kind": "delay", "seconds": 0.8}])
    await intake.receive(said(f"<@{ME}> What did <@U0LILEI> ask?"), ME)
    [first, second] = await control.get("log")
    assert {first["method"], second["method"]} == {"users.info", "conversations.info"}
    assert abs(first["at"] - second["at"]) < 0.6
    [question] = await taken_in(inbox)
    assert (question.text, question.audience) == ("What did @李雷 ask?", Workspace("T0PLAY"))


async def test_a_mention_that_comes_as_two_events_at_once_is_looked_up_and_stored_once(
    intake: Intake, inbox: Inbox, control: ControlClient
) -> None:
    message = said(f"<@{ME}> What is ROE?")
    twin = message | {"event_id": "Ev2", "event": message["event"] | {"type": "app_mention"}}
    await asyncio.gather(intake.receive(message, ME), intake.receive(twin, ME))
    assert [call["method"] for call in await control.get("log")] == ["conversations.info"]
    assert len(await taken_in(inbox)) == 1


def edited(text: str, at: str, ts: str = TS) -> dict[str, Any]:
    """The event of an edit."""
    event = said(text, ts)["event"] | {"edited": {"user": "U0ALICE", "ts": at}}
    change = {"type": "message", "subtype": "message_changed", "message": event}
    return said(text, ts) | {"event": change | {"channel": CHANNEL, "hidden": True}}


def recent() -> str:
    return f"{time.time():.6f}"


@pytest.mark.parametrize("pause", [0.0, 0.005])
async def test_an_edit_while_the_question_is_taken_in_is_not_swallowed(
    intake: Intake, inbox: Inbox, pause: float
) -> None:
    ts = recent()
    taking = asyncio.create_task(intake.receive(said(f"<@{ME}> What is ROE?", ts), ME))
    await asyncio.sleep(pause)
    await intake.receive(edited(f"<@{ME}> What is ROA?", "1", ts), ME)
    await taking
    assert [question.text for question in await taken_in(inbox)] == ["What is ROA?"]


async def test_of_edits_that_overtake_one_another_the_latest_counts(
    intake: Intake, inbox: Inbox
) -> None:
    ts = recent()
    await intake.receive(said(f"<@{ME}> one", ts), ME)
    for text, at in (("three", "1700000003.000000"), ("two", "1700000002.000000")):
        await intake.receive(edited(f"<@{ME}> {text}", at, ts), ME)
    assert [question.text for question in await taken_in(inbox)] == ["three"]


class FullOnce(Inbox):
    """An inbox whose disk is full for the first question."""

    full = True

    async def put(self, entry: InboxEntry, errand: Errand | None = None) -> Taken:
        if self.full:
            self.full = False
            raise StoreError("The disk is full.")
        return await super().put(entry, errand)


async def test_neither_of_two_events_is_acknowledged_before_the_question_is_stored(
    database: Database, client: AsyncWebClient
) -> None:
    inbox = FullOnce(database)
    intake = intake_for(inbox, database, client)
    mention = said(f"<@{ME}> What is ROE?")
    both = await asyncio.gather(
        *(intake.receive(mention | {"event_id": f"Ev{n}"}, ME) for n in range(2)),
        return_exceptions=True,
    )
    assert [type(outcome) for outcome in both] == [StoreError, StoreError]
    await intake.receive(mention, ME)  # Slack repeats what was not acknowledged
    assert len(await taken_in(inbox)) == 1
