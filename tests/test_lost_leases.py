"""Who has lost a question, or whose question has changed, writes not a word more of it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.answer import Answer
from bot.errors import LeaseLost
from bot.leases import LeaseKeeper, Sharing
from bot.question import Question
from conversation_store.database import Database
from conversation_store.errors import StoreError
from tests.office import Office
from tests.questions import ask
from tests.scripted import CollectingReply, ScriptedRunner

LONG = "on and on " * 60


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Office:
    """It answers at length first, then briefly."""
    return Office(database, tmp_path, ScriptedRunner(LONG, "yes", seconds_per_token=0.02))


async def begun(office: Office, text: str) -> CollectingReply:
    """The reply to a question once its first words are there."""
    while text not in office.desk.replies or not office.desk.replies[text].pieces:
        await asyncio.sleep(0.01)
    return office.desk.replies[text]


async def test_a_lease_that_is_not_renewed_runs_out_by_itself(office: Office) -> None:
    await office.put(ask("one"))
    lease = await LeaseKeeper(office.leases, Sharing(lease_s=0.1, poll_s=9)).take()
    assert lease is not None
    held = [lease.held]
    await asyncio.sleep(0.15)
    assert [*held, lease.held] == [True, False]
    with pytest.raises(LeaseLost):
        lease.check()


async def test_who_slept_past_the_lease_cannot_confirm_once_another_has_the_question(
    office: Office,
) -> None:
    await office.put(ask("one"))
    keeper = LeaseKeeper(office.leases, Sharing(lease_s=0.1, poll_s=9))
    sleeper = await keeper.take()
    await asyncio.sleep(0.15)
    other = await keeper.take()
    assert sleeper is not None
    assert other is not None
    with pytest.raises(LeaseLost):
        await sleeper.confirm()
    assert not await sleeper.finish("answered")
    await other.confirm()
    assert await other.finish("answered")


async def test_a_renewal_that_meets_the_end_does_not_take_it_for_a_loss(office: Office) -> None:
    await office.put(ask("one"))
    keeper = LeaseKeeper(office.leases, Sharing(lease_s=5, poll_s=9))
    lease = await keeper.take()
    assert lease is not None
    assert await lease.finish("answered")
    await keeper.look()
    assert lease.held
    assert not lease.ended.is_set()


async def test_an_answer_is_broken_off_when_another_process_has_taken_the_question(
    office: Office,
) -> None:
    await office.put(ask("one"))
    async with office.at_work():
        reply = await begun(office, "one")
        await office.leases.expire_all()
        thief = await office.leases.lease(60)
        assert thief is not None
        async with asyncio.timeout(5):
            while office.keeper.of_thread(thief.entry.thread):
                await asyncio.sleep(0.01)
        length = len(reply.pieces)
        await asyncio.sleep(0.2)
        assert len(reply.pieces) == length
    assert reply.answers == []
    assert office.states() == ["answering"]


async def test_a_question_edited_before_its_answer_is_answered_as_it_is_now(
    office: Office,
) -> None:
    office.runner = ScriptedRunner("yes")
    await office.put(old := ask("old"))
    assert await office.inbox.amend("message", "C1", old.ts, wording(old, "new")) == "waiting"
    async with office.at_work():
        await office.settled("answered")
    assert office.desk.order == ["new"]


async def test_a_question_edited_during_its_answer_is_begun_anew(office: Office) -> None:
    await office.put(old := ask("old"))
    async with office.at_work() as dispatcher:
        reply = await begun(office, "old")
        done = await office.inbox.amend("message", "C1", old.ts, wording(old, "new"))
        assert done == "restarted"
        await dispatcher.look()
        await office.settled("answered")
    assert reply.answers == []
    assert office.desk.said("new") == ["yes"]


async def test_an_edit_in_the_last_moment_is_not_swallowed_by_the_answer(office: Office) -> None:
    await office.put(old := ask("old"))

    class Edited(CollectingReply):
        async def finish(self, answer: Answer) -> str:
            if not office.runner.prompts[1:]:
                await office.inbox.amend("message", "C1", old.ts, wording(old, "new"))
            return await super().finish(answer)

    office.desk.make = lambda _: Edited()
    office.runner = ScriptedRunner("short", "yes")
    async with office.at_work():
        await office.settled("answered")
    assert office.desk.said("new") == ["yes"]


async def test_a_question_edited_after_its_answer_is_answered_again(office: Office) -> None:
    office.runner = ScriptedRunner("first", "second")
    await office.put(old := ask("old"))
    async with office.at_work() as dispatcher:
        await office.settled("answered")
        assert await office.inbox.amend("message", "C1", old.ts, wording(old, "new")) == (
            "asked again"
        )
        await dispatcher.look()
        while office.desk.order != ["old", "new"]:
            await asyncio.sleep(0.01)
        await office.settled("answered")
    assert office.desk.said("new") == ["second"]


async def test_the_answer_to_a_deleted_question_ends_and_is_removed(office: Office) -> None:
    await office.put(gone := ask("gone"))
    async with office.at_work() as dispatcher:
        reply = await begun(office, "gone")
        assert await office.inbox.withdraw("message", "C1", gone.ts)
        await dispatcher.look()
        await office.settled("withdrawn")
    assert reply.answers == []
    assert office.desk.replies["gone"].retracted


async def test_an_answer_given_before_its_question_was_deleted_is_removed_and_forgotten(
    office: Office,
) -> None:
    office.runner = ScriptedRunner("first", "second")
    await office.put(gone := ask("gone"))
    async with office.at_work() as dispatcher:
        await office.settled("answered")
        assert await office.inbox.withdraw("message", "C1", gone.ts)
        await dispatcher.look()
        await office.settled("withdrawn")
        await office.put(ask("next", 2, thread=1))
        await dispatcher.look()
        await office.settled("withdrawn", "answered")
    assert office.desk.replies["gone"].retracted
    assert "first" not in office.runner.texts()[-1]


async def test_a_question_deleted_before_its_answer_gets_none(office: Office) -> None:
    await office.put(gone := ask("gone"))
    assert await office.inbox.withdraw("message", "C1", gone.ts)
    async with office.at_work():
        await asyncio.sleep(0.2)
    assert office.desk.order == []
    assert office.states() == ["withdrawn"]


async def test_a_stopped_answer_is_not_made_whole_by_the_process_after_a_crash(
    office: Office,
) -> None:
    await office.put(question := ask("one"))
    keeper = LeaseKeeper(office.leases, Sharing())
    assert await keeper.take() is not None
    await keeper.stop(question.thread)
    await office.leases.expire_all()  # the process died before it could end the answer
    async with office.at_work():
        await office.settled("answered")
    assert [answer.outcome for answer in office.desk.replies["one"].answers] == ["stopped"]


async def test_messages_that_could_not_be_noted_are_noted_at_the_end(
    office: Office, database: Database
) -> None:
    await office.put(ask("one"))
    lease = await LeaseKeeper(office.leases, Sharing()).take()
    assert lease is not None
    async with database.transaction() as connection:
        await connection.execute(text("ALTER TABLE inbox RENAME TO gone"))
    with pytest.raises(StoreError):
        await lease.note(["1700000009.000000"])
    async with database.transaction() as connection:
        await connection.execute(text("ALTER TABLE gone RENAME TO inbox"))
    assert await lease.finish("answered", sweep=True)
    assert await office.leases.messages(ask("one").thread) == {"1700000009.000000"}


async def test_a_question_over_which_the_store_failed_is_asked_again(
    database: Database, tmp_path: Path
) -> None:
    office = Office(database, tmp_path, ScriptedRunner("first", "second"))
    first, second = ask("one"), ask("two", 2, thread=1)
    await office.put(first)
    async with office.at_work() as dispatcher:
        await office.settled("answered")
        async with database.transaction() as connection:
            await connection.execute(text("ALTER TABLE messages RENAME TO gone"))
        await office.put(second)
        dispatcher.wake()
        while "two" not in office.desk.replies:
            await asyncio.sleep(0.01)
        async with database.transaction() as connection:
            await connection.execute(text("ALTER TABLE gone RENAME TO messages"))
        await office.settled("answered", "answered")
    assert office.desk.said("two") == ["second"]


async def test_a_stop_that_comes_by_way_of_another_process_ends_the_answer_within_a_second(
    office: Office,
) -> None:
    await office.put(question := ask("one"))
    async with office.at_work():
        reply = await begun(office, "one")
        elsewhere = LeaseKeeper(office.leases, Sharing())
        await elsewhere.stop(question.thread)
        async with asyncio.timeout(1):
            while not reply.answers:
                await asyncio.sleep(0.01)
    assert [answer.outcome for answer in reply.answers] == ["stopped"]


def wording(question: Question, text: str) -> str:
    return replace(question, text=text).to_json()
