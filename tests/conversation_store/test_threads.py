from __future__ import annotations

import pytest
from sqlalchemy import text

from conversation_store.database import Database
from conversation_store.inbox import Inbox
from conversation_store.threads import Message, ThreadKey, Threads
from tests.conversation_store.entries import entry

KEY = ThreadKey("T1", "C1", "1700000001.000000")
OTHER = ThreadKey("T1", "C1", "1700000002.000000")


@pytest.fixture
def threads(database: Database) -> Threads:
    return Threads(database)


def turn(second: int, answer: str = "An answer.") -> tuple[Message, Message]:
    ts = f"170000000{second}.000000"
    return Message("user", f"Question {second}?", ts), Message("assistant", answer, ts)


async def test_a_turn_joins_its_thread_and_no_other(threads: Threads) -> None:
    assert not await threads.is_joined(KEY)
    await threads.save_turn(KEY, *turn(1), "U1")
    await threads.save_turn(KEY, *turn(2), "U1")
    assert await threads.is_joined(KEY)
    assert not await threads.is_joined(OTHER)


async def test_the_history_is_in_the_order_of_asking_not_of_saving(threads: Threads) -> None:
    for second in (3, 1, 2):
        await threads.save_turn(KEY, *turn(second), "U1")
    assert await threads.history(KEY) == [*turn(1), *turn(2), *turn(3)]


async def test_an_answer_under_a_ts_of_its_own_comes_after_its_question(threads: Threads) -> None:
    question, answer = turn(1)[0], Message("assistant", "An answer.", "1700000001.500000")
    await threads.save_turn(KEY, question, answer, "U1")
    await threads.save_turn(KEY, *turn(2), "U1")
    assert await threads.history(KEY) == [question, answer, *turn(2)]


async def test_the_history_before_a_question_leaves_it_and_later_ones_out(
    threads: Threads,
) -> None:
    for second in (1, 2, 3):
        await threads.save_turn(KEY, *turn(second), "U1")
    assert await threads.history(KEY, before_ts="1700000002.000000") == [*turn(1)]


async def test_each_thread_has_its_own_history(threads: Threads) -> None:
    await threads.save_turn(KEY, *turn(1), "U1")
    await threads.save_turn(OTHER, *turn(2), "U1")
    await threads.save_turn(ThreadKey("T2", "C1", KEY.thread_ts), *turn(3), "U1")
    assert await threads.history(KEY) == [*turn(1)]


async def test_asking_again_replaces_the_answer(threads: Threads) -> None:
    await threads.save_turn(KEY, *turn(1, "First."), "U1")
    await threads.save_turn(KEY, *turn(2), "U1")
    await threads.save_turn(KEY, *turn(1, "Second."), "U2")
    assert await threads.history(KEY) == [*turn(1, "Second."), *turn(2)]


async def test_a_question_is_kept_with_its_asker(threads: Threads, database: Database) -> None:
    await threads.save_turn(KEY, *turn(1), "U1")
    async with database.reading() as connection:
        rows = await connection.execute(text("SELECT role, user_id FROM messages"))
        assert {(row.role, row.user_id) for row in rows} == {("user", "U1"), ("assistant", None)}


async def test_the_history_begins_at_its_mark(threads: Threads) -> None:
    for second in (1, 2, 3):
        await threads.save_turn(KEY, *turn(second), "U1")
    await threads.start_history_at(KEY, "1700000002.000000")
    assert await threads.history(KEY) == [*turn(2), *turn(3)]


async def test_the_mark_never_moves_back(threads: Threads) -> None:
    for second in (1, 2, 3):
        await threads.save_turn(KEY, *turn(second), "U1")
    await threads.start_history_at(KEY, "1700000003.000000")
    await threads.start_history_at(KEY, "1700000002.000000")
    assert await threads.history(KEY) == [*turn(3)]


async def test_the_mark_may_come_before_the_first_turn(threads: Threads) -> None:
    await threads.start_history_at(KEY, "1700000002.000000")
    await threads.save_turn(KEY, *turn(1), "U1")
    await threads.save_turn(KEY, *turn(2), "U1")
    assert await threads.history(KEY) == [*turn(2)]


async def test_what_no_database_can_hold_is_replaced(threads: Threads) -> None:
    question = Message("user", "a\x00b\ud800c\udfffd 😀", "1700000001.000000")
    await threads.save_turn(KEY, question, turn(1)[1], "U\x00")
    assert (await threads.history(KEY))[0].content == "a\ufffdb\ufffdc\ufffdd 😀"


async def test_a_key_that_no_database_can_hold_still_finds_its_thread(threads: Threads) -> None:
    odd = ThreadKey("T1", "C\ud800", "1700000001.000000")
    await threads.save_turn(odd, *turn(1), "U1")
    assert await threads.history(odd) == [*turn(1)]


async def test_a_thread_was_joined_from_its_first_question_on(
    threads: Threads, database: Database
) -> None:
    thread = entry(1).thread
    assert await Inbox(database).put(entry(5, thread=thread.thread_ts))
    assert [
        await threads.was_joined(thread, "message", entry(second).ts) for second in (3, 5, 7)
    ] == [False, False, True]
    assert not await threads.was_joined(thread, "command", entry(7).ts)
    assert not await threads.was_joined(entry(2).thread, "message", entry(7).ts)


async def test_the_threads_last_asked_in_come_first(threads: Threads, database: Database) -> None:
    first, second, third = (entry(number).thread for number in (1, 2, 3))
    for number, thread in ((1, first), (2, second), (3, third), (4, first)):
        assert await Inbox(database).put(entry(number, thread=thread.thread_ts))
    assert await threads.asked_since("message", entry(2).ts, 9) == [first, third]
    assert await threads.asked_since("message", entry(0).ts, 2) == [first, third]
