"""What every replica must take out of its own answer cache."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import insert, select

from conversation_store.database import Database
from conversation_store.faq_counters import Counter, next_number, number
from conversation_store.schema import cache_removals

RemovalKind = Literal["entry", "person", "question"]

_COUNTER: Counter = "cache_removals"


@dataclass(frozen=True, slots=True)
class Removal:
    """Something that no cache may hold any more.

    Attributes:
        number: counts up from 1.
        kind: what the value names: one cached answer, whoever asked, or a question.
        value: its key or its id.
    """

    number: int
    kind: RemovalKind
    value: str


class CacheRemovals:
    """A log that each replica follows from the number that it has come to.

    The numbers appear in their order, also where several processes write at once: who has seen one
    has missed none before it.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, kind: RemovalKind, value: str) -> int:
        """Have something removed everywhere.

        Args:
            kind: what the value names.
            value: its key or its id.

        Returns:
            The removal's number.
        """
        async with self._database.transaction() as connection:
            following = await next_number(connection, _COUNTER)
            row = {"number": following, "kind": kind, "value": value}
            await connection.execute(insert(cache_removals).values(row))
        return following

    async def latest(self) -> int:
        """The number of the last removal, also where it is forgotten; 0 if there was none."""
        async with self._database.reading() as connection:
            return await number(connection, _COUNTER)

    async def since(self, number: int) -> list[Removal]:
        """The removals after one with this number, in their order.

        Those are missing that are older than anything is kept: a cache must not keep its answers
        for longer than that.

        Args:
            number: of the last one that is done; 0 for all.
        """
        columns = cache_removals.c
        query = select(columns.number, columns.kind, columns.value)
        query = query.where(columns.number > number).order_by(columns.number)
        async with self._database.reading() as connection:
            return [Removal(**row._mapping) for row in await connection.execute(query)]
