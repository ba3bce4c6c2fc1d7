"""Posting lists against plain sets."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.faq.postings import Postings

_changes = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 9)), max_size=60)


@given(_changes)
def test_a_list_holds_what_was_added_and_not_removed(changes: list[tuple[int, int]]) -> None:
    postings = Postings()
    expected: dict[int, set[int]] = {0: set(), 1: set(), 2: set()}
    for code, slot in changes:
        if slot in expected[code]:
            postings.remove(code, slot)
        else:
            postings.add(code, slot)
        expected[code] ^= {slot}
    for code, slots in expected.items():
        assert postings.frequency(code) == len(slots)
        if slots:
            assert postings.slots(code).tolist() == sorted(slots)
