"""Questions that several people asked: candidates for standard answers."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, case, delete, exists, func, literal_column, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from conversation_store.database import Database
from conversation_store.faq_schema import in_utc
from conversation_store.schema import asked_questions, dismissed_questions
from conversation_store.term import Language
from conversation_store.wanted import ENOUGH_PEOPLE

SEVERAL = 2
"""So many people must have asked a question before it is anybody's suggestion."""

_WORDINGS = 5
_LONGEST_KEY = 400  # characters: PostgreSQL's indexes take rows of 2,704 bytes at most
_LONGEST = 2_000  # characters of a question


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question without a standard answer, and how often it comes.

    Attributes:
        key: what its wordings have in common; as they were counted by, a digest of it if long.
        wordings: a few as people wrote them, distinct, the most recent first.
        language: of the wordings.
        asked: how often.
        people: by how many people.
        last: when it was asked last, in UTC.
    """

    key: str
    wordings: tuple[str, ...]
    language: Language
    asked: int
    people: int
    last: datetime


class AskedQuestions:
    """Counts them without showing what somebody asked in private.

    A question is shown once several people asked it, one of them where everybody could read it, or
    :data:`ENOUGH_PEOPLE` of them in private. Where there are public wordings, no other is shown.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def count(
        self,
        key: str,
        question: str,
        language: Language,
        *,
        user_id: str,
        audience: str,
        in_public: bool,
    ) -> None:
        """Count a question.

        Args:
            key: equal for questions that one answer would do for.
            question: as it was written.
            language: the question's.
            user_id: who asked.
            audience: who may read the question, as ``str(Audience)``.
            in_public: whether everybody in the workspace could read it.
        """
        row = self._database.insert(asked_questions).values(
            question_key=_stored(key),
            user_id=user_id,
            question=question[:_LONGEST],
            language=language,
            audience=audience,
            worded_at=datetime.now(UTC),
            asked=1,
            in_public=int(in_public),
        )
        new, old = row.excluded, asked_questions.c
        # What the person wrote in public is not replaced by what they write in private.
        shown = or_(new.in_public > 0, old.in_public == 0)
        worded = ("question", "language", "audience", "worded_at")
        counted = row.on_conflict_do_update(
            index_elements=["question_key", "user_id"],
            set_={name: case((shown, new[name]), else_=old[name]) for name in worded}
            | {
                "asked": old.asked + 1,
                "in_public": old.in_public + new.in_public,
                "updated_at": new.updated_at,
            },
        )
        # Nobody waits for it, and a count that a power cut undoes is no loss.
        async with self._database.transaction(durable=False) as connection:
            await connection.execute(counted)

    async def most(self, limit: int = 20) -> list[AskedQuestion]:
        """What the most people asked, as far as it may be shown and nobody has dismissed it."""
        columns = asked_questions.c
        key, people = columns.question_key, func.count()
        public, dismissed = func.sum(columns.in_public), dismissed_questions.c.question_key
        query = (
            select(
                key,
                func.max(columns.language).label("language"),
                func.sum(columns.asked).label("asked"),
                people.label("people"),
                func.max(columns.updated_at).label("last"),
            )
            .where(~exists().where(dismissed == key))
            .group_by(key)
            .having(people >= SEVERAL, or_(public > 0, people >= ENOUGH_PEOPLE))
            .order_by(literal_column("people").desc(), literal_column("asked").desc(), key)
            .limit(limit)
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
            wordings = await _wordings(connection, [row.question_key for row in rows])
        return [
            AskedQuestion(
                row.question_key,
                wordings[row.question_key],
                row.language,
                row.asked,
                row.people,
                in_utc(row.last),
            )
            for row in rows
        ]

    async def forget(self, key: str) -> None:
        """Forget a question: it has a standard answer now."""
        await self._forget(asked_questions.c.question_key == _stored(key))

    async def dismiss(self, key: str) -> None:
        """Forget a question for good: however often it is asked, it does not come up again."""
        row = self._database.insert(dismissed_questions).values(question_key=_stored(key))
        mine = asked_questions.c.question_key == _stored(key)
        async with self._database.transaction() as connection:
            await connection.execute(row.on_conflict_do_nothing())
            await connection.execute(delete(asked_questions).where(mine))

    async def forget_asking(self, key: str, user_id: str) -> None:
        """Forget that somebody asked a question: they have deleted it."""
        asked = asked_questions.c
        await self._forget((asked.question_key == _stored(key)) & (asked.user_id == user_id))

    async def forget_person(self, user_id: str) -> None:
        """Forget that somebody asked anything."""
        await self._forget(asked_questions.c.user_id == user_id)

    async def _forget(self, which: ColumnElement[bool]) -> None:
        async with self._database.transaction() as connection:
            await connection.execute(delete(asked_questions).where(which))


async def _wordings(
    connection: AsyncConnection, keys: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """How each question was worded lately; the wordings written in public where there are any."""
    columns = asked_questions.c
    public, latest = func.max(columns.in_public), func.max(columns.worded_at)
    query = (
        select(columns.question_key, columns.question, public.label("public"))
        .where(columns.question_key.in_(keys))
        .group_by(columns.question_key, columns.question)
        .order_by(latest.desc(), columns.question)
    )
    every: defaultdict[str, list[tuple[str, bool]]] = defaultdict(list)
    for row in await connection.execute(query):
        every[row.question_key].append((row.question, row.public > 0))
    return {key: _shown(every[key]) for key in keys}


def _shown(wordings: Collection[tuple[str, bool]]) -> tuple[str, ...]:
    in_public = any(public for _, public in wordings)
    return tuple(text for text, public in wordings if public or not in_public)[:_WORDINGS]


def _stored(key: str) -> str:
    """The key as it is kept: a long one by its digest, so that no two become one."""
    if len(key) <= _LONGEST_KEY:
        return key
    return hashlib.sha256(key.encode(errors="surrogatepass")).hexdigest()
