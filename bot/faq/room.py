"""The room of frequent questions: opened, at work, and closed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

from bot.faq.cache import AnswerCache
from bot.faq.embedder import load_embed
from bot.faq.frequent import FrequentQuestions
from bot.terms.glossary import Glossary
from conversation_store.database import Database


@asynccontextmanager
async def frequent_questions(
    database: Database,
    glossary: Glossary,
    folder: Path,
    *,
    size_mb: int,
    ttl_s: float,
    embedder: Path | None = None,
) -> AsyncIterator[FrequentQuestions]:
    """Open the cache, and the model that embeds wordings, for as long as the block runs.

    Args:
        database: keeps standard answers, and what is remembered about those that were served.
        glossary: tells which words mean the same.
        folder: where the cache lies.
        size_mb: its greatest size, in MB.
        ttl_s: how long an answer may be served, in seconds; 0 keeps none.
        embedder: the folder of a sentence-transformers model; None for none.

    Raises:
        SettingsError: one of them cannot be opened.
    """
    embed = await asyncio.to_thread(load_embed, embedder) if embedder else None
    with closing(AnswerCache(folder, size_mb, ttl_s)) as cache:
        frequent = FrequentQuestions(database, glossary, cache, embed)
        following = asyncio.create_task(frequent.follow())
        try:
            yield frequent
        finally:
            following.cancel()
            await asyncio.gather(following, return_exceptions=True)
            await frequent.close()
