"""Changed definitions that answers had used, and what those who may decide want done about them."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Row, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from conversation_store.changed_definitions import (
    UNDECIDED,
    ChangedDefinition,
    answered_since,
    changed_definitions,
    changed_since,
    same_term,
)
from conversation_store.database import Database
from conversation_store.expressions import Now
from conversation_store.schema import changes, recall_cursor, recalls, term_revisions, used_terms
from conversation_store.suggestions import Card
from conversation_store.term_rows import glossary_revision
from conversation_store.terms import TermKey
from conversation_store.used_terms import is_outdated

RecallState = Literal["due", "shown", "flagging", "flagged", "left", "superseded"]

_IN_WORK = ("due", "flagging")
_IN_FLIGHT = timedelta(minutes=15)  # an answer begun before a change is noted within this


@dataclass(frozen=True, slots=True)
class Recall:
    """A changed definition.

    Attributes:
        key: the term.
        revision: the term's, with its new definition.
        cards: where those who may decide see it.
        answers: how many are to be flagged.
        flagged: with how many that is done, those that are gone included.
        gone: the answers whose thread could not be written to.
    """

    id: int
    key: TermKey
    revision: int
    state: RecallState
    decided_by: str | None
    cards: tuple[Card, ...]
    answers: int
    flagged: int
    gone: int


class Recalls:
    """Each changed definition is asked about once, whichever processes look for it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def notice(self) -> None:
        """Look for definitions that were changed since the last look, and that answers had used.

        How far was looked is kept together with what was found: a look that is cut short is
        repeated as a whole, and one that is done is not.
        """
        async with self._database.reading() as connection:
            seen = await connection.scalar(select(recall_cursor.c.revision)) or 0
            latest = await glossary_revision(connection)
            # The latter for the answers that were being written while a definition changed.
            keys = await changed_since(connection, seen) if latest > seen else set()
            keys |= await answered_since(connection, datetime.now(UTC) - _IN_FLIGHT)
            found = await changed_definitions(connection, keys)
        if latest == seen and not found:
            return
        async with self._database.transaction() as connection:
            moving = update(recall_cursor).where(recall_cursor.c.revision == seen)
            moved = await connection.execute(moving.values(revision=latest))
            if moved.rowcount:  # else another process has looked, and found what we have
                await _take_in(connection, {one.key: one for one in found})

    async def lease(self, seconds: float) -> Recall | None:
        """A recall that is to be shown, or to be carried out: nobody else gets it meanwhile."""
        free = or_(recalls.c.leased_until.is_(None), recalls.c.leased_until < Now())
        one = select(recalls.c.id).where(recalls.c.state.in_(_IN_WORK), free)
        one = one.order_by(recalls.c.id).limit(1).with_for_update(skip_locked=True)
        async with self._database.transaction() as connection:
            number = await connection.scalar(one)
            if number is None:
                return None
            leasing = update(recalls).where(recalls.c.id == number)
            leased = leasing.values(leased_until=Now() + seconds).returning(recalls)
            return _recall((await connection.execute(leased)).one())

    async def get(self, number: int) -> Recall | None:
        """The recall with this id."""
        async with self._database.reading() as connection:
            rows = await connection.execute(select(recalls).where(recalls.c.id == number))
            row = rows.one_or_none()
        return _recall(row) if row else None

    async def note_cards(self, number: int, cards: Sequence[Card], *, complete: bool) -> None:
        """Remember where a recall is shown.

        Args:
            number: the recall's id.
            cards: all of them so far.
            complete: whether nobody else is to be shown it.
        """
        noting = update(recalls).where(recalls.c.id == number)
        async with self._database.transaction() as connection:
            await connection.execute(noting.values(cards=json.dumps(list(cards))))
            if complete:
                shown = noting.where(recalls.c.state == "due")
                await connection.execute(shown.values(state="shown", leased_until=None))

    async def flag(self, number: int, answers: int, who: str) -> bool:
        """Have the answers flagged; False where something else was decided already."""
        return await self._decide(number, state="flagging", answers=answers, decided_by=who)

    async def leave(self, recall: Recall, who: str) -> bool:
        """Leave the answers as they are; False where something else was decided already."""
        if not await self._decide(recall.id, state="left", decided_by=who):
            return False
        told = update(used_terms).where(is_outdated(recall.key, recall.revision))
        async with self._database.transaction() as connection:
            await connection.execute(told.values(flagged=recall.revision))
        return True

    async def count(self, number: int, *, gone: bool, seconds: float) -> Recall | None:
        """Count an answer that is done with, and keep the lease.

        Returns:
            How far it has come; None where it is not to go on, for the definition has changed
            again.
        """
        counting = update(recalls).where(recalls.c.id == number, recalls.c.state == "flagging")
        values = {
            "flagged": recalls.c.flagged + 1,
            "gone": recalls.c.gone + int(gone),
            "leased_until": Now() + seconds,
        }
        async with self._database.transaction() as connection:
            rows = await connection.execute(counting.values(values).returning(recalls))
            row = rows.one_or_none()
        return _recall(row) if row else None

    async def finish(self, number: int) -> Recall | None:
        """End the flagging; None where it was ended."""
        ending = update(recalls).where(recalls.c.id == number, recalls.c.state == "flagging")
        async with self._database.transaction() as connection:
            rows = await connection.execute(ending.values(state="flagged").returning(recalls))
            row = rows.one_or_none()
        return _recall(row) if row else None

    async def _decide(self, number: int, **values: object) -> bool:
        deciding = update(recalls).where(
            recalls.c.id == number, recalls.c.state.in_(("due", "shown"))
        )
        async with self._database.transaction() as connection:
            done = await connection.execute(deciding.values(leased_until=None, **values))
            return done.rowcount == 1


