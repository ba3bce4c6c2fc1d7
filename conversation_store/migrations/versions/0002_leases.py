"""Leases, turns, wishes, errands and sweeps of the inbox."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    with op.batch_alter_table("inbox") as inbox:
        inbox.add_column(sa.Column("pardoned", sa.Integer(), server_default="0", nullable=False))
        inbox.add_column(sa.Column("turn", sa.Float(), server_default="0", nullable=False))
        inbox.add_column(sa.Column("person_turn", sa.Float(), server_default="0", nullable=False))
        inbox.add_column(sa.Column("leased_until", sa.Float(), nullable=True))
        inbox.add_column(sa.Column("wish", sa.Text(), nullable=True))
        inbox.add_column(sa.Column("errand", sa.Text(), nullable=True))
        inbox.add_column(sa.Column("nonce", sa.Text(), nullable=True))
        inbox.add_column(sa.Column("sweep_at", sa.Float(), nullable=True))
        inbox.add_column(sa.Column("sweeps", sa.Integer(), server_default="0", nullable=False))
        inbox.drop_index("ix_inbox_state_id")
        for columns in (
            ["state", "turn", "id"],
            ["user_id", "state", "person_turn"],
            ["user_id", "received_at"],
            ["channel_id", "state", "person_turn"],
            ["channel_id", "received_at"],
            ["channel_id", "thread_ts", "state"],
            ["sweep_at"],
        ):
            inbox.create_index("_".join(["ix_inbox", *columns]), columns)
    # What was being answered before there were leases has none that could run out.
    op.execute("UPDATE inbox SET leased_until = 0 WHERE state = 'answering'")
