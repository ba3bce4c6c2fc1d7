"""Who finds which answer again, and what the cache survives."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.faq.cache import AnswerCache, CachedAnswer
from bot.question import Audience, Channel, Person, Question, Workspace
from tests.questions import REVISIONS, ask

EVERYBODY, ROOM, ALICE, BOB = Workspace("T1"), Channel("G1"), Person("U1"), Person("U2")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
async def cache(folder: Path) -> AsyncIterator[AnswerCache]:
    cache = AnswerCache(folder, size_mb=8, ttl_s=3600)
    yield cache
    cache.close()


async def found(cache: AnswerCache, question: Question) -> str | None:
    hit = await cache.lookup(question, REVISIONS)
    return hit.text if hit else None


async def test_an_answer_comes_back_with_its_terms_and_its_time(cache: AnswerCache) -> None:
    before = time.time()
    await cache.store(ask("What is ROE?"), REVISIONS, "A **ratio** 😀", [("roe", "en")])
    hit = await cache.lookup(ask("What is ROE?", 2), REVISIONS)
    assert isinstance(hit, CachedAnswer)
    assert hit.text == "A **ratio** 😀"
    assert hit.concepts == (("roe", "en"),)
    assert before <= hit.answered_at.timestamp() <= time.time()


@pytest.mark.parametrize(
    "text",
    ["what is roe", " What  is\nROE ? ", "What is ROE？", "Ｗhat is ＲＯＥ!", "What is ROE?…"],
)
async def test_space_case_width_and_the_last_mark_do_not_matter(
    cache: AnswerCache, text: str
) -> None:
    await cache.store(ask("What is ROE?"), REVISIONS, "a ratio", [])
    assert await found(cache, ask(text)) == "a ratio"


@pytest.mark.parametrize("text", ["What is ROA?", "What isROE", "Is ROE what?", "What is R.OE"])
async def test_another_question_is_not_found(cache: AnswerCache, text: str) -> None:
    await cache.store(ask("What is ROE?"), REVISIONS, "a ratio", [])
    assert await found(cache, ask(text)) is None


@pytest.mark.parametrize(
    ("given", "asked", "is_served"),
    [
        (EVERYBODY, EVERYBODY, True),
        (EVERYBODY, ALICE, True),
        (ALICE, ALICE, True),
        (ROOM, ROOM, True),
        (ALICE, EVERYBODY, False),  # a direct message's answer, asked for in public
        (ALICE, BOB, False),
        (ALICE, ROOM, False),
        (ROOM, EVERYBODY, False),
        (ROOM, ALICE, False),
        (ROOM, Channel("G2"), False),
        (EVERYBODY, ROOM, False),  # the room may be shared with another company
        (Workspace("T2"), EVERYBODY, False),
        (Workspace("T2"), ALICE, False),
        (Workspace("U1"), ALICE, False),  # the same id in another kind of audience
        (Channel("T1"), EVERYBODY, False),
    ],
)
async def test_an_answer_stays_with_those_who_may_read_it(
    cache: AnswerCache, given: Audience, asked: Audience, is_served: bool
) -> None:
    await cache.store(ask("What is ROE?", audience=given), REVISIONS, "canary", [])
    hit = await found(cache, ask("What is ROE?", 2, audience=asked))
    assert hit == ("canary" if is_served else None)


@pytest.mark.parametrize("part", ["model", "prompt", "glossary"])
async def test_any_other_revision_makes_an_answer_stale(cache: AnswerCache, part: str) -> None:
    await cache.store(ask("What is ROE?"), REVISIONS, "a ratio", [])
    newer = replace(REVISIONS, **{part: "2"})
    assert await cache.lookup(ask("What is ROE?"), newer) is None


async def test_parts_of_the_key_cannot_run_into_each_other(cache: AnswerCache) -> None:
    await cache.store(ask("q"), replace(REVISIONS, model="a", prompt="bc"), "wrong", [])
    assert await cache.lookup(ask("q"), replace(REVISIONS, model="ab", prompt="c")) is None


async def test_an_answer_is_forgotten_after_its_time(folder: Path) -> None:
    cache = AnswerCache(folder, size_mb=8, ttl_s=0.05)
    await cache.store(ask("What is ROE?"), REVISIONS, "a ratio", [])
    await asyncio.sleep(0.1)
    assert await found(cache, ask("What is ROE?")) is None
    cache.close()


def test_with_zero_seconds_to_keep_an_answer_nothing_is_cached(folder: Path) -> None:
    cache = AnswerCache(folder, size_mb=8, ttl_s=0)
    assert not cache.applies_to(ask("What is ROE?"))
    cache.close()


async def test_a_later_answer_replaces_the_earlier_one(cache: AnswerCache) -> None:
    for text in ("first", "second"):
        await cache.store(ask("What is ROE?"), REVISIONS, text, [])
    assert await found(cache, ask("What is ROE?")) == "second"


async def test_answers_outlive_the_process(cache: AnswerCache, folder: Path) -> None:
    await cache.store(ask("What is ROE?"), REVISIONS, "a ratio", [])
    cache.close()
    again = AnswerCache(folder, size_mb=8, ttl_s=3600)
    assert await found(again, ask("What is ROE?")) == "a ratio"
    again.close()


def test_only_what_opens_a_thread_and_says_something_is_cached(cache: AnswerCache) -> None:
    assert cache.applies_to(ask("What is ROE?"))
    assert not cache.applies_to(ask("And why?", 2, thread=1))
    assert not cache.applies_to(ask("？！"))
    assert not cache.applies_to(ask("  "))


def test_equal_questions_share_a_flight_and_others_do_not(cache: AnswerCache) -> None:
    flight = cache.single_flight(ask("What is ROE?"), REVISIONS)
    assert cache.single_flight(ask("what is roe", 2), REVISIONS) is flight
    assert cache.single_flight(ask("what is roa", 2), REVISIONS) is not flight
    assert cache.single_flight(ask("What is ROE?", audience=ALICE), REVISIONS) is not flight


def test_only_the_owner_may_look_into_the_folder(cache: AnswerCache, folder: Path) -> None:
    assert folder.stat().st_mode & 0o777 == 0o700


async def test_lone_surrogates_in_a_question_do_no_harm(cache: AnswerCache) -> None:
    await cache.store(ask("\ud800 ROE"), REVISIONS, "a ratio", [])
    assert await found(cache, ask("\ud800 roe")) == "a ratio"


def overwrite(file: Path, start: float) -> None:
    """Damage a file from a share of its length on."""
    content = bytearray(file.read_bytes())
    place = int(len(content) * start)
    content[place:] = b"\xff" * (len(content) - place)
    file.write_bytes(content)


@pytest.mark.parametrize("start", [0.0, 0.3, 0.6])
async def test_a_damaged_cache_is_made_anew_and_the_old_one_kept_aside(
    folder: Path, start: float
) -> None:
    cache = AnswerCache(folder, size_mb=8, ttl_s=3600)
    for number in range(50):
        await cache.store(ask(f"question {number}"), REVISIONS, "x" * 3000, [])
    cache.close()
    empty_wal(folder)
    overwrite(folder / "cache.db", start)
    again = AnswerCache(folder, size_mb=8, ttl_s=3600)
    await again.store(ask("What is ROE?"), REVISIONS, "a ratio", [])
    assert await found(again, ask("What is ROE?")) == "a ratio"
    assert await found(again, ask("question 1")) is None
    assert (folder.parent / "cache.damaged" / "cache.db").exists()
    again.close()


def empty_wal(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "cache.db")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


async def test_a_truncated_cache_is_made_anew(cache: AnswerCache, folder: Path) -> None:
    await cache.store(ask("What is ROE?"), REVISIONS, "a ratio", [])
    cache.close()
    empty_wal(folder)
    file = folder / "cache.db"
    file.write_bytes(file.read_bytes()[:6000])
    again = AnswerCache(folder, size_mb=8, ttl_s=3600)
    assert await found(again, ask("What is ROE?")) is None
    again.close()


def test_a_folder_that_cannot_be_made_is_named_with_its_setting(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match="TERMWISE_DATA_DIR"):
        AnswerCache(tmp_path / "file" / "cache", size_mb=8, ttl_s=3600)


async def test_a_cache_that_cannot_be_opened_is_not_taken_for_damaged(
    cache: AnswerCache, folder: Path
) -> None:
    cache.close()
    (folder / "cache.db").rename(folder / "kept.db")
    (folder / "cache.db").mkdir()
    with pytest.raises(SettingsError, match="unable to open database file"):
        AnswerCache(folder, size_mb=8, ttl_s=3600)
    assert (folder / "kept.db").exists()


async def test_a_planted_setting_does_not_keep_us_from_starting(
    cache: AnswerCache, folder: Path
) -> None:
    cache.close()
    with closing(sqlite3.connect(folder / "cache.db")) as connection:
        connection.execute("INSERT INTO Settings VALUES ('disk_evil', 1)")
        connection.commit()
    again = AnswerCache(folder, size_mb=8, ttl_s=3600)
    assert await found(again, ask("What is ROE?")) is None
    again.close()


@pytest.mark.parametrize(
    "stored",
    ["", "no json", "[]", "{}", json.dumps({"text": "x", "concepts": [1], "answered_at": 0})],
)
async def test_an_entry_that_we_did_not_write_is_as_good_as_absent(
    cache: AnswerCache, folder: Path, stored: str
) -> None:
    await cache.store(ask("What is ROE?"), REVISIONS, "a ratio", [])
    with closing(sqlite3.connect(folder / "cache.db")) as connection:
        connection.execute("UPDATE Cache SET value = ?", (stored,))
        connection.commit()
    assert await found(cache, ask("What is ROE?")) is None
    await cache.store(ask("What is ROE?"), REVISIONS, "a ratio", [])
    assert await found(cache, ask("What is ROE?")) == "a ratio"


async def test_a_cache_that_fails_while_it_is_used_is_as_good_as_an_empty_one(
    cache: AnswerCache, folder: Path
) -> None:
    await cache.store(ask("What is ROE?"), REVISIONS, "a ratio", [])
    with closing(sqlite3.connect(folder / "cache.db")) as connection:
        connection.execute("DROP TABLE Cache")
        connection.commit()
    assert await found(cache, ask("What is ROE?")) is None
    await cache.store(ask("What is ROE?"), REVISIONS, "a ratio", [])


async def test_the_cache_keeps_to_its_size(folder: Path) -> None:
    cache = AnswerCache(folder, size_mb=1, ttl_s=3600)
    for number in range(60):
        await cache.store(ask(f"question {number}"), REVISIONS, "x" * 50_000, [])
    assert (folder / "cache.db").stat().st_size < 2 * 2**20
    assert await found(cache, ask("question 59")) is not None
    assert await found(cache, ask("question 0")) is None
    cache.close()
