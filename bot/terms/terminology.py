"""The terms of a question: found, told apart, defined, and remembered with its answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import structlog

from bot.question import Language, Question, Term, Workspace
from bot.terms.glossary import Glossary
from bot.terms.lookup import Lookup, look_up
from bot.terms.matcher import Span, normalize
from bot.terms.senses import Surroundings, is_to_be_asked, meant
from conversation_store.errors import StoreError
from conversation_store.habits import ChannelFields
from conversation_store.threads import Message
from conversation_store.used_terms import UsedTerms
from conversation_store.wanted import Wanted

log = structlog.get_logger(__name__)

_TAGGED = 2_000  # characters of a question that unknown terms are looked for in

Tag = Callable[[str], Sequence[tuple[int, int]]]
"""Finds what looks like a term: offsets of its beginning and (exclusive) its end in the text."""


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A name in a question, as it stands there, that may mean several things."""

    name: str
    senses: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The terms of a question.

    Attributes:
        terms: those to define: the question's own, most specific first, then those around it.
        unclear: a name in the question whose sense nothing tells.
        unknown: what looks like a term in the question and is in no glossary.
    """

    terms: tuple[Term, ...] = ()
    unclear: Ambiguity | None = None
    unknown: tuple[str, ...] = ()


class Terminology:
    """What the answering path asks about terms."""

    def __init__(
        self,
        glossary: Glossary,
        *,
        fields: ChannelFields,
        used: UsedTerms,
        wanted: Wanted,
        tag: Tag | None = None,
    ) -> None:
        """Connect the glossary to what is remembered about its use.

        Args:
            glossary: the terms there are.
            fields: what channels are about.
            used: the definitions behind each answer.
            wanted: names that nobody has defined.
            tag: finds terms that the glossary may not have.
        """
        self._glossary = glossary
        self._fields = fields
        self._used = used
        self._wanted = wanted
        self._tag = tag

    async def revision(self, question: Question) -> str:
        """What the terms of a question depend on besides its text; changes with the glossary.

        Raises:
            StoreError: it cannot be read.
        """
        await self._glossary.refresh()
        field = await self._fields.get(question.thread.channel_id)
        return f"{self._glossary.revision}/{field or ''}"

    async def find(
        self, question: Question, history: Sequence[Message], passages: Sequence[str] = ()
    ) -> Found:
        """Find the terms of a question, of what was said before it, and of passages about it.

        Args:
            question: the question.
            history: its thread so far, oldest first.
            passages: texts that will stand beside it in the prompt.

        Raises:
            StoreError: the glossary cannot be read.
        """
        text, language = question.text, question.language
        spans, unknown = await self._spans(text)
        before = _before(history)
        beside = [span for part in (before, *passages) for span in self._glossary.spans(part)]
        names = {span.name for span in (*spans, *beside)}
        senses = await self._glossary.senses(names, language)
        around = await self._surroundings(question, before, senses)
        own = sorted(spans, key=lambda span: span.start - span.end)
        terms: list[Term] = []
        for span in own:
            several = senses[span.name]
            clear = meant(several, around)
            name = text[span.start : span.end]
            if several and not clear and is_to_be_asked(name, text):
                return Found(unclear=Ambiguity(name, tuple(several)), unknown=unknown)
            terms += clear
        for span in beside:
            terms += meant(senses[span.name], around)
        return Found(tuple(dict.fromkeys(terms)), unknown=unknown)

    async def look_up(self, name: str) -> Lookup:
        """Look a name up in all its senses.

        Raises:
            StoreError: the glossary cannot be read.
        """
        return await look_up(self._glossary, name)

    async def defined(self, concepts: Collection[tuple[str, Language]]) -> tuple[Term, ...]:
        """Terms by concept and language, as they are now."""
        terms = await self._glossary.get(concepts)
        return tuple(terms[key] for key in concepts if key in terms)

    async def note_answer(self, question: Question, answer_ts: str, terms: Sequence[Term]) -> None:
        """Remember the definitions behind an answer, so that it can be recalled.

        Args:
            question: what was asked.
            answer_ts: the ts of the answer's last message; empty where it stands in no thread.
            terms: the terms it was given with.
        """
        if not answer_ts:
            return
        try:
            await self._used.note(question.thread, question.ts, answer_ts, terms)
        except StoreError:  # the answer stands all the same
            log.exception("terms of an answer not remembered", event_id=question.event_id)

    async def unknown(self, question: Question) -> tuple[str, ...]:
        """What looks like a term in a question and is in no glossary."""
        _, unknown = await self._spans(question.text)
        return unknown

    async def note_unknown(self, question: Question, names: Collection[str]) -> None:
        """Count the names in a question that nobody has defined."""
        in_public = isinstance(question.audience, Workspace)
        try:
            for name in names:
                await self._wanted.count(
                    normalize(name),
                    name,
                    question.language,
                    user_id=question.user_id,
                    in_public=in_public,
                )
        except StoreError:
            log.exception("wanted terms not counted", event_id=question.event_id)

    async def forget(self, question: Question) -> None:
        """Forget the answer to a question that was deleted."""
        await self._used.forget_answer(question.thread.channel_id, question.ts)

    async def _spans(self, text: str) -> tuple[list[Span], tuple[str, ...]]:
        """The names in a question, those that were misspelled too; and what has no definition."""
        spans = self._glossary.spans(text)
        if self._tag is None:
            return spans, ()
        unknown: list[str] = []
        for start, end in await asyncio.to_thread(self._tag, text[:_TAGGED]):
            if any(start < span.end and span.start < end for span in spans):
                continue
            name = text[start:end]
            if right := self._glossary.misspelled(name):
                spans.append(Span(start, end, right))
            elif not self._glossary.knows(name):
                unknown.append(name)
        return spans, tuple(dict.fromkeys(unknown))

    async def _surroundings(
        self, question: Question, before: str, senses: dict[str, list[Term]]
    ) -> Surroundings:
        if all(len(several) == 1 for several in senses.values()):
            return Surroundings(question.text)  # nothing is to be told apart
        chosen: set[str] = set(question.senses)
        if not question.opens_thread:
            chosen |= {concept for concept, _ in await self._used.in_thread(question.thread)}
        return Surroundings(
            f"{question.text}\n{before}",
            await self._fields.get(question.thread.channel_id),
            [several[0] for several in senses.values() if len(several) == 1],
            chosen,
        )


def _before(history: Sequence[Message]) -> str:
    """What was asked before: "it" may stand for a term in that."""
    return next((one.content for one in reversed(history) if one.role == "user"), "")
