"""What is older than it may be is forgotten, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from conversation_store.database import Database
from conversation_store.inbox import Inbox
from conversation_store.leases import Leases
from conversation_store.retention import Retention
from conversation_store.threads import Message, Threads
from tests.conversation_store.entries import entry, states

MINUTE = timedelta(minutes=1)


def later() -> datetime:
    return datetime.now(UTC) + MINUTE


def earlier() -> datetime:
    return datetime.now(UTC) - MINUTE


async def test_what_is_done_with_and_old_is_forgotten_with_its_thread(database: Database) -> None:
    inbox, threads, asked = Inbox(database), Threads(database), entry(1)
    await inbox.put(asked)
    leased = await Leases(database).lease(60)
    assert leased is not None
    await Leases(database).finish(leased, "answered")
    said = Message("user", "What?", asked.ts), Message("assistant", "That.", asked.ts)
    await threads.save_turn(asked.thread, *said, "U1")
    assert await Retention(database).forget_before(earlier()) == 0
    assert await threads.history(asked.thread) == list(said)
    assert await Retention(database).forget_before(later()) == 4
    assert await states(database) == []
    assert await threads.history(asked.thread) == []
    assert not await threads.is_joined(asked.thread)


async def test_what_still_waits_is_never_forgotten(database: Database) -> None:
    await Inbox(database).put(entry(1))
    assert await Retention(database).forget_before(later()) == 0
    assert await states(database) == ["waiting"]
    assert await Threads(database).is_joined(entry(1).thread)


async def test_a_thread_in_which_somebody_spoke_lately_is_followed_on(database: Database) -> None:
    threads, asked = Threads(database), entry(1)
    said = Message("user", "What?", asked.ts), Message("assistant", "That.", asked.ts)
    await threads.save_turn(asked.thread, *said, "U1")
    async with database.transaction() as connection:
        old = earlier() - timedelta(days=9)
        await connection.execute(text("UPDATE threads SET joined_at = :old"), {"old": old})
    assert await Retention(database).forget_before(earlier()) == 0
    assert await threads.is_joined(asked.thread)
