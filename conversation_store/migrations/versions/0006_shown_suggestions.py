"""Remember which suggestions those who decide have been shown."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    with op.batch_alter_table("suggestions") as table:
        table.add_column(sa.Column("shown", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("leased_until", sa.Float(), nullable=True))
    op.execute("UPDATE suggestions SET shown = 1 WHERE cards <> '[]'")
    with op.batch_alter_table("suggestions") as table:
        table.alter_column("shown", server_default=None)
