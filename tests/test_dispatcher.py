"""Questions from the inbox are all answered: several at once, one per thread, whatever fails."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from conversation_store.database import Database
from conversation_store.threads import ThreadKey
from tests.office import Desk, Office
from tests.questions import ask
from tests.scripted import CollectingReply, ScriptedRunner


async def test_what_waits_and_what_comes_is_answered(database: Database, tmp_path: Path) -> None:
    office = Office(database, tmp_path, ScriptedRunner("A ratio."))
    await office.put(ask("one"))
    async with office.at_work() as dispatcher:
        await office.settled("answered")
        await office.put(ask("two", 2))
        dispatcher.wake()
        await office.settled("answered", "answered")
    assert office.desk.said("one") == office.desk.said("two") == ["A ratio."]


async def test_several_threads_are_answered_at_once_but_no_more_than_allowed(
    database: Database, tmp_path: Path
) -> None:
    office = Office(
        database, tmp_path, ScriptedRunner("x" * 20, seconds_per_token=0.002), concurrency=3
    )
    for number in range(8):
        await office.put(ask(f"q{number}", number))
    async with office.at_work():
        await office.settled(*["answered"] * 8)
    assert office.desk.most_at_once == 3
    assert office.desk.most_in_a_thread == 1


async def test_in_a_thread_one_question_is_answered_after_the_other(
    database: Database, tmp_path: Path
) -> None:
    office = Office(database, tmp_path, ScriptedRunner("yes", seconds_per_token=0.01))
    for number in range(1, 5):
        await office.put(ask(f"q{number}", number, thread=1))
    await office.put(ask("elsewhere", 9))
    async with office.at_work():
        await office.settled(*["answered"] * 5)
    assert office.desk.most_in_a_thread == 1
    assert office.desk.most_at_once == 2
    assert [text for text in office.desk.order if text != "elsewhere"] == ["q1", "q2", "q3", "q4"]


@pytest.mark.parametrize("payload", ["", "{}", "[]", '{"text": 1}', '{"thread": {}}'])
async def test_a_question_that_cannot_be_read_does_not_keep_the_next_from_its_answer(
    database: Database, tmp_path: Path, payload: str
) -> None:
    office = Office(database, tmp_path, ScriptedRunner("yes"), concurrency=1)
    await office.put(ask("poison", 1), payload)
    await office.put(ask("next", 2, thread=1))
    async with office.at_work():
        await office.settled("failed", "answered")


async def test_a_question_on_which_the_model_fails_is_told_so_and_the_next_is_answered(
    database: Database, tmp_path: Path
) -> None:
    runner = ScriptedRunner(RuntimeError("CUDA error"), "yes")
    office = Office(database, tmp_path, runner, concurrency=1)
    await office.put(ask("poison", 1))
    await office.put(ask("next", 2))
    async with office.at_work():
        await office.settled("failed", "answered")
    assert [a.outcome for a in office.desk.replies["poison"].answers] == ["failed"]


async def test_an_answer_that_can_be_shown_nowhere_is_recorded(
    database: Database, tmp_path: Path
) -> None:
    desk = Desk(lambda question: CollectingReply(fails=question.text == "archived"))
    office = Office(database, tmp_path, ScriptedRunner("yes"), desk)
    await office.put(ask("archived", 1))
    await office.put(ask("next", 2))
    async with office.at_work():
        await office.settled("failed", "answered")


async def test_stopping_a_thread_ends_its_answer_and_no_other(
    database: Database, tmp_path: Path
) -> None:
    runner = ScriptedRunner("on and on " * 30, "yes", seconds_per_token=0.02)
    office = Office(database, tmp_path, runner)
    await office.put(ask("long", 1))
    async with office.at_work() as dispatcher:
        while not office.desk.replies or not office.desk.replies["long"].pieces:
            await asyncio.sleep(0.01)
        await office.put(ask("other", 2))
        dispatcher.wake()
        await office.keeper.stop(ThreadKey("T1", "C1", "nothing runs here"))
        await office.keeper.stop(ask("long", 1).thread)
        await office.settled("answered", "answered")
    assert [answer.outcome for answer in office.desk.replies["long"].answers] == ["stopped"]
    assert office.desk.said("other") == ["yes"]


async def test_draining_lets_what_runs_finish_and_begins_nothing_new(
    database: Database, tmp_path: Path
) -> None:
    office = Office(
        database, tmp_path, ScriptedRunner("x" * 20, seconds_per_token=0.01), concurrency=1
    )
    await office.put(ask("running", 1))
    await office.put(ask("waiting", 2))
    async with office.at_work():
        while not office.desk.replies:
            await asyncio.sleep(0.01)
    assert office.states() == ["answered", "waiting"]
    assert office.desk.said("running") == ["x" * 20]


async def test_what_does_not_finish_in_time_is_answered_after_the_restart(
    database: Database, tmp_path: Path
) -> None:
    slow = Office(database, tmp_path, ScriptedRunner("on and on " * 99, seconds_per_token=0.05))
    await slow.put(ask("long", 1))
    async with slow.at_work(grace_s=0.1):
        while not slow.desk.replies:
            await asyncio.sleep(0.01)
    assert slow.states() == ["waiting"]
    assert slow.desk.said("long") == []
    restarted = Office(database, tmp_path, ScriptedRunner("yes"))
    async with restarted.at_work():
        await restarted.settled("answered")
    assert restarted.desk.said("long") == ["yes"]


async def test_what_was_answered_is_not_answered_again_after_a_crash_while_its_reply_closes(
    database: Database, tmp_path: Path
) -> None:
    office = Office(database, tmp_path, ScriptedRunner("yes"))
    office.desk.may_close.clear()
    await office.put(ask("whole", 1))
    async with office.at_work(grace_s=0):
        await office.settled("answered")
        await office.desk.closing.wait()  # a cancellation before would be waited for in vain
    assert office.desk.said("whole") == ["yes"]
    assert office.desk.open_now.total() == 1  # it never came to its end
    assert await office.leases.expire_all() == 0


async def test_the_next_question_of_a_thread_waits_until_the_reply_before_is_closed(
    database: Database, tmp_path: Path
) -> None:
    office = Office(database, tmp_path, ScriptedRunner("yes", "on and on " * 30))
    office.desk.may_close.clear()
    await office.put(ask("first", 1))
    await office.put(ask("second", 2, thread=1))
    async with office.at_work() as dispatcher:
        await office.settled("answered", "waiting")
        dispatcher.wake()
        await office.settled("answered", "answering")
        assert office.desk.order == ["first"]
        office.desk.may_close.set()
        await office.settled("answered", "answered")
    assert office.desk.order == ["first", "second"]
    assert office.desk.most_in_a_thread == 1


async def test_a_question_that_ended_the_process_three_times_gets_an_apology(
    database: Database, tmp_path: Path
) -> None:
    office = Office(database, tmp_path, ScriptedRunner("yes"))
    await office.put(ask("deadly", 1))
    for _ in range(3):
        assert await office.leases.lease(60) is not None
        await office.leases.expire_all()
    async with office.at_work():
        await office.settled("failed")
    assert [answer.outcome for answer in office.desk.replies["deadly"].answers] == ["failed"]
    assert office.runner.prompts == []


async def test_an_inbox_that_fails_for_a_while_is_waited_for(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.leases._RETRY_S", 0.02)
    office = Office(database, tmp_path, ScriptedRunner("yes"))
    await office.put(ask("patient", 1))
    with closing(sqlite3.connect(tmp_path / "termwise.db")) as connection:
        connection.execute("ALTER TABLE inbox RENAME TO gone")
        async with office.at_work():
            await asyncio.sleep(0.2)
            assert office.desk.replies == {}
            connection.execute("ALTER TABLE gone RENAME TO inbox")
            await office.settled("answered")


async def test_a_hundred_questions_in_ten_threads_are_each_answered_once(
    database: Database, tmp_path: Path
) -> None:
    office = Office(database, tmp_path, ScriptedRunner("yes"), concurrency=8)
    async with office.at_work() as dispatcher:
        for number in range(100):
            await office.put(ask(f"q{number}", 100 + number, thread=number % 10))
            dispatcher.wake()
        await office.settled(*["answered"] * 100)
    assert len(office.desk.order) == 100
    assert all(office.desk.said(f"q{number}") == ["yes"] for number in range(100))
    assert office.desk.most_in_a_thread == 1
