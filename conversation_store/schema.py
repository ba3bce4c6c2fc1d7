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
