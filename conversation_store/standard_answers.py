"""Standard answers to frequent questions, and how they came to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from conversation_store.database import Database
from conversation_store.errors import StoreError
from conversation_store.faq_counters import Counter, lock, next_number, number
from conversation_store.schema import standard_answer_changes, standard_answers
from conversation_store.standard_answer import AnswerStatus as AnswerStatus
from conversation_store.standard_answer import StandardAnswer as StandardAnswer
from conversation_store.standard_answer_rows import (
    answer_of,
    from_json,
    in_whole_utc,
    row_of,
    same_content,
    to_json,
)
from conversation_store.term_changes import ChangedMeanwhileError

_COUNTER: Counter = "standard_answers"
_BATCH = 500  # answers that are read at once


class AnswersChangedMeanwhileError(ChangedMeanwhileError):
    """Somebody else has changed standard answers; nothing of this change was done."""

    def __init__(self, what: str) -> None:
        super().__init__([what])
        self.args = (
            f"The standard answers were changed meanwhile ({what}): nothing was changed now. "
            "Look at them again, then repeat what still applies.",
        )


class UnknownAnswerError(StoreError):
    """There is no standard answer with this id."""

    def __init__(self, id: int) -> None:
        super().__init__(f"There is no standard answer {id}: list them to see their ids.")


@dataclass(frozen=True, slots=True)
class RevisedAnswer:
    """One revision of a standard answer: who made it, when, and by what.

    Attributes:
        answer: as it was from then on; its hits are not part of its history.
    """

    answer: StandardAnswer
    who: str
    action: str
    at: datetime


class StandardAnswers:
    """Reads and writes them; they are never deleted, only expired."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def revision(self) -> int:
        """A number that grows with every change, but not with hits: by it readers stay current."""
        async with self._database.reading() as connection:
            return await number(connection, _COUNTER)

    async def all(self) -> list[StandardAnswer]:
        """Every answer, whatever its status, in the order of the ids."""
        query = select(standard_answers).order_by(standard_answers.c.id)
        async with self._database.reading() as connection:
            return [answer_of(row) for row in await connection.execute(query)]

    async def get(self, id: int) -> StandardAnswer | None:
        """The answer with this id; None where there is none."""
        async with self._database.reading() as connection:
            return (await _found(connection, [id])).get(id)

    async def put(
        self, answer: StandardAnswer, *, who: str, action: str, expected: int | None = None
    ) -> StandardAnswer:
        """Make an answer what it is to be; no change where it says the same already.

        Args:
            answer: a new one has the id 0; its revision and its hits do not matter.
            who: who changes it, as it will be shown.
            action: what they do, as it will be shown.
            expected: the revision of this answer that they have seen, 0 for none; None for
                whichever there is.

        Returns:
            The answer with its id and its new revision.

        Raises:
            ChangedMeanwhileError: it has another revision by now.
            UnknownAnswerError: no answer has this id.
        """
        async with self._database.transaction() as connection:
            await lock(connection, _COUNTER)
            ((before, _),) = pairs = await _pairs(connection, [answer])
            if expected not in (None, before.revision if before else 0):
                raise AnswersChangedMeanwhileError(f"number {answer.id}")
            (after,) = await _put(connection, pairs, who, action)
            return after

    async def put_all(
        self,
        answers: Sequence[StandardAnswer],
        *,
        who: str,
        action: str,
        base: int | None = None,
    ) -> list[StandardAnswer]:
        """Make several answers what they are to be: all of them at once, or none.

        Args:
            answers: as for :meth:`put`; no id but 0 occurs twice.
            who: who changes them, as it will be shown.
            action: what they do, as it will be shown.
            base: the revision of all (:meth:`revision`) that they have seen; None for whichever.

        Returns:
            The answers with their ids and their present revisions, in the same order.

        Raises:
            ChangedMeanwhileError: some answer, whichever, was changed since ``base``.
            UnknownAnswerError: no answer has one of the ids.
        """
        async with self._database.transaction() as connection:
            now = await lock(connection, _COUNTER)
            if base not in (None, now):
                raise AnswersChangedMeanwhileError(f"{now - (base or 0)} times")
            return await _put(connection, await _pairs(connection, answers), who, action)

    async def history(self, id: int) -> list[RevisedAnswer]:
        """All revisions of an answer, the latest first; none where there is no such answer."""
        changes = standard_answer_changes.c
        query = select(standard_answer_changes).where(changes.answer_id == id)
        async with self._database.reading() as connection:
            return [
                RevisedAnswer(from_json(row.content, id, row.revision), row.who, row.action, row.at)
                for row in await connection.execute(query.order_by(changes.revision.desc()))
            ]

    async def count_hit(self, id: int) -> None:
        """Count that an answer was served."""
        served = update(standard_answers).where(standard_answers.c.id == id)
        # Nobody waits for it, and a count that a power cut undoes is no loss.
        async with self._database.transaction(durable=False) as connection:
            await connection.execute(served.values(hits=standard_answers.c.hits + 1))


