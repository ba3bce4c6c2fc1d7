"""Made-up questions for the inbox, and a look into it."""

from __future__ import annotations

from sqlalchemy import text

from conversation_store.database import Database
from conversation_store.inbox import InboxEntry
from conversation_store.threads import ThreadKey


def entry(
    number: int, *, thread: str = "", event: str = "", attempt: int = 0, team: str = "T1"
) -> InboxEntry:
    """The question number ``number`` of channel C1; in a thread of its own unless one is named."""
    ts = f"17{number:08}.000000"
    return InboxEntry(
        event_id=event or f"Ev{number}-{attempt}",
        surface="message",
        thread=ThreadKey(team, "C1", thread or ts),
        ts=ts,
        attempt=attempt,
        user_id="U1",
        payload=f'{{"text": "question {number}"}}',
    )


async def states(database: Database) -> list[str]:
    """How each question stands, in the order they came in."""
    async with database.reading() as connection:
        rows = await connection.execute(text("SELECT state FROM inbox ORDER BY id"))
        return [row.state for row in rows]
