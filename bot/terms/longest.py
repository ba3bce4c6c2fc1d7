"""The choice among overlapping names: the longest first, of equally long ones the first."""

from __future__ import annotations

from collections.abc import Callable, Iterable

# Start and end (exclusive) in a folded text, and the number of the pattern: to look its name up for
# each candidate would cost more than to choose among them, for names lie all over the memory.
Candidate = tuple[int, int, int]
Within = Callable[[int, int], list[Candidate]]
Preference = Callable[[Candidate], tuple[bool, str]]
_TANGLE = -1  # stands for a stretch where names overlap without one covering the others


def longest(
    candidates: Iterable[Candidate],
    all_within: Within,
    preference: Preference,
) -> list[Candidate]:
    """Choose names that do not overlap.

    Nearly always one name covers those that it overlaps, and one pass over the candidates is
    enough. Only where that is not so, all the names of that stretch are asked for and sorted.

    Args:
        candidates: in the order of their ends; of those that end at one place, the longest is
            enough.
        all_within: gives all candidates within a stretch of the text.
        preference: of two at the same place, the one for which it is less is chosen.

    Returns:
        The chosen, in the order of the text.
    """
    chosen: list[Candidate] = []
    begin = reach = 0  # of the last one chosen
    tangled = False
    for each in candidates:
        start, end, _ = each
        if start >= reach:
            chosen.append(each)
            begin, reach = start, end
        elif start == begin and end > reach:  # the most frequent case: it goes on
            chosen[-1] = each
            reach = end
        elif start <= begin:
            chosen.append(_laid_over(chosen, each, preference))
            begin, reach = chosen[-1][:2]
            tangled |= chosen[-1][2] == _TANGLE
        elif end > reach:
            chosen[-1] = (begin, end, _TANGLE)
            reach = end
            tangled = True
    return _untangled(chosen, all_within, preference) if tangled else chosen


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
        if other[:2] == each[:2] and other[2] != _TANGLE:
            each = min(each, other, key=preference)
    if chosen and chosen[-1][1] > start:
        return chosen.pop()[0], end, _TANGLE
    return each


def _untangled(
    chosen: list[Candidate],
    all_within: Within,
    preference: Preference,
) -> list[Candidate]:
    names: list[Candidate] = []
    for each in chosen:
        if each[2] != _TANGLE:
            names.append(each)
        else:
            names += _longest_first(all_within(each[0], each[1]), preference)
    return names


def _longest_first(group: list[Candidate], preference: Preference) -> list[Candidate]:
    chosen: list[Candidate] = []
    taken: set[int] = set()
    for each in sorted(group, key=lambda one: (one[0] - one[1], one[0], preference(one))):
        start, end, _ = each
        # Whatever is chosen by now is no shorter, so an overlap holds one of the two ends.
        if start not in taken and end - 1 not in taken:
            taken.update(range(start, end))
            chosen.append(each)
    return sorted(chosen)
