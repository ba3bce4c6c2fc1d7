from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from sqlalchemy import text

from conversation_store import postgresql
from conversation_store.database import Database
from conversation_store.errors import StoreError
from conversation_store.inbox import Inbox
from conversation_store.leases import Leases
from tests import postgres
from tests.conversation_store.entries import entry


@pytest.fixture
def url(postgres_server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(postgresql, "LONGEST_STANDSTILL_S", 1)
    with postgres.new_database(postgres_server) as url:
        yield url


async def test_a_process_that_stands_still_in_a_transaction_does_not_keep_the_others_waiting(
    database: Database, url: str
) -> None:
    await Inbox(database).put(entry(1))
    other = await Database.open(url)
    locked = asyncio.Event()
    standing = asyncio.create_task(_stand_still(database, locked))
    await locked.wait()
    async with asyncio.timeout(5):
        leased = await Leases(other).lease(20.0)
    await other.close()
    assert leased is not None
    assert leased.entry == entry(1)
    with pytest.raises(StoreError):
        await standing


async def _stand_still(database: Database, locked: asyncio.Event) -> None:
    async with database.transaction() as connection:
        await connection.execute(text("SELECT id FROM inbox FOR UPDATE"))
        locked.set()
        await asyncio.sleep(3.0)
        await connection.execute(text("SELECT 1"))
