"""Entries of the glossary as cards show them: a concept with its terms and the related ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from bot.question import Language, Term
from bot.terms.glossary import Glossary
from conversation_store.database import Database
from conversation_store.habits import ChannelFields, Lookups
from conversation_store.terms import TermKey, Terms
from conversation_store.wanted import Wanted

MOST_RELATED = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept entry (ISO 30042).

    Attributes:
        terms: one for each language that it has a term in, that of the reader first.
        related: terms of the concepts that it is related to.
    """

    terms: tuple[Term, ...]
    related: tuple[Term, ...] = ()

    @property
    def term(self) -> Term:
        """The one in the reader's language, or in the other if there is none."""
        return self.terms[0]


@dataclass(frozen=True, slots=True)
class TermDesk:
    """All that ``/term`` asks: the glossary, and what is remembered about its use."""

    glossary: Glossary
    terms: Terms
    fields: ChannelFields
    lookups: Lookups
    wanted: Wanted

    @classmethod
    def over(cls, database: Database, glossary: Glossary) -> Self:
        """The desk over one store."""
        stored = (Terms(database), ChannelFields(database), Lookups(database), Wanted(database))
        return cls(glossary, *stored)

    async def entry(self, concept: str, language: Language) -> Entry | None:
        """The entry of a concept; None where there is none any more.

        Raises:
            StoreError: it cannot be read.
        """
        found = await self.glossary.get([(concept, one) for one in _both(language)])
        terms = tuple(found[key] for one in _both(language) if (key := (concept, one)) in found)
        return (await self.with_related([terms], language))[0] if terms else None

    async def with_related(
        self, senses: Sequence[Sequence[Term]], language: Language
    ) -> list[Entry]:
        """Entries of some concepts, given as their terms, with the terms that they refer to.

        Args:
            senses: for each concept its terms.
            language: what the related ones are wanted in.

        Raises:
            StoreError: it cannot be read.
        """
        related = [_related(terms) for terms in senses]
        wanted = {(one, each) for several in related for one in several for each in _both(language)}
        found = await self.glossary.get(wanted)
        return [
            Entry(tuple(terms), _named(several, found, language))
            for terms, several in zip(senses, related, strict=True)
        ]

    async def concepts(self, keys: Sequence[TermKey]) -> list[Term]:
        """The terms with these keys that are there, one for each concept, in their order.

        Raises:
            StoreError: they cannot be read.
        """
        found = await self.glossary.get(keys)
        return list({key[0]: found[key] for key in keys if key in found}.values())


def key_text(term: Term) -> str:
    """A term's key as the value of a button."""
    return f"{term.language}:{term.concept}"


def parse_key(value: str) -> TermKey:
    """Read back what :func:`key_text` wrote."""
    language, _, concept = value.partition(":")
    return concept, "zh" if language == "zh" else "en"


def _both(language: Language) -> tuple[Language, Language]:
    return (language, "en" if language == "zh" else "zh")


def _related(terms: Iterable[Term]) -> list[str]:
    several = [one for term in terms for one in term.related]
    return list(dict.fromkeys(several))[: 2 * MOST_RELATED]  # some may not be there


def _named(
    concepts: Iterable[str], found: dict[TermKey, Term], language: Language
) -> tuple[Term, ...]:
    named = []
    for concept in concepts:
        terms = (found.get((concept, one)) for one in _both(language))
        if term := next(filter(None, terms), None):
            named.append(term)
    return tuple(named[:MOST_RELATED])
