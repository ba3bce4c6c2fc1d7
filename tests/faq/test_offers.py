"""Which other questions are offered: like this one, answered, and to be read by the asker."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.faq.cache import AnswerCache
from bot.faq.frequent import FrequentQuestions
from bot.faq.guard import Reading, read
from bot.faq.offers import Offers
from bot.faq.verified import VerifiedAnswers
from bot.question import Channel, Person, Revisions
from conversation_store.cache_removals import CacheRemovals
from conversation_store.database import Database
from conversation_store.standard_answers import StandardAnswers
from tests.faq.asking import answer, by, frequent_questions, opened, put, standard
from tests.questions import REVISIONS

NEAR = "What is the annual report of the bank?"


@pytest.fixture
async def frequent(database: Database, tmp_path: Path) -> AsyncIterator[FrequentQuestions]:
    async with frequent_questions(database, tmp_path / "cache") as frequent:
        yield frequent


async def offered(
    frequent: FrequentQuestions, text: str = NEAR, revisions: Revisions = REVISIONS
) -> set[str]:
    """What is offered once all that lies in the cache is known."""
    asked = await opened(frequent, by("U9", text, 90), revisions)
    await frequent.like(asked)
    await asyncio.sleep(0.1)
    return set(await frequent.like(asked))


def kinds_of_report(count: int) -> list[str]:
    kinds = ("annual", "yearly", "monthly", "weekly", "public", "internal", "latest", "printed")
    return [f"What is the {kind} report of the bank called?" for kind in kinds[:count]]


async def test_a_question_that_is_alike_is_offered_and_no_other(
    frequent: FrequentQuestions,
) -> None:
    await answer(frequent, by("U1", "Where does the bank publish the annual report?"), "there")
    await answer(frequent, by("U1", "How do I book a meeting room?", 2), "so")
    assert await offered(frequent) == {"Where does the bank publish the annual report?"}
    assert await offered(frequent, "How are pencils made?") == set()


async def test_three_are_offered_at_most_and_the_most_similar_first(
    frequent: FrequentQuestions, database: Database
) -> None:
    for number, text in enumerate(kinds_of_report(8)):
        await answer(frequent, by("U1", text, number), "a report")
    await put(database, standard("Which report of the bank is annual?", "this one"))
    asked = await opened(frequent, by("U9", NEAR, 90))
    three = await frequent.like(asked)
    assert len(set(three)) == len(three) == 3
    assert set(three[:2]) == {kinds_of_report(1)[0], "Which report of the bank is annual?"}


async def test_an_answer_that_is_gone_is_not_offered_and_others_take_its_place(
    frequent: FrequentQuestions, database: Database
) -> None:
    for number, text in enumerate(kinds_of_report(6)):
        await answer(frequent, by("UGONE" if number < 3 else "U1", text, number), "a report")
    await CacheRemovals(database).add("person", "UGONE")
    assert await offered(frequent) == set(kinds_of_report(6)[3:])


async def test_an_answer_past_its_time_is_not_offered(database: Database, tmp_path: Path) -> None:
    async with frequent_questions(database, tmp_path / "cache", ttl_s=1.0) as frequent:
        await answer(frequent, by("U1", kinds_of_report(1)[0]), "a report")
        assert await offered(frequent) == set(kinds_of_report(1))
        await asyncio.sleep(1.0)
        assert await offered(frequent) == set()


async def test_a_standard_answer_is_offered_once_whatever_its_wordings_and_while_it_is_served(
    frequent: FrequentQuestions, database: Database
) -> None:
    one, two, three = kinds_of_report(3)
    kept = await put(database, standard(one, "a report", wordings=(two, three)))
    assert await offered(frequent) == {one}
    await put(database, replace(kept, status="suspended"))
    assert await offered(frequent) == set()
    soon = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=2)
    await put(database, replace(kept, expires_at=soon))
    assert await offered(frequent) == {one}
    await asyncio.sleep((soon - datetime.now(UTC)).total_seconds() + 0.01)
    assert await offered(frequent) == set()


async def test_nothing_of_an_older_glossary_is_offered(frequent: FrequentQuestions) -> None:
    old, new = kinds_of_report(2)
    await answer(frequent, by("U1", old), "a report")
    later = replace(REVISIONS, glossary="g2")
    assert await offered(frequent, revisions=later) == set()
    await answer(frequent, by("U1", new, 2), "a report", later)
    assert await offered(frequent, revisions=later) == {new}
    assert await offered(frequent) == {old}  # from the disk, should the old one come again


async def test_what_is_for_another_field_is_not_offered(frequent: FrequentQuestions) -> None:
    one, other = kinds_of_report(2)
    finance = replace(REVISIONS, glossary="g1/finance")
    await answer(frequent, by("U1", one), "a report", finance)
    await answer(frequent, by("U1", other, 2), "a report")
    assert await offered(frequent, revisions=finance) == {one}
    assert await offered(frequent) == {other}


async def test_after_a_restart_those_on_disk_are_known_again(
    database: Database, tmp_path: Path
) -> None:
    texts = kinds_of_report(2)
    private = (Person("U1", "T1"), Channel("G1", "T1"))
    async with frequent_questions(database, tmp_path / "cache") as frequent:
        for number, text in enumerate(texts):
            await answer(frequent, by("U1", text, number), "a report")
        for audience in private:
            await answer(frequent, by("U1", "Which bank? report canary", audience=audience), "")
    async with frequent_questions(database, tmp_path / "cache") as frequent:
        assert await offered(frequent) == set(texts)


async def test_a_wording_of_somebody_forgotten_is_not_offered_for_another_s_answer(
    database: Database, tmp_path: Path
) -> None:
    gone, other = "What is called the ROE canary?", "Please, what is called the ROE canary?"
    async with (
        frequent_questions(database, tmp_path / "cache") as one,
        frequent_questions(database, tmp_path / "cache") as two,  # another process, one folder
    ):
        await answer(one, by("UGONE", gone, 1), "a ratio")
        assert await offered(one, "What is called the ROE of canary?") == {gone}
        await CacheRemovals(database).add("person", "UGONE")
        await answer(two, by("U2", other, 2), "a ratio")
        assert gone not in await offered(one, "What is called the ROE of canary?")
        assert await offered(one, "What is called the ROE of canary?") == {other}


async def test_an_answer_that_another_task_has_just_learned_to_be_gone_is_no_failure(
    database: Database, frequent: FrequentQuestions, tmp_path: Path
) -> None:
    def reading(text: str) -> Reading | None:
        return read(text)

    def concepts(text: str) -> Sequence[str]:
        return ()

    kept = await put(database, standard(kinds_of_report(1)[0], "a report"))
    with closing(AnswerCache(tmp_path / "other", size_mb=8, ttl_s=3600)) as cache:
        verified = VerifiedAnswers(StandardAnswers(database), reading)
        offers = Offers(cache, verified, concepts)
        await verified.refresh("g1")
        await offers.standard_changed()
        asked = await opened(frequent, by("U9", NEAR, 90))
        assert await offers.like(asked) == (kept.question,)
        await put(database, replace(kept, status="suspended"))
        await verified.refresh("g1")  # the index is made anew only after that
        assert await offers.like(asked) == ()
        await offers.close()


async def test_of_two_changes_at_once_the_later_one_counts(
    database: Database, frequent: FrequentQuestions, tmp_path: Path
) -> None:
    old, new = kinds_of_report(2)

    def reading(text: str) -> Reading | None:
        return read(text)

    def concepts(text: str) -> Sequence[str]:
        time.sleep(0.3 if text == old else 0.0)  # that index takes longer, and is older
        return ()

    kept = await put(database, standard(old, "a report"))
    with closing(AnswerCache(tmp_path / "other", size_mb=8, ttl_s=3600)) as cache:
        verified = VerifiedAnswers(StandardAnswers(database), reading)
        offers = Offers(cache, verified, concepts)
        await verified.refresh("g1")
        earlier = asyncio.create_task(offers.standard_changed())
        await asyncio.sleep(0.1)
        await put(database, replace(kept, question=new))
        await verified.refresh("g1")
        await offers.standard_changed()
        await earlier
        assert await offers.like(await opened(frequent, by("U9", NEAR, 90))) == (new,)
        await offers.close()


async def test_where_it_is_closed_while_it_reads_nothing_is_left_running(
    database: Database, tmp_path: Path
) -> None:
    async with frequent_questions(database, tmp_path / "cache") as frequent:
        await answer(frequent, by("U1", NEAR), "a report")
        await frequent.close()
        await frequent.close()
