"""Questions that were asked before: recalled, kept, counted, offered and forgotten."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from weakref import WeakValueDictionary

import structlog

from bot.faq.asked import Asked, wording_of
from bot.faq.cache import AnswerCache
from bot.faq.characters import simplified
from bot.faq.disputes import Disputes
from bot.faq.drafts import Drafts
from bot.faq.guard import Reading, leaning, read
from bot.faq.kept import KeptAnswer
from bot.faq.offers import Offers
from bot.faq.recalled import Recalled
from bot.faq.removals import Removals, place
from bot.faq.similar import Embed
from bot.faq.verified import VerifiedAnswers
from bot.question import Language, Question, Revisions, Workspace
from bot.terms.glossary import Glossary
from bot.terms.matcher import normalize
from conversation_store.asked_questions import AskedQuestions
from conversation_store.cache_removals import CacheRemovals
from conversation_store.database import Database
from conversation_store.errors import StoreError
from conversation_store.faq_counters import FaqCounters
from conversation_store.served_answers import ServedAnswers
from conversation_store.standard_answers import StandardAnswer, StandardAnswers
from conversation_store.threads import Threads

log = structlog.get_logger(__name__)

_SHORT = 200  # characters


class FrequentQuestions:
    """What the answering path asks about questions that were asked before.

    Attributes:
        standard: the standard answers.
        often_asked: what several people have asked.
        drafts: makes standard answers of good ones.
        disputes: takes wrong ones out.
    """

    def __init__(
        self,
        database: Database,
        glossary: Glossary,
        cache: AnswerCache,
        embed: Embed | None = None,
    ) -> None:
        """Connect the answers there are.

        Args:
            database: keeps standard answers, and what is remembered about those that were served.
            glossary: tells which words mean the same.
            cache: keeps the answers that the bot gave.
            embed: turns wordings into vectors, so that more of what is alike is found.
        """
        self._glossary = glossary
        self._cache = cache
        self._served = ServedAnswers(database)
        self._verified = VerifiedAnswers(StandardAnswers(database), self._read)
        self._offers = Offers(cache, self._verified, self._concepts, embed)
        self._flights: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._counters = FaqCounters(database)
        self._removals = Removals(CacheRemovals(database), cache)
        self.standard = StandardAnswers(database)
        self.often_asked = AskedQuestions(database)
        self.drafts = Drafts(self._served, Threads(database), self.standard)
        self.disputes = Disputes(self._served, self.standard, self._removals, cache)

    async def open(self, question: Question, revisions: Revisions) -> Asked | None:
        """Read a question; None for one that only its thread makes clear, or that says nothing.

        Args:
            question: what is asked.
            revisions: what an answer would be made with, the glossary's known just now.

        Raises:
            StoreError: what has changed meanwhile cannot be read.
        """
        if not question.opens_thread or question.senses:  # others have not chosen them
            return None
        reading, last = await asyncio.gather(self._reading(question.text), self._counters.last())
        if reading is None:
            return None
        await self._refresh(revisions, last["standard_answers"])
        removals = await self._removals.heed(last["cache_removals"])
        return Asked(
            question,
            reading,
            tuple(self._concepts(question.text)),
            revisions,
            leaning(question.text),
            removals,
        )

    def single_flight(self, asked: Asked) -> asyncio.Lock:
        """The lock under which questions that ask the same are answered one after the other.

        Whoever comes second finds the first one's answer. A question whose answer may not be kept
        has a lock of its own.
        """
        if not self.may_keep(asked):  # there will be nothing to find
            return asyncio.Lock()
        return self._flights.setdefault(asked.key(asked.scope), asyncio.Lock())

    def may_keep(self, asked: Asked) -> bool:
        """Whether an answer to it may be kept: it is the same for all, and today and tomorrow."""
        return self._cache.is_on and asked.leaning is None

    async def recall(self, asked: Asked) -> Recalled | None:
        """The answer that was given before, or the standard answer, to who may read it."""
        if asked.question.fresh:
            return None
        if standard := self._verified.find(asked.reading, asked.standard_audiences):
            return Recalled(
                standard.answer,
                question=_other_wording(asked, (standard.question, *standard.wordings)),
                answered_at=standard.verified_at,
                hits=standard.hits,
                standard=standard,
            )
        if not self.may_keep(asked):
            return None
        for scope in asked.scopes:
            key = asked.key(scope)
            found = await self._cache.get(key)
            if found and found.scope == scope and self._asks_the_same(found.question, asked):
                other = _other_wording(asked, (found.question,))
                return Recalled(
                    found.text, key, other, found.concepts, found.answered_at, found.hits
                )
        return None

    async def keep(self, asked: Asked, text: str, concepts: Sequence[tuple[str, Language]]) -> None:
        """Keep a new answer, in place of an earlier one.

        Args:
            asked: what it answers.
            text: its Markdown.
            concepts: (concept, language) of the terms it was given with.
        """
        if not self.may_keep(asked):
            return
        key = asked.key(asked.scope)
        try:
            await self._removals.heed()
        except StoreError:  # what cannot be removed later must not be kept
            log.exception("answer not kept", event_id=asked.question.event_id)
            return
        if not self._cache.is_on or self._removals.concerns(asked, key):
            return
        kept = KeptAnswer(
            question=asked.question.text,
            text=text,
            concepts=tuple(concepts),
            asked_by=asked.question.user_id,
            asked_in=place(asked),
            scope=asked.scope,
            answered_at=datetime.fromtimestamp(time.time(), UTC),
        )
        await self._cache.put(key, kept)
        if self._removals.concerns(asked, key):  # the removal came while it was written
            await self._cache.remove(key)
            return
        try:
            await self._offers.learn(asked, key, kept)
        except Exception:  # an embedding model may fail in its own ways: the answer is kept
            log.exception("a question will not be offered", event_id=asked.question.event_id)

    async def like(self, asked: Asked) -> tuple[str, ...]:
        """Wordings that have an answer and look like the question, the most similar first."""
        try:
            return await self._offers.like(asked)
        except Exception:  # as above: there is an answer without them
            log.exception("similar questions not found", event_id=asked.question.event_id)
            return ()

    async def note(self, asked: Asked, recalled: Recalled | None, answer_ts: str) -> None:
        """Remember what was shown, count it, and count that it was asked.

        Args:
            asked: the question.
            recalled: what was shown, if it had not to be made.
            answer_ts: the ts of the answer's last message; empty where it stands in no thread.
        """
        question = asked.question
        standard = recalled.standard if recalled else None
        key = (recalled and recalled.key) or asked.key(asked.scope)
        try:
            if standard:
                await self.standard.count_hit(standard.id)
            elif recalled:
                await self._cache.count_hit(key)
            if answer_ts and (recalled or self.may_keep(asked)):
                await self._served.note(
                    question.thread,
                    question.ts,
                    answer_ts,
                    key,
                    standard.id if standard else None,
                    str(question.audience),
                )
            if standard is None and asked.leaning is None and not question.fresh:
                await self.often_asked.count(
                    asked.wording,
                    question.text,
                    question.language,
                    user_id=question.user_id,
                    audience=str(question.audience),
                    in_public=isinstance(question.audience, Workspace),
                )
        except StoreError:  # the answer stands all the same
            log.exception("a frequent question not counted", event_id=question.event_id)

    async def settle(self, answer: StandardAnswer) -> None:
        """Take a question that all can have answered now off the list of those without an answer.

        Raises:
            StoreError: it cannot be.
        """
        if answer.audience.startswith("workspace:"):
            for reading in set(map(self._read, (answer.question, *answer.wordings))):
                if reading:
                    await self.often_asked.forget(wording_of(reading))

    async def forget(self, question: Question) -> None:
        """Forget a question that was deleted or edited, and its answer, everywhere.

        Raises:
            StoreError: it cannot be.
        """
        thread = question.thread
        for served in await self._served.to_question(thread.channel_id, question.ts):
            await self._removals.question(served.key, f"{thread.channel_id}/{question.ts}")
        await self._served.forget_answer(thread.channel_id, question.ts)
        if reading := await asyncio.to_thread(self._read, question.text):
            await self.often_asked.forget_asking(wording_of(reading), question.user_id)

    async def follow(self) -> None:
        """Take out what is to be taken out also while nobody asks anything, until cancelled."""
        await self._removals.follow()

    async def read_in(self) -> None:
        """Wait until all that lay in the cache can be offered, once somebody has asked anything."""
        await self._offers.read_in()

    async def close(self) -> None:
        """End what is done in the background."""
        await self._offers.close()

    def _asks_the_same(self, wording: str, asked: Asked) -> bool:
        """The guard once more: what lies in a file may have been changed there."""
        return wording == asked.question.text or self._read(wording) == asked.reading

    async def _refresh(self, revisions: Revisions, revision: int) -> None:
        """Know the standard answers as they are now: in one step, that no other fault parts."""
        if await self._verified.refresh(revisions.glossary.partition("/")[0], revision):
            await self._offers.standard_changed()

    async def _reading(self, text: str) -> Reading | None:
        """A question's reading; only a long one takes longer than a thread does to begin."""
        if len(text) <= _SHORT:
            return self._read(text)
        return await asyncio.to_thread(self._read, text)

    def _read(self, text: str) -> Reading | None:
        text = simplified(text)  # the glossary has its terms in simplified characters
        return read(text, self._glossary.mentions(text))

    def _concepts(self, text: str) -> tuple[str, ...]:
        return tuple(one.concept for one in self._glossary.mentions(simplified(text)))


def _other_wording(asked: Asked, wordings: Sequence[str]) -> str:
    """The first of some wordings, if the question is none of them; else nothing.

    A similar question that was chosen has been written by nobody here, so that its wording is news.
    """
    if asked.question.instead:
        return asked.question.text
    own = _plain(asked.question.text)
    return "" if own in map(_plain, wordings) else wordings[0]


def _plain(text: str) -> str:
    return normalize(text).strip("?？!！.。…~ ")
