"""Every table. A change here needs a migration: ``python -m conversation_store.migrations``."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from sqlalchemy import (
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

# PostgreSQL refuses NUL in a text, and no database can encode half of a surrogate pair.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

# Constraints have names that do not depend on the database, so that migrations can alter them.
metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


class CleanText(TypeDecorator[str]):
    """Any Python string: NUL and lone surrogates are stored as U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Replace what the database would refuse."""
        return None if value is None else _UNSTORABLE.sub("\ufffd", value)


def _now() -> datetime:
    return datetime.now(UTC)


def _text(name: str, *, primary_key: bool = False, nullable: bool = False) -> Column[str]:
    return Column(name, CleanText, primary_key=primary_key, nullable=nullable)


def _moment(name: str, *, on_update: bool = False) -> Column[datetime]:
    onupdate = _now if on_update else None
    return Column(name, DateTime(timezone=True), nullable=False, default=_now, onupdate=onupdate)


# Slack's timestamps are ten digits, a full stop and six digits: their text order is time order.

threads = Table(
    "threads",
    metadata,
    _text("team_id", primary_key=True),
    _text("channel_id", primary_key=True),
    _text("thread_ts", primary_key=True),
    _moment("joined_at"),
    _text("history_start", nullable=True),
)

messages = Table(
    "messages",
    metadata,
    _text("team_id", primary_key=True),
    _text("channel_id", primary_key=True),
    _text("thread_ts", primary_key=True),
    _text("ts", primary_key=True),
    _text("role", primary_key=True),
    _text("content"),
    _text("user_id", nullable=True),
    _moment("created_at"),
    ForeignKeyConstraint(
        ["team_id", "channel_id", "thread_ts"],
        ["threads.team_id", "threads.channel_id", "threads.thread_ts"],
        ondelete="CASCADE",
    ),
)

inbox = Table(
    "inbox",
    metadata,
    Column("id", Integer, primary_key=True),
    _text("event_id"),
    _text("surface"),
    _text("team_id"),
    _text("channel_id"),
    _text("thread_ts"),
    _text("ts"),
    Column("attempt", Integer, nullable=False),
    _text("user_id"),
    _text("payload"),
    _text("state"),
    Column("tries", Integer, nullable=False),  # its leases so far: the present one's fence
    Column("pardoned", Integer, nullable=False, server_default="0"),  # tries not its own fault
    Column("turn", Float, nullable=False, server_default="0"),  # virtual time of fair queueing
    Column("person_turn", Float, nullable=False, server_default="0"),  # were it for its asker alone
    Column("leased_until", Float, nullable=True),  # seconds since 1970, the database's clock
    _text("wish", nullable=True),  # what whoever answers it shall do: stop, restart, withdraw
    _text("errand", nullable=True),  # what is to be done about it in place of an answer
    _text("nonce", nullable=True),  # marks its messages in Slack
    _text("answer_ts", nullable=True),  # several, with spaces between them
    Column("sweep_at", Float, nullable=True),  # when to look for strays, as leased_until
    Column("sweeps", Integer, nullable=False, server_default="0"),  # how often that was done
    _moment("received_at"),
    _moment("updated_at", on_update=True),
    UniqueConstraint("event_id"),
    # No team: Slack Connect delivers one message twice, from two teams.
    UniqueConstraint("surface", "channel_id", "ts", "attempt"),
    Index(None, "state", "turn", "id"),
    Index(None, "user_id", "state", "person_turn"),
    Index(None, "user_id", "received_at"),
    Index(None, "channel_id", "state", "person_turn"),
    Index(None, "channel_id", "received_at"),
    Index(None, "channel_id", "thread_ts", "state"),
    Index(None, "sweep_at"),
    # The database itself holds that a thread has one answer in flight.
    Index(
        "uq_inbox_answering",
        "team_id",
        "channel_id",
        "thread_ts",
        unique=True,
        sqlite_where=text("state = 'answering'"),
        postgresql_where=text("state = 'answering'"),
    ),
)

feedback = Table(
    "feedback",
    metadata,
    Column("id", Integer, primary_key=True),
    _text("team_id"),
    _text("channel_id"),
    _text("message_ts"),
    _text("user_id"),
    _text("verdict"),
    _text("reason", nullable=True),
    _moment("created_at"),
    UniqueConstraint("team_id", "channel_id", "message_ts", "user_id"),
)

gaps = Table(
    "gaps",
    metadata,
    _text("surface", primary_key=True),
    _text("since"),
)

# The glossary. A change is seen by nobody until it is published: it gets the glossary's next
# revision then, and so the longest import appears all at once and locks nothing while it is read.

changes = Table(
    "changes",
    metadata,
    Column("id", Integer, primary_key=True),
    # The glossary's; none before it is published. Number 0 is no change: publishing locks its row.
    Column("revision", Integer, nullable=True),
    _text("who"),
    _text("action"),
    _moment("at"),
    UniqueConstraint("revision"),
)

term_revisions = Table(
    "term_revisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("change_id", Integer, nullable=False),
    Column("replaces", Integer, nullable=True),  # the id of this term's row before
    Column("superseded", Integer, nullable=True),  # by the glossary's revision with this number
    _text("concept"),
    _text("language"),
    Column("revision", Integer, nullable=False),  # the term's
    _text("name"),
    _text("abbreviation"),
    _text("aliases"),  # a JSON list, as is ``related``
    _text("field"),
    _text("definition"),
    _text("source"),
    _text("owner"),
    _text("status"),
    _text("licence"),
    _text("related"),
    ForeignKeyConstraint(["change_id"], ["changes.id"], ondelete="CASCADE"),
    Index(None, "concept", "language"),
    Index(None, "change_id"),
)

suggestions = Table(
    "suggestions",
    metadata,
    Column("id", Integer, primary_key=True),
    _text("team_id"),
    _text("concept"),
    _text("language"),
    Column("base_revision", Integer, nullable=False),  # of the term it would change; 0: a new one
    _text("content"),  # the term as it would be, in JSON
    _text("note"),
    _text("suggested_by"),
    _text("state"),  # open, approved, rejected
    _text("decided_by", nullable=True),
    _text("cards"),  # where reviewers see it: a JSON list of [channel, ts]
    _moment("created_at"),
    _moment("updated_at", on_update=True),
    Index(None, "state", "id"),
)

candidates = Table(
    "candidates",
    metadata,
    _text("name_key", primary_key=True),  # normalised
    _text("name"),
    _text("language"),
    _text("field"),
    Column("score", Float, nullable=False),
    Column("occurrences", Integer, nullable=False),
    _text("contexts"),  # a JSON list of sentences
    _text("state"),  # open, closed
    _moment("updated_at", on_update=True),
    Index(None, "state", "score"),
)

# Names that people asked by and nobody has defined: one row for each of those who asked.
wanted = Table(
    "wanted",
    metadata,
    _text("name_key", primary_key=True),
    _text("user_id", primary_key=True),
    _text("name"),
    _text("language"),
    Column("asked", Integer, nullable=False),
    Column("in_public", Integer, nullable=False),  # how often where everybody could read it
    _moment("updated_at", on_update=True),
)

# Which answer in Slack was given with which revision of a definition.
used_terms = Table(
    "used_terms",
    metadata,
    _text("channel_id", primary_key=True),
    _text("answer_ts", primary_key=True),
    _text("concept", primary_key=True),
    _text("language", primary_key=True),
    _text("team_id"),
    _text("thread_ts"),
    _text("question_ts"),
    Column("revision", Integer, nullable=False),
    Column("flagged", Integer, nullable=True),  # the term's revision that its readers were told of
    _moment("created_at"),
    Index(None, "concept", "language", "revision"),
    Index(None, "channel_id", "thread_ts"),
    Index(None, "created_at"),
)

channel_fields = Table(
    "channel_fields",
    metadata,
    _text("channel_id", primary_key=True),
    _text("field"),
    _text("set_by"),
    _moment("updated_at", on_update=True),
)

lookups = Table(
    "lookups",
    metadata,
    _text("user_id", primary_key=True),
    _text("concept", primary_key=True),
    _text("language", primary_key=True),
    _moment("updated_at", on_update=True),
    Index(None, "user_id", "updated_at"),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    _text("team_id"),
    _text("user_id"),
    _text("action"),
    Column("allowed", Integer, nullable=False),
    _moment("created_at"),
    Index(None, "created_at"),
)
