"""Names that people asked by and that nobody has defined."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, literal_column, or_, select

from conversation_store.database import Database
from conversation_store.schema import wanted
from conversation_store.term import Language

ENOUGH_PEOPLE = 3
"""So many must have asked by a name before it is shown, where none of them did so in public."""

_LONGEST = 200  # characters of a name


@dataclass(frozen=True, slots=True)
class WantedTerm:
    """A name without a definition, and how much it is wanted.

    Attributes:
        name: as it was written last.
        asked: in how many questions.
        people: by how many people.
        last: when it was asked last.
    """

    name_key: str
    name: str
    language: Language
    asked: int
    people: int
    last: datetime


class Wanted:
    """Counts them without showing what somebody asked in private.

    A name is shown once it stood in a question that everybody could read, or in the questions of
    several people: what only one person wrote to the bot stays between the two.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def count(
        self, name_key: str, name: str, language: Language, *, user_id: str, in_public: bool
    ) -> None:
        """Count a question in which a name stood.

        Args:
            name_key: the normalised name.
            name: as it was written.
            language: the question's.
            user_id: who asked.
            in_public: whether everybody in the workspace could read the question.
        """
        row = self._database.insert(wanted).values(
            name_key=name_key[:_LONGEST],
            user_id=user_id,
            name=name[:_LONGEST],
            language=language,
            asked=1,
            in_public=int(in_public),
        )
        new = row.excluded
        counted = row.on_conflict_do_update(
            index_elements=["name_key", "user_id"],
            set_={
                "name": new.name,
                "asked": wanted.c.asked + 1,
                "in_public": wanted.c.in_public + new.in_public,
                "updated_at": new.updated_at,
            },
        )
        # Nobody waits for it, and a count that a power cut undoes is no loss.
        async with self._database.transaction(durable=False) as connection:
            await connection.execute(counted)

    async def most(self, limit: int = 20) -> list[WantedTerm]:
        """The names that were asked most often, as far as they may be shown."""
        asked, people = func.sum(wanted.c.asked), func.count()
        query = (
            select(
                wanted.c.name_key,
                func.max(wanted.c.name).label("name"),
                func.max(wanted.c.language).label("language"),
                asked.label("asked"),
                people.label("people"),
                func.max(wanted.c.updated_at).label("last"),
            )
            .group_by(wanted.c.name_key)
            .having(or_(func.sum(wanted.c.in_public) > 0, people >= ENOUGH_PEOPLE))
            .order_by(literal_column("asked").desc(), wanted.c.name_key)
            .limit(limit)
        )
        async with self._database.reading() as connection:
            return [WantedTerm(**row._mapping) for row in await connection.execute(query)]

    async def forget(self, name_key: str) -> None:
        """Forget a name: it is defined now, or no term."""
        await self._forget(wanted.c.name_key == name_key[:_LONGEST])

    async def _forget(self, which: ColumnElement[bool]) -> None:
        async with self._database.transaction() as connection:
            await connection.execute(delete(wanted).where(which))
