"""Who may answer what: leases that end by themselves, each with a fencing number.

A process that stops in the middle loses its lease after a while, and another one goes on. Should
the first awake, its fence is an old one: what it says of the entry changes nothing.
Source: Gray and Cheriton, Leases, 1989; M. Kleppmann, Designing Data-Intensive Applications,
chapter 8 (fencing tokens).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    ScalarSelect,
    Update,
    and_,
    case,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.exc import IntegrityError

from conversation_store.database import Database
from conversation_store.expressions import Now
from conversation_store.inbox_rows import FinalState, Leased, Wish, entry_of
from conversation_store.schema import inbox
from conversation_store.threads import ThreadKey, in_thread

_FIRST_SWEEP_S = 60.0
_SECOND_SWEEP_S = 600.0  # after the answer's end, as the first
_LEASED = ("answering", "running")


class Leases:
    """Gives out the inbox's entries to workers in several tasks, processes and machines."""

    def __init__(
        self,
        database: Database,
        sweeps_s: tuple[float, float] = (_FIRST_SWEEP_S, _SECOND_SWEEP_S),
    ) -> None:
        """Work on ``database``.

        Args:
            database: where the inbox is.
            sweeps_s: how long after an answer's end its thread is swept, in seconds.
        """
        self._database = database
        self._sweeps_s = sweeps_s

    async def lease(self, seconds: float) -> Leased | None:
        """Take the waiting question whose turn it is, of a thread in which no other is answered.

        One whose lease has run out waits again.

        Args:
            seconds: how long the lease holds unless it is renewed.
        """
        return await self._take(_next_answer, "answering", seconds)

    async def lease_errand(self, seconds: float) -> Leased | None:
        """Take what is to be done about a question in place of an answer, the oldest first."""
        return await self._take(_next_errand, "running", seconds)

    async def renew(self, held: Iterable[Leased], seconds: float) -> dict[int, Wish | None]:
        """Prolong leases; for each that still holds, by its id, what is wished of its holder."""
        mine = [(one.id, one.fence) for one in held]
        if not mine:
            return {}
        renewed = (
            update(inbox)
            .where(tuple_(inbox.c.id, inbox.c.tries).in_(mine), inbox.c.state.in_(_LEASED))
            .values(leased_until=Now() + seconds)
            .returning(inbox.c.id, inbox.c.wish)
        )
        async with self._database.transaction(durable=False) as connection:
            return {row.id: row.wish for row in await connection.execute(renewed)}

    async def note(self, leased: Leased, answer_ts: Sequence[str]) -> bool:
        """Note the messages that the answer is shown in; False where the lease is lost."""
        return await self._change(_held(leased), answer_ts=" ".join(answer_ts) or None)

    async def messages(self, thread: ThreadKey) -> set[str]:
        """The ts of all messages that answers in a thread are shown in."""
        query = select(inbox.c.answer_ts).where(
            in_thread(inbox, thread), inbox.c.answer_ts.is_not(None)
        )
        async with self._database.reading() as connection:
            return {ts for noted in await connection.scalars(query) for ts in noted.split()}

    async def messages_at_rest(self, thread: ThreadKey) -> set[str] | None:
        """As :meth:`messages`, but None while an answer is being written in the thread."""
        answering = select(inbox.c.id).where(in_thread(inbox, thread), inbox.c.state == "answering")
        async with self._database.reading() as connection:
            is_busy = await connection.scalar(answering.limit(1)) is not None
        # After that: an answer that ended meanwhile is among them.
        return None if is_busy else await self.messages(thread)

    async def finish(
        self,
        leased: Leased,
        state: FinalState,
        answer_ts: Sequence[str] | None = None,
        *,
        sweep: bool = False,
    ) -> bool:
        """Say how an entry ended.

        Args:
            leased: what is finished.
            state: how.
            answer_ts: the messages that its answer is shown in, where they are not noted already:
                what is not among them is swept.
            sweep: whether a stray message of it may still come up in Slack.

        Returns:
            False where the lease is lost, or the question was edited or deleted meanwhile: then
            the entry is not finished.
        """
        # What was only to stop has ended; what was edited or deleted is still to be dealt with.
        settled = or_(inbox.c.wish.is_(None), inbox.c.wish == "stop")
        if state == "withdrawn":
            settled = or_(settled, inbox.c.wish.is_not(None))
        noted = {} if answer_ts is None else {"answer_ts": " ".join(answer_ts) or None}
        return await self._change(
            and_(_held(leased), settled),
            state=state,
            **noted,
            wish=None,
            leased_until=None,
            sweep_at=Now() + self._sweeps_s[0] if sweep else None,
            sweeps=0,
        )

    async def hand_back(self, leased: Leased, *, pardoned: bool = True) -> bool:
        """Let an entry wait again; False where the lease is lost.

        Args:
            leased: what is handed back.
            pardoned: through no fault of its own.
        """
        waits = "waiting" if leased.errand is None else "errand"
        return await self._change(
            _held(leased),
            state=waits,
            # One statement: an edit that came between two would be taken for one still to come.
            wish=case((inbox.c.wish == "withdraw", inbox.c.wish)),
            leased_until=None,
            pardoned=inbox.c.tries if pardoned else inbox.c.pardoned,
        )

    async def expire_all(self) -> int:
        """End all leases; returns how many.

        Only for the start of a deployment's only process: it takes entries from everybody.
        """
        ended = update(inbox).where(inbox.c.state.in_(_LEASED)).values(leased_until=0.0)
        async with self._database.transaction() as connection:
            return (await connection.execute(ended)).rowcount

    async def stop(self, thread: ThreadKey) -> None:
        """Ask whoever answers in a thread to end with what there is of the answer."""
        await self._change(
            and_(in_thread(inbox, thread), inbox.c.state == "answering", inbox.c.wish.is_(None)),
            wish="stop",
        )

    async def lease_sweep(self, seconds: float) -> Leased | None:
        """Take an entry whose thread is due to be swept; without :meth:`swept` it comes again."""
        due = (
            update(inbox)
            .where(inbox.c.id == _next_sweep)
            .values(sweep_at=Now() + seconds)
            .returning(inbox)
        )
        async with self._database.transaction(durable=False) as connection:
            row = (await connection.execute(due)).one_or_none()
        return None if row is None else _leased(row)

    async def swept(self, leased: Leased) -> None:
        """Say that an entry's thread was swept: it is done so twice."""
        first, second = self._sweeps_s
        # Not where the entry was answered again, or swept by another process, in the meantime.
        as_it_was = and_(
            inbox.c.id == leased.id,
            inbox.c.tries == leased.fence,
            inbox.c.sweeps == leased.sweeps,
            inbox.c.sweep_at.is_not(None),
        )
        await self._change(
            as_it_was,
            sweep_at=None if leased.sweeps else Now() + second - first,
            sweeps=leased.sweeps + 1,
        )

    async def _take(self, which: ScalarSelect[int], state: str, seconds: float) -> Leased | None:
        lease = (
            update(inbox)
            .where(inbox.c.id == which)
            .values(
                state=state,
                tries=inbox.c.tries + 1,
                leased_until=Now() + seconds,
                # The entry comes as it was edited: there is nothing to begin anew.
                wish=case((inbox.c.wish != "restart", inbox.c.wish)),
            )
            .returning(inbox)
        )
        while True:
            try:
                # Not durable: an entry whose lease is lost in a power cut waits again anyway.
                async with self._database.transaction(durable=False) as connection:
                    row = (await connection.execute(lease)).one_or_none()
            except IntegrityError:
                continue  # PostgreSQL only: another process has just taken one of that thread
            return None if row is None else _leased(row)

    async def _change(self, where: ColumnElement[bool], **values: Any) -> bool:
        change: Update = update(inbox).where(where).values(**values)
        async with self._database.transaction() as connection:
            return (await connection.execute(change)).rowcount > 0


