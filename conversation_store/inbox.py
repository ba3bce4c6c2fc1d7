"""The durable queue of questions: each is taken in once and answered once."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, func, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from conversation_store.database import Database
from conversation_store.inbox_rows import Errand, InboxEntry, entry_of
from conversation_store.schema import inbox
from conversation_store.threads import join
from conversation_store.turns import next_turn


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much is taken in before people are told that it is too much; 0 is no bound.

    Attributes:
        waiting: questions that wait, of everybody, beyond those that will be taken at once.
        at_once: questions that are answered at once.
        waiting_per_person: questions that wait, of one person.
        hourly_per_person: questions in the last hour, of one person.
        hourly_per_channel: questions in the last hour, in one channel.
    """

    waiting: int = 0
    at_once: int = 0
    waiting_per_person: int = 0
    hourly_per_person: int = 0
    hourly_per_channel: int = 0


_SHOWN = ("answered", "failed", "refused")  # states of a question whose asker was told something

Taken = Literal["new", "refused", "known"]
Amended = Literal["waiting", "restarted", "asked again", "unknown"]


class Inbox:
    """Questions wait here until one of several workers answers them; see ``Leases``."""

    def __init__(self, database: Database, bounds: Bounds | None = None) -> None:
        self._database = database
        self._bounds = bounds or Bounds()

    async def put(self, entry: InboxEntry, errand: Errand | None = None) -> Taken:
        """Take a question in, and join its thread; it is on the disk when this returns.

        Args:
            entry: the question.
            errand: what is to be done about it soon, in place of an answer; no bound holds for it.

        Returns:
            ``new``, or ``refused`` where a bound is reached, which its asker is told as an errand;
            ``known`` for a duplicate: the same event, or the same attempt at the same message
            (a mention arrives as two events, a message in a shared channel from two teams).
        """
        async with self._database.transaction() as connection:
            refusal = None if errand else await self._refusal(connection, entry)
            instead = errand or refusal
            state = "errand" if instead else "waiting"
            is_new = await self._insert(connection, entry, state, instead)
            if is_new:
                await join(self._database, connection, entry.thread)
        return "known" if not is_new else "refused" if refusal else "new"

    async def put_withdrawn(self, entry: InboxEntry) -> None:
        """Note that a message was deleted that may still arrive: it is not to be answered then."""
        async with self._database.transaction() as connection:
            is_new = await self._insert(connection, entry, "withdrawn", None)
        if not is_new:  # the message has come just now
            await self.withdraw(entry.surface, entry.thread.channel_id, entry.ts)

    async def latest(self, surface: str, channel_id: str, ts: str) -> InboxEntry | None:
        """The latest attempt at a message, if it was ever asked."""
        async with self._database.reading() as connection:
            row = (await connection.execute(_latest(surface, channel_id, ts))).one_or_none()
        return None if row is None else entry_of(row)

    async def amend(self, surface: str, channel_id: str, ts: str, payload: str) -> Amended:
        """Put another wording in the place of a question's.

        Returns:
            ``waiting``: it will be answered so; ``restarted``: its answer is begun anew;
            ``asked again``: its answer will be rewritten; ``unknown``: nothing was changed, for
            there is no such question, it was withdrawn, or there still is no room for it.
        """
        async with self._database.transaction() as connection:
            latest = _latest(surface, channel_id, ts).with_for_update()
            row = (await connection.execute(latest)).one_or_none()
            if row is None or row.state not in _AMENDED or row.wish == "withdraw":
                return "unknown"
            if row.state == "refused" and await self._refusal(connection, entry_of(row)):
                return "unknown"
            values, told = _AMENDED[row.state]
            change = update(inbox).where(inbox.c.id == row.id)
            await connection.execute(change.values(payload=payload, **values))
            if told == "asked again":
                now = datetime.now(UTC)  # its deadline begins anew
                turn = await next_turn(connection, entry_of(row))
                await connection.execute(
                    change.values(**turn, pardoned=inbox.c.tries, received_at=now)
                )
        return told

    async def withdraw(self, surface: str, channel_id: str, ts: str) -> bool:
        """Let a deleted message's answers end and be removed; False when it was never asked."""
        message = _message(surface, channel_id, ts)
        # All are locked first: one that is leased between two of the changes would escape both.
        locked = select(inbox.c.id).where(message).order_by(inbox.c.id).with_for_update()
        async with self._database.transaction() as connection:
            known = (await connection.execute(locked)).all()
            for where, values in _WITHDRAWN:
                await connection.execute(update(inbox).where(message & where).values(**values))
        return bool(known)

    async def line(self, most: int) -> list[InboxEntry]:
        """The questions that wait, in the order in which they will be answered.

        Args:
            most: so many of them at most.
        """
        query = select(inbox).where(inbox.c.state == "waiting")
        async with self._database.reading() as connection:
            rows = await connection.execute(query.order_by(inbox.c.turn, inbox.c.id).limit(most))
            return [entry_of(row) for row in rows]

    async def _insert(
        self, connection: AsyncConnection, entry: InboxEntry, state: str, errand: Errand | None
    ) -> bool:
        insert = self._database.insert(inbox).values(
            event_id=entry.event_id,
            surface=entry.surface,
            **asdict(entry.thread),
            ts=entry.ts,
            attempt=entry.attempt,
            user_id=entry.user_id,
            payload=entry.payload,
            state=state,
            errand=errand,
            tries=0,
            nonce=secrets.token_urlsafe(12),
            **(await next_turn(connection, entry) if state == "waiting" else {}),
        )
        return await connection.scalar(
            insert.on_conflict_do_nothing().returning(inbox.c.id)
        ) is not None  # fmt: skip

    async def _refusal(self, connection: AsyncConnection, entry: InboxEntry) -> Errand | None:
        """Why a question cannot be taken in now, if it cannot."""
        waiting = inbox.c.state == "waiting"
        recent = inbox.c.received_at > datetime.now(UTC) - timedelta(hours=1)
        # What was refused, or deleted before anybody took it, is free.
        recent &= or_(inbox.c.errand.is_(None), inbox.c.errand == "withdraw")
        recent &= or_(inbox.c.state != "withdrawn", inbox.c.tries > 0)
        person = inbox.c.user_id == entry.user_id
        channel = inbox.c.channel_id == entry.thread.channel_id
        bounds: list[tuple[int, ColumnElement[bool], Errand]] = [
            (self._bounds.waiting_per_person, waiting & person, "too_many"),
            (self._bounds.hourly_per_person, recent & person, "person_quota"),
            (self._bounds.hourly_per_channel, recent & channel, "channel_quota"),
        ]
        unanswered = inbox.c.state.in_(["waiting", "answering"])
        most = self._bounds.waiting
        # Those that come together wait for a moment although there is room for them.
        room = most + self._bounds.at_once
        if (
            most
            and await connection.scalar(_exceeds(waiting, most))
            and await connection.scalar(_exceeds(unanswered, room))
        ):
            return "busy"
        for most, counted, refusal in bounds:
            if most and await connection.scalar(_exceeds(counted, most)):
                return refusal
        return None


