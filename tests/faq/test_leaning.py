"""Questions that lean on who asks, on the day, on what else is there: answered anew each time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.faq.cache import AnswerCache
from bot.faq.frequent import FrequentQuestions
from bot.faq.parts import Leaning
from conversation_store.database import Database
from tests.faq.asking import answer, by, frequent_questions, opened, put, recalled, serve, standard
from tests.questions import ask
from tests.rooms import answering
from tests.scripted import CollectingReply, ScriptedRunner

LEANING: list[tuple[str, Leaning]] = [
    ("What is my ROE?", "person"),
    ("What does ROE mean today?", "date"),
    ("What is ROE in this file?", "file"),
    ("What is ROE in it?", "thread"),
    ("我的市盈率是多少", "person"),
    ("今天的市盈率是多少", "date"),
]


@pytest.fixture
async def frequent(database: Database, tmp_path: Path) -> AsyncIterator[FrequentQuestions]:
    async with frequent_questions(database, tmp_path / "cache") as frequent:
        yield frequent


@pytest.mark.parametrize(("text", "on"), LEANING)
async def test_the_answer_to_a_leaning_question_is_not_kept(
    frequent: FrequentQuestions, tmp_path: Path, text: str, on: Leaning
) -> None:
    asked = await answer(frequent, by("U1", text), "canary")
    assert asked.leaning == on
    assert not frequent.may_keep(asked)
    for user in ("U1", "U2"):
        assert await recalled(frequent, by(user, text, 2)) is None
    assert await frequent.often_asked.most() == []
    await frequent.close()
    with closing(AnswerCache(tmp_path / "cache", size_mb=8, ttl_s=3600)) as cache:
        assert cache.entries() == []


@pytest.mark.parametrize(("text", "on"), LEANING)
async def test_leaning_questions_do_not_wait_for_each_other(
    frequent: FrequentQuestions, text: str, on: Leaning
) -> None:
    asked = await opened(frequent, by("U1", text))
    async with frequent.single_flight(asked), asyncio.timeout(5), frequent.single_flight(asked):
        pass  # there is nothing that the second one could find


async def test_leaning_questions_at_once_are_answered_at_once(
    database: Database, tmp_path: Path
) -> None:
    replies = [CollectingReply() for _ in range(3)]
    runner = ScriptedRunner("A ratio that goes on " * 9, seconds_per_token=0.02)
    async with answering(database, tmp_path, runner) as answerer:
        questions = [ask("What is my ROE?", number) for number in range(3)]
        pairs = zip(questions, replies, strict=True)
        working = [asyncio.create_task(answerer.answer(*pair)) for pair in pairs]
        async with asyncio.timeout(20):
            while not all(reply.pieces for reply in replies):
                await asyncio.sleep(0.01)
        assert not any(task.done() for task in working)
        await asyncio.gather(*working)
    assert len(runner.prompts) == 3


@pytest.mark.parametrize(
    "text", ["How do I reset my password?", "What is my ROE?", "今天的市盈率是多少"]
)
async def test_a_standard_answer_is_served_to_a_leaning_question_too(
    frequent: FrequentQuestions, database: Database, text: str
) -> None:
    await put(database, standard(text, "Open the settings."))
    hit = await serve(frequent, by("U1", text))
    assert hit.text == "Open the settings."
    assert hit.standard is not None
    assert [one.hits for one in await frequent.standard.all()] == [1]


async def test_to_a_leaning_question_standard_answers_are_offered_and_kept_ones_are_not(
    frequent: FrequentQuestions, database: Database
) -> None:
    await put(database, standard("What is ROE in total?", "standard"))
    await answer(frequent, by("U1", "What is ROE?"), "a ratio")
    near = await opened(frequent, by("U2", "What is my ROE?", 2))
    assert await frequent.like(near) == ("What is ROE in total?",)