def _held(leased: Leased) -> ColumnElement[bool]:
    return and_(
        inbox.c.id == leased.id, inbox.c.tries == leased.fence, inbox.c.state.in_(_LEASED)
    )  # fmt: skip


def _leased(row: Row[Any]) -> Leased:
    received = row.received_at.replace(tzinfo=UTC)  # SQLite keeps no time zone
    return Leased(
        id=row.id,
        fence=row.tries,
        entry=entry_of(row),
        failures=max(0, row.tries - 1 - row.pardoned),
        waited_s=(datetime.now(UTC) - received).total_seconds(),
        nonce=row.nonce or "",
        answer_ts=tuple((row.answer_ts or "").split()),
        wish=row.wish,
        errand=row.errand,
        sweeps=row.sweeps,
    )


_candidate = inbox.alias("candidate")
_busy = inbox.alias("busy")
_one_is_answered = (
    select(_busy.c.id)
    .where(
        _busy.c.state == "answering",
        _busy.c.team_id == _candidate.c.team_id,
        _busy.c.channel_id == _candidate.c.channel_id,
        _busy.c.thread_ts == _candidate.c.thread_ts,
    )
    .exists()
)


def _first(
    where: ColumnElement[bool], *order: ColumnElement[Any], passing: bool = True
) -> ScalarSelect[int]:
    """The first entry of an order; ``passing`` by those that another process is just taking."""
    query = select(_candidate.c.id).where(where).order_by(*order).limit(1)
    # SQLite has no such locks and needs none.
    return query.with_for_update(skip_locked=passing).scalar_subquery()


_run_out = _candidate.c.leased_until < Now()
_next_answer = _first(
    or_(
        and_(_candidate.c.state == "waiting", ~_one_is_answered),
        and_(_candidate.c.state == "answering", _run_out),
    ),
    _candidate.c.turn,
    _candidate.c.id,
    # A lease that is given up would let a thread's next question pass this one.
    passing=False,
)
_next_errand = _first(
    or_(_candidate.c.state == "errand", and_(_candidate.c.state == "running", _run_out)),
    _candidate.c.id,
)
# A stream bears no mark: while an answer grows in the thread, it could be taken for a stray, also
# that of the same question, asked again.
_next_sweep = _first(and_(_candidate.c.sweep_at < Now(), ~_one_is_answered), _candidate.c.sweep_at)
