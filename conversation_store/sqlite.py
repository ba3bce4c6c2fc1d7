"""SQLite as a durable store: its file, its pragmas and its transactions."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from conversation_store.errors import DatabaseUnavailableError

# WAL: readers and the writer do not wait for each other.
_PRAGMAS = (
    "PRAGMA busy_timeout = 10000",  # milliseconds; first, since the next one may have to wait
    "PRAGMA journal_mode = WAL",
    "PRAGMA foreign_keys = ON",
)

# FULL: a commit is on the disk when it returns, also in WAL mode. NORMAL: not before the next
# full one; until then it outlives the process, but not a power cut.
# https://sqlite.org/pragma.html#pragma_synchronous
READ = ("BEGIN",)
WRITE = ("PRAGMA synchronous = FULL", "BEGIN IMMEDIATE")
WRITE_SOON = ("PRAGMA synchronous = NORMAL", "BEGIN IMMEDIATE")


class SafelyClosed(sqlite3.Connection):
    """A connection whose close gives up its write lock.

    SQLite only marks a connection as closed while one of its statements is still held, and a
    cancelled task's traceback holds an ``INSERT ... RETURNING`` until the garbage collector comes
    by: for so long no other connection could write.
    https://sqlite.org/c3ref/close.html
    """

    def close(self) -> None:
        """Undo what was not committed, then close."""
        if self.in_transaction:
            self.rollback()
        super().close()


def prepare_file(url: URL) -> None:
    """Create the database's folder and file where they are missing, for this user's eyes only.

    Args:
        url: names the file.

    Raises:
        DatabaseUnavailableError: no file is named, or it cannot be created or written.
    """
    if not url.database or url.database == ":memory:":
        raise DatabaseUnavailableError(
            "A SQLite database in memory is lost when the program ends: "
            "name a file, such as sqlite:///data/termwise.db."
        )
    path = Path(url.database)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Opening it here spares the driver's thread a failure, which it would report a second time.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise DatabaseUnavailableError(
            f"The database {path} cannot be opened ({error.strerror}): "
            "let this user write to it and its folder, or name another one."
        ) from error


def configure(engine: Engine) -> None:
    """Make each connection durable and each transaction take the write lock when it begins.

    Python's driver sends no BEGIN before a SELECT, so that two processes could read the same row
    and both write it; we send it ourselves.
    https://docs.sqlalchemy.org/en/21/dialects/sqlite.html#sqlite-transactions

    Args:
        engine: its execution option ``sqlite_begin`` may name another beginning than ``WRITE``.
    """
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)


def _set_up(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # an attribute of Python's sqlite3
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    for statement in options.get("sqlite_begin", WRITE):
        connection.exec_driver_sql(statement)
