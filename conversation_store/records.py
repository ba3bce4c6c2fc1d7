"""What people think of the answers, and who did what not everybody may do."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import insert, select

from conversation_store.database import Database
from conversation_store.schema import audit, feedback

Verdict = Literal["good", "bad"]


class Feedback:
    """One verdict for each person and answer; the last one counts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def save(
        self,
        *,
        team_id: str,
        channel_id: str,
        message_ts: str,
        user_id: str,
        verdict: Verdict,
        reason: str | None = None,
    ) -> None:
        """Keep a verdict in place of what the same person said about the same answer before.

        Args:
            team_id: the workspace.
            channel_id: where the answer stands.
            message_ts: Slack's timestamp of the answer.
            user_id: who judges.
            verdict: what they think of it.
            reason: why, in their own words.
        """
        insert = self._database.insert(feedback).values(
            team_id=team_id,
            channel_id=channel_id,
            message_ts=message_ts,
            user_id=user_id,
            verdict=verdict,
            reason=reason,
        )
        new = insert.excluded
        replace = insert.on_conflict_do_update(
            index_elements=["team_id", "channel_id", "message_ts", "user_id"],
            set_={"verdict": new.verdict, "reason": new.reason, "created_at": new.created_at},
        )
        async with self._database.transaction() as connection:
            await connection.execute(replace)


class Audit:
    """Who did, or tried to do, what not everybody may do."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def record(self, *, team_id: str, user_id: str, action: str, allowed: bool) -> None:
        """Record an action.

        Args:
            team_id: the workspace.
            user_id: who acts, by the id that Slack vouches for.
            action: what they do, without what people wrote.
            allowed: whether it was done.
        """
        values = {"team_id": team_id, "user_id": user_id, "action": action, "allowed": int(allowed)}
        async with self._database.transaction() as connection:
            await connection.execute(insert(audit).values(values))

    async def latest(self, limit: int = 100) -> list[tuple[str, str, bool]]:
        """The latest actions first: who, what, and whether it was done."""
        query = select(audit.c.user_id, audit.c.action, audit.c.allowed).order_by(audit.c.id.desc())
        async with self._database.reading() as connection:
            rows = await connection.execute(query.limit(limit))
            return [(row.user_id, row.action, bool(row.allowed)) for row in rows]
