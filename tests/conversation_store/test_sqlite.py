"""What is true of SQLite alone: its file, its pragmas, its locks."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from conversation_store.database import Database
from conversation_store.errors import (
    DatabaseCorruptError,
    DatabaseUnavailableError,
    StoreError,
)
from conversation_store.inbox import Inbox
from conversation_store.leases import Leases
from conversation_store.sqlite import SafelyClosed
from tests.conversation_store.entries import entry, states, take

QUESTION = entry(0)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/data/termwise.db"


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


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
async def test_a_database_in_memory_is_refused(url: str) -> None:
    with pytest.raises(DatabaseUnavailableError, match="name a file"):
        await Database.open(url)


async def test_a_lock_that_another_program_holds_is_said_to_be_so(
    database: Database, url: str
) -> None:
    other = sqlite3.connect(file_of(url), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    async with database.reading() as connection:
        await connection.execute(text("PRAGMA busy_timeout = 1"))  # ms; the pool's only connection
    with pytest.raises(StoreError, match="is being written to"):
        await Inbox(database).put(QUESTION)
    other.close()


async def test_a_lease_does_not_wait_for_the_disk_as_all_else_does(
    database: Database,
) -> None:
    async def synchronous() -> object:
        async with database.reading() as connection:  # the pool's only connection
            return await connection.scalar(text("PRAGMA synchronous"))

    leases = Leases(database)
    await Inbox(database).put(entry(1))
    assert await synchronous() == 2  # FULL
    leased = await take(leases)
    assert await synchronous() == 1  # NORMAL
    await leases.finish(leased, "answered")
    assert await synchronous() == 2
