"""What an import does to the whole glossary: names with more senses, terms in other fields.

The names are kept in a temporary file: in memory, a million terms' would take gigabytes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from bot.cli.import_names import NoticedNames
from bot.cli.import_senses import CREATE, EXAMPLES, GROWN, INSERT, SENSES
from bot.terms.formats.spool import spool
from bot.terms.matcher import normalize
from conversation_store.term import Term
from conversation_store.terms import Named, Terms

_SHOWN = 5  # are remembered to be shown
_ROWS = 10_000  # that are written at once
_CACHE = 8_192  # KiB; its sorting takes several times this
_BITS = 1 << 25  # 4 MiB; a million names make a thirtieth of the others look as if they were added


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A name that has got more senses.

    Attributes:
        senses: how many concepts are called so.
        concepts: the first of them.
    """

    name: str
    senses: int
    concepts: tuple[str, ...]


@contextmanager
def effects() -> Iterator[Effects]:
    """Begin to follow an import.

    Raises:
        UserError: the temporary folder has no room for the names.
    """
    with spool(CREATE) as database:
        database.execute(f"PRAGMA cache_size=-{_CACHE}")
        yield Effects(database)


class Effects:
    """Follows an import term by term; how it comes out is known once the glossary was read again.

    Attributes:
        moved: the first terms that have another field than before, with what they had.
        moved_count: how many there are.
        names: what is to be said about names that were added.
        ambiguities: the first names that have several senses now and had fewer before, those with
            the most senses first. Only approved terms count: no others are found in texts.
        ambiguity_count: how many there are.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._rows: list[tuple[str, str, str, int, int]] = []
        self._added = bytearray(_BITS // 8)  # a Bloom filter of one hash
        self._any_added = False
        self.moved: list[tuple[str, Term]] = []
        self.moved_count = 0
        self.names = NoticedNames()
        self.ambiguities: list[Ambiguity] = []
        self.ambiguity_count = 0

    def note(self, before: Term | None, after: Term) -> None:
        """Take in what one term was, None for none, and what it becomes."""
        had, has = _names(before), _names(after)
        for name in had.keys() - has.keys():
            self._write(name, after.concept, "", there=0, change=-1)
        for name, spelling in has.items():
            if name not in had:
                self._write(name, after.concept, spelling, there=0, change=1)
                self._mark(name)
                self.names.note(name, spelling, after)
        if before and before.field != after.field:
            self.moved_count += 1
            if len(self.moved) < _SHOWN:
                self.moved.append((before.field, after))

    async def conclude(self, terms: Terms, *, done: bool) -> None:
        """Find the ambiguities.

        Args:
            terms: the glossary.
            done: whether it has been changed by now.

        Raises:
            StoreError: it cannot be read.
        """
        if self._any_added:
            async for batch in terms.named():
                self.know(batch)
            self.count(done=done)

    def know(self, there: Sequence[Named]) -> None:
        """Take in terms that the glossary has; of their names only those that were added too."""
        for named in there:
            if named.status == "approved":
                for name in {normalize(spelling) for spelling in named.names}:
                    if self._is_marked(name):
                        self._write(name, named.key[0], "", there=1, change=0)

    def count(self, *, done: bool) -> None:
        """Join what was there with what was changed."""
        self._flush()
        self._database.execute(GROWN, {"done": done})
        ((self.ambiguity_count,),) = self._database.execute("SELECT COUNT(*) FROM grown")
        for name, spelling, senses in self._database.execute(EXAMPLES, {"most": _SHOWN}).fetchall():
            found = self._database.execute(SENSES, {"name": name, "done": done, "most": _SHOWN})
            concepts = tuple(concept for (concept,) in found)
            self.ambiguities.append(Ambiguity(spelling, senses, concepts))

    def _write(self, name: str, concept: str, spelling: str, *, there: int, change: int) -> None:
        self._rows.append((name, concept, spelling, there, change))
        if len(self._rows) >= _ROWS:
            self._flush()

    def _flush(self) -> None:
        self._database.executemany(INSERT, self._rows)
        self._rows.clear()

    def _mark(self, name: str) -> None:
        self._any_added = True
        place = hash(name) % _BITS
        self._added[place >> 3] |= 1 << (place & 7)

    def _is_marked(self, name: str) -> bool:
        place = hash(name) % _BITS
        return bool(self._added[place >> 3] & 1 << (place & 7))


def _names(term: Term | None) -> dict[str, str]:
    """By its normalised form, how each name is spelled by which the term is found in texts."""
    if term is None or term.status != "approved":
        return {}
    return {normalize(spelling): spelling for spelling in reversed(term.names)}
