"""Names found in documents that may be terms; people decide."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, update

from conversation_store.database import Database
from conversation_store.schema import candidates
from conversation_store.term import Language


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that may be a term.

    Attributes:
        name_key: the normalised name.
        name: as it is written most often.
        field: of the documents it was found in, if that is known.
        score: how likely it is a term; only the order counts.
        occurrences: how often it was found.
        contexts: some sentences it was found in.
    """

    name_key: str
    name: str
    language: Language
    field: str
    score: float
    occurrences: int
    contexts: tuple[str, ...]


class Candidates:
    """The review list; what was dismissed once does not come back."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, found: Sequence[Candidate]) -> None:
        """Put candidates on the list, in place of what was known of them."""
        if not found:
            return
        rows = [
            {
                "name_key": one.name_key,
                "name": one.name,
                "language": one.language,
                "field": one.field,
                "score": one.score,
                "occurrences": one.occurrences,
                "contexts": json.dumps(one.contexts, ensure_ascii=False),
                "state": "open",
            }
            for one in found
        ]
        row = self._database.insert(candidates)
        new = row.excluded
        replaced = ("name", "field", "score", "occurrences", "contexts", "updated_at")
        adding = row.on_conflict_do_update(
            index_elements=["name_key"], set_={name: new[name] for name in replaced}
        )
        async with self._database.transaction() as connection:
            await connection.execute(adding, rows)

    async def best(self, limit: int = 20) -> list[Candidate]:
        """Those that nobody has decided about, the likeliest first."""
        query = (
            select(candidates)
            .where(candidates.c.state == "open")
            .order_by(candidates.c.score.desc(), candidates.c.name_key)
        )
        async with self._database.reading() as connection:
            return [
                Candidate(
                    row.name_key,
                    row.name,
                    row.language,
                    row.field,
                    row.score,
                    row.occurrences,
                    tuple(json.loads(row.contexts)),
                )
                for row in await connection.execute(query.limit(limit))
            ]

    async def close(self, name_key: str) -> bool:
        """Take a name off the list: it is defined now, or no term; False if it was not on it."""
        closing = (
            update(candidates)
            .where(candidates.c.name_key == name_key, candidates.c.state == "open")
            .values(state="closed")
        )
        async with self._database.transaction() as connection:
            return (await connection.execute(closing)).rowcount == 1
