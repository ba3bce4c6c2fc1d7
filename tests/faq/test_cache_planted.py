"""What somebody has planted in the cache's file: never run, never served, and it hides nothing."""

from __future__ import annotations

import json
import pickle
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from diskcache.core import MODE_BINARY, MODE_PICKLE, MODE_RAW, MODE_TEXT

from bot.faq.cache import AnswerCache
from tests.faq.kept_answers import change, kept, plant


class Bomb:
    """Writes a file when it is unpickled, as an attacker's object would."""

    def __init__(self, target: Path) -> None:
        self._target = target

    def __reduce__(self) -> tuple[Any, ...]:  # Any: as pickle declares it
        return Path.touch, (self._target,)


async def use(cache: AnswerCache, key: str) -> None:
    """Do all that can be done with an entry."""
    await cache.get(key)
    await cache.count_hit(key)
    cache.entries()
    cache.removals_seen()
    await cache.remove(key, asked_in="C1/1.0")
    await cache.forget_person("U9")


@pytest.mark.parametrize("raw", [0, 1])
@pytest.mark.parametrize("mode", [MODE_RAW, MODE_BINARY, MODE_TEXT, MODE_PICKLE])
async def test_a_planted_pickle_is_not_run_and_not_served(
    cache: AnswerCache, folder: Path, tmp_path: Path, raw: int, mode: int
) -> None:
    ran = tmp_path / "ran"
    bomb = pickle.dumps(Bomb(ran))
    await cache.put("mine", kept(asked_by="U9"))
    plant(folder, "key", bomb, raw=raw, mode=mode)
    plant(folder, bomb, bomb, raw=raw, mode=mode)
    assert await cache.get("key") is None
    await use(cache, "key")
    assert not ran.exists()
    assert {answer.asked_by for _, answer in cache.entries()} <= {"U1"}


@pytest.mark.parametrize(
    ("key", "columns"),
    [
        (pickle.dumps("key"), {"raw": 0}),
        ("text", {"raw": 0}),
        (b"bytes", {}),
        (17, {}),
        (1.5, {}),
        (None, {}),
    ],
)
async def test_a_planted_key_hides_nobody_who_is_to_be_forgotten(
    cache: AnswerCache, folder: Path, key: object, columns: dict[str, object]
) -> None:
    await cache.put("before", kept(asked_by="U9"))
    plant(folder, key, kept().to_json(), **columns)
    await cache.put("zzz", kept(asked_by="U9"))
    await cache.forget_person("U9")
    assert await cache.get("before") is None
    assert await cache.get("zzz") is None


@pytest.mark.parametrize("column", ["key", "value"])
async def test_a_planted_text_that_is_no_utf_8_hides_nobody(
    cache: AnswerCache, folder: Path, column: str
) -> None:
    await cache.put("before", kept(asked_by="U9"))
    plant(folder, "key", kept().to_json())
    change(folder, f"UPDATE Cache SET {column} = CAST(x'ff' AS TEXT) WHERE key = 'key'")  # noqa: S608 - the columns are named here
    await cache.put("zzz", kept(asked_by="U9"))
    await cache.forget_person("U9")
    assert await cache.get("before") is None
    assert await cache.get("zzz") is None


@pytest.mark.parametrize("mode", [MODE_RAW, MODE_BINARY, MODE_TEXT, MODE_PICKLE])
async def test_a_file_that_a_row_names_is_neither_read_nor_removed(
    cache: AnswerCache, folder: Path, tmp_path: Path, mode: int
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(kept("canary").to_json())
    for key, name in (("a", "../secret.txt"), ("b", str(secret)), ("c", "../secret.txt")):
        plant(folder, key, None, mode=mode, filename=name)
    assert await cache.get("a") is None
    await use(cache, "a")
    await cache.put("b", kept())
    await cache.remove("c")
    await cache.clear()
    assert secret.read_text() == kept("canary").to_json()


OLDER: dict[str, object] = json.loads(kept().to_json())


@pytest.mark.parametrize(
    "stored",
    [
        "",
        "no json",
        "null",
        "[]",
        "{}",
        "[" * 100_000,
        json.dumps({"text": "x", "concepts": [["roe", "en"]], "answered_at": 0}),
        *(json.dumps({n: v for n, v in OLDER.items() if n != name}) for name in OLDER),
    ],
)
async def test_an_entry_of_another_version_is_as_good_as_absent(
    cache: AnswerCache, folder: Path, stored: str
) -> None:
    await cache.put("key", kept())
    change(folder, "UPDATE Cache SET value = ?", (stored,))
    assert await cache.get("key") is None
    await cache.count_hit("key")
    await cache.put("key", kept())
    assert await cache.get("key") == kept()


async def test_whose_answer_cannot_be_told_goes_with_whoever_is_forgotten(
    cache: AnswerCache, folder: Path
) -> None:
    await cache.put("other", kept())
    plant(folder, "key", '{"text": "an older form", "user": "U9"}')
    await cache.forget_person("U9")
    with closing(sqlite3.connect(folder / "cache.db")) as connection:
        assert connection.execute("SELECT key FROM Cache").fetchall() == [("other",)]


@pytest.mark.parametrize("noted", ["", "no number", "9" * 5000, "1.5", b"1", 7, None])
async def test_a_planted_note_of_removals_is_no_note(
    cache: AnswerCache, folder: Path, noted: object
) -> None:
    cache.note_removals(3)
    change(folder, "UPDATE Cache SET value = ?", (noted,))
    assert cache.removals_seen() == 0
    cache.note_removals(4)
    assert cache.removals_seen() == 4
