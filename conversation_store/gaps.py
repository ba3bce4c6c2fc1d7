"""From when on questions may have been missed, kept until somebody has looked for them."""

from __future__ import annotations

from sqlalchemy import delete, func, select

from conversation_store.database import Database
from conversation_store.schema import gaps, inbox

_TS = "__________.______"  # for LIKE: whatever else an event carried as its ts has no time


class Gaps:
    """At most one open gap for each surface.

    Where a gap begins follows from the inbox. It is kept all the same while it is open: the first
    question that comes in meanwhile moves the inbox on, and a process that dies before it has
    looked everywhere would leave the rest unfound.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def open(self, surface: str, now: str, overlap_s: float) -> str | None:
        """Open a gap, or go on with the one that is still open; it is on the disk then.

        Args:
            surface: the kind of place that questions come from.
            now: the present moment as a ts; what claims to be later tells nothing.
            overlap_s: seconds before the newest question, since messages may have overtaken it.

        Returns:
            The ts since which questions may be missing, never before the first question; None
            where nothing was ever asked.
        """
        asked = select(func.min(inbox.c.ts), func.max(inbox.c.ts)).where(
            inbox.c.surface == surface, inbox.c.ts.like(_TS), inbox.c.ts <= now
        )
        kept = select(gaps.c.since).where(gaps.c.surface == surface)
        async with self._database.transaction() as connection:
            if since := await connection.scalar(kept):
                return str(since)
            first, newest = (await connection.execute(asked)).one()
            if newest is None:
                return None
            since = max(str(first), f"{float(newest) - overlap_s:.6f}")
            opened = self._database.insert(gaps).values(surface=surface, since=since)
            # Another process may start at this moment: both go by what it found.
            await connection.execute(opened.on_conflict_do_nothing())
        return since

    async def close(self, surface: str) -> None:
        """Forget a gap: all that was missed in it is taken in."""
        async with self._database.transaction() as connection:
            await connection.execute(delete(gaps).where(gaps.c.surface == surface))
