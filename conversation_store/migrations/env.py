"""Run by Alembic: migrates over the connection that ``configuration`` was given."""

from __future__ import annotations

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from conversation_store.schema import CleanText, metadata


def _render_item(kind: str, item: object, _: AutogenContext) -> str | Literal[False]:
    """Write our text as plain text: a migration must not change when the code does."""
    return "sa.Text()" if kind == "type" and isinstance(item, CleanText) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite alters a table by copying it
    render_item=_render_item,
)
with context.begin_transaction():
    context.run_migrations()
