"""A temporary SQLite file, to join and sort more rows than memory should hold."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.errors import UserError


@contextmanager
def spool(schema: str) -> Iterator[sqlite3.Connection]:
    """Open an empty database that is gone afterwards.

    Args:
        schema: the statements that create its tables.

    Raises:
        UserError: the temporary folder has no room for it.
    """
    with (
        tempfile.TemporaryDirectory(prefix="termwise-import-") as folder,
        closing(_connected(Path(folder) / "spool.sqlite")) as database,
    ):
        # Nobody reads it after a crash, so nothing needs to reach the disk in order.
        database.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE;"
            "PRAGMA temp_store=FILE; PRAGMA cache_size=-32768;" + schema
        )
        try:
            database.execute("BEGIN")
            yield database
        except sqlite3.OperationalError as error:
            raise UserError(
                f"The import cannot be sorted in {tempfile.gettempdir()} ({error}): free some "
                "space there, some two times the files' size, or set TMPDIR to another folder."
            ) from error


def _connected(path: Path) -> sqlite3.Connection:
    # Files are read in one thread after another, and closed in a third; never in two at once.
    return sqlite3.connect(path, isolation_level=None, check_same_thread=False)
