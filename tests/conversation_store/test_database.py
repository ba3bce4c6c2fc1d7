from __future__ import annotations

import asyncio
import gc

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from conversation_store.database import Database
from conversation_store.errors import DatabaseTooNewError, DatabaseUnavailableError
from conversation_store.inbox import Inbox
from conversation_store.schema import inbox
from conversation_store.threads import ThreadKey, Threads
from tests.conversation_store.entries import entry, states

QUESTION = entry(0)


async def test_what_was_committed_is_there_after_reopening(url: str) -> None:
    first = await Database.open(url)
    await Inbox(first).put(QUESTION)
    await first.close()
    second = await Database.open(url)
    assert await Threads(second).is_joined(QUESTION.thread)
    await second.close()


async def test_a_block_that_raises_leaves_nothing_behind(database: Database) -> None:
    async def fail_halfway() -> None:
        async with database.transaction() as connection:
            await connection.execute(text("INSERT INTO threads VALUES ('T1','C1','1','now','')"))
            raise ValueError("halfway")

    with pytest.raises(ValueError, match="halfway"):
        await fail_halfway()
    assert not await Threads(database).is_joined(ThreadKey("T1", "C1", "1"))


async def test_a_reader_sees_the_last_commit_while_a_writer_is_at_work(database: Database) -> None:
    async with database.transaction() as connection:
        await connection.execute(text("INSERT INTO threads VALUES ('T1','C1','1','now','')"))
        assert not await Threads(database).is_joined(ThreadKey("T1", "C1", "1"))


async def test_a_cancelled_transaction_frees_the_database(database: Database, url: str) -> None:
    other = await Database.open(url)
    gc.disable()  # else it would now and then let go what a cancelled task still holds
    try:
        for step in range(150):
            task = asyncio.create_task(Inbox(database).put(entry(step)))
            await asyncio.sleep(step % 30 * 0.0002)
            task.cancel()
            await asyncio.wait([task])
            async with asyncio.timeout(5):  # runs out where a lock was left
                await Inbox(other).put(entry(step))
    finally:
        gc.enable()
    assert await states(other) == ["waiting"] * 150
    await other.close()


async def test_a_broken_constraint_stays_what_it_is(database: Database) -> None:
    with pytest.raises(IntegrityError):
        async with database.transaction() as connection:
            await connection.execute(
                text("INSERT INTO messages VALUES ('T1','C1','1','1','user','hi','U1','now')")
            )


async def test_an_error_does_not_carry_what_people_wrote(database: Database) -> None:
    insert = database.insert(inbox).values(event_id="a secret")
    with pytest.raises(IntegrityError) as caught:
        async with database.transaction() as connection:
            await connection.execute(insert)
    assert "a secret" not in str(caught.value)


async def test_a_database_of_a_newer_version_is_left_alone(url: str) -> None:
    database = await Database.open(url)
    async with database.transaction() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await database.close()
    with pytest.raises(DatabaseTooNewError, match="newer version of Termwise"):
        await Database.open(url)


@pytest.mark.parametrize("url", ["", "data/termwise.db", "mysql://localhost/termwise"])
async def test_another_kind_of_url_is_refused(url: str) -> None:
    with pytest.raises(DatabaseUnavailableError, match="must begin with sqlite:///"):
        await Database.open(url)
