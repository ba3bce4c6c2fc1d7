"""Answers as the cache keeps them, made up, and ways around the cache to its file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from diskcache.core import MODE_RAW

from bot.faq.kept import KeptAnswer


def kept(
    text: str = "A ratio.", *, question: str = "What is ROE?", asked_by: str = "U1", place: str = ""
) -> KeptAnswer:
    """An answer of the bot's."""
    return KeptAnswer(
        question=question,
        text=text,
        concepts=(("roe", "en"),),
        asked_by=asked_by,
        asked_in=place or "C1/1700000001.000000",
        scope="everybody",
        answered_at=datetime(2026, 3, 1, 9, 30, tzinfo=UTC),
    )


def change(folder: Path, statement: str, values: tuple[object, ...] = ()) -> None:
    """Change a cache's file behind its back."""
    with closing(sqlite3.connect(folder / "cache.db")) as connection:
        connection.execute(statement, values)
        connection.commit()


def plant(folder: Path, key: object, value: object, **columns: object) -> None:
    """Put a row into a cache's file behind its back."""
    row = {"key": key, "raw": 1, "mode": MODE_RAW, "filename": None, "value": value}
    row |= {"size": 0, "store_time": 0.0, "access_time": 0.0} | columns
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    change(folder, f"INSERT INTO Cache ({names}) VALUES ({marks})", tuple(row.values()))  # noqa: S608 - the columns are named here


def empty_wal(folder: Path) -> None:
    """Bring all that was written into the one file."""
    with closing(sqlite3.connect(folder / "cache.db")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
