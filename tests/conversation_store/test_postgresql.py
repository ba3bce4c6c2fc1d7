"""What is true of PostgreSQL alone: its driver, its server."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import text

from conversation_store.database import Database
from conversation_store.errors import DatabaseUnavailableError
from conversation_store.inbox import Inbox
from conversation_store.leases import Leases
from tests import postgres
from tests.conversation_store.entries import entry, states, take, where


@pytest.fixture
def url(postgres_server: str) -> Iterator[str]:
    with postgres.new_database(postgres_server) as url:
        yield url


async def test_postgresql_without_its_driver_is_told_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)  # as if it were not installed
    with pytest.raises(DatabaseUnavailableError, match=r"pip install 'termwise\[postgresql\]'"):
        await Database.open("postgresql://termwise:hunter2@localhost/termwise")


async def test_a_server_that_is_not_there_is_said_to_be_so_in_one_line() -> None:
    with pytest.raises(DatabaseUnavailableError, match="check that it runs") as caught:
        await Database.open("postgresql://termwise:hunter2@127.0.0.1:1/termwise")
    assert "hunter2" not in str(caught.value)
    assert "\n" not in str(caught.value)


async def test_a_server_that_was_started_anew_is_spoken_to_again(
    database: Database, url: str
) -> None:
    await Inbox(database).put(entry(1))
    with psycopg.connect(url, autocommit=True) as other:  # a restart closes connections like this
        other.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    assert await Inbox(database).put(entry(2)) == "new"
    assert await states(database) == ["waiting", "waiting"]


async def test_a_question_whose_lease_was_given_up_is_not_overtaken_in_its_thread(
    database: Database,
) -> None:
    inbox, thread = Inbox(database), "1700000001.000000"
    for number in (1, 2):
        await inbox.put(entry(number, thread=thread))
    async with database.transaction() as connection:  # another process begins a lease
        await connection.execute(text("SELECT id FROM inbox ORDER BY id LIMIT 1 FOR UPDATE"))
        lease = asyncio.create_task(Leases(database).lease(60))
        await asyncio.sleep(0.2)
        assert not lease.done()
    leased = await lease
    assert leased is not None
    assert leased.entry == entry(1, thread=thread)


async def test_a_lease_that_is_being_renewed_is_not_taken(database: Database) -> None:
    inbox, leases = Inbox(database), Leases(database)
    await inbox.put(entry(1))
    await take(leases, 0)
    async with database.transaction() as connection:  # its holder is just in time
        await connection.execute(text("UPDATE inbox SET leased_until = leased_until + 60"))
        other = asyncio.create_task(leases.lease(60))
        await asyncio.sleep(0.2)
        assert not other.done()
    assert await other is None


async def test_a_deletion_finds_a_question_that_is_just_being_leased(database: Database) -> None:
    inbox, leases = Inbox(database), Leases(database)
    await inbox.put(entry(1))
    async with database.transaction() as connection:  # another process leases it
        lease = "UPDATE inbox SET state = 'answering', tries = 1, leased_until = 0"
        await connection.execute(text(lease))
        deletion = asyncio.create_task(inbox.withdraw(*where(entry(1))))
        await asyncio.sleep(0.2)
        assert not deletion.done()
    assert await deletion
    assert (await take(leases)).wish == "withdraw"


async def test_an_edit_and_an_end_at_once_leave_no_wording_unanswered(database: Database) -> None:
    inbox, leases = Inbox(database), Leases(database)
    for number in range(40):
        await inbox.put(entry(number))
        leased = await take(leases)
        finished, amended = await asyncio.gather(
            leases.finish(leased, "answered"), inbox.amend(*where(entry(number)), "new")
        )
        assert finished == (amended == "asked again")
        if not finished:
            assert await leases.hand_back(leased)
        again = await take(leases)
        assert again.entry.payload == "new"
        assert await leases.finish(again, "answered")


async def test_a_deletion_and_a_lease_at_once_end_the_question(database: Database) -> None:
    inbox, leases = Inbox(database), Leases(database)
    for number in range(40):
        await inbox.put(entry(number))
        leased, _ = await asyncio.gather(leases.lease(60), inbox.withdraw(*where(entry(number))))
        if leased is not None:
            assert await leases.renew([leased], 60) == {leased.id: "withdraw"}
            assert await leases.finish(leased, "withdrawn")
    assert set(await states(database)) == {"withdrawn"}
