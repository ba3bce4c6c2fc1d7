"""The history of the tables, and the way to its newest state.

It only goes forward: the way back from a newer version is a backup.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, select

from conversation_store.errors import DatabaseTooNewError

_ADVISORY_LOCK = 0x7465726D  # any number that no other program on the same server uses


def upgrade(connection: Connection) -> None:
    """Run the migrations that a database lacks, within the connection's transaction.

    The transaction must exclude other writers: SQLite's does by BEGIN IMMEDIATE, PostgreSQL's
    by the lock taken here.

    Raises:
        DatabaseTooNewError: the database knows a migration that this code does not.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_ADVISORY_LOCK)))
    config = configuration(connection)
    scripts = ScriptDirectory.from_config(config)
    current = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in scripts.walk_revisions()}
    if current is not None and current not in known:
        raise DatabaseTooNewError(
            "The database was changed by a newer version of Termwise: "
            "install that version, or restore a backup from before it."
        )
    if current != scripts.get_current_head():
        command.upgrade(config, "head")


def configuration(connection: Connection) -> Config:
    """Alembic's settings for working on this connection."""
    config = Config(attributes={"connection": connection})
    folder = str(Path(__file__).parent)
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return config
