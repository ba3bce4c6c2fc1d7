"""What lies in the cache's folder is never run, and files that it names are left alone."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import diskcache
import pytest
from diskcache.core import MODE_BINARY, MODE_PICKLE, MODE_RAW, MODE_TEXT

from bot.faq.disk import PlainTextDisk, UnsafeEntry

Plant = Callable[..., None]


class Bomb:
    """Writes a file when it is unpickled, as an attacker's object would."""

    def __init__(self, target: Path) -> None:
        self._target = target

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self._target,)


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[diskcache.Cache]:
    cache = diskcache.Cache(str(tmp_path / "cache"), disk=PlainTextDisk)
    yield cache
    cache.close()


@pytest.fixture
def plant(cache: diskcache.Cache) -> Plant:
    """Puts a row into the database behind the cache's back."""

    def put(key: object, value: object, **columns: object) -> None:
        row = {"key": key, "raw": 1, "mode": MODE_RAW, "filename": None, "value": value}
        row |= {"size": 0, "store_time": 0.0, "access_time": 0.0} | columns
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        with closing(sqlite3.connect(Path(cache.directory) / "cache.db")) as connection:
            connection.execute(f"INSERT INTO Cache ({names}) VALUES ({marks})", list(row.values()))  # noqa: S608 - the columns are named here
            connection.commit()

    return put


def test_the_bomb_goes_off_in_a_cache_that_unpickles(tmp_path: Path) -> None:
    """The attack is real: without it the other tests here would prove nothing."""
    ran = tmp_path / "ran"
    with diskcache.Cache(str(tmp_path / "naive")) as naive:
        naive["key"] = Bomb(ran)
        assert naive.get("key") is None
    assert ran.exists()


def test_a_planted_pickle_is_refused_and_not_run(
    cache: diskcache.Cache, plant: Plant, tmp_path: Path
) -> None:
    ran = tmp_path / "ran"
    plant("key", pickle.dumps(Bomb(ran)), mode=MODE_PICKLE)
    with pytest.raises(UnsafeEntry):
        cache.get("key")
    assert not ran.exists()


def test_a_planted_pickled_key_is_refused_and_not_run(
    cache: diskcache.Cache, plant: Plant, tmp_path: Path
) -> None:
    ran = tmp_path / "ran"
    plant(pickle.dumps(Bomb(ran)), "value", raw=0)
    assert cache.get("key") is None
    with pytest.raises(UnsafeEntry):
        list(cache)
    assert not ran.exists()


@pytest.mark.parametrize("mode", [MODE_RAW, MODE_BINARY, MODE_TEXT, MODE_PICKLE])
def test_a_planted_file_name_is_neither_read_nor_removed(
    cache: diskcache.Cache, plant: Plant, tmp_path: Path, mode: int
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    plant("key", None, mode=mode, filename="../secret.txt", expire_time=1e12)
    with pytest.raises(UnsafeEntry):
        cache.get("key")
    cache["key"] = "new"
    plant("other", None, mode=mode, filename=str(secret), expire_time=1.0)
    cache.expire()
    plant("third", None, mode=mode, filename=str(secret))
    cache.clear()
    assert secret.read_text() == "secret"


@pytest.mark.parametrize("value", [b"bytes", 1, 1.5])
def test_a_value_that_is_no_text_is_refused(
    cache: diskcache.Cache, plant: Plant, value: object
) -> None:
    plant("key", value)
    with pytest.raises(UnsafeEntry):
        cache.get("key")
    with pytest.raises(UnsafeEntry):
        cache["mine"] = value


def test_text_comes_back_and_lies_in_no_file_of_its_own(cache: diskcache.Cache) -> None:
    text = "市盈率 😀 " * 100_000
    cache["key"] = text
    assert cache["key"] == text
    assert list(cache) == ["key"]
    assert {file.name.partition("-")[0] for file in Path(cache.directory).iterdir()} == {"cache.db"}
