"""The spool leaves nothing behind, and says so when there is no room."""

from __future__ import annotations

import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.errors import UserError
from bot.terms.formats import open_glossary
from bot.terms.formats.spool import spool

EXAMPLES = Path(__file__).parents[3] / "examples" / "formats"
SCHEMA = "CREATE TABLE row (text);"


def test_a_full_disk_is_told_with_its_folder() -> None:
    with (
        pytest.raises(UserError, match="free some space") as refused,
        spool(SCHEMA + "PRAGMA max_page_count=3;") as database,
    ):
        database.executemany("INSERT INTO row VALUES (?)", [("x" * 5_000,)] * 10)
    assert tempfile.gettempdir() in str(refused.value)


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with spool(SCHEMA) as database:
        database.execute("INSERT INTO row VALUES ('x')")
        assert list(tmp_path.iterdir())
    assert not list(tmp_path.iterdir())


def test_files_that_one_thread_began_to_read_are_closed_by_another() -> None:
    reader = ThreadPoolExecutor(1)
    with open_glossary(EXAMPLES / "umls") as reading:
        assert reader.submit(next, reading.terms).result(10)
    reader.shutdown()
