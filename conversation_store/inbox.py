"""The durable queue of questions: each is taken in once and answered once."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal

from sqlalchemy import RowMapping, func, select, update
from sqlalchemy.exc import IntegrityError

from conversation_store.database import Database
from conversation_store.schema import inbox
from conversation_store.threads import ThreadKey, join

FinalState = Literal["answered", "failed"]


@dataclass(frozen=True, slots=True)
class InboxEntry:
    """A question as it came in.

    Attributes:
        event_id: Slack's id of the event, unique per delivery.
        surface: the kind of place it came from ("message", "command", ...).
        thread: the thread the answer goes into.
        ts: Slack's timestamp of the message, or the trigger id of a command.
        attempt: 0 for the message itself, 1 and up for each time it is asked again.
        user_id: who asks.
        payload: the whole question as JSON.
    """

    event_id: str
    surface: str
    thread: ThreadKey
    ts: str
    attempt: int
    user_id: str
    payload: str


@dataclass(frozen=True, slots=True)
class Leased:
    """An entry that is being answered.

    Attributes:
        id: names it to the inbox.
        entry: the question.
        tries: how often it was leased, this time included.
        answer_ts: Slack's timestamps of the messages that earlier tries have written.
    """

    id: int
    entry: InboxEntry
    tries: int
    answer_ts: tuple[str, ...]


class Inbox:
    """Questions wait here, oldest first, until one of several workers answers them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, entry: InboxEntry) -> bool:
        """Take a question in, and join its thread; it is on the disk when this returns.

        Returns:
            False for a duplicate: the same event, or the same attempt at the same message
            (a mention arrives as two events, a message in a shared channel from two teams).
        """
        insert = self._database.insert(inbox).values(
            event_id=entry.event_id,
            surface=entry.surface,
            **asdict(entry.thread),
            ts=entry.ts,
            attempt=entry.attempt,
            user_id=entry.user_id,
            payload=entry.payload,
            state="waiting",
            tries=0,
        )
        insert_once = insert.on_conflict_do_nothing().returning(inbox.c.id)
        async with self._database.transaction() as connection:
            is_new = await connection.scalar(insert_once) is not None
            if is_new:
                await join(self._database, connection, entry.thread)
        return is_new

    async def lease(self) -> Leased | None:
        """Take the oldest waiting entry of a thread in which nothing is being answered.

        No other worker or process gets the same entry, nor another one of the same thread.
        """
        while True:
            try:
                # Not durable: an entry whose lease is lost in a power cut waits again anyway.
                async with self._database.transaction(durable=False) as connection:
                    row = (await connection.execute(_LEASE)).mappings().one_or_none()
            except IntegrityError:
                continue  # PostgreSQL only: another process has just taken one of that thread
            return None if row is None else _leased(row)

    async def add_answer_ts(self, entry_id: int, ts: str) -> None:
        """Note a message that the answer is being shown in, for the next try to remove."""
        noted = func.coalesce(inbox.c.answer_ts + " ", "") + ts
        async with self._database.transaction() as connection:
            await connection.execute(
                update(inbox).where(inbox.c.id == entry_id).values(answer_ts=noted)
            )

    async def finish(self, entry_id: int, state: FinalState) -> None:
        """Say how an entry ended. The first word is final: a later one changes nothing."""
        async with self._database.transaction() as connection:
            await connection.execute(
                update(inbox)
                .where(inbox.c.id == entry_id, inbox.c.state.in_(["waiting", "answering"]))
                .values(state=state)
            )

    async def requeue_unfinished(self) -> int:
        """Let what a dead process was answering wait again; returns how many entries.

        Only for the start of a deployment's only process: it takes entries from everybody.
        """
        async with self._database.transaction() as connection:
            result = await connection.execute(
                update(inbox).where(inbox.c.state == "answering").values(state="waiting")
            )
        return result.rowcount

    async def latest(self, surface: str, channel_id: str, ts: str) -> InboxEntry | None:
        """The latest attempt at a message, if it was ever asked."""
        query = (
            select(inbox)
            .where(inbox.c.surface == surface, inbox.c.channel_id == channel_id, inbox.c.ts == ts)
            .order_by(inbox.c.attempt.desc())
            .limit(1)
        )
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).mappings().one_or_none()
        return None if row is None else _leased(row).entry


def _leased(row: RowMapping) -> Leased:
    entry = InboxEntry(
        event_id=row["event_id"],
        surface=row["surface"],
        thread=ThreadKey(row["team_id"], row["channel_id"], row["thread_ts"]),
        ts=row["ts"],
        attempt=row["attempt"],
        user_id=row["user_id"],
        payload=row["payload"],
    )
    return Leased(row["id"], entry, row["tries"], tuple((row["answer_ts"] or "").split()))


_candidate = inbox.alias("candidate")
_busy = inbox.alias("busy")
_thread_is_busy = (
    select(_busy.c.id)
    .where(
        _busy.c.state == "answering",
        _busy.c.team_id == _candidate.c.team_id,
        _busy.c.channel_id == _candidate.c.channel_id,
        _busy.c.thread_ts == _candidate.c.thread_ts,
    )
    .exists()
)
_oldest = (
    select(_candidate.c.id)
    .where(_candidate.c.state == "waiting", ~_thread_is_busy)
    .order_by(_candidate.c.id)
    .limit(1)
    .with_for_update(skip_locked=True)  # SQLite has no such thing and needs none
)
_LEASE = (
    update(inbox)
    .where(inbox.c.id == _oldest.scalar_subquery())
    .values(state="answering", tries=inbox.c.tries + 1)
    .returning(inbox)
)
