"""What is taken out on one replica is gone on every one by the next question."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.faq.cache import AnswerCache
from bot.faq.frequent import FrequentQuestions
from bot.faq.kept import KeptAnswer
from conversation_store.cache_removals import CacheRemovals
from conversation_store.database import Database
from tests.faq.asking import answer, by, frequent_questions, opened, recalled, serve

Replicas = tuple[FrequentQuestions, FrequentQuestions]
Remove = Callable[[FrequentQuestions, Database], Awaitable[None]]


@pytest.fixture
async def replicas(database: Database, tmp_path: Path) -> AsyncIterator[Replicas]:
    async with (
        frequent_questions(database, tmp_path / "cache1") as one,
        frequent_questions(database, tmp_path / "cache2") as other,
    ):
        yield one, other


async def kept_by(replicas: Replicas, text: str = "What is ROE?") -> list[str | None]:
    hits = [await recalled(replica, by("U8", text, 80)) for replica in replicas]
    return [hit.text if hit else None for hit in hits]


async def test_a_thumbs_down_takes_an_answer_out_everywhere(replicas: Replicas) -> None:
    for replica, user in zip(replicas, ("U1", "U2"), strict=True):
        await answer(replica, by(user, "What is ROE?", int(user[1])), f"of {user}")
    shown = by("U3", "what's the meaning of ROE", 3)
    await serve(replicas[0], shown)
    disputed = await replicas[0].disputes.judged_bad("C1", shown.ts, "U3")
    assert disputed is not None
    assert (disputed.question, disputed.text) == ("What is ROE?", "of U1")
    assert (disputed.standard, disputed.taken_out, disputed.in_public) == (None, True, True)
    assert await kept_by(replicas) == [None, None]


async def test_a_thumbs_down_where_the_answer_is_not_kept_takes_it_out_elsewhere(
    replicas: Replicas,
) -> None:
    question = by("U1", "What is ROE?")
    await answer(replicas[0], question, "a ratio")
    assert await replicas[1].disputes.judged_bad("C1", question.ts, "U1") is None
    assert await kept_by(replicas) == [None, None]


async def test_a_deleted_question_takes_its_own_answer_with_it_and_no_other(
    replicas: Replicas,
) -> None:
    first, second = by("U1", "What is ROE?", 1), by("U2", "What is ROE?", 2)
    await answer(replicas[0], first, "of the first")
    await answer(replicas[1], second, "of the second")
    await replicas[1].forget(first)
    assert await kept_by(replicas) == [None, "of the second"]
    await replicas[0].forget(second)
    assert await kept_by(replicas) == [None, None]


async def test_a_deleted_question_that_was_served_what_others_had_leaves_it_there(
    replicas: Replicas,
) -> None:
    await answer(replicas[0], by("U1", "What is ROE?", 1), "a ratio")
    shown = by("U2", "What is ROE?", 2)
    await serve(replicas[0], shown)
    await replicas[0].forget(shown)
    assert await kept_by(replicas) == ["a ratio", None]
    assert await replicas[0].disputes.judged_bad("C1", shown.ts, "U2") is None


async def test_whoever_is_forgotten_is_so_on_every_replica_by_the_next_question(
    replicas: Replicas, database: Database, tmp_path: Path
) -> None:
    for replica in replicas:
        await answer(replica, by("UGONE", "What is ROE?", 1), "canary")
        await answer(replica, by("U2", "What is ROA?", 2), "of others")
    await CacheRemovals(database).add("person", "UGONE")  # by another process
    for number, replica in enumerate(replicas, 1):
        near = await opened(replica, by("U3", "What are ROE and ROA in total?", 3))
        assert await replica.like(near) == ("What is ROA?",)
        with closing(AnswerCache(tmp_path / f"cache{number}", 8, 3600)) as cache:
            assert {one.asked_by for _, one in cache.entries()} == {"U2"}
    assert await kept_by(replicas) == [None, None]
    assert await kept_by(replicas, "What is ROA?") == ["of others", "of others"]


async def test_a_replica_that_was_away_learns_of_it_when_it_starts(
    database: Database, tmp_path: Path
) -> None:
    async with frequent_questions(database, tmp_path / "cache") as frequent:
        await answer(frequent, by("UGONE", "What is ROE?", 1), "canary")
        await answer(frequent, by("U2", "What is ROA?", 2), "of others")
    await CacheRemovals(database).add("person", "UGONE")
    async with frequent_questions(database, tmp_path / "cache") as frequent:
        assert await recalled(frequent, by("U3", "What is ROE?", 3)) is None
        assert await recalled(frequent, by("U3", "What is ROA?", 3)) is not None


async def test_a_replica_that_was_away_for_too_long_begins_anew(
    database: Database, tmp_path: Path
) -> None:
    async with frequent_questions(database, tmp_path / "cache") as frequent:
        await answer(frequent, by("UGONE", "What is ROE?", 1), "canary")
    for user in ("UGONE", "U2"):
        await CacheRemovals(database).add("person", user)
    change_log(tmp_path, "DELETE FROM cache_removals WHERE number = 1")  # its time is over
    async with frequent_questions(database, tmp_path / "cache") as frequent:
        assert await recalled(frequent, by("U3", "What is ROE?", 3)) is None
        await answer(frequent, by("U3", "What is ROE?", 4), "new")
        assert await recalled(frequent, by("U3", "What is ROE?", 5)) is not None


def change_log(folder: Path, statement: str) -> None:
    with closing(sqlite3.connect(folder / "termwise.db")) as connection:
        connection.execute(statement)
        connection.commit()


async def forget_person(replica: FrequentQuestions, database: Database) -> None:
    await CacheRemovals(database).add("person", "U1")


async def dispute(replica: FrequentQuestions, database: Database) -> None:
    await replica.disputes.judged_bad("C1", by("U2", "", 2).ts, "U2")


async def delete(replica: FrequentQuestions, database: Database) -> None:
    await replica.forget(by("U1", "What is ROE?", 1))


@pytest.mark.parametrize("remove", [forget_person, dispute, delete])
async def test_an_answer_that_was_being_made_when_it_was_to_go_is_not_kept(
    replicas: Replicas, database: Database, remove: Remove
) -> None:
    one, other = replicas
    await answer(one, by("U2", "What is ROE?", 2), "disputed")
    making = replace(by("U1", "What is ROE?", 1), fresh=True)
    asked = await opened(one, making)
    await one.note(asked, None, making.ts)
    await remove(other, database)
    await one.keep(asked, "canary", ())
    hit = await recalled(one, by("U3", "What is ROE?", 3))
    assert hit is None or hit.text == "disputed"
    await answer(one, by("U1", "What is ROE?", 4), "asked later")
    assert (await kept_by(replicas))[0] == "asked later"


class SlowCache(AnswerCache):
    """Takes its time to write, as one does whose disk is busy."""

    async def put(self, key: str, answer: KeptAnswer) -> None:
        await asyncio.sleep(0.2)
        await super().put(key, answer)


async def test_an_answer_that_was_being_written_when_it_was_to_go_is_taken_out(
    database: Database, tmp_path: Path
) -> None:
    cache = SlowCache(tmp_path / "slow", size_mb=8, ttl_s=3600)
    async with frequent_questions(database, tmp_path, cache=cache) as frequent:
        asked = await opened(frequent, by("U1", "What is ROE?", 1))
        keeping = asyncio.create_task(frequent.keep(asked, "canary", ()))
        await asyncio.sleep(0.1)
        await CacheRemovals(database).add("person", "U1")
        assert await recalled(frequent, by("U2", "What is ROE?", 2)) is None
        await keeping
        assert await recalled(frequent, by("U2", "What is ROE?", 3)) is None
        assert cache.entries() == []


async def test_of_whoever_is_forgotten_no_byte_is_left_in_the_caches_files(
    database: Database, tmp_path: Path
) -> None:
    async with frequent_questions(database, tmp_path / "cache") as frequent:
        for number in range(50):
            await answer(frequent, by("U1", f"What is ROE {number}?", number), "CANARY" * 200)
        (tmp_path / "cache.damaged").mkdir()
        (tmp_path / "cache.damaged" / "cache.db").write_bytes(b"CANARY")
        assert holding_canary(tmp_path)
        await CacheRemovals(database).add("person", "U1")
        await recalled(frequent, by("U2", "What is ROA?", 99))
        assert holding_canary(tmp_path) == []


async def test_what_is_to_be_forgotten_goes_also_while_nobody_asks(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.faq.removals._EVERY_S", 0.05)
    async with frequent_questions(database, tmp_path / "cache") as frequent:
        following = asyncio.create_task(frequent.follow())
        await answer(frequent, by("U1", "What is ROE?"), "CANARY" * 200)
        await CacheRemovals(database).add("person", "U1")
        async with asyncio.timeout(5):
            while holding_canary(tmp_path):
                await asyncio.sleep(0.02)
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)


def holding_canary(folder: Path) -> list[str]:
    files = [file for file in folder.rglob("cache*/*") if file.is_file()]
    return [file.name for file in files if b"CANARY" in file.read_bytes()]
