"""The answerer with real rooms around it; only the model is scripted."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from bot.answer import Answerer
from bot.faq.cache import AnswerCache
from bot.faq.frequent import FrequentQuestions
from bot.llm.engine import LocalEngine
from bot.llm.runner import Runner
from bot.llm.sequence import SamplingParams
from bot.prompt import PromptBuilder
from bot.question import Term
from bot.terms.terminology import Tag
from conversation_store.database import Database
from conversation_store.threads import Threads
from tests.glossaries import glossary_of, terminology
from tests.questions import REVISIONS, ROE
from tests.scripted import demo_tokenizer

ROA = replace(
    ROE,
    concept="roa",
    name="return on assets",
    abbreviation="ROA",
    definition="the ratio of net profit to total assets.",
)
CONTEXT, ANSWER = 1024, 128


@asynccontextmanager
async def answering(
    database: Database,
    folder: Path,
    runner: Runner,
    params: SamplingParams | None = None,
    *,
    terms: Iterable[Term] = (),
    tag: Tag | None = None,
) -> AsyncIterator[Answerer]:
    """An answerer that knows ROE and ROA, and more terms."""
    glossary = await glossary_of(database, [ROE, ROA, *terms])
    cache = AnswerCache(folder / "cache", size_mb=8, ttl_s=3600)
    frequent = FrequentQuestions(database, glossary, cache)
    engine = LocalEngine(runner, demo_tokenizer())
    try:
        yield Answerer(
            threads=Threads(database),
            frequent=frequent,
            terms=terminology(database, glossary, tag),
            prompts=PromptBuilder(demo_tokenizer(), CONTEXT, ANSWER),
            engine=engine,
            params=params or SamplingParams(),
            revisions=REVISIONS,
        )
    finally:
        engine.close()
        await frequent.close()
        cache.close()
