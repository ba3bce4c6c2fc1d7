"""Questions that are not answered, or not now: too many, too late, no access to Slack."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from bot.errors import AccessLost
from bot.leases import Lease
from bot.question import Question
from conversation_store.database import Database
from conversation_store.inbox import Bounds, Inbox
from tests.office import Desk, Office
from tests.questions import ask
from tests.scripted import CollectingReply, ScriptedRunner


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Office:
    return Office(database, tmp_path, ScriptedRunner("yes"))


async def test_those_who_come_together_are_not_too_many_while_there_is_room(
    database: Database, office: Office
) -> None:
    inbox = Inbox(database, Bounds(waiting=1, at_once=4))
    for number in range(6):
        await office.put(ask(f"q{number}", number), inbox=inbox)
    assert office.states() == ["waiting"] * 5 + ["errand"]


async def test_a_refused_question_that_is_edited_is_answered_once_there_is_room(
    database: Database, office: Office
) -> None:
    inbox = Inbox(database, Bounds(waiting=1))
    for number in range(2):
        await office.put(ask(f"q{number}", number), inbox=inbox)
    refused = ask("q1", 1)
    async with office.at_work() as dispatcher:
        await office.settled("answered", "refused")
        done = await inbox.amend(
            "message", "C1", refused.ts, replace(refused, text="new").to_json()
        )
        assert done == "asked again"
        await dispatcher.look()
        await office.settled("answered", "answered")
    assert office.desk.said("new") == ["yes"]


async def test_who_asks_too_much_is_told_so_while_the_answers_go_on(
    database: Database, office: Office
) -> None:
    inbox = Inbox(database, Bounds(waiting=2))
    for number in range(4):
        await office.put(ask(f"q{number}", number), inbox=inbox)
    assert office.states() == ["waiting", "waiting", "errand", "errand"]
    async with office.at_work():
        await office.settled("answered", "answered", "refused", "refused")
    assert [a.outcome for a in office.desk.replies["q3"].answers] == ["busy"]


@pytest.mark.parametrize(
    ("bounds", "outcome"),
    [
        (Bounds(waiting_per_person=2), "too_many"),
        (Bounds(hourly_per_person=2), "person_quota"),
        (Bounds(hourly_per_channel=2), "channel_quota"),
    ],
)
async def test_each_bound_has_its_own_words(
    database: Database, office: Office, bounds: Bounds, outcome: str
) -> None:
    for number in range(3):
        await office.put(ask(f"q{number}", number), inbox=Inbox(database, bounds))
    async with office.at_work():
        while office.states()[2] != "refused":
            await asyncio.sleep(0.01)
    assert [a.outcome for a in office.desk.replies["q2"].answers] == [outcome]


async def test_a_question_that_waited_too_long_gets_an_apology(
    database: Database, tmp_path: Path
) -> None:
    office = Office(database, tmp_path, ScriptedRunner("yes"), longest_wait_s=0.05)
    await office.put(ask("late"))
    await asyncio.sleep(0.1)
    async with office.at_work():
        await office.settled("failed")
    assert [a.outcome for a in office.desk.replies["late"].answers] == ["too_late"]
    assert office.runner.prompts == []


@dataclass
class Revoked:
    """A Slack that refuses the token until it is replaced."""

    back: asyncio.Event = field(default_factory=asyncio.Event)
    refused: int = 0

    @asynccontextmanager
    async def open(self, desk: Desk, question: Question, lease: Lease) -> AsyncIterator[
        CollectingReply
    ]:  # fmt: skip
        if not self.back.is_set():
            self.refused += 1
            raise AccessLost("token_revoked")
        async with desk.open(question, lease) as reply:
            yield reply


async def test_while_slack_refuses_the_token_questions_are_kept(
    database: Database, tmp_path: Path
) -> None:
    revoked, desk = Revoked(), Desk()
    office = Office(database, tmp_path, ScriptedRunner("yes"), desk)
    office.open_reply = lambda question, lease: revoked.open(desk, question, lease)
    office.access_regained = revoked.back.wait
    for number in range(5):
        await office.put(ask(f"q{number}", number))
    async with office.at_work():
        await asyncio.sleep(0.3)
        assert office.states() == ["waiting"] * 5
        assert revoked.refused <= 5
        revoked.back.set()
        await office.settled(*["answered"] * 5)
