"""What an import does to the whole glossary: names with more senses, terms in other fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.terms.matcher import normalize
from bot.terms.names import Names
from conversation_store.term import Term
from conversation_store.terms import Named, TermKey, Terms

_MOST_MOVED = 5  # are remembered to be shown


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A name that has got more senses: ``concepts`` are all those that are called so."""

    name: str
    concepts: tuple[str, ...]


class Effects:
    """Follows an import, with all names in memory as the bot has them."""

    def __init__(self) -> None:
        self._names = Names()
        self._fields: dict[TermKey, str] = {}
        self._before: dict[str, tuple[int, str]] = {}  # senses, spelling
        self.moved: list[tuple[str, Term]] = []
        self.moved_count = 0

    async def learn(self, terms: Terms) -> None:
        """Read what the glossary has before the import.

        Raises:
            StoreError: it cannot be read.
        """
        async for batch in terms.named():
            self.know(batch)

    def know(self, there: Sequence[Named]) -> None:
        """Take in what the glossary has before the import."""
        self._names.update(there)
        self._fields.update((named.key, named.field) for named in there)

    def watched(self, terms: Iterator[Term]) -> Iterator[Term]:
        """The same terms, each noted as it passes."""
        for term in terms:
            self._note(term)
            yield term

    def ambiguities(self) -> list[Ambiguity]:
        """The names of the file that have several senses now and had fewer before.

        Those with the most senses come first. Only approved terms count: no others are found in
        texts.
        """
        grown = []
        for name, (before, spelling) in self._before.items():
            concepts = self._senses(name)
            if len(concepts) > max(before, 1):
                grown.append(Ambiguity(spelling, concepts))
        return sorted(grown, key=lambda one: (-len(one.concepts), one.name))

    def _note(self, term: Term) -> None:
        key: TermKey = (term.concept, term.language)
        if term.status == "approved":
            for spelling in term.names:
                name = normalize(spelling)
                if name not in self._before:
                    self._before[name] = len(self._senses(name)), spelling
        self._names.update([Named(key, term.names, term.field, term.status)])
        before = self._fields.get(key, term.field)
        if before != term.field:
            self.moved_count += 1
            if len(self.moved) < _MOST_MOVED:
                self.moved.append((before, term))

    def _senses(self, name: str) -> tuple[str, ...]:
        keys = self._names.keys(name, approved=True)
        return tuple(dict.fromkeys(concept for concept, _ in keys))
