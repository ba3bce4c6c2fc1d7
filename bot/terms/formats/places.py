"""Where each term of a file was seen, so that none is defined twice."""

from __future__ import annotations

from pathlib import Path

from bot.errors import UserError
from conversation_store.term import Term


class Places:
    """The lines of the terms of one file.

    Hashes of 64 bits stand for the ids, so that a million terms take some 100 MB whatever their
    ids' lengths; that two of a million share one has a chance of 1 in 30 million.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lines: dict[int, int] = {}

    def note(self, term: Term, line: int) -> None:
        """Remember a term.

        Raises:
            UserError: its concept has a term in its language already.
        """
        key = hash((term.concept, term.language))
        if key in self._lines:
            raise UserError(
                f"{self._path}, line {line}: the concept {term.concept} has a term in "
                f"{term.language} already, on line {self._lines[key]}: keep one of the two."
            )
        self._lines[key] = line
