"""Every table. A change here needs a migration: ``python -m conversation_store.migrations``."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    UniqueConstraint,
    text,
)

from conversation_store.columns import CleanText as CleanText
from conversation_store.columns import metadata as metadata
from conversation_store.columns import moment, text_column
from conversation_store.faq_schema import asked_questions as asked_questions
from conversation_store.faq_schema import cache_removals as cache_removals
from conversation_store.faq_schema import dismissed_questions as dismissed_questions
from conversation_store.faq_schema import faq_counters as faq_counters
from conversation_store.faq_schema import served_answers as served_answers
from conversation_store.faq_schema import standard_answer_changes as standard_answer_changes
from conversation_store.faq_schema import standard_answers as standard_answers
from conversation_store.glossary_schema import candidates as candidates
from conversation_store.glossary_schema import changes as changes
from conversation_store.glossary_schema import channel_fields as channel_fields
from conversation_store.glossary_schema import lookups as lookups
from conversation_store.glossary_schema import recall_cursor as recall_cursor
from conversation_store.glossary_schema import recalls as recalls
from conversation_store.glossary_schema import suggestions as suggestions
from conversation_store.glossary_schema import term_revisions as term_revisions
from conversation_store.glossary_schema import used_terms as used_terms
from conversation_store.glossary_schema import wanted as wanted

# Slack's timestamps are ten digits, a full stop and six digits: their text order is time order.

threads = Table(
    "threads",
    metadata,
    text_column("team_id", primary_key=True),
    text_column("channel_id", primary_key=True),
    text_column("thread_ts", primary_key=True),
    moment("joined_at"),
    text_column("history_start", nullable=True),
)

messages = Table(
    "messages",
    metadata,
    text_column("team_id", primary_key=True),
    text_column("channel_id", primary_key=True),
    text_column("thread_ts", primary_key=True),
    text_column("ts", primary_key=True),
    text_column("role", primary_key=True),
    text_column("content"),
    text_column("user_id", nullable=True),
    moment("created_at"),
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
    text_column("event_id"),
    text_column("surface"),
    text_column("team_id"),
    text_column("channel_id"),
    text_column("thread_ts"),
    text_column("ts"),
    Column("attempt", Integer, nullable=False),
    text_column("user_id"),
    text_column("payload"),
    text_column("state"),
    Column("tries", Integer, nullable=False),  # its leases so far: the present one's fence
    Column("pardoned", Integer, nullable=False, server_default="0"),  # tries not its own fault
    Column("turn", Float, nullable=False, server_default="0"),  # virtual time of fair queueing
    Column("person_turn", Float, nullable=False, server_default="0"),  # were it for its asker alone
    Column("leased_until", Float, nullable=True),  # seconds since 1970, the database's clock
    text_column("wish", nullable=True),  # what whoever answers it shall do: stop, restart, withdraw
    text_column("errand", nullable=True),  # what is to be done about it in place of an answer
    text_column("nonce", nullable=True),  # marks its messages in Slack
    text_column("answer_ts", nullable=True),  # several, with spaces between them
    Column("sweep_at", Float, nullable=True),  # when to look for strays, as leased_until
    Column("sweeps", Integer, nullable=False, server_default="0"),  # how often that was done
    moment("received_at"),
    moment("updated_at", on_update=True),
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
    text_column("team_id"),
    text_column("channel_id"),
    text_column("message_ts"),
    text_column("user_id"),
    text_column("verdict"),
    text_column("reason", nullable=True),
    moment("created_at"),
    UniqueConstraint("team_id", "channel_id", "message_ts", "user_id"),
)

gaps = Table(
    "gaps",
    metadata,
    text_column("surface", primary_key=True),
    text_column("since"),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    text_column("team_id"),
    text_column("user_id"),
    text_column("action"),
    Column("allowed", Integer, nullable=False),
    moment("created_at"),
    Index(None, "created_at"),
)