async def _take_in(connection: AsyncConnection, found: dict[TermKey, ChangedDefinition]) -> None:
    asked = await _asked_about(connection, found)
    old = [
        number
        for key, several in asked.items()
        for number, definition in several
        if definition != found[key].definition
    ]
    stale = update(recalls).where(recalls.c.id.in_(old))
    await connection.execute(stale.values(state="superseded", leased_until=None))
    new = [
        {
            "concept": one.key[0],
            "language": one.key[1],
            "revision": one.revision,
            "state": "due",
            "cards": "[]",
            "answers": 0,
            "flagged": 0,
            "gone": 0,
        }
        for one in found.values()
        if all(definition != one.definition for _, definition in asked.get(one.key, []))
    ]
    if new:
        await connection.execute(insert(recalls), new)


async def _asked_about(
    connection: AsyncConnection, keys: Collection[TermKey]
) -> dict[TermKey, list[tuple[int, str]]]:
    """The recalls of some terms that nobody has ended: their ids and their definitions."""
    query = (
        select(recalls.c.id, recalls.c.concept, recalls.c.language, term_revisions.c.definition)
        .join(term_revisions, same_term(term_revisions, recalls))
        .join(changes, changes.c.id == term_revisions.c.change_id)
        .where(
            recalls.c.state.in_(UNDECIDED),
            term_revisions.c.revision == recalls.c.revision,
            changes.c.revision.is_not(None),
        )
    )
    asked: dict[TermKey, list[tuple[int, str]]] = {}
    for row in await connection.execute(query):
        one: TermKey = row.concept, row.language
        if one in keys:
            asked.setdefault(one, []).append((row.id, row.definition))
    return asked


def _recall(row: Row[Any]) -> Recall:
    return Recall(
        id=row.id,
        key=(row.concept, row.language),
        revision=row.revision,
        state=row.state,
        decided_by=row.decided_by,
        cards=tuple((channel, ts) for channel, ts in json.loads(row.cards)),
        answers=row.answers,
        flagged=row.flagged,
        gone=row.gone,
    )
