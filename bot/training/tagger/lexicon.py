"""The glossaries' names, parted into those that training sees and those it never does."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from bot.question import Language, Term
from bot.terms.matcher import Matcher, normalize

HELD_OUT_SHARE = 0.2  # of the concepts


@dataclass(frozen=True, slots=True)
class Name:
    """One of the names of a concept."""

    text: str
    language: Language
    field: str


class Lexicon:
    """All names, split by their concepts: both languages of a concept fall on one side."""

    def __init__(self, terms: Sequence[Term], seed: int) -> None:
        """Split the terms.

        Args:
            terms: those of all glossaries.
            seed: equal seeds hold out equal concepts.
        """
        held = [term for term in terms if _is_held_out(term.concept, seed)]
        seen = [term for term in terms if not _is_held_out(term.concept, seed)]
        self.held_out = _names(held)
        self._held_out = Matcher(normalize(name.text) for name in self.held_out)
        # A name that contains a held-out one, or is one in another sense, would give it away.
        self.training = [name for name in _names(seen) if not self.reveals(name.text)]
        self.definitions = [
            term for term in seen if not self.reveals(f"{term.name} {term.definition}")
        ]
        self._training = Matcher(normalize(name.text) for name in self.training)

    def reveals(self, text: str) -> bool:
        """Whether a held-out name occurs in a text."""
        return bool(self._held_out.find(text))

    def places(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where the names that training sees occur in a text, as character offsets."""
        return tuple((start, end) for start, end, _ in self._training.find(text))

    def has(self, text: str) -> bool:
        """Whether a text holds any name, seen or held out."""
        return self.reveals(text) or bool(self.places(text))


def _is_held_out(concept: str, seed: int) -> bool:
    digest = hashlib.sha256(f"{seed}/{concept}".encode()).digest()
    return int.from_bytes(digest[:4]) < HELD_OUT_SHARE * 2**32


def _names(terms: Sequence[Term]) -> list[Name]:
    found = (Name(text, term.language, term.field) for term in terms for text in term.names)
    return sorted(set(found), key=lambda name: (name.language, name.field, name.text))
