from __future__ import annotations

import asyncio
import gc
import sqlite3
import stat
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from conversation_store.database import Database
from conversation_store.errors import (
    DatabaseCorruptError,
    DatabaseTooNewError,
    DatabaseUnavailableError,
    StoreError,
)
from conversation_store.inbox import Inbox
from conversation_store.schema import inbox
from conversation_store.sqlite import SafelyClosed
from conversation_store.threads import ThreadKey, Threads
from tests.conversation_store.entries import entry, states

QUESTION = entry(0)


def file_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


async def pragma(database: Database, name: str) -> object:
    async with database.reading() as connection:
        return await connection.scalar(text(f"PRAGMA {name}"))


async def test_the_folder_and_the_file_are_for_their_owner_only(
    database: Database, url: str
) -> None:
    file = file_of(url)
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


async def test_readers_do_not_wait_and_references_hold(database: Database) -> None:
    assert await pragma(database, "journal_mode") == "wal"
    assert await pragma(database, "foreign_keys") == 1
    assert await pragma(database, "busy_timeout") == 10_000


async def test_a_commit_is_on_the_disk_also_after_one_that_need_not_be(database: Database) -> None:
    for durable, synchronous in ((True, 2), (False, 1), (True, 2)):  # FULL, NORMAL
        async with database.transaction(durable=durable) as connection:
            assert await connection.scalar(text("PRAGMA synchronous")) == synchronous


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
    gc.disable()  # else it would now and then let go what a cancelled task still holds
    try:
        for step in range(150):
            task = asyncio.create_task(Inbox(database).put(entry(step)))
            await asyncio.sleep(step % 30 * 0.0002)
            task.cancel()
            await asyncio.wait([task])
            with closing(sqlite3.connect(file_of(url), timeout=5, isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")  # fails where a lock was left
    finally:
        gc.enable()


async def test_a_closed_connection_holds_no_lock_while_a_statement_of_it_is_still_held(
    database: Database, url: str
) -> None:
    connection = sqlite3.connect(file_of(url), isolation_level=None, factory=SafelyClosed)
    held = connection.execute("BEGIN IMMEDIATE")
    held.execute("INSERT INTO threads VALUES ('T1','C1','1','now','') RETURNING channel_id")
    connection.close()
    with closing(sqlite3.connect(file_of(url), timeout=0, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert other.execute("SELECT count(*) FROM threads").fetchone() == (0,)


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


async def test_a_folder_that_cannot_be_made_is_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DatabaseUnavailableError, match="let this user write to it and its folder"):
        await Database.open(f"sqlite:///{tmp_path}/file/termwise.db")


async def test_a_folder_in_place_of_the_file_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnavailableError, match=r"Is a directory.*name another"):
        await Database.open(f"sqlite:///{tmp_path}")


async def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("not a database\n" * 500)
    with pytest.raises(DatabaseCorruptError, match=r"notes\.txt is damaged .* restore a backup"):
        await Database.open(f"sqlite:///{file}")
    assert file.read_text() == "not a database\n" * 500


async def test_a_file_that_was_cut_off_is_said_to_be_damaged(url: str) -> None:
    await (await Database.open(url)).close()
    file = file_of(url)
    file.write_bytes(file.read_bytes()[:6000])
    with pytest.raises(DatabaseCorruptError, match="restore a backup"):
        await Database.open(url)


async def test_damage_met_later_is_said_to_be_so(url: str) -> None:
    await (await Database.open(url)).close()
    with sqlite3.connect(file_of(url)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'threads'"
        ).fetchone()
    connection.close()
    pages = bytearray(file_of(url).read_bytes())
    pages[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    file_of(url).write_bytes(pages)
    database = await Database.open(url)
    with pytest.raises(DatabaseCorruptError, match="restore a backup"):
        await Inbox(database).put(QUESTION)
    await database.close()


async def test_a_full_disk_is_said_to_be_so(database: Database) -> None:
    async with database.reading() as connection:
        # One page means as many as there are. It holds for the pool's only connection.
        await connection.execute(text("PRAGMA max_page_count = 1"))
    with pytest.raises(DatabaseUnavailableError, match="the disk is full"):
        await Inbox(database).put(replace(entry(1), payload="x" * 100_000))
    assert await states(database) == []


async def test_a_database_of_a_newer_version_is_left_alone(url: str) -> None:
    database = await Database.open(url)
    async with database.transaction() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await database.close()
    with pytest.raises(DatabaseTooNewError, match="newer version of Termwise"):
        await Database.open(url)


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
async def test_a_database_in_memory_is_refused(url: str) -> None:
    with pytest.raises(DatabaseUnavailableError, match="name a file"):
        await Database.open(url)


@pytest.mark.parametrize("url", ["", "data/termwise.db", "mysql://localhost/termwise"])
async def test_another_kind_of_url_is_refused(url: str) -> None:
    with pytest.raises(DatabaseUnavailableError, match="must begin with sqlite:///"):
        await Database.open(url)


async def test_postgresql_without_its_driver_is_told_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)  # as if it were not installed
    with pytest.raises(DatabaseUnavailableError, match=r'pip install "psycopg\[binary\]"'):
        await Database.open("postgresql://termwise:hunter2@localhost/termwise")


async def test_a_lock_that_another_program_holds_is_said_to_be_so(
    database: Database, url: str
) -> None:
    other = sqlite3.connect(file_of(url), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    async with database.reading() as connection:
        await connection.execute(text("PRAGMA busy_timeout = 1"))  # ms; the pool's only connection
    with pytest.raises(StoreError, match="locked by another program"):
        await Inbox(database).put(QUESTION)
    other.close()
