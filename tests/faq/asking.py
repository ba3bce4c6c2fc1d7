"""Frequent questions in real rooms, asked by whom and where a test wants."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from bot.faq.asked import ANYWHERE, Asked
from bot.faq.cache import AnswerCache
from bot.faq.frequent import FrequentQuestions
from bot.faq.recalled import Recalled
from bot.question import Audience, Question, Revisions, Term, language_of
from conversation_store.database import Database
from conversation_store.standard_answer import AnswerStatus, StandardAnswer
from conversation_store.standard_answers import StandardAnswers
from conversation_store.threads import ThreadKey
from tests.glossaries import glossary_of
from tests.questions import REVISIONS, ROE, ask
from tests.rooms import ROA

SHARE = Term("pe", "zh", "市盈率", "股价与每股收益之比。", "a book", "finance")


@asynccontextmanager
async def frequent_questions(
    database: Database,
    folder: Path,
    *,
    ttl_s: float = 3600,
    terms: Iterable[Term] = (),
    cache: AnswerCache | None = None,
) -> AsyncIterator[FrequentQuestions]:
    """One replica: with a cache of its own, on the database that all share."""
    glossary = await glossary_of(database, [ROE, ROA, SHARE, *terms])
    if cache is None:
        cache = AnswerCache(folder, size_mb=8, ttl_s=ttl_s)
    frequent = FrequentQuestions(database, glossary, cache)
    try:
        yield frequent
    finally:
        await frequent.close()
        cache.close()


async def opened(
    frequent: FrequentQuestions, question: Question, revisions: Revisions = REVISIONS
) -> Asked:
    """A question, read; it must be one that can be."""
    asked = await frequent.open(question, revisions)
    assert asked is not None
    return asked


def by(
    user_id: str, text: str, number: int = 1, *, audience: Audience | None = None, channel: str = ""
) -> Question:
    """A question of somebody's, with a thread of its own."""
    question = replace(ask(text, number, audience=audience), user_id=user_id)
    return replace(question, thread=ThreadKey("T1", channel or "C1", question.ts))


async def answer(
    frequent: FrequentQuestions, question: Question, text: str, revisions: Revisions = REVISIONS
) -> Asked:
    """Have a question answered by the model, shown and kept; its answer's ts is its own."""
    asked = await opened(frequent, question, revisions)
    await frequent.note(asked, None, question.ts)
    await frequent.keep(asked, text, [("roe", "en")])
    return asked


async def recalled(
    frequent: FrequentQuestions, question: Question, revisions: Revisions = REVISIONS
) -> Recalled | None:
    """What there is for a question."""
    return await frequent.recall(await opened(frequent, question, revisions))


async def serve(frequent: FrequentQuestions, question: Question) -> Recalled:
    """Show what there is for a question, as its answer with the question's ts."""
    asked = await opened(frequent, question)
    hit = await frequent.recall(asked)
    assert hit is not None
    await frequent.note(asked, hit, question.ts)
    return hit


def standard(
    question: str,
    text: str,
    *,
    audience: str = ANYWHERE,
    status: AnswerStatus = "approved",
    wordings: tuple[str, ...] = (),
) -> StandardAnswer:
    """A standard answer, approved unless it is said otherwise."""
    return StandardAnswer(
        question, text, language_of(question), audience, wordings, status=status, owner="U7"
    )


async def put(database: Database, answer: StandardAnswer) -> StandardAnswer:
    """Save a standard answer, as another process would."""
    return await StandardAnswers(database).put(answer, who="U7", action="edit")
