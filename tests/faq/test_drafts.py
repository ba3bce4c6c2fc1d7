"""What a standard answer would say that is made of a good answer, and for whom it is."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.faq.frequent import FrequentQuestions
from bot.question import Audience, Channel, Workspace
from conversation_store.database import Database
from conversation_store.standard_answer import StandardAnswer
from conversation_store.threads import Message, Threads
from tests.faq.asking import answer, by, frequent_questions

SHOWN = by("U1", "What is ROE?", 1)


@pytest.fixture
async def frequent(database: Database, tmp_path: Path) -> AsyncIterator[FrequentQuestions]:
    async with frequent_questions(database, tmp_path / "cache") as frequent:
        yield frequent


async def remember(database: Database, number: int, question: str, text: str) -> None:
    asked = by("U1", question, number)
    said = Message("user", question, asked.ts), Message("assistant", text, asked.ts)
    await Threads(database).save_turn(asked.thread, *said, "U1")


@pytest.mark.parametrize(
    ("audience", "readers"),
    [
        (Workspace("T1"), "workspace:*"),
        (Channel("C1", "T1"), "channel:C1"),
        (Channel("C1"), "channel:C1"),
    ],
)
async def test_a_draft_is_for_those_who_can_read_the_answer(
    frequent: FrequentQuestions, database: Database, audience: Audience, readers: str
) -> None:
    await answer(frequent, replace(SHOWN, audience=audience), "a ratio")
    await remember(database, 1, "What is ROE?", "a ratio")
    draft = await frequent.drafts.of_answer(SHOWN.thread, SHOWN.ts, audience)
    assert draft == StandardAnswer("What is ROE?", "a ratio", "en", readers)
    assert await frequent.standard.all() == []


async def test_a_draft_of_an_answer_that_was_never_kept_takes_the_question_before_it(
    frequent: FrequentQuestions, database: Database
) -> None:
    question = by("U1", "我的市盈率是多少", 1)
    await remember(database, 1, question.text, "十五")
    draft = await frequent.drafts.of_answer(question.thread, by("", "", 2).ts, Workspace("T1"))
    assert draft is not None
    assert (draft.question, draft.answer, draft.language) == (question.text, "十五", "zh")


async def test_of_what_is_not_remembered_there_is_no_draft(frequent: FrequentQuestions) -> None:
    await answer(frequent, SHOWN, "a ratio")
    assert await frequent.drafts.of_answer(SHOWN.thread, SHOWN.ts, Workspace("T1")) is None
    assert await frequent.drafts.of_answer(SHOWN.thread, "", Workspace("T1")) is None


async def test_the_answer_to_an_edited_question_is_not_the_one_that_was_judged(
    frequent: FrequentQuestions, database: Database
) -> None:
    await answer(frequent, SHOWN, "a ratio")
    judged = await frequent.drafts.mark("C1", SHOWN.ts)
    await remember(database, 1, "What is ROE?", "a ratio")
    place = SHOWN.thread, SHOWN.ts, Workspace("T1")
    assert await frequent.drafts.of_answer(*place, judged) is not None
    await answer(frequent, replace(SHOWN, text="What is ROA?"), "another ratio")
    await remember(database, 1, "What is ROA?", "another ratio")
    assert await frequent.drafts.of_answer(*place, judged) is None
    assert await frequent.drafts.of_answer(*place) is not None
