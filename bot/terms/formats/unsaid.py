"""What a glossary file leaves open about a term: a term that exists keeps that."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from conversation_store.term import Language, Term

_OPEN = ("owner", "licence", "related", "abbreviation", "aliases", "source", "field")


class Unsaid:
    """What a file does not say, noted by its reader as it goes on.

    A CSV file says what it has a column for, an empty cell included. The other formats have no way
    to say that something is empty, so there an empty value says nothing.
    """

    def __init__(self) -> None:
        self._fields: frozenset[str] | None = None
        self._status_said = False
        self._own_status: set[tuple[str, Language]] = set()

    def leave(self, fields: Collection[str]) -> None:
        """Note the only fields, the status among them or not, that no term of the file says."""
        self._fields = frozenset(fields)

    def say_status(self, concept: str | None = None, language: Language = "en") -> None:
        """Note that the file, or a person for all of it, says the status of a term.

        Args:
            concept: of the term; None for all terms.
            language: of the term.
        """
        if concept is None:
            self._status_said = True
        else:
            self._own_status.add((concept, language))

    def kept(self, before: Term | None, after: Term) -> Term:
        """What a term becomes that is there already.

        Asked once for each term, soon after it was read: what was noted of it is then forgotten.

        Args:
            before: the term as it is; None where there is none.
            after: the term as the file has it.
        """
        key = (after.concept, after.language)
        status_said = self._status_said or key in self._own_status
        self._own_status.discard(key)
        if before is None:
            return after
        if self._fields is not None:
            unsaid = set(self._fields)
        else:
            unsaid = {name for name in _OPEN if not getattr(after, name)}
            unsaid |= set() if status_said else {"status"}
        values: dict[str, object] = {name: getattr(before, name) for name in unsaid}
        return replace(after, **values)  # type: ignore[arg-type]  # each is the same field's
