"""Terms found in a text: longest match, in Chinese without spaces and in Latin between them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, chain
from operator import itemgetter
from typing import NamedTuple

from daachorse import CharwiseDoubleArrayAhoCorasick

from bot.terms.borders import Borders, borders
from bot.terms.folding import Folded, fold, normalize
from bot.terms.longest import Candidate, longest
from bot.terms.plurals import inflections
from bot.terms.spelling import Restriction, may_be_restricted, restriction

__all__ = ["Matcher", "Prepared", "Span", "find_in", "normalize", "prepare"]


_CUT = -1  # for a pattern that cuts a word, where a shorter one that ends there may not
_PATTERN_OF = itemgetter(2)
_END_OF = itemgetter(1)


class Span(NamedTuple):
    """A name found at character offsets ``start`` to ``end`` (exclusive) of a text.

    ``name`` is normalised. A plural ending belongs to the span, a possessive one does not.
    """

    start: int
    end: int
    name: str


_new_span = partial(tuple.__new__, Span)  # a third of the time of the class's own constructor


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text made ready, once for all matchers that will look at it."""

    folded: Folded
    borders: Borders


def prepare(text: str) -> Prepared:
    """Fold a text, and find the borders of its words."""
    folded = fold(text)
    return Prepared(folded, borders(folded))


class Matcher:
    """Finds names in texts.

    Uses the Aho-Corasick automaton over all names at once (Aho and Corasick, 1975), so the time
    depends on the text's length and on what is found, not on how many names there are.

    Attributes:
        names: by the number of a pattern, the normalised name that it stands for.
    """

    def __init__(self, names: Iterable[str]) -> None:
        """Build the automaton.

        Args:
            names: the names to find, as their writers spelled them.
        """
        exact: set[str] = set()
        inflected: set[tuple[str, str]] = set()
        spellings: dict[str, set[str]] = defaultdict(set)
        for written in names:
            if name := normalize(written):
                exact.add(name)
                inflected.update((form, name) for form in inflections(written, name))
                if may_be_restricted(name):
                    spellings[name].add(written)
        restrictions = _restrictions(spellings)
        forms = sorted(exact)
        self.names = list(forms)
        for form, name in sorted(inflected):
            if " " in name or name not in restrictions:
                forms.append(form)
                self.names.append(name)
        self._restrictions = {
            pattern: restrictions[name]
            for pattern, name in (enumerate(self.names) if restrictions else ())
            if name in restrictions
        }
        self._doubtful = frozenset((_CUT, *self._restrictions))
        self._automaton = CharwiseDoubleArrayAhoCorasick(forms) if forms else None

    def find(self, text: str) -> list[Span]:
        """The names in ``text``, the longest of those that overlap, in the order of the text."""
        return find_in(text, [self])

    def candidates(
        self, prepared: Prepared, without: AbstractSet[str] = frozenset()
    ) -> list[Candidate]:
        """The longest name that ends at each place, or all of those that end there.

        The borders come before the choice of the longest: a name that is cut by a word must not
        hide one that is not.

        Args:
            prepared: the text.
            without: normalised names to leave out.
        """
        if self._automaton is None:
            return []
        starts, ends = prepared.borders.starts, prepared.borders.ends
        # This runs for each match, which is most of what finding costs: nothing is called that
        # need not be.
        found = [
            (start, end + beyond - 1, pattern if starts[start] else _CUT)
            for start, end, pattern in self._automaton.find_overlapping_no_suffix(
                prepared.folded.text
            )
            if (beyond := ends[end]) and (starts[start] or starts.find(1, start, end) >= 0)
        ]
        doubtful = self._doubtful
        if without:
            patterns = set(map(_PATTERN_OF, found)) - {_CUT}
            doubtful |= {each for each in patterns if self.names[each] in without}
        if doubtful.isdisjoint(map(_PATTERN_OF, found)):
            return found
        return [
            sure
            for each in found
            for sure in (
                self._all_ending_with(prepared, each, without) if each[2] in doubtful else (each,)
            )
        ]

    def all_within(
        self, prepared: Prepared, start: int, end: int, without: AbstractSet[str] = frozenset()
    ) -> list[Candidate]:
        """All names in a stretch of a text, also those within others.

        Args:
            prepared: the text.
            start: where the stretch starts in the folded text.
            end: where it ends (exclusive).
            without: normalised names to leave out.
        """
        if self._automaton is None:
            return []
        folded, at = prepared.folded, prepared.borders
        found = [
            (start + first, start + last + beyond - 1, pattern)
            for first, last, pattern in self._automaton.find_overlapping(folded.text[start:end])
            if at.starts[start + first] and (beyond := at.ends[start + last])
        ]
        return [
            each
            for each in found
            if self.names[each[2]] not in without and self._is_allowed(folded, *each)
        ]

    def _all_ending_with(
        self, prepared: Prepared, doubtful: Candidate, without: AbstractSet[str]
    ) -> list[Candidate]:
        start, end, _ = doubtful
        within = self.all_within(prepared, start, end, without)
        return [each for each in within if each[1] == end]

    def _is_allowed(self, folded: Folded, start: int, end: int, pattern: int) -> bool:
        needed = self._restrictions.get(pattern)
        return needed is None or needed.allows(folded, start, end)


