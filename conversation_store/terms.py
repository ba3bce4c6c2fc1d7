"""The glossary's terms as they are now, and how they came to be."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from conversation_store.database import Database
from conversation_store.schema import changes, term_revisions
from conversation_store.term import Language, Status, Term
from conversation_store.term_rows import current, glossary_revision, term_of

TermKey = tuple[str, Language]
"""A concept's id and a language: what a term is known by through all its revisions."""

_BATCH = 2_000  # rows that are read at once
_NAMES = (
    term_revisions.c.concept,
    term_revisions.c.language,
    term_revisions.c.name,
    term_revisions.c.abbreviation,
    term_revisions.c.aliases,
    term_revisions.c.field,
    term_revisions.c.status,
)


@dataclass(frozen=True, slots=True)
class Named:
    """What a term is called; there may be a million of them in memory."""

    key: TermKey
    names: tuple[str, ...]
    field: str
    status: Status


@dataclass(frozen=True, slots=True)
class Revised:
    """One revision of a term: who made it, when, and by what."""

    term: Term
    who: str
    action: str
    at: datetime


class Terms:
    """Reads the glossary; ``TermChanges`` writes it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def revision(self) -> int:
        """The number of the glossary's latest change: any change of it counts it up."""
        async with self._database.reading() as connection:
            return await glossary_revision(connection)

    async def get(self, keys: Collection[TermKey]) -> dict[TermKey, Term]:
        """The terms with these keys, as far as they are there."""
        if not keys:
            return {}
        wanted = set(keys)
        # SQLite finds single values by an index, and pairs of them by reading everything.
        concepts = term_revisions.c.concept.in_({concept for concept, _ in wanted})
        async with self._database.reading() as connection:
            rows = await connection.execute(current().where(concepts))
            terms = [term_of(row) for row in rows]
        found = {(term.concept, term.language): term for term in terms}
        return {key: found[key] for key in found.keys() & wanted}

    async def named(self, since: int = 0) -> AsyncIterator[list[Named]]:
        """What all terms are called that changed after a revision of the glossary, in batches.

        Args:
            since: a revision of the glossary; 0 for all terms.
        """
        query = current(*_NAMES).where(changes.c.revision > since)
        async with self._database.reading() as connection:
            result = await connection.stream(query)
            async for rows in result.partitions(_BATCH):
                yield [
                    Named((row.concept, row.language), _names(row), row.field, row.status)
                    for row in rows
                ]

    async def listed(
        self,
        *,
        field: str | None = None,
        status: Status | None = None,
        language: Language | None = None,
        limit: int = 100,
        offset: int = 0,
    ) -> list[Term]:
        """Terms in the order of their names."""
        query = current().order_by(term_revisions.c.name, term_revisions.c.concept)
        for column, value in (("field", field), ("status", status), ("language", language)):
            if value is not None:
                query = query.where(term_revisions.c[column] == value)
        async with self._database.reading() as connection:
            rows = await connection.execute(query.limit(limit).offset(offset))
            return [term_of(row) for row in rows]

    async def everything(self, status: Status | None = None) -> AsyncIterator[Term]:
        """All terms, those of a concept after each other; as many as there are."""
        query = current().order_by(term_revisions.c.concept, term_revisions.c.language.desc())
        if status:
            query = query.where(term_revisions.c.status == status)
        async with self._database.reading() as connection:
            result = await connection.stream(query)
            async for rows in result.partitions(_BATCH):
                for row in rows:
                    yield term_of(row)

    async def counts(self) -> dict[tuple[str, Status], int]:
        """How many concepts there are of each field and status."""
        field, status = term_revisions.c.field, term_revisions.c.status
        concepts = func.count(term_revisions.c.concept.distinct())
        query = current(field, status, concepts).group_by(field, status).order_by(field)
        async with self._database.reading() as connection:
            return {(row[0], row[1]): row[2] for row in await connection.execute(query)}

    async def history(self, concept: str) -> list[Revised]:
        """All revisions of a concept's terms, the latest first."""
        query = (
            select(term_revisions, changes.c.who, changes.c.action, changes.c.at)
            .join(changes, changes.c.id == term_revisions.c.change_id)
            .where(term_revisions.c.concept == concept, changes.c.revision.is_not(None))
            .order_by(changes.c.revision.desc(), term_revisions.c.id.desc())
        )
        async with self._database.reading() as connection:
            return [
                Revised(term_of(row), row.who, row.action, row.at)
                for row in await connection.execute(query)
            ]

    async def latest(self, limit: int = 5) -> Sequence[Term]:
        """The approved terms that were changed last, one for each concept."""
        query = current().where(term_revisions.c.status == "approved")
        query = query.order_by(changes.c.revision.desc(), term_revisions.c.id.desc())
        latest: dict[str, Term] = {}
        async with self._database.reading() as connection:
            for row in await connection.execute(query.limit(2 * limit)):
                latest.setdefault(row.concept, term_of(row))
        return list(latest.values())[:limit]


def _names(row: object) -> tuple[str, ...]:
    name, short, aliases = (getattr(row, part) for part in ("name", "abbreviation", "aliases"))
    return tuple(dict.fromkeys(one for one in (name, short, *json.loads(aliases)) if one))