_Pair = tuple[StandardAnswer | None, StandardAnswer]
"""An answer as it is, None for a new one, and as it is to be."""


async def _pairs(connection: AsyncConnection, answers: Sequence[StandardAnswer]) -> list[_Pair]:
    found = await _found(connection, [answer.id for answer in answers if answer.id])
    for answer in answers:
        if answer.id and answer.id not in found:
            raise UnknownAnswerError(answer.id)
    return [(found.get(answer.id), answer) for answer in answers]


async def _found(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, StandardAnswer]:
    found: dict[int, StandardAnswer] = {}
    for start in range(0, len(ids), _BATCH):
        mine = standard_answers.c.id.in_(ids[start : start + _BATCH])
        for row in await connection.execute(select(standard_answers).where(mine)):
            found[row.id] = answer_of(row)
    return found


async def _put(
    connection: AsyncConnection, pairs: Sequence[_Pair], who: str, action: str
) -> list[StandardAnswer]:
    """Write those of some answers, each with the one before it, that make a difference."""
    after = [_after(before, in_whole_utc(answer)) for before, answer in pairs]
    changed = [n for n, (before, _) in enumerate(pairs) if after[n] is not before]
    if not changed:
        return after
    new = [n for n in changed if not after[n].id]
    ids = await _insert(connection, [after[n] for n in new])
    for n, id in zip(new, ids, strict=True):
        after[n] = replace(after[n], id=id)
    await _update(connection, [after[n] for n in changed if pairs[n][0]])
    values = {"who": who, "action": action, "at": datetime.now(UTC)}
    rows = [values | _revision_row(after[n]) for n in changed]
    await connection.execute(insert(standard_answer_changes), rows)
    await next_number(connection, _COUNTER)
    return after


def _after(before: StandardAnswer | None, answer: StandardAnswer) -> StandardAnswer:
    if before is None:
        return replace(answer, revision=1, hits=0)
    if same_content(before, answer):
        return before
    return replace(answer, revision=before.revision + 1, hits=before.hits)


async def _insert(connection: AsyncConnection, answers: Sequence[StandardAnswer]) -> Sequence[int]:
    """Insert answers; their ids in the same order."""
    if not answers:
        return []
    ids = insert(standard_answers).returning(standard_answers.c.id, sort_by_parameter_order=True)
    rows = [row_of(answer) | {"hits": 0} for answer in answers]
    return (await connection.scalars(ids, rows)).all()


async def _update(connection: AsyncConnection, answers: Sequence[StandardAnswer]) -> None:
    if answers:
        changing = update(standard_answers).where(standard_answers.c.id == bindparam("its_id"))
        rows = [row_of(answer) | {"its_id": answer.id} for answer in answers]
        await connection.execute(changing, rows)


def _revision_row(answer: StandardAnswer) -> dict[str, Any]:
    return {"answer_id": answer.id, "revision": answer.revision, "content": to_json(answer)}
