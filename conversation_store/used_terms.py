"""Which answers rest on which revision of a definition, so that they can be recalled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, insert, or_, select, update

from conversation_store.database import Database
from conversation_store.schema import used_terms
from conversation_store.term import Term
from conversation_store.terms import TermKey
from conversation_store.threads import ThreadKey


@dataclass(frozen=True, slots=True)
class Outdated:
    """An answer in Slack that was given with an older revision of a definition."""

    thread: ThreadKey
    answer_ts: str
    question_ts: str
    revision: int


class UsedTerms:
    """Remembers the definitions behind each answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def note(
        self, thread: ThreadKey, question_ts: str, answer_ts: str, terms: Sequence[Term]
    ) -> None:
        """Note what an answer was given with, in place of what was noted before.

        Args:
            thread: where the answer stands.
            question_ts: the ts of the question.
            answer_ts: the ts of the answer's last message.
            terms: those whose definitions it was given with.
        """
        if not terms:
            return
        rows = [
            {
                "channel_id": thread.channel_id,
                "answer_ts": answer_ts,
                "concept": term.concept,
                "language": term.language,
                "team_id": thread.team_id,
                "thread_ts": thread.thread_ts,
                "question_ts": question_ts,
                "revision": term.revision,
            }
            for term in terms
        ]
        mine = (used_terms.c.channel_id == thread.channel_id) & (
            used_terms.c.answer_ts == answer_ts
        )
        async with self._database.transaction(durable=False) as connection:
            await connection.execute(used_terms.delete().where(mine))
            await connection.execute(insert(used_terms), rows)

    async def in_thread(self, thread: ThreadKey) -> list[TermKey]:
        """The terms that a thread's answers were given with, the latest first."""
        columns = used_terms.c.concept, used_terms.c.language
        query = (
            select(*columns)
            .where(
                used_terms.c.channel_id == thread.channel_id,
                used_terms.c.thread_ts == thread.thread_ts,
            )
            .group_by(*columns)
            .order_by(func.max(used_terms.c.answer_ts).desc())
        )
        async with self._database.reading() as connection:
            return [(row.concept, row.language) for row in await connection.execute(query)]

    async def outdated(self, key: TermKey, revision: int, limit: int = 1_000) -> list[Outdated]:
        """The answers given with a definition older than ``revision``, the newest first.

        Those whose readers were told of this revision already are left out.
        """
        query = select(used_terms).where(is_outdated(key, revision))
        query = query.order_by(used_terms.c.answer_ts.desc()).limit(limit)
        async with self._database.reading() as connection:
            return [
                Outdated(
                    ThreadKey(row.team_id, row.channel_id, row.thread_ts),
                    row.answer_ts,
                    row.question_ts,
                    row.revision,
                )
                for row in await connection.execute(query)
            ]

    async def count_outdated(self, key: TermKey, revision: int) -> int:
        """How many they are."""
        query = select(func.count()).select_from(used_terms).where(is_outdated(key, revision))
        async with self._database.reading() as connection:
            return await connection.scalar(query) or 0

    async def flag(self, key: TermKey, answer: Outdated, revision: int) -> bool:
        """Claim the telling of an answer's readers; False where somebody else has done so."""
        claiming = (
            update(used_terms)
            .where(
                is_outdated(key, revision),
                used_terms.c.channel_id == answer.thread.channel_id,
                used_terms.c.answer_ts == answer.answer_ts,
            )
            .values(flagged=revision)
        )
        async with self._database.transaction() as connection:
            return (await connection.execute(claiming)).rowcount == 1

    async def forget_answer(self, channel_id: str, question_ts: str) -> None:
        """Forget the answer to a question that was deleted."""
        mine = (used_terms.c.channel_id == channel_id) & (used_terms.c.question_ts == question_ts)
        async with self._database.transaction() as connection:
            await connection.execute(used_terms.delete().where(mine))


def is_outdated(key: TermKey, revision: int) -> ColumnElement[bool]:
    """Whether a row's answer is older than a revision that its readers do not know of."""
    concept, language = key
    return (
        (used_terms.c.concept == concept)
        & (used_terms.c.language == language)
        & (used_terms.c.revision < revision)
        & or_(used_terms.c.flagged.is_(None), used_terms.c.flagged < revision)
    )
