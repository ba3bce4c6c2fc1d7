"""The tables of standard answers, of what is asked often, and of cached answers shown in Slack."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    Column,
    DateTime,
    Dialect,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    TypeDecorator,
    UniqueConstraint,
)

from conversation_store.columns import metadata, moment, text_column


class UtcMoment(TypeDecorator[datetime]):
    """A moment that is read in UTC from either database: SQLite forgets the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Write it in UTC; without a zone it is taken for UTC."""
        return None if value is None else in_utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Read it in UTC."""
        return None if value is None else in_utc(value)


def in_utc(value: datetime) -> datetime:
    """A moment in UTC; without a zone it is taken for UTC."""
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# Two numbers that only grow. Whoever counts one up holds its row until the commit: so the next
# one comes later, and a reader who has seen a number has seen all that are smaller.
faq_counters = Table(
    "faq_counters",
    metadata,
    text_column("name", primary_key=True),
    Column("value", Integer, nullable=False),
)

standard_answers = Table(
    "standard_answers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("revision", Integer, nullable=False),  # the answer's own
    text_column("question"),
    text_column("answer"),
    text_column("language"),
    text_column("audience"),
    text_column("wordings"),  # a JSON list
    text_column("owner"),
    text_column("verified_by"),
    Column("verified_at", UtcMoment, nullable=True),
    Column("expires_at", UtcMoment, nullable=True),
    text_column("status"),  # proposed, approved, suspended, expired
    Column("hits", Integer, nullable=False),
)

standard_answer_changes = Table(
    "standard_answer_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("answer_id", Integer, nullable=False),
    Column("revision", Integer, nullable=False),  # the answer's
    text_column("who"),
    text_column("action"),
    text_column("content"),  # the whole answer as it was from then on, in JSON
    Column("at", UtcMoment, nullable=False),
    ForeignKeyConstraint(["answer_id"], ["standard_answers.id"], ondelete="CASCADE"),
    UniqueConstraint("answer_id", "revision"),
)

# Questions that might deserve a standard answer: one row for each of those who asked.
asked_questions = Table(
    "asked_questions",
    metadata,
    text_column("question_key", primary_key=True),
    text_column("user_id", primary_key=True),
    text_column("question"),  # as it was asked last, in public if it ever was
    text_column("language"),
    text_column("audience"),  # of that asking
    Column("worded_at", UtcMoment, nullable=False),  # the moment of that asking
    Column("asked", Integer, nullable=False),
    Column("in_public", Integer, nullable=False),  # how often where everybody could read it
    moment("updated_at", on_update=True),
    Index(None, "user_id"),
    Index(None, "updated_at"),
)

dismissed_questions = Table(
    "dismissed_questions",
    metadata,
    text_column("question_key", primary_key=True),
    moment("dismissed_at"),
)

# Which answer in Slack shows which cached or standard answer.
served_answers = Table(
    "served_answers",
    metadata,
    text_column("channel_id", primary_key=True),
    text_column("answer_ts", primary_key=True),
    text_column("team_id"),
    text_column("thread_ts"),
    text_column("question_ts"),
    text_column("answer_key"),
    Column("standard_id", Integer, nullable=True),
    text_column("audience"),
    moment("created_at"),
    Index(None, "channel_id", "question_ts"),
    Index(None, "created_at"),
)

# What every replica must take out of its own answer cache, in the order of the numbers.
cache_removals = Table(
    "cache_removals",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    text_column("kind"),  # entry, person, question
    text_column("value"),
    moment("created_at"),
    Index(None, "created_at"),
)
