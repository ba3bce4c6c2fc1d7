"""Made-up questions for the inbox, and a look into it."""

from __future__ import annotations

from sqlalchemy import text

from conversation_store.database import Database
from conversation_store.inbox_rows import InboxEntry, Leased
from conversation_store.leases import Leases
from conversation_store.threads import ThreadKey

LONG = 60.0  # seconds, longer than a test


def entry(
    number: int,
    *,
    thread: str = "",
    event: str = "",
    attempt: int = 0,
    team: str = "T1",
    user: str = "U1",
    channel: str = "C1",
) -> InboxEntry:
    """The question with that number; in a thread of its own unless one is named."""
    ts = f"17{number:08}.000000"
    return InboxEntry(
        event_id=event or f"Ev{number}-{attempt}",
        surface="message",
        thread=ThreadKey(team, channel, thread or ts),
        ts=ts,
        attempt=attempt,
        user_id=user,
        payload=f'{{"text": "question {number}"}}',
    )


def where(entry: InboxEntry) -> tuple[str, str, str]:
    """What Slack names a message by when it is edited or deleted."""
    return entry.surface, entry.thread.channel_id, entry.ts


async def take(leases: Leases, seconds: float = LONG) -> Leased:
    """The next question; there must be one."""
    leased = await leases.lease(seconds)
    assert leased is not None
    return leased


async def take_errand(leases: Leases, seconds: float = LONG) -> Leased:
    """The next errand; there must be one."""
    leased = await leases.lease_errand(seconds)
    assert leased is not None
    return leased


async def states(database: Database) -> list[str]:
    """How each question stands, in the order they came in."""
    async with database.reading() as connection:
        rows = await connection.execute(text("SELECT state FROM inbox ORDER BY id"))
        return [row.state for row in rows]