# What amending does to a question in each state that it can be amended in.
_AMENDED: dict[str, tuple[dict[str, str | None], Amended]] = {
    "waiting": ({}, "waiting"),
    "answering": ({"wish": "restart"}, "restarted"),
    "answered": ({"state": "waiting", "errand": None}, "asked again"),
    "failed": ({"state": "waiting"}, "asked again"),
    "refused": ({"state": "waiting", "errand": None}, "asked again"),
}


# What withdrawing does to a question, as it stands; what was never leased was never shown.
_WITHDRAWN: list[tuple[ColumnElement[bool], dict[str, Any]]] = [
    (inbox.c.state.in_(["answering", "running"]), {"wish": "withdraw"}),
    ((inbox.c.state == "waiting") & (inbox.c.tries == 0), {"state": "withdrawn"}),
    (
        inbox.c.state.in_(["waiting", "errand", *_SHOWN]),
        {"state": "errand", "errand": "withdraw", "pardoned": inbox.c.tries},
    ),
]


def _message(surface: str, channel_id: str, ts: str) -> ColumnElement[bool]:
    return (
        (inbox.c.surface == surface) & (inbox.c.channel_id == channel_id) & (inbox.c.ts == ts)
    )  # fmt: skip


def _latest(surface: str, channel_id: str, ts: str) -> Select[Any]:
    newest_first = inbox.c.attempt.desc()
    return select(inbox).where(_message(surface, channel_id, ts)).order_by(newest_first).limit(1)


def _exceeds(counted: ColumnElement[bool], most: int) -> Select[bool]:
    """Whether so many are counted already; counts no further than that."""
    some = select(literal(1)).select_from(inbox).where(counted).limit(most).subquery()
    return select(func.count() >= most).select_from(some)
