"""All names of all terms in memory: which terms have a name, and which names stand in a text."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import TypeVar

from rapidfuzz import fuzz, process

from bot.terms.matcher import Matcher, Span, find_in, normalize
from bot.terms.misspelling import meant_by
from conversation_store.terms import Named, TermKey

_T = TypeVar("_T")
_ALIKE = 60  # of 100: spelled so much alike that it may be meant
_Spellings = tuple[str, ...]  # in the order of the alphabet
_REBUILD_SHARE = 0.05  # of the names may be new before the large automaton is built anew


class Names:
    """The names of a glossary that changes.

    One automaton over all names takes a second to build for 100,000 of them. So that a changed term
    counts at once, the names that are new since then have a small one of their own, and those that
    are gone are passed over, until there are enough of both to build the large one anew.
    """

    def __init__(self, rebuild_after: int = 1_000) -> None:
        """Begin without any.

        Args:
            rebuild_after: so many names may be new or gone before the large automaton is built
                anew; or a twentieth of its own, where that is more.
        """
        self._rebuild_after = rebuild_after
        self._named: dict[TermKey, Named] = {}
        self._keys: dict[str, tuple[TermKey, ...]] = {}
        self._approved: dict[str, _Spellings] = {}  # as their terms write them: "IT" is not "it"
        self._base = Matcher(())
        self._in_base: dict[str, _Spellings] = {}
        self._new: set[str] = set()  # approved, and not in the base, or not so spelled
        self._gone: set[str] = set()  # in the base, and not approved any more, or not so spelled
        self._findable = (self._base, Matcher(())), frozenset[str]()
        self._sorted: list[str] | None = None

    def __len__(self) -> int:
        return len({concept for concept, _ in self._named})

    def update(self, changed: Iterable[Named]) -> None:
        """Take in new terms, and terms in place of what they were; then call :meth:`build`."""
        touched: set[str] = set()
        for named in changed:
            if before := self._named.get(named.key):
                for name in _normalized(before):
                    touched.add(name)
                    self._drop(name, named.key)
            self._named[named.key] = named
            for name, spelling in _normalized(named).items():
                touched.add(name)
                self._keys[name] = (*self._keys.get(name, ()), named.key)
                if named.status == "approved":
                    self._approved[name] = _with(self._approved.get(name, ()), spelling)
        for name in touched:
            self._mark(name)
        self._sorted = None

    def build(self) -> None:
        """Make the present names findable in texts; takes a second for 100,000 new ones."""
        allowed = max(self._rebuild_after, _REBUILD_SHARE * len(self._in_base))
        if len(self._new) + len(self._gone) > allowed:
            self._base = Matcher(chain.from_iterable(self._approved.values()))
            self._in_base = self._approved.copy()
            self._new, self._gone = set(), set()
        recent = Matcher(chain.from_iterable(self._approved[name] for name in self._new))
        # In one assignment: texts may be looked through meanwhile.
        self._findable = (self._base, recent), frozenset(self._gone)

    def find(self, text: str) -> list[Span]:
        """The approved names in a text that no longer one covers, in the order of the text."""
        matchers, gone = self._findable
        return list(map(Span._make, find_in(text, matchers, without=gone)))

    def keys(self, name: str, *, approved: bool = False) -> tuple[TermKey, ...]:
        """The terms that have a name, whatever its width and case.

        Args:
            name: a name, normalised or not.
            approved: leave out terms that are not, or not any more.
        """
        keys = self._keys.get(normalize(name), ())
        return tuple(key for key in keys if not approved or self._is_approved(key))

    def spellings(self, name: str) -> tuple[str, ...]:
        """How the approved terms that have a name write it."""
        return self._approved.get(normalize(name), ())

    def nearest(self, name: str, count: int, alike: float = _ALIKE) -> list[tuple[str, TermKey]]:
        """Names that are spelled much like ``name`` or contain it, as they are written.

        Args:
            name: what was typed.
            count: so many at most, one for each concept.
            alike: how much alike: 0 is anything, 100 the same (normalised Indel similarity).

        Returns:
            Each with one of the terms that have it.
        """
        wanted = normalize(name)
        if not wanted:
            return []
        if self._sorted is None:
            self._sorted = sorted(self._keys)
        found = process.extract(
            wanted, self._sorted, scorer=fuzz.ratio, processor=None, limit=count, score_cutoff=alike
        )
        names = [one[0] for one in found]
        if len(names) < count:
            names += sorted((one for one in self._sorted if wanted in one), key=len)[:count]
        nearest: dict[str, tuple[str, TermKey]] = {}
        for one in names:  # nobody needs to choose between two names of one concept
            key = self._keys[one][0]
            nearest.setdefault(key[0], (self._written(key, one), key))
        return list(nearest.values())[:count]

    def misspelled(self, name: str) -> str | None:
        """The approved name that was meant by a misspelled one, normalised, if just one may be."""
        return meant_by(normalize(name), self._approved.keys())

    def _drop(self, name: str, key: TermKey) -> None:
        kept = tuple(one for one in self._keys.get(name, ()) if one != key)
        spellings: _Spellings = ()
        for one in filter(self._is_approved, kept):
            spellings = _with(spellings, self._written(one, name))
        _keep(self._keys, name, kept)
        _keep(self._approved, name, spellings)

    def _mark(self, name: str) -> None:
        """Sort a name in by whether it is to be found, and whether the base finds it."""
        present, in_base = self._approved.get(name, ()), self._in_base.get(name, ())
        for names, belongs in (
            (self._new, bool(present) and present != in_base),
            (self._gone, bool(in_base) and present != in_base),
        ):
            (names.add if belongs else names.discard)(name)

    def _is_approved(self, key: TermKey) -> bool:
        return self._named[key].status == "approved"

    def _written(self, key: TermKey, name: str) -> str:
        """The name that was meant: who types EBITD looks for EBITDA, not for its long form."""
        return _normalized(self._named[key])[name]


def _with(spellings: _Spellings, spelling: str) -> _Spellings:
    return spellings if spelling in spellings else tuple(sorted((*spellings, spelling)))


def _keep(places: dict[str, _T], name: str, what: _T) -> None:
    if what:
        places[name] = what
    else:
        places.pop(name, None)


def _normalized(named: Named) -> dict[str, str]:
    """A term's names as they are written, by their normalised forms; the preferred one first."""
    return {normalize(name): name for name in reversed(named.names)}
