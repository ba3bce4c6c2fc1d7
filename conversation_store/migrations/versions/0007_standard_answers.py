"""Keep standard answers, what is asked often, and what is served and removed from caches."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "faq_counters",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_faq_counters"),
    )
    # Whoever writes locks one of these rows, so that one comes after the other.
    op.execute(
        "INSERT INTO faq_counters (name, value) VALUES ('standard_answers', 0), "
        "('cache_removals', 0)"
    )
    op.create_table(
        "standard_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("wordings", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("verified_by", sa.Text(), nullable=False),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("hits", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_standard_answers"),
    )
    op.create_table(
        "standard_answer_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"],
            ["standard_answers.id"],
            name="fk_standard_answer_changes_standard_answers",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_standard_answer_changes"),
        sa.UniqueConstraint(
            "answer_id", "revision", name="uq_standard_answer_changes_answer_id_revision"
        ),
    )
    op.create_table(
        "asked_questions",
        sa.Column("question_key", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("worded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("in_public", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("question_key", "user_id", name="pk_asked_questions"),
    )
    op.create_index("ix_asked_questions_user_id", "asked_questions", ["user_id"])
    op.create_index("ix_asked_questions_updated_at", "asked_questions", ["updated_at"])
    op.create_table(
        "dismissed_questions",
        sa.Column("question_key", sa.Text(), nullable=False),
        sa.Column("dismissed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("question_key", name="pk_dismissed_questions"),
    )
    op.create_table(
        "served_answers",
        sa.Column("channel_id", sa.Text(), nullable=False),
        sa.Column("answer_ts", sa.Text(), nullable=False),
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("thread_ts", sa.Text(), nullable=False),
        sa.Column("question_ts", sa.Text(), nullable=False),
        sa.Column("answer_key", sa.Text(), nullable=False),
        sa.Column("standard_id", sa.Integer(), nullable=True),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("channel_id", "answer_ts", name="pk_served_answers"),
    )
    op.create_index(
        "ix_served_answers_channel_id_question_ts", "served_answers", ["channel_id", "question_ts"]
    )
    op.create_index("ix_served_answers_created_at", "served_answers", ["created_at"])
    op.create_table(
        "cache_removals",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_cache_removals"),
    )
    op.create_index("ix_cache_removals_created_at", "cache_removals", ["created_at"])
