"""Questions that are like the one that is asked, to be offered where none is the same."""

from __future__ import annotations

import asyncio
import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence

from bot.faq.asked import Asked
from bot.faq.cache import AnswerCache
from bot.faq.guard import Reading
from bot.faq.kept import KeptAnswer
from bot.faq.similar import Embed, Similar, SimilarQuestions
from bot.faq.verified import VerifiedAnswers, is_served
from bot.question import Revisions
from conversation_store.standard_answers import StandardAnswer

MOST_OFFERED = 3
_LOOKED_AT = 8  # of the most similar: some are gone, or say the same
_MOST_KEPT = 100_000  # questions in memory, about 100 MB

Concepts = Callable[[str], Sequence[str]]
"""The terms that a text names beyond doubt."""


class Offers:
    """Knows the wordings that have an answer, and which of them are like a question.

    Those of the cache are known by what this process has kept since its start, and by what lay in
    the cache then. With another glossary their answers are stale, so one begins anew.
    """

    def __init__(
        self,
        cache: AnswerCache,
        verified: VerifiedAnswers,
        concepts: Concepts,
        embed: Embed | None = None,
    ) -> None:
        self._cache = cache
        self._verified = verified
        self._concepts = concepts
        self._embed = embed
        self._kept = SimilarQuestions(embed)
        self._standard = SimilarQuestions(embed)
        self._order: OrderedDict[tuple[str, str], None] = OrderedDict()
        self._ordering = threading.Lock()
        self._as_of: tuple[str, ...] | None = None
        self._reading: asyncio.Task[None] | None = None

    async def learn(self, asked: Asked, key: str, answer: KeptAnswer) -> None:
        """Know of one more that is kept."""
        self._begin_anew_with(asked.revisions)
        await asyncio.to_thread(self._put, self._kept, key, answer)

    async def standard_changed(self) -> None:
        """Know of the standard answers as they are now."""
        served = self._verified.served
        index = await asyncio.to_thread(self._index, served)
        if served is self._verified.served:  # else whoever learned of later ones is at it
            self._standard = index

    async def like(self, asked: Asked) -> tuple[str, ...]:
        """Wordings to offer, the most similar first: each has an answer that may be shown.

        None asks the same as the question itself, which may have been asked past the cache, nor as
        another one: a cached and a standard answer may both be there.
        """
        self._begin_anew_with(asked.revisions)
        audiences = asked.standard_audiences
        found = await asyncio.to_thread(self._nearest, self._standard, asked, audiences)
        if self._cache.is_on and asked.leaning is None:
            found += await asyncio.to_thread(self._nearest, self._kept, asked, asked.scopes)
        found.sort(key=lambda one: one.score, reverse=True)
        offered: list[str] = []
        told: set[Reading | None] = {asked.reading}
        answers: set[str] = set()
        for one in found:
            reading, answer = self._verified.read(one.text), one.key.partition("/")[0]
            if reading in told or answer in answers or not await self._is_there(one, asked):
                continue
            told.add(reading)
            answers.add(answer)
            offered.append(one.text)
            if len(offered) == MOST_OFFERED:
                break
        return tuple(offered)

    async def read_in(self) -> None:
        """Wait until what lay in the cache is known, once somebody has asked anything."""
        if self._reading:
            await self._reading

    async def close(self) -> None:
        """End what is being read."""
        if self._reading:
            self._reading.cancel()
            await asyncio.gather(self._reading, return_exceptions=True)

    def _nearest(
        self, among: SimilarQuestions, asked: Asked, scopes: Iterable[str]
    ) -> list[Similar]:
        return among.nearest(asked.question.text, asked.concepts, set(scopes), _LOOKED_AT)

    async def _is_there(self, one: Similar, asked: Asked) -> bool:
        number, _, is_standard = one.key.partition("/")
        if is_standard:
            # It may be gone since the index was made.
            known = {answer.id: answer for answer in self._verified.served}
            standard = known.get(int(number))
            return standard is not None and is_served(standard, asked.standard_audiences)
        kept = await self._cache.get(one.key)
        if kept is None:
            self._kept.remove(one.key, one.scope)
            return False
        if kept.question != one.text:
            # Another process has kept it anew: the old wording's asker may be forgotten by now.
            await asyncio.to_thread(self._put, self._kept, one.key, kept)
            return False
        return True

    def _begin_anew_with(self, revisions: Revisions) -> None:
        as_of = _as_of(revisions)
        if as_of != self._as_of:
            self._as_of = as_of
            with self._ordering:
                self._kept = SimilarQuestions(self._embed)
                self._order.clear()
            self._reading = asyncio.create_task(asyncio.to_thread(self._read, as_of, self._kept))

    def _read(self, as_of: tuple[str, ...], into: SimilarQuestions) -> None:
        for key, answer in self._cache.entries():
            if self._kept is not into:  # the glossary has changed again
                return
            if _as_of_scope(answer.scope) == as_of:
                self._put(into, key, answer)

    def _put(self, into: SimilarQuestions, key: str, answer: KeptAnswer) -> None:
        into.put(key, answer.scope, answer.question, self._concepts(answer.question))
        with self._ordering:  # threads put at the same time
            if into is not self._kept:
                return
            self._order[key, answer.scope] = None
            self._order.move_to_end((key, answer.scope))
            if len(self._order) <= _MOST_KEPT:
                return
            (oldest, scope), _ = self._order.popitem(last=False)
        into.remove(oldest, scope)

    def _index(self, served: Iterable[StandardAnswer]) -> SimilarQuestions:
        index = SimilarQuestions(self._embed)
        for answer in served:
            for number, wording in enumerate((answer.question, *answer.wordings)):
                key = f"{answer.id}/{number}"
                index.put(key, answer.audience, wording, self._concepts(wording))
        return index


def _as_of(revisions: Revisions) -> tuple[str, ...]:
    """What all answers that are not stale have in common, whatever channel they are for."""
    glossary = revisions.glossary.partition("/")[0]
    return revisions.model, revisions.prompt, glossary, revisions.knowledge


def _as_of_scope(scope: str) -> tuple[str, ...] | None:
    try:
        _, _, model, prompt, glossary, knowledge = json.loads(scope)
        return model, prompt, str(glossary).partition("/")[0], knowledge
    except ValueError:
        return None
