"""How long the cache keeps an answer, how many of them, and what it counts and notes."""

from __future__ import annotations

import asyncio
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from bot.faq.cache import AnswerCache
from tests.faq.kept_answers import change, empty_wal, kept


async def test_an_answer_comes_back_as_it_was_kept(cache: AnswerCache) -> None:
    answer = kept("A **ratio** 😀 市盈率")
    await cache.put("key", answer)
    assert await cache.get("key") == answer
    assert await cache.get("another key") is None
    assert cache.entries() == [("key", answer)]
    assert len(cache) == 1


async def test_a_later_answer_replaces_the_earlier_one(cache: AnswerCache) -> None:
    for text in ("first", "second"):
        await cache.put("key", kept(text))
    assert await cache.get("key") == kept("second")
    assert len(cache) == 1


async def test_lone_surrogates_and_signs_of_all_kinds_do_no_harm(cache: AnswerCache) -> None:
    answer = kept("\ud800 \x00 \u202e \U0010ffff", question="\udfff ROE")
    await cache.put("key", answer)
    assert await cache.get("key") == answer


async def test_answers_outlive_the_process(cache: AnswerCache, folder: Path) -> None:
    await cache.put("key", kept())
    cache.close()
    with closing(AnswerCache(folder, size_mb=8, ttl_s=3600)) as again:
        assert await again.get("key") == kept()


async def test_an_answer_is_gone_after_its_time_and_no_hit_makes_it_younger(folder: Path) -> None:
    with closing(AnswerCache(folder, size_mb=8, ttl_s=1.0)) as cache:
        await cache.put("key", kept())
        await asyncio.sleep(0.6)
        await cache.count_hit("key")
        assert await cache.get("key") == kept().served_again()
        await asyncio.sleep(0.6)
        assert await cache.get("key") is None
        await cache.count_hit("key")
        assert await cache.get("key") is None
        assert cache.entries() == []


def test_with_no_seconds_to_keep_an_answer_the_cache_is_off(folder: Path) -> None:
    with closing(AnswerCache(folder, size_mb=8, ttl_s=0)) as cache:
        assert not cache.is_on


def size_of(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.iterdir())


async def test_the_cache_keeps_to_its_size_and_drops_what_was_used_longest_ago(
    folder: Path,
) -> None:
    with closing(AnswerCache(folder, size_mb=1, ttl_s=3600)) as cache:
        for number in range(60):
            await cache.put(f"{number}", kept("x" * 50_000))
            assert await cache.get("0") is not None  # it is in use all the time
        assert await cache.get("59") is not None
        assert await cache.get("1") is None
    empty_wal(folder)
    assert size_of(folder) < 2 * 2**20


async def test_hits_are_counted_one_by_one(cache: AnswerCache) -> None:
    await cache.put("key", kept())
    await asyncio.gather(*(cache.count_hit("key") for _ in range(30)))
    assert await cache.get("key") == replace(kept(), hits=30)


async def test_an_answer_is_taken_out_by_its_key(cache: AnswerCache) -> None:
    for key in ("a", "b"):
        await cache.put(key, kept(key))
    await cache.remove("a")
    await cache.remove("never kept")
    assert cache.entries() == [("b", kept("b"))]


async def test_an_answer_is_taken_out_only_where_its_own_question_is_gone(
    cache: AnswerCache,
) -> None:
    await cache.put("key", kept(place="C1/2.0"))
    await cache.remove("key", asked_in="C1/1.0")
    assert await cache.get("key") is not None
    await cache.remove("key", asked_in="C1/2.0")
    assert await cache.get("key") is None


async def test_somebody_is_forgotten_with_all_their_answers(cache: AnswerCache) -> None:
    for number in range(250):  # more than are read at once
        await cache.put(f"{number}", kept(asked_by=f"U{number % 2}"))
    assert await cache.forget_person("U1")
    assert {answer.asked_by for _, answer in cache.entries()} == {"U0"}
    assert len(cache) == 125


async def test_of_somebody_forgotten_nothing_is_left_in_the_file(folder: Path) -> None:
    with closing(AnswerCache(folder, size_mb=8, ttl_s=3600)) as cache:
        await cache.put("mine", kept("canary of mine", asked_by="UGONE"))
        await cache.put("other", kept("canary of others", asked_by="U2"))
        # One whose time is over is found no more, but it lies there until it is culled.
        await cache.put("over", kept("canary over", asked_by="UGONE"))
        change(folder, "UPDATE Cache SET expire_time = 1.0 WHERE key = 'over'")
        await cache.forget_person("UGONE")
    empty_wal(folder)
    content = (folder / "cache.db").read_bytes()
    assert b"canary of others" in content
    for trace in (b"UGONE", b"canary of mine", b"canary over"):
        assert trace not in content


async def test_everything_can_be_taken_out(cache: AnswerCache) -> None:
    for number in range(250):
        await cache.put(f"{number}", kept())
    await cache.clear()
    assert (len(cache), cache.entries()) == (0, [])


async def test_the_removals_that_were_heeded_are_noted_across_reopenings(
    cache: AnswerCache, folder: Path
) -> None:
    assert cache.removals_seen() == 0
    cache.note_removals(17)
    cache.close()
    with closing(AnswerCache(folder, size_mb=8, ttl_s=3600)) as again:
        assert again.removals_seen() == 17
        assert again.entries() == []  # the note is no answer
        assert await again.forget_person("U1")
        assert again.removals_seen() == 17


async def test_an_emptied_cache_no_longer_knows_which_removals_it_heeded(
    cache: AnswerCache,
) -> None:
    cache.note_removals(17)
    await cache.clear()
    assert cache.removals_seen() == 0  # so that they are done again, which is safe


def test_only_the_owner_may_look_into_the_folder(cache: AnswerCache, folder: Path) -> None:
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_others_could_look_into_is_shut(folder: Path) -> None:
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    with closing(AnswerCache(folder, size_mb=8, ttl_s=3600)):
        assert folder.stat().st_mode & 0o777 == 0o700
