"""The choice among overlapping names: the longest first, of equally long ones the first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet

from bot.terms.borders import Borders

# Start and end (exclusive) in a folded text, and the number of the pattern: to look its name up for
# each candidate would cost more than to choose among them, for names lie all over the memory.
Candidate = tuple[int, int, int]
Within = Callable[[int, int], list[Candidate]]
Preference = Callable[[Candidate], tuple[bool, str]]
# In place of a pattern, for a stretch of which the candidates do not tell what is in it: names
# overlap without one covering the others, or one may not be there and those that it covers may.
UNSURE = -1


def longest(matches: Iterable[Candidate], at: Borders, preference: Preference) -> list[Candidate]:
    """Choose among names that overlap.

    Nearly always one name covers those that it overlaps, and one pass over the matches is enough.
    Where that is not so, a stretch is returned whose pattern is ``UNSURE``.

    Args:
        matches: in the order of their ends; of those that end at one place, the longest is
            enough. They may cut words.
        at: where names may start and end. This comes before the choice of the longest: a name
            that is cut by a word must not hide one that is not.
        preference: of two at the same place, the one for which it is less is chosen.

    Returns:
        The chosen, in the order of the text; they do not overlap.
    """
    chosen: list[Candidate] = []
    starts, ends = at.starts, at.ends
    before = begin = reach = 0  # of the last one chosen, and where the one before it ends
    for each in matches:  # hundreds of thousands a second: nothing is called that need not be
        start, end, _ = each
        beyond = ends[end]
        if not beyond:
            continue
        if starts[start] != beyond:
            each = _to_border(each, at)
            start, end, _ = each
            if start < 0:
                continue
        if start >= reach:
            chosen.append(each)
            before, begin, reach = reach, start, end
        elif before <= start <= begin and end > reach:  # nearly always: it covers just the last
            chosen[-1] = each
            begin, reach = start, end
        elif start <= begin:
            chosen.append(_laid_over(chosen, each, preference))
            begin, reach, _ = chosen[-1]
            before = chosen[-2][1] if len(chosen) > 1 else 0
        elif end > reach:
            chosen[-1] = (begin, end, UNSURE)
            reach = end
    return chosen


def _to_border(match: Candidate, at: Borders) -> Candidate:
    """Let a match end with its plural; of one that cuts a word, leave what may be in it.

    Returns:
        A candidate; its start is negative when there is none.
    """
    start, end, pattern = match
    last = end + at.ends[end] - 1
    return (
        (start, last, pattern)
        if at.starts[start]
        else (at.starts.find(1, start, end), last, UNSURE)
    )


def _laid_over(
    chosen: list[Candidate],
    each: Candidate,
    preference: Preference,
) -> Candidate:
    """Take from the end of ``chosen`` what a candidate covers.

    Returns:
        What is to stand there instead: mostly the candidate.
    """
    start, end, _ = each
    while chosen and chosen[-1][0] >= start:
        other = chosen.pop()
        if other[:2] == each[:2]:
            is_sure = UNSURE not in (each[2], other[2])
            each = min(each, other, key=preference) if is_sure else (start, end, UNSURE)
    if chosen and chosen[-1][1] > start:
        return chosen.pop()[0], end, UNSURE
    return each


def made_sure(
    chosen: list[Candidate],
    doubtful: AbstractSet[int],
    all_within: Within,
    preference: Preference,
) -> list[Candidate]:
    """Settle what one pass over the matches could not.

    Whatever overlaps one of the chosen was within it, so that each can be settled by itself.

    Args:
        chosen: by ``longest``.
        doubtful: the patterns that may not be what they seem.
        all_within: gives all candidates within a stretch of the text that are what they seem.
        preference: as for ``longest``.
    """
    names: list[Candidate] = []
    for each in chosen:
        if each[2] not in doubtful:
            names.append(each)
        else:
            names += _longest_first(all_within(each[0], each[1]), preference)
    return names


def _longest_first(group: list[Candidate], preference: Preference) -> list[Candidate]:
    by_place: dict[tuple[int, int], Candidate] = {}
    for each in group:
        place = each[:2]
        other = by_place.setdefault(place, each)
        if other is not each:
            by_place[place] = min(each, other, key=preference)
    chosen: list[Candidate] = []
    taken: set[int] = set()
    for each in sorted(by_place.values(), key=_longer_then_earlier):
        start, end, _ = each
        # Whatever is chosen by now is no shorter, so an overlap holds one of the two ends.
        if start not in taken and end - 1 not in taken:
            taken.update(range(start, end))
            chosen.append(each)
    return sorted(chosen)


def _longer_then_earlier(candidate: Candidate) -> tuple[int, int]:
    start, end, _ = candidate
    return start - end, start
