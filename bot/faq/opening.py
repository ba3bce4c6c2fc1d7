"""Opening the files of the answer cache, damaged or not."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import diskcache
import structlog
from diskcache.core import DBNAME, DEFAULT_SETTINGS, METADATA

from bot.errors import SettingsError
from bot.faq.disk import PlainTextDisk

log = structlog.get_logger(__name__)

_SETTINGS = DEFAULT_SETTINGS | {  # all of them: what is left out is taken from the file
    "eviction_policy": "least-recently-used",
    "sqlite_secure_delete": 1,  # what is forgotten is not left in free pages
}
_SHORTEST = 512  # bytes: the smallest page of a database; in a shorter file SQLite finds no damage


def open_cache(folder: Path, size_mb: int) -> diskcache.Cache:
    """Open the cache, or make it; one that is damaged is put aside and made anew.

    Args:
        folder: where it lies; readable by the owner only.
        size_mb: its greatest size, in MB; the least recently used leave first.

    Raises:
        SettingsError: the folder or the file in it cannot be opened.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        return _open_or_make_anew(folder, size_mb)
    except (OSError, sqlite3.OperationalError) as error:
        raise SettingsError(
            f"The answer cache in {folder} cannot be opened ({error}): set TERMWISE_DATA_DIR to a "
            "folder that this user can write to, or delete the cache."
        ) from error


def damaged(folder: Path) -> Path:
    """Where a damaged cache is put, for whoever wants to know what happened to it."""
    return folder.with_name(f"{folder.name}.damaged")


def _open_or_make_anew(folder: Path, size_mb: int) -> diskcache.Cache:
    options = _SETTINGS | {"disk": PlainTextDisk, "size_limit": size_mb * 2**20}
    try:
        _check(folder / DBNAME)
        return diskcache.Cache(str(folder), **options)
    except sqlite3.OperationalError:  # locked, not readable, a full disk: nothing is damaged
        raise
    except sqlite3.DatabaseError as error:
        aside = damaged(folder)
        log.warning("answer cache damaged, making it anew", error=str(error), kept_at=str(aside))
        shutil.rmtree(aside, ignore_errors=True)
        folder.rename(aside)
        folder.mkdir(mode=0o700)
        return diskcache.Cache(str(folder), **options)


def _check(file: Path) -> None:
    """Find damage that SQLite would only meet when it comes to the page, and planted settings."""
    if not file.exists():
        return
    if file.is_file() and 0 < file.stat().st_size < _SHORTEST:
        raise sqlite3.DatabaseError("file is too short")
    with closing(sqlite3.connect(file)) as connection:
        (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise sqlite3.DatabaseError(verdict)
        _check_settings(connection)


def _check_settings(connection: sqlite3.Connection) -> None:
    """Refuse settings that diskcache does not have: it makes each an attribute, or a PRAGMA."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'Settings'").fetchone():
        return
    connection.text_factory = bytes  # text that is no UTF-8 is no failure here
    for name, value in connection.execute("SELECT key, value FROM Settings"):
        key = name.decode(errors="replace") if isinstance(name, bytes) else name
        if key not in _SETTINGS and not (key in METADATA and isinstance(value, int)):
            raise sqlite3.DatabaseError(f"planted setting {key!r}")
