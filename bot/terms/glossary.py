"""The company's terms: looked up by any of their names, and found in texts."""

from __future__ import annotations

import difflib
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import astuple
from pathlib import Path

from bot.question import Language, Term, TermMatch
from bot.terms.formats import read_csv
from bot.terms.matcher import Matcher, normalize


class Glossary:
    """All terms, indexed by every name they have."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms = tuple(terms)
        self._by_name: dict[str, list[Term]] = defaultdict(list)
        for term in self._terms:
            for name in {normalize(name) for name in term.names}:
                self._by_name[name].append(term)
        self._by_concept = {(term.concept, term.language): term for term in self._terms}
        self._matcher = Matcher(self._by_name)
        self.revision = _digest(self._terms)

    @classmethod
    def read(cls, paths: Iterable[Path]) -> Glossary:
        """Read glossary files.

        Raises:
            UserError: a file or a row in it is wrong.
        """
        return cls(term for path in paths for term in read_csv(path))

    def __len__(self) -> int:
        return len({term.concept for term in self._terms})

    def match(self, text: str, language: Language) -> list[TermMatch]:
        """The terms in a text, most specific (longest) first.

        Args:
            text: any text; full-width forms and case do not matter.
            language: the language the definitions are wanted in; a term that has none in it
                comes in the one it has.
        """
        found = [
            TermMatch(span.start, span.end, term)
            for span in self._matcher.find(text)
            for term in _preferring(language, self._by_name[span.name])
        ]
        return sorted(found, key=lambda match: match.start - match.end)

    def lookup(self, name: str, language: Language) -> list[Term]:
        """The terms that are called ``name``, one for each sense."""
        return _preferring(language, self._by_name.get(normalize(name), []))

    def get(self, concept: str, language: Language) -> Term | None:
        """A term by its concept's id and its language."""
        return self._by_concept.get((concept, language))

    def nearest(self, name: str, count: int = 5) -> list[str]:
        """Names in the glossary that are spelled much like ``name`` or contain it."""
        wanted = normalize(name)
        if not wanted:
            return []
        alike = difflib.get_close_matches(wanted, self._by_name, n=count, cutoff=0.6)
        around = sorted((n for n in self._by_name if wanted in n), key=len)
        names: dict[str, str] = {}  # by concept: nobody needs to choose between two of its names
        for found in (*alike, *around):
            term = self._by_name[found][0]
            names.setdefault(term.concept, _spelling(term, found))
        return list(names.values())[:count]


def _spelling(term: Term, normalized: str) -> str:
    """The name that was meant: who types EBITD looks for EBITDA, not for its long form."""
    return next(name for name in term.names if normalize(name) == normalized)


def _preferring(language: Language, terms: Iterable[Term]) -> list[Term]:
    """One term for each concept, in the wanted language where there is one."""
    by_concept: dict[str, Term] = {}
    for term in terms:
        if term.concept not in by_concept or term.language == language:
            by_concept[term.concept] = term
    return list(by_concept.values())


def _digest(terms: Iterable[Term]) -> str:
    digest = hashlib.sha256()
    for term in terms:
        digest.update(repr(astuple(term)).encode("utf-8", "replace"))
    return digest.hexdigest()[:12]
