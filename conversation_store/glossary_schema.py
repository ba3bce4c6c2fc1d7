"""The tables of the glossary, of what is suggested for it, and of its use."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    UniqueConstraint,
)

from conversation_store.columns import metadata, moment, text_column

# The glossary. A change is seen by nobody until it is published: it gets the glossary's next
# revision then, and so the longest import appears all at once and locks nothing while it is read.

changes = Table(
    "changes",
    metadata,
    Column("id", Integer, primary_key=True),
    # The glossary's; none before it is published. Number 0 is no change: publishing locks its row.
    Column("revision", Integer, nullable=True),
    text_column("who"),
    text_column("action"),
    moment("at"),
    UniqueConstraint("revision"),
)

term_revisions = Table(
    "term_revisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("change_id", Integer, nullable=False),
    Column("replaces", Integer, nullable=True),  # the id of this term's row before
    Column("superseded", Integer, nullable=True),  # by the glossary's revision with this number
    text_column("concept"),
    text_column("language"),
    Column("revision", Integer, nullable=False),  # the term's
    text_column("name"),
    text_column("abbreviation"),
    text_column("aliases"),  # a JSON list, as is ``related``
    text_column("field"),
    text_column("definition"),
    text_column("source"),
    text_column("owner"),
    text_column("status"),
    text_column("licence"),
    text_column("related"),
    ForeignKeyConstraint(["change_id"], ["changes.id"], ondelete="CASCADE"),
    Index(None, "concept", "language"),
    Index(None, "change_id"),
)

suggestions = Table(
    "suggestions",
    metadata,
    Column("id", Integer, primary_key=True),
    text_column("team_id"),
    text_column("concept"),
    text_column("language"),
    Column("base_revision", Integer, nullable=False),  # of the term it would change; 0: a new one
    text_column("content"),  # the term as it would be, in JSON
    text_column("note"),
    text_column("suggested_by"),
    text_column("state"),  # open, approved, rejected
    text_column("decided_by", nullable=True),
    text_column("cards"),  # where reviewers see it: a JSON list of [channel, ts]
    Column("shown", Integer, nullable=False),  # whether all have been shown it who could be
    Column("leased_until", Float, nullable=True),  # seconds since 1970: one process shows it
    moment("created_at"),
    moment("updated_at", on_update=True),
    Index(None, "state", "id"),
)

candidates = Table(
    "candidates",
    metadata,
    text_column("name_key", primary_key=True),  # normalised
    text_column("name"),
    text_column("language"),
    text_column("field"),
    Column("score", Float, nullable=False),
    Column("occurrences", Integer, nullable=False),
    text_column("contexts"),  # a JSON list of sentences
    text_column("state"),  # open, closed
    moment("updated_at", on_update=True),
    Index(None, "state", "score"),
)

# Names that people asked by and nobody has defined: one row for each of those who asked.
wanted = Table(
    "wanted",
    metadata,
    text_column("name_key", primary_key=True),
    text_column("user_id", primary_key=True),
    text_column("name"),
    text_column("language"),
    Column("asked", Integer, nullable=False),
    Column("in_public", Integer, nullable=False),  # how often where everybody could read it
    moment("updated_at", on_update=True),
)

# Which answer in Slack was given with which revision of a definition.
used_terms = Table(
    "used_terms",
    metadata,
    text_column("channel_id", primary_key=True),
    text_column("answer_ts", primary_key=True),
    text_column("concept", primary_key=True),
    text_column("language", primary_key=True),
    text_column("team_id"),
    text_column("thread_ts"),
    text_column("question_ts"),
    Column("revision", Integer, nullable=False),
    Column("flagged", Integer, nullable=True),  # the term's revision that its readers were told of
    moment("created_at"),
    Index(None, "concept", "language", "revision"),
    Index(None, "channel_id", "thread_ts"),
    Index(None, "created_at"),
)

# Changed definitions that answers had used: those who may decide are asked about them.
recalls = Table(
    "recalls",
    metadata,
    Column("id", Integer, primary_key=True),
    text_column("concept"),
    text_column("language"),
    Column("revision", Integer, nullable=False),  # the term's, with its new definition
    text_column("state"),  # due, shown, flagging, flagged, left, superseded
    text_column("decided_by", nullable=True),
    text_column("cards"),  # where it is shown: a JSON list of [channel, ts]
    Column("answers", Integer, nullable=False),  # how many are to be flagged
    Column("flagged", Integer, nullable=False),  # how many are, those that are gone included
    Column("gone", Integer, nullable=False),  # how many threads could not be written to
    Column("leased_until", Float, nullable=True),  # seconds since 1970: one process works at it
    moment("updated_at", on_update=True),
    Index(None, "state", "id"),
    Index(None, "concept", "language"),
)

# Up to which change of the glossary answers were looked for: one row.
recall_cursor = Table(
    "recall_cursor",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("revision", Integer, nullable=False),
)

channel_fields = Table(
    "channel_fields",
    metadata,
    text_column("channel_id", primary_key=True),
    text_column("field"),
    text_column("set_by"),
    moment("updated_at", on_update=True),
)

lookups = Table(
    "lookups",
    metadata,
    text_column("user_id", primary_key=True),
    text_column("concept", primary_key=True),
    text_column("language", primary_key=True),
    moment("updated_at", on_update=True),
    Index(None, "user_id", "updated_at"),
)
