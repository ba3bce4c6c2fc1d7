"""From a driver's error to a sentence that says what to do."""

from __future__ import annotations

import sqlite3

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError

from conversation_store.errors import DatabaseCorruptError, DatabaseUnavailableError, StoreError

_CORRUPT = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_REMEDIES = {
    sqlite3.SQLITE_BUSY: "is being written to for long, by an import or another program: "
    "try again soon",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: let this user read and write its folder",
    sqlite3.SQLITE_FULL: "cannot grow, the disk is full: free some space",
    sqlite3.SQLITE_IOERR: "cannot be read or written: check the disk and its free space",
    sqlite3.SQLITE_READONLY: "is read-only: let this user write to the file and its folder",
}


def diagnose(error: DBAPIError, url: URL) -> StoreError:
    """Say what is wrong with the database, and what to do.

    Args:
        error: what SQLAlchemy raised.
        url: which database it is; the password is not shown.

    Returns:
        The error to raise in its place.
    """
    if url.get_backend_name() != "sqlite":
        name = url.render_as_string(hide_password=True)
        reason = " ".join(str(error.orig).split())  # the driver's takes several lines
        return DatabaseUnavailableError(
            f"The database {name} refused ({reason}): check that it runs and lets us in."
        )
    # The low byte is the primary code, the rest says more: https://sqlite.org/rescode.html
    code = getattr(error.orig, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in _CORRUPT:
        return DatabaseCorruptError(
            f"{url.database} is damaged or is no SQLite database: restore a backup, "
            "or move it away together with its -wal and -shm files to start empty."
        )
    if code in _REMEDIES:
        return DatabaseUnavailableError(f"The database {url.database} {_REMEDIES[code]}.")
    return StoreError(f"The database {url.database} failed ({error.orig}): please report this.")
