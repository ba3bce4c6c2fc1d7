"""Numbers that grow one by one, each only after the one before it is committed."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from conversation_store.database import Database
from conversation_store.schema import faq_counters

Counter = Literal["standard_answers", "cache_removals"]
"""What is counted; the migration that made the table has given each its row."""


class FaqCounters:
    """Both numbers by one small query, for whoever follows both."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def last(self) -> dict[Counter, int]:
        """The last number of each that was given.

        Raises:
            StoreError: they cannot be read.
        """
        query = select(faq_counters.c.name, faq_counters.c.value)
        async with self._database.reading() as connection:
            found = {row.name: row.value for row in await connection.execute(query)}
        return {name: found.get(name, 0) for name in ("standard_answers", "cache_removals")}


async def number(connection: AsyncConnection, counter: Counter) -> int:
    """The last number that was given; 0 before the first."""
    value = select(faq_counters.c.value).where(faq_counters.c.name == counter)
    return await connection.scalar(value) or 0


async def lock(connection: AsyncConnection, counter: Counter) -> int:
    """Like :func:`number`, and nobody else gets one before this transaction ends.

    On SQLite the transaction has the only write lock already; there FOR UPDATE is left out.
    """
    row = select(faq_counters.c.value).where(faq_counters.c.name == counter).with_for_update()
    last: int = (await connection.execute(row)).scalar_one()
    return last


async def next_number(connection: AsyncConnection, counter: Counter) -> int:
    """Give the next number; whoever wants one too waits until this transaction ends.

    A smaller number can therefore never become visible after a greater one.
    """
    counted = update(faq_counters).where(faq_counters.c.name == counter)
    counted = counted.values(value=faq_counters.c.value + 1)
    given = await connection.execute(counted.returning(faq_counters.c.value))
    following: int = given.scalar_one()
    return following
