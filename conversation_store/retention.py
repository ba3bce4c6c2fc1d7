"""Forgets what is older than it may be."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, exists

from conversation_store.database import Database
from conversation_store.inbox_rows import FINAL_STATES
from conversation_store.schema import (
    asked_questions,
    audit,
    cache_removals,
    feedback,
    inbox,
    lookups,
    messages,
    served_answers,
    threads,
    used_terms,
    wanted,
)


class Retention:
    """Removes rows by their age."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def forget_before(self, moment: datetime) -> int:
        """Forget questions that are done with, what was said, verdicts on it and traces of it.

        The glossary is kept, and what is suggested for it; so are the standard answers.

        Threads in which nothing is left are forgotten too: the bot follows them no more.

        Args:
            moment: what is older is forgotten.

        Returns:
            How many rows.
        """
        columns = [threads.c[name] for name in ("team_id", "channel_id", "thread_ts")]
        still_said = exists().where(*(messages.c[one.name] == one for one in columns))
        still_asked = exists().where(*(inbox.c[one.name] == one for one in columns))
        deletions = (
            delete(inbox).where(inbox.c.updated_at < moment, inbox.c.state.in_(FINAL_STATES)),
            delete(messages).where(messages.c.created_at < moment),
            delete(feedback).where(feedback.c.created_at < moment),
            delete(used_terms).where(used_terms.c.created_at < moment),
            delete(wanted).where(wanted.c.updated_at < moment),
            delete(asked_questions).where(asked_questions.c.updated_at < moment),
            delete(served_answers).where(served_answers.c.created_at < moment),
            delete(cache_removals).where(cache_removals.c.created_at < moment),
            delete(lookups).where(lookups.c.updated_at < moment),
            delete(audit).where(audit.c.created_at < moment),
            delete(threads).where(threads.c.joined_at < moment, ~still_said, ~still_asked),
        )
        forgotten = 0
        for deletion in deletions:  # one after the other: who asks meanwhile does not wait long
            async with self._database.transaction() as connection:
                forgotten += (await connection.execute(deletion)).rowcount
        return forgotten