def find_in(
    text: str, matchers: Sequence[Matcher], without: AbstractSet[str] = frozenset()
) -> list[Span]:
    """What one matcher with all the names would find; the text is prepared once.

    Args:
        text: any text.
        matchers: one with most names, then small ones with what was added since.
        without: normalised names that the first matcher knows and that are gone.
    """
    prepared = prepare(text)
    search = _Search(prepared, matchers, without)
    chosen = longest(search.candidates(), search.all_within, search.preference)
    starts, ends = _in_original(chosen, prepared.folded)
    return list(map(_new_span, zip(starts, ends, map(search.name, chosen), strict=True)))


class _Search:
    """One text and the matchers that look at it; their patterns are numbered through."""

    def __init__(
        self, prepared: Prepared, matchers: Sequence[Matcher], without: AbstractSet[str]
    ) -> None:
        self._prepared = prepared
        self._matchers = matchers
        self._without: list[AbstractSet[str]] = [without]
        self._without += [frozenset()] * (len(matchers) - 1)
        self._offsets = list(accumulate((len(each.names) for each in matchers), initial=0))

    def candidates(self) -> list[Candidate]:
        """The candidates of all matchers, in the order of their ends."""
        first, *others = self._each(Matcher.candidates)
        if not any(others):
            return first
        return sorted(chain(first, *others), key=_END_OF)

    def all_within(self, start: int, end: int) -> list[Candidate]:
        """All candidates in a stretch of the text."""

        def within(
            matcher: Matcher, prepared: Prepared, without: AbstractSet[str]
        ) -> list[Candidate]:
            return matcher.all_within(prepared, start, end, without)

        return list(chain(*self._each(within)))

    def _each(
        self, find: Callable[[Matcher, Prepared, AbstractSet[str]], list[Candidate]]
    ) -> Iterator[list[Candidate]]:
        for matcher, without, offset in zip(
            self._matchers, self._without, self._offsets, strict=False
        ):
            found = find(matcher, self._prepared, without)
            yield [(s, e, pattern + offset) for s, e, pattern in found] if offset else found

    def name(self, candidate: Candidate) -> str:
        pattern = candidate[2]
        if pattern < self._offsets[1]:
            return self._matchers[0].names[pattern]
        place = bisect_right(self._offsets, pattern) - 1
        return self._matchers[place].names[pattern - self._offsets[place]]

    def preference(self, candidate: Candidate) -> tuple[bool, str]:
        """Less for a name in itself than for the plural of another, then by the alphabet."""
        start, end, _ = candidate
        name = self.name(candidate)
        return self._prepared.folded.text[start:end] != name, name


def _in_original(chosen: list[Candidate], folded: Folded) -> tuple[Iterable[int], Iterable[int]]:
    if not chosen:
        return (), ()
    starts, ends, _ = zip(*chosen, strict=True)
    if folded.starts is None or folded.stops is None:
        return starts, ends
    return (
        folded.starts.take(starts).tolist(),
        folded.stops.take([end - 1 for end in ends]).tolist(),
    )


def _restrictions(spellings: dict[str, set[str]]) -> dict[str, Restriction]:
    found = {name: restriction(name, written) for name, written in spellings.items()}
    return {name: each for name, each in found.items() if each is not None}
