"""Which answer in Slack shows which kept one, and what leaves every cache: on both databases."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from conversation_store.cache_removals import CacheRemovals, Removal
from conversation_store.database import Database
from conversation_store.faq_counters import next_number
from conversation_store.retention import Retention
from conversation_store.schema import cache_removals
from conversation_store.served_answers import ServedAnswer, ServedAnswers
from conversation_store.threads import ThreadKey

THREAD = ThreadKey("T1", "C1", "1.0")
MINUTE = timedelta(minutes=1)


async def test_an_answer_tells_what_it_shows(database: Database) -> None:
    served = ServedAnswers(database)
    await served.note(THREAD, "1.0", "1.5", "key", None, "workspace:T1")
    await served.note(THREAD, "2.0", "2.5", "other", 7, "channel:C1")
    shown = ServedAnswer(THREAD, "1.0", "1.5", "key", None, "workspace:T1")
    assert await served.of("C1", "1.5") == shown
    shown = ServedAnswer(THREAD, "2.0", "2.5", "other", 7, "channel:C1")
    assert await served.of("C1", "2.5") == shown
    assert await served.of("C2", "1.5") is None
    assert await served.of("C1", "1.0") is None


async def test_what_is_noted_last_of_an_answer_counts(database: Database) -> None:
    served = ServedAnswers(database)
    await served.note(THREAD, "1.0", "1.5", "key", 7, "workspace:T1")
    await served.note(THREAD, "1.0", "1.5", "new", None, "channel:C1")
    shown = ServedAnswer(THREAD, "1.0", "1.5", "new", None, "channel:C1")
    assert await served.of("C1", "1.5") == shown


async def test_the_answer_to_a_deleted_question_is_forgotten_alone(database: Database) -> None:
    served = ServedAnswers(database)
    for channel, question in (("C1", "1.0"), ("C1", "2.0"), ("C2", "1.0")):
        thread = ThreadKey("T1", channel, question)
        await served.note(thread, question, f"{question}5", "key", None, "workspace:T1")
    await served.forget_answer("C1", "1.0")
    assert await served.of("C1", "1.05") is None
    assert await served.of("C1", "2.05")
    assert await served.of("C2", "1.05")


async def test_removals_are_read_on_from_the_last_one_done(database: Database) -> None:
    removals = CacheRemovals(database)
    assert (await removals.latest(), await removals.since(0)) == (0, [])
    assert await removals.add("entry", "abc") == 1
    assert await removals.add("person", "U1") == 2
    assert await removals.add("question", "what?") == 3
    assert await removals.latest() == 3
    assert await removals.since(0) == [
        Removal(1, "entry", "abc"),
        Removal(2, "person", "U1"),
        Removal(3, "question", "what?"),
    ]
    assert await removals.since(2) == [Removal(3, "question", "what?")]
    assert await removals.since(3) == []


async def test_a_reader_misses_no_removal_that_was_begun_earlier_and_ends_later(
    database: Database,
) -> None:
    """The second writer must wait for the first, or its greater number would be seen first."""
    removals, begun = CacheRemovals(database), asyncio.Event()

    async def slow() -> None:
        async with database.transaction() as connection:
            number = await next_number(connection, "cache_removals")
            begun.set()
            await asyncio.sleep(0.3)
            row = {"number": number, "kind": "entry", "value": "slow"}
            await connection.execute(cache_removals.insert().values(row))

    async def quick() -> None:
        await begun.wait()
        await removals.add("entry", "quick")

    writing = asyncio.gather(slow(), quick())
    done, seen = 0, []
    while not writing.done() or done < 2:
        for removal in await removals.since(done):
            seen.append(removal.value)
            done = removal.number
        await asyncio.sleep(0.01)
    await writing
    assert seen == ["slow", "quick"]


async def test_many_writers_leave_no_gap(database: Database) -> None:
    removals = CacheRemovals(database)
    numbers = await asyncio.gather(*(removals.add("entry", str(n)) for n in range(20)))
    assert sorted(numbers) == list(range(1, 21))
    assert [one.number for one in await removals.since(0)] == list(range(1, 21))


async def test_old_notes_and_removals_are_forgotten_and_the_numbers_go_on(
    database: Database,
) -> None:
    served, removals = ServedAnswers(database), CacheRemovals(database)
    await served.note(THREAD, "1.0", "1.5", "key", None, "workspace:T1")
    await removals.add("entry", "abc")
    assert await Retention(database).forget_before(datetime.now(UTC) - MINUTE) == 0
    assert await served.of("C1", "1.5")
    assert await Retention(database).forget_before(datetime.now(UTC) + MINUTE) == 2
    assert await served.of("C1", "1.5") is None
    assert (await removals.latest(), await removals.since(0)) == (1, [])
    await removals.add("entry", "later")
    assert await removals.since(1) == [Removal(2, "entry", "later")]
