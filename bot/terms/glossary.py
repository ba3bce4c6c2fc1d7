"""The company's terms: looked up by any of their names, and found in texts."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Self

from bot.question import Language, Term, TermMatch
from bot.terms.matcher import Span
from bot.terms.names import Names
from conversation_store.terms import TermKey, Terms

_WORD = re.compile(r"[A-Za-z][a-z]+")


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept that a text names: from ``start`` to ``end`` (exclusive), in characters.

    ``is_word`` tells that this name of it is a single English word as any other, such as "award".
    """

    start: int
    end: int
    concept: str
    is_word: bool = False


class Glossary:
    """The glossary as it is at this moment: names in memory, definitions in the store.

    Other processes change it too; :meth:`refresh` learns of it.
    """

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._names = Names()
        self._refreshing = asyncio.Lock()
        self.revision = 0

    @classmethod
    async def open(cls, terms: Terms) -> Self:
        """Read all names.

        Raises:
            StoreError: they cannot be read.
        """
        glossary = cls(terms)
        await glossary.refresh()
        return glossary

    def __len__(self) -> int:
        return len(self._names)

    async def refresh(self) -> None:
        """Learn what has changed, at the cost of one small query where nothing has.

        Raises:
            StoreError: it cannot be read.
        """
        async with self._refreshing:
            revision = await self._terms.revision()
            if revision == self.revision:
                return
            async for changed in self._terms.named(since=self.revision):
                self._names.update(changed)
            # The automaton is built without Python's lock: others go on meanwhile.
            await asyncio.to_thread(self._names.build)
            self.revision = revision

    def spans(self, text: str) -> list[Span]:
        """The approved names in a text, in its order; which terms have them is not asked yet."""
        return self._names.find(text)

    def mentions(self, text: str) -> list[Mention]:
        """The concepts that a text names beyond doubt: names with several senses are left out."""
        found = []
        for start, end, name in self.spans(text):
            concepts = {concept for concept, _ in self._names.keys(name, approved=True)}
            if len(concepts) == 1:
                is_word = all(map(_WORD.fullmatch, self._names.spellings(name)))
                found.append(Mention(start, end, concepts.pop(), is_word))
        return found

    async def match(self, text: str, language: Language) -> list[TermMatch]:
        """The terms in a text, most specific (longest) first, in all their senses.

        Args:
            text: any text; full-width forms and case do not matter.
            language: the language the definitions are wanted in; a term that has none in it
                comes in the one it has.
        """
        spans = self.spans(text)
        senses = await self.senses({span.name for span in spans}, language)
        found = [
            TermMatch(span.start, span.end, term) for span in spans for term in senses[span.name]
        ]
        return sorted(found, key=lambda match: match.start - match.end)

    async def senses(self, names: Iterable[str], language: Language) -> dict[str, list[Term]]:
        """The approved terms that have each of some names: one for each concept.

        Args:
            names: normalised names.
            language: preferred where a concept has the name in both languages.
        """
        keys = {name: self._names.keys(name, approved=True) for name in names}
        terms = await self._terms.get({key for several in keys.values() for key in several})
        return {
            name: _preferring(language, [terms[key] for key in several if key in terms])
            for name, several in keys.items()
        }

    async def lookup(self, name: str, language: Language) -> list[Term]:
        """The terms that are called ``name``, approved or not, one for each sense."""
        keys = self._names.keys(name)
        terms = await self._terms.get(keys)
        return _preferring(language, [terms[key] for key in keys if key in terms])

    async def get(self, keys: Collection[TermKey]) -> dict[TermKey, Term]:
        """Terms by their keys, as far as they are there."""
        return await self._terms.get(keys)

    def knows(self, name: str) -> bool:
        """Whether any term is called so."""
        return bool(self._names.keys(name))

    def misspelled(self, name: str) -> str | None:
        """The approved name that was probably meant, normalised; None for another one."""
        return self._names.misspelled(name)

    def nearest(self, name: str, count: int = 5) -> list[str]:
        """Names in the glossary that are spelled much like ``name`` or contain it."""
        return [spelling for spelling, _ in self._names.nearest(name, count)]


def _preferring(language: Language, terms: Iterable[Term]) -> list[Term]:
    """One term for each concept, in the wanted language where there is one."""
    by_concept: dict[str, Term] = {}
    for term in terms:
        if term.concept not in by_concept or term.language == language:
            by_concept[term.concept] = term
    return list(by_concept.values())
