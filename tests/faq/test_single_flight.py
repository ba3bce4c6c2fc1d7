"""Equal questions at once make one answer; and what makes an answer stale is known at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.faq.frequent import FrequentQuestions
from bot.question import Audience, Channel, Person, Workspace
from conversation_store.database import Database
from conversation_store.habits import ChannelFields
from conversation_store.term_changes import TermChanges
from tests.faq.asking import SHARE, by, frequent_questions, opened
from tests.questions import ROE
from tests.rooms import answering
from tests.scripted import CollectingReply, ScriptedRunner

SAME = ["What is ROE?", "what's the meaning of ROE", "what is roe", "What is return on equity?"]


@pytest.fixture
async def frequent(database: Database, tmp_path: Path) -> AsyncIterator[FrequentQuestions]:
    async with frequent_questions(database, tmp_path / "cache") as frequent:
        yield frequent


@pytest.mark.parametrize("wordings", [SAME[:1], SAME, ["什么是市盈率", "市盈率是什么意思"]])
async def test_a_hundred_equal_questions_at_once_make_one_generation(
    database: Database, tmp_path: Path, wordings: list[str]
) -> None:
    runner = ScriptedRunner("A ratio of two sums.", seconds_per_token=0.02)
    async with answering(database, tmp_path, runner, terms=[SHARE]) as answerer:
        questions = [by(f"U{n}", wordings[n % len(wordings)], n) for n in range(100)]
        answers = await asyncio.gather(*(answerer.answer(q, CollectingReply()) for q in questions))
    assert len(runner.prompts) == 1
    assert {answer.text for answer in answers} == {"A ratio of two sums."}
    assert sum(answer.recalled is None for answer in answers) == 1
    told = {answer.recalled.question for answer in answers if answer.recalled}
    assert bool(told - {""}) == (len(wordings) > 1)  # the wording that was answered is told


async def test_when_the_first_answer_is_stopped_the_next_asker_gets_one(
    database: Database, tmp_path: Path
) -> None:
    runner = ScriptedRunner("A ratio that goes on " * 9, seconds_per_token=0.01)
    async with answering(database, tmp_path, runner) as answerer:
        first = answerer.answer(by("U1", SAME[0], 1), CollectingReply(stops=True))
        rest = (answerer.answer(by(f"U{n}", SAME[n % 4], n), CollectingReply()) for n in (2, 3, 4))
        answers = await asyncio.gather(first, *rest)
    assert [answer.outcome for answer in answers] == ["stopped", *["finished"] * 3]
    assert len(runner.prompts) == 2


async def test_those_who_may_not_read_an_answer_do_not_wait_for_it(
    frequent: FrequentQuestions,
) -> None:
    audiences: list[Audience] = [
        Workspace("T1"),
        Workspace("T2"),
        Person("U1", "T1"),
        Channel("G1", "T1"),
    ]
    asked = [await opened(frequent, by("U1", "What is ROE?", audience=one)) for one in audiences]
    flights = [frequent.single_flight(one) for one in asked]
    assert len({id(flight) for flight in flights}) == len(audiences)


async def test_wordings_of_one_question_share_a_flight_and_other_questions_do_not(
    frequent: FrequentQuestions,
) -> None:
    flights = [frequent.single_flight(await opened(frequent, by("U1", text))) for text in SAME]
    assert len({id(flight) for flight in flights}) == 1
    other = frequent.single_flight(await opened(frequent, by("U1", "What is ROA?")))
    assert other is not flights[0]


async def test_a_changed_glossary_makes_answers_stale_at_once(
    database: Database, tmp_path: Path
) -> None:
    runner = ScriptedRunner("old", "new")
    async with answering(database, tmp_path, runner) as answerer:
        await answerer.answer(by("U1", "What is ROE?", 1), CollectingReply())
        better = replace(ROE, definition="net profit over average equity.")
        await TermChanges(database).put(better, who="U1", action="edit")  # by another process
        later = await answerer.answer(by("U2", SAME[1], 2), CollectingReply())
        again = await answerer.answer(by("U3", SAME[2], 3), CollectingReply())
    assert (later.text, later.recalled) == ("new", None)
    assert (again.text, again.terms) == (
        "new",
        (replace(better, revision=again.terms[0].revision),),
    )


async def test_an_answer_is_for_channels_of_the_same_field(
    database: Database, tmp_path: Path
) -> None:
    await ChannelFields(database).set("C2", "banking", "U1")
    await ChannelFields(database).set("C3", "banking", "U1")
    runner = ScriptedRunner("any", "banking")
    async with answering(database, tmp_path, runner) as answerer:
        answers = []
        for number, channel in enumerate(("C1", "C2", "C3", "C4"), 1):
            question = by("U1", "What is ROE?", number, channel=channel)
            answers.append((await answerer.answer(question, CollectingReply())).text)
    assert answers == ["any", "banking", "banking", "any"]


async def test_a_question_too_long_is_answered_each_time(
    database: Database, tmp_path: Path
) -> None:
    runner = ScriptedRunner("one", "two")
    async with answering(database, tmp_path, runner) as answerer:
        for number, text in enumerate(("one", "two"), 1):
            question = by("U1", "What is ROE? " * 160, number)
            assert (await answerer.answer(question, CollectingReply())).text == text
