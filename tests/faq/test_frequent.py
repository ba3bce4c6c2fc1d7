"""The life of an answer: given, found again in other words, replaced, stale."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.faq.frequent import FrequentQuestions
from conversation_store.database import Database
from conversation_store.errors import StoreError
from tests.faq.asking import answer, by, frequent_questions, opened, put, recalled, serve, standard
from tests.faq.kept_answers import change
from tests.questions import REVISIONS, ask


@pytest.fixture
async def frequent(database: Database, tmp_path: Path) -> AsyncIterator[FrequentQuestions]:
    async with frequent_questions(database, tmp_path / "cache") as frequent:
        yield frequent


async def text_for(frequent: FrequentQuestions, text: str) -> str | None:
    hit = await recalled(frequent, by("U2", text, 99))
    return hit.text if hit else None


async def test_an_answer_comes_back_with_its_terms_and_its_time(
    frequent: FrequentQuestions,
) -> None:
    before = time.time()
    await answer(frequent, by("U1", "What is ROE?"), "A **ratio** 😀")
    hit = await recalled(frequent, by("U2", "What is ROE?", 2))
    assert hit is not None
    assert (hit.text, hit.question, hit.concepts) == ("A **ratio** 😀", "", (("roe", "en"),))
    assert (hit.hits, hit.standard) == (0, None)
    assert hit.answered_at is not None
    assert before - 0.001 <= hit.answered_at.timestamp() <= time.time()


@pytest.mark.parametrize(
    "text",
    ["what is roe", " What  is\nROE ? ", "What is ROE？", "Ｗhat is ＲＯＥ!", "What is ROE?…"],
)
async def test_space_case_width_and_the_last_mark_make_no_other_wording(
    frequent: FrequentQuestions, text: str
) -> None:
    await answer(frequent, by("U1", "What is ROE?"), "a ratio")
    hit = await recalled(frequent, by("U2", text, 2))
    assert hit is not None
    assert (hit.text, hit.question) == ("a ratio", "")


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("What is ROE?", "what's the meaning of ROE"),
        ("What is ROE?", "What is return on equity?"),
        ("什么是市盈率", "市盈率是什么意思"),
        ("市盈率是什么意思？", "什么是市盈率"),
    ],
)
async def test_in_another_wording_the_answer_comes_with_the_one_it_was_given_to(
    frequent: FrequentQuestions, given: str, asked: str
) -> None:
    await answer(frequent, by("U1", given), "a ratio")
    hit = await recalled(frequent, by("U2", asked, 2))
    assert hit is not None
    assert (hit.text, hit.question) == ("a ratio", given)


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("What is ROE?", "What is ROA?"),
        ("What is ROE?", "什么是ROE"),
        ("What is ROE?", "How is ROE calculated?"),
        ("Is an ROE of 5% good?", "Is an ROE of 15% good?"),
        ("Is ROE useful?", "Is ROE not useful?"),
        ("市盈率为5是高吗", "市盈率为15是高吗"),
        ("什么是市盈率", "怎么计算市盈率"),
    ],
)
async def test_a_question_that_asks_something_else_is_not_served_its_answer(
    frequent: FrequentQuestions, given: str, asked: str
) -> None:
    await answer(frequent, by("U1", given), "canary")
    assert await text_for(frequent, given) == "canary"
    assert await text_for(frequent, asked) is None


async def test_an_answer_whose_question_was_changed_in_the_file_is_not_served(
    frequent: FrequentQuestions, tmp_path: Path
) -> None:
    await answer(frequent, by("U1", "What is ROE?"), "a ratio")
    for old, new in (("What is ROE?", "What is ROA?"), ("workspace:T1", "workspace:T2")):
        change(tmp_path / "cache", "UPDATE Cache SET value = replace(value, ?, ?)", (old, new))
        assert await text_for(frequent, "What is ROE?") is None
        change(tmp_path / "cache", "UPDATE Cache SET value = replace(value, ?, ?)", (new, old))
        assert await text_for(frequent, "What is ROE?") == "a ratio"


async def test_a_fresh_answer_passes_by_all_that_is_kept_and_replaces_it(
    frequent: FrequentQuestions, database: Database
) -> None:
    await answer(frequent, by("U1", "What is ROE?"), "old")
    fresh = replace(by("U2", "What is ROE?", 2), fresh=True)
    assert await recalled(frequent, fresh) is None
    await answer(frequent, fresh, "new")
    assert await text_for(frequent, "What is ROE?") == "new"
    await put(database, standard("What is ROE?", "standard"))
    assert await recalled(frequent, fresh) is None
    assert await text_for(frequent, "What is ROE?") == "standard"


async def test_hits_are_counted_for_kept_answers_and_for_standard_ones(
    frequent: FrequentQuestions, database: Database
) -> None:
    await answer(frequent, by("U1", "What is ROE?"), "a ratio")
    await put(database, standard("What is ROA?", "standard"))
    for number, text in enumerate(("What is ROE?", "What is ROA?") * 3):
        await serve(frequent, by("U2", text, 10 + number))
    hit = await recalled(frequent, by("U2", "What is ROE?", 90))
    assert hit is not None
    assert hit.hits == 3
    assert [one.hits for one in await frequent.standard.all()] == [3]


async def test_what_several_people_ask_is_counted_whatever_the_wording(
    frequent: FrequentQuestions, database: Database
) -> None:
    await answer(frequent, by("U1", "What is ROE?"), "a ratio")
    await serve(frequent, by("U2", "what's the meaning of ROE", 2))
    await put(database, standard("What is ROA?", "standard"))
    for number in (3, 4):
        await serve(frequent, by(f"U{number}", "What is ROA?", number))  # it has its answer
    (often,) = await frequent.often_asked.most()
    assert (often.people, often.asked) == (2, 2)
    assert set(often.wordings) == {"What is ROE?", "what's the meaning of ROE"}


async def test_an_answer_is_served_no_longer_than_its_time(
    database: Database, tmp_path: Path
) -> None:
    async with frequent_questions(database, tmp_path / "cache", ttl_s=0.2) as frequent:
        await answer(frequent, by("U1", "What is ROE?"), "a ratio")
        assert await text_for(frequent, "What is ROE?") == "a ratio"
        await asyncio.sleep(0.25)
        assert await text_for(frequent, "What is ROE?") is None


async def test_where_nothing_is_kept_standard_answers_are_served_all_the_same(
    database: Database, tmp_path: Path
) -> None:
    async with frequent_questions(database, tmp_path / "cache", ttl_s=0) as frequent:
        await put(database, standard("What is ROA?", "standard"))
        await answer(frequent, by("U1", "What is ROE?"), "a ratio")
        assert await text_for(frequent, "What is ROE?") is None
        assert await text_for(frequent, "What is ROA?") == "standard"
        near = await opened(frequent, by("U1", "What is ROA in total?", 3))
        assert await frequent.like(near) == ("What is ROA?",)


async def test_answers_outlive_the_process(database: Database, tmp_path: Path) -> None:
    async with frequent_questions(database, tmp_path / "cache") as frequent:
        await answer(frequent, by("U1", "What is ROE?"), "a ratio")
    async with frequent_questions(database, tmp_path / "cache") as frequent:
        assert await text_for(frequent, "what's the meaning of ROE") == "a ratio"


@pytest.mark.parametrize("text", ["", "  ", "？！", "What is ROE? " * 200, "x" * 2001])
async def test_what_says_nothing_or_too_much_is_not_looked_up(
    frequent: FrequentQuestions, text: str
) -> None:
    assert await frequent.open(by("U1", text), REVISIONS) is None


async def test_what_only_its_thread_or_a_chosen_sense_makes_clear_is_not_looked_up(
    frequent: FrequentQuestions,
) -> None:
    assert await frequent.open(ask("What is ROE?", 2, thread=1), REVISIONS) is None
    chosen = replace(ask("What is ROE?"), senses=("roe",))
    assert await frequent.open(chosen, REVISIONS) is None


async def test_lone_surrogates_do_no_harm(frequent: FrequentQuestions) -> None:
    await answer(frequent, by("U1", "What is \ud800 ROE?"), "a \udfff ratio")
    hit = await recalled(frequent, by("U2", "What is \ud800 ROE?", 2))
    assert hit is not None
    assert hit.text == "a \udfff ratio"


async def test_where_the_store_cannot_be_read_nothing_is_kept(
    frequent: FrequentQuestions, database: Database, tmp_path: Path
) -> None:
    asked = await opened(frequent, by("U1", "What is ROE?"))
    await database.close()
    change_database(tmp_path, "ALTER TABLE faq_counters RENAME TO gone")
    await frequent.keep(asked, "a ratio", ())
    with pytest.raises(StoreError):
        await frequent.open(by("U1", "What is ROE?", 2), REVISIONS)
    change_database(tmp_path, "ALTER TABLE gone RENAME TO faq_counters")
    assert await text_for(frequent, "What is ROE?") is None


def change_database(folder: Path, statement: str) -> None:
    with closing(sqlite3.connect(folder / "termwise.db")) as connection:
        connection.execute(statement)
