"""What people suggest for the glossary, until somebody has decided about it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Row, insert, or_, select, update

from conversation_store.database import Database
from conversation_store.expressions import Now
from conversation_store.schema import suggestions
from conversation_store.term import Term

Decision = Literal["approved", "rejected"]
Card = tuple[str, str]
"""A message in Slack: its channel and its ts."""

_TAKEN_IN_S = 30.0  # whoever takes a suggestion in has shown it by then, or has ended


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A term as somebody would have it.

    Attributes:
        base_revision: of the term that was looked at; 0 where there was none.
        note: why, in the words of who suggests it.
        decision: what was decided by ``decided_by``; None while it is open.
        cards: where it is shown to those who may decide.
    """

    id: int
    team_id: str
    term: Term
    base_revision: int
    note: str
    suggested_by: str
    decision: Decision | None
    decided_by: str | None
    cards: tuple[Card, ...]
    created_at: datetime


class Suggestions:
    """Each is decided once, whoever clicks first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self, term: Term, *, team_id: str, base_revision: int, suggested_by: str, note: str
    ) -> Suggestion:
        """Take in a suggestion, which the caller then shows; see :class:`Suggestion`."""
        values = {
            "team_id": team_id,
            "concept": term.concept,
            "language": term.language,
            "base_revision": base_revision,
            "content": json.dumps(asdict(term), ensure_ascii=False),
            "note": note,
            "suggested_by": suggested_by,
            "state": "open",
            "cards": "[]",
            "shown": 0,
            "leased_until": Now() + _TAKEN_IN_S,
        }
        async with self._database.transaction() as connection:
            rows = await connection.execute(
                insert(suggestions).values(values).returning(suggestions)
            )
            return _suggestion(rows.one())

    async def get(self, number: int) -> Suggestion | None:
        """The suggestion with this id."""
        async with self._database.reading() as connection:
            rows = await connection.execute(select(suggestions).where(suggestions.c.id == number))
            row = rows.one_or_none()
        return _suggestion(row) if row else None

    async def open(self, limit: int = 20) -> list[Suggestion]:
        """Those that nobody has decided about, the oldest first."""
        query = select(suggestions).where(suggestions.c.state == "open").order_by(suggestions.c.id)
        async with self._database.reading() as connection:
            return [_suggestion(row) for row in await connection.execute(query.limit(limit))]

    async def decide(self, number: int, decision: Decision, who: str) -> bool:
        """Decide about a suggestion; False where somebody has done so already."""
        deciding = (
            update(suggestions)
            .where(suggestions.c.id == number, suggestions.c.state == "open")
            .values(state=decision, decided_by=who)
        )
        async with self._database.transaction() as connection:
            return (await connection.execute(deciding)).rowcount == 1

    async def lease(self, seconds: float) -> Suggestion | None:
        """An open suggestion that is still to be shown: nobody else gets it for so long.

        Whoever took it in has half a minute to show it first.
        """
        free = or_(suggestions.c.leased_until.is_(None), suggestions.c.leased_until < Now())
        due = select(suggestions.c.id).where(
            suggestions.c.state == "open", suggestions.c.shown == 0, free
        )
        due = due.order_by(suggestions.c.id).limit(1).with_for_update(skip_locked=True)
        async with self._database.transaction() as connection:
            number = await connection.scalar(due)
            if number is None:
                return None
            leasing = update(suggestions).where(suggestions.c.id == number)
            leased = leasing.values(leased_until=Now() + seconds).returning(suggestions)
            return _suggestion((await connection.execute(leased)).one())

    async def note_cards(
        self, number: int, cards: Sequence[Card], *, complete: bool = True
    ) -> None:
        """Remember where a suggestion is shown.

        Args:
            number: the suggestion's id.
            cards: all of them so far.
            complete: whether nobody else is to be shown it; if not, whoever shows it has another
                half a minute.
        """
        values: dict[str, object] = {"cards": json.dumps(list(cards))}
        if complete:
            values |= {"shown": 1, "leased_until": None}
        else:  # whoever goes on with it keeps it
            values["leased_until"] = Now() + _TAKEN_IN_S
        noting = update(suggestions).where(suggestions.c.id == number)
        async with self._database.transaction() as connection:
            await connection.execute(noting.values(values))


def _suggestion(row: Row[Any]) -> Suggestion:
    content = json.loads(row.content)
    content |= {name: tuple(content[name]) for name in ("aliases", "related")}
    return Suggestion(
        id=row.id,
        team_id=row.team_id,
        term=Term(**content),
        base_revision=row.base_revision,
        note=row.note,
        suggested_by=row.suggested_by,
        decision=None if row.state == "open" else row.state,
        decided_by=row.decided_by,
        cards=tuple((channel, ts) for channel, ts in json.loads(row.cards)),
        created_at=row.created_at,
    )
