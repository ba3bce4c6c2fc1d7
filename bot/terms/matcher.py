"""Terms found in a text: longest match, in Chinese without spaces and in Latin between them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import accumulate, chain
from operator import itemgetter
from typing import NamedTuple

from daachorse import CharwiseDoubleArrayAhoCorasick

from bot.terms.borders import Borders, borders
from bot.terms.folding import Folded, fold, normalize
from bot.terms.longest import UNSURE, Candidate, longest, made_sure
from bot.terms.plurals import inflections
from bot.terms.spelling import Restriction, may_be_restricted, restriction

__all__ = ["Match", "Matcher", "Prepared", "Span", "find_in", "normalize", "prepare"]


_PATTERN_OF = itemgetter(2)
_END_OF = itemgetter(1)


# Start, end and name of a Span, which is four times as dear to make: that tells in a long text.
Match = tuple[int, int, str]


class Span(NamedTuple):
    """A name found at character offsets ``start`` to ``end`` (exclusive) of a text.

    ``name`` is normalised. A plural ending belongs to the span, a possessive one does not.
    """

    start: int
    end: int
    name: str


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
        doubtful: the patterns that may not be what they seem.
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
        # Of the pattern of a name itself; 0 of its inflections, and of names for which a byte is
        # too small.
        self._lengths = bytes(len(name) * (len(name) < 256) for name in forms[: len(exact)])
        self._lengths += bytes(len(forms) - len(exact))
        self.doubtful = frozenset((UNSURE, *self._restrictions))
        self._automaton = CharwiseDoubleArrayAhoCorasick(forms) if forms else None

    def find(self, text: str) -> list[Match]:
        """The names in ``text``, the longest of those that overlap, in the order of the text."""
        return find_in(text, [self])

    def matches(self, prepared: Prepared) -> list[Candidate]:
        """The longest name that ends at each place of a text; it may cut words."""
        if self._automaton is None:
            return []
        return self._automaton.find_overlapping_no_suffix(prepared.folded.text)

    def named(self, chosen: list[Candidate], prepared: Prepared) -> list[Match]:
        """The chosen with their names instead of their patterns.

        A name that stands in the text as it is gets copied from there: the glossary's own lie all
        over the memory, and to fetch one takes twice as long.
        """
        text, lengths, names = prepared.folded.text, self._lengths, self.names
        return [
            (start, end, text[start:end] if lengths[pattern] == end - start else names[pattern])
            for start, end, pattern in chosen
        ]

    def all_within(self, prepared: Prepared, start: int, end: int) -> list[Candidate]:
        """All names in a stretch of a text, also those within others.

        Args:
            prepared: the text.
            start: where the stretch starts in the folded text.
            end: where it ends (exclusive).
        """
        if self._automaton is None:
            return []
        folded, at = prepared.folded, prepared.borders
        found = [
            (start + first, start + last + beyond - 1, pattern)
            for first, last, pattern in self._automaton.find_overlapping(folded.text[start:end])
            if at.starts[start + first] and (beyond := at.ends[start + last])
        ]
        needed = self._restrictions
        return [
            (start, end, pattern)
            for start, end, pattern in found
            if pattern not in needed or needed[pattern].allows(folded, start, end)
        ]


def find_in(
    text: str, matchers: Sequence[Matcher], without: AbstractSet[str] = frozenset()
) -> list[Match]:
    """What one matcher with all the names would find; the text is prepared once.

    Args:
        text: any text.
        matchers: one with most names, then small ones with what was added since.
        without: normalised names that the first matcher knows and that are gone.
    """
    prepared = prepare(text)
    search = _Search(prepared, matchers, without)
    chosen = longest(search.matches(), prepared.borders, search.preference)
    if doubtful := search.doubtful(chosen):
        chosen = made_sure(chosen, doubtful, search.all_within, search.preference)
    return _in_original(search.named(chosen), prepared.folded)


class _Search:
    """One text and the matchers that look at it; their patterns are numbered through."""

    def __init__(
        self, prepared: Prepared, matchers: Sequence[Matcher], without: AbstractSet[str]
    ) -> None:
        self._prepared = prepared
        self._matchers = matchers
        self._without = without
        self._offsets = list(accumulate((len(each.names) for each in matchers), initial=0))

    def matches(self) -> list[Candidate]:
        """The matches of all matchers, in the order of their ends."""
        first, *others = self._each(lambda matcher: matcher.matches(self._prepared))
        if not any(others):
            return first
        return sorted(chain(first, *others), key=_END_OF)

    def doubtful(self, chosen: list[Candidate]) -> AbstractSet[int]:
        """Those of the chosen patterns that may not be what they seem."""
        first, *others = self._matchers
        found = first.doubtful.intersection(map(_PATTERN_OF, chosen))
        for matcher, offset in zip(others, self._offsets[1:], strict=False):
            restricted = matcher.doubtful
            found |= {each[2] for each in chosen if each[2] - offset in restricted}
        if self._without:
            found |= {each[2] for each in chosen if self._is_without(each[2])}
        return found

    def all_within(self, start: int, end: int) -> list[Candidate]:
        """All candidates in a stretch of the text."""
        found = chain(*self._each(lambda matcher: matcher.all_within(self._prepared, start, end)))
        if not self._without:
            return list(found)
        return [each for each in found if not self._is_without(each[2])]

    def _each(self, find: Callable[[Matcher], list[Candidate]]) -> Iterator[list[Candidate]]:
        for matcher, offset in zip(self._matchers, self._offsets, strict=False):
            found = find(matcher)
            yield [(s, e, pattern + offset) for s, e, pattern in found] if offset else found

    def _is_without(self, pattern: int) -> bool:
        first = self._matchers[0].names
        return 0 <= pattern < len(first) and first[pattern] in self._without

    def named(self, chosen: list[Candidate]) -> list[Match]:
        """The candidates with their names instead of their patterns."""
        if max(map(_PATTERN_OF, chosen), default=0) >= self._offsets[1]:
            return [(each[0], each[1], self.name(each)) for each in chosen]
        return self._matchers[0].named(chosen, self._prepared)

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


def _in_original(found: list[Match], folded: Folded) -> list[Match]:
    if folded.starts is None or folded.stops is None or not found:
        return found
    starts, ends, names = zip(*found, strict=True)
    return list(
        zip(
            folded.starts.take(starts).tolist(),
            folded.stops.take([end - 1 for end in ends]).tolist(),
            names,
            strict=True,
        )
    )


def _restrictions(spellings: dict[str, set[str]]) -> dict[str, Restriction]:
    found = {name: restriction(name, written) for name, written in spellings.items()}
    return {name: each for name, each in found.items() if each is not None}
