"""What the cache survives: damage, a file that is none, settings that nobody made."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.faq.cache import AnswerCache
from tests.faq.kept_answers import change, empty_wal, kept


async def filled(folder: Path) -> Path:
    """A cache's file with fifty answers in it."""
    with closing(AnswerCache(folder, size_mb=8, ttl_s=3600)) as cache:
        for number in range(50):
            await cache.put(f"{number}", kept("x" * 3000))
    empty_wal(folder)
    return folder / "cache.db"


async def works(folder: Path) -> bool:
    """Whether a cache can be opened there that keeps an answer and forgets it again."""
    with closing(AnswerCache(folder, size_mb=8, ttl_s=3600)) as cache:
        await cache.put("new", kept("new"))
        found = await cache.get("new")
        gone = await cache.forget_person("U1")
        return found == kept("new") and gone and cache.entries() == []


@pytest.mark.parametrize("start", [0.0, 0.3, 0.6])
async def test_a_damaged_cache_is_made_anew_and_the_old_one_kept_aside(
    folder: Path, start: float
) -> None:
    file = await filled(folder)
    content = file.read_bytes()
    place = int(len(content) * start)
    file.write_bytes(content[:place] + b"\xff" * (len(content) - place))
    AnswerCache(folder, size_mb=8, ttl_s=3600).close()
    assert (folder.parent / "cache.damaged" / "cache.db").exists()
    assert await works(folder)


@pytest.mark.parametrize("place", [16, 100, 2_000, 4_096, 5_000, 9_000, 30_000, 60_000])
async def test_a_hole_anywhere_in_the_file_does_no_harm(folder: Path, place: int) -> None:
    file = await filled(folder)
    content = bytearray(file.read_bytes())
    content[place : place + 3000] = b"\xff" * 3000
    file.write_bytes(content)
    assert await works(folder)


@pytest.mark.parametrize("length", [1, 100, 4_096, 6_000, 40_000])
async def test_a_truncated_cache_is_made_anew(folder: Path, length: int) -> None:
    file = await filled(folder)
    file.write_bytes(file.read_bytes()[:length])
    assert await works(folder)


def write(folder: Path, content: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "cache.db").write_text(content)


async def test_a_file_that_is_no_database_is_put_aside(folder: Path) -> None:
    write(folder, "no database " * 1000)
    AnswerCache(folder, size_mb=8, ttl_s=3600).close()
    assert "no database" in (folder.parent / "cache.damaged" / "cache.db").read_text()


async def test_only_the_latest_damaged_cache_is_kept(folder: Path) -> None:
    for content in ("first" * 1000, "second" * 1000):
        write(folder, content)
        AnswerCache(folder, size_mb=8, ttl_s=3600).close()
    assert "second" in (folder.parent / "cache.damaged" / "cache.db").read_text()


def test_a_folder_that_cannot_be_made_is_named_with_its_setting(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match="TERMWISE_DATA_DIR"):
        AnswerCache(tmp_path / "file" / "cache", size_mb=8, ttl_s=3600)


async def test_a_cache_that_cannot_be_opened_is_not_taken_for_damaged(folder: Path) -> None:
    file = await filled(folder)
    file.rename(folder / "kept.db")
    file.mkdir()
    with pytest.raises(SettingsError, match="unable to open database file"):
        AnswerCache(folder, size_mb=8, ttl_s=3600)
    assert (folder / "kept.db").exists()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("disk_evil", 1),
        ("get", "not to be called"),
        ("_disk", "no disk"),
        ("sqlite_query_only", 1),
        ("sqlite_no_such; DROP", 1),
        ("cull_limit", "no number"),
        ("eviction_policy", "none such"),
        ("count", "no number"),
        ("size", "no number"),
        (b"\xff", b"\xff"),
    ],
)
async def test_a_planted_setting_does_no_harm(folder: Path, key: object, value: object) -> None:
    await filled(folder)
    change(folder, "INSERT OR REPLACE INTO Settings VALUES (?, ?)", (key, value))
    assert await works(folder)
    with closing(AnswerCache(folder, size_mb=8, ttl_s=3600)) as cache:
        assert len(cache) in range(51)


async def test_a_planted_setting_that_is_no_text_at_all_does_no_harm(folder: Path) -> None:
    await filled(folder)
    change(folder, "INSERT INTO Settings VALUES (CAST(x'ff' AS TEXT), CAST(x'ff' AS TEXT))")
    change(folder, "UPDATE Settings SET value = CAST(x'ff' AS TEXT) WHERE key = 'cull_limit'")
    assert await works(folder)


async def test_a_planted_setting_cannot_make_the_cache_grow(folder: Path) -> None:
    await filled(folder)
    change(folder, "UPDATE Settings SET value = 0 WHERE key = 'cull_limit'")
    change(folder, "UPDATE Settings SET value = 'none' WHERE key = 'eviction_policy'")
    with closing(AnswerCache(folder, size_mb=1, ttl_s=3600)) as cache:
        for number in range(60):
            await cache.put(f"large {number}", kept("x" * 50_000))
    empty_wal(folder)
    assert (folder / "cache.db").stat().st_size < 2 * 2**20


async def test_a_cache_that_fails_while_it_is_used_is_as_good_as_an_empty_one(
    cache: AnswerCache, folder: Path
) -> None:
    await cache.put("key", kept())
    change(folder, "DROP TABLE Cache")
    assert await cache.get("key") is None
    await cache.put("key", kept())
    await cache.count_hit("key")
    assert not await cache.remove("key")
    assert not await cache.forget_person("U1")
    assert not await cache.clear()
    assert (cache.entries(), cache.removals_seen()) == ([], 0)


async def test_what_was_put_aside_is_read_by_nobody(folder: Path) -> None:
    file = await filled(folder)
    content = file.read_bytes()
    file.write_bytes(content[:-8000] + b"\xff" * 8000)
    with closing(AnswerCache(folder, size_mb=8, ttl_s=3600)) as cache:
        assert cache.entries() == []
    with closing(sqlite3.connect(folder / "cache.db")) as connection:
        assert connection.execute("SELECT count(*) FROM Cache").fetchone() == (0,)
