"""Names of which somebody should hear when they are taken in: found never, or everywhere."""

from __future__ import annotations

from bot.terms.spelling import may_be_restricted, restriction
from conversation_store.term import Term

_SHOWN = 5  # are remembered to be shown


class NoticedNames:
    """Names that were added, and that will hardly do what their writers expect.

    Attributes:
        lost: the first that no running text is found to have, with their terms.
        lost_count: how many there are.
        broad: the first that are a single digit or letter, likewise.
        broad_count: how many there are.
    """

    def __init__(self) -> None:
        self.lost: list[tuple[str, Term]] = []
        self.lost_count = 0
        self.broad: list[tuple[str, Term]] = []
        self.broad_count = 0

    def note(self, name: str, spelling: str, term: Term) -> None:
        """Look at a name.

        Args:
            name: the name, normalised.
            spelling: the name as it is written.
            term: the approved term that has it.
        """
        if is_lost(name, spelling):
            self.lost_count += 1
            self.lost += [(spelling, term)] * (len(self.lost) < _SHOWN)
        elif len(name) == 1 and name.isascii():
            self.broad_count += 1
            self.broad += [(spelling, term)] * (len(self.broad) < _SHOWN)


def is_lost(name: str, spelling: str) -> bool:
    """Whether a name is never found in running text, only where it is all that is asked.

    So are common words in lower case, and names of nothing but signs.
    """
    if not name:
        return True
    needed = restriction(name, (spelling,)) if may_be_restricted(name) else None
    return needed is not None and not needed.spellings
