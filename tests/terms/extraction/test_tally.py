"""Counting in bounded memory."""

from __future__ import annotations

from bot.terms.extraction.phrases import Phrase
from bot.terms.extraction.tally import Tally


def test_rare_phrases_are_forgotten_and_frequent_ones_keep_their_counts() -> None:
    tally = Tally(most=10)
    for number in range(100):
        tally.see("hurdle rate", Phrase(0, 11, ("hurdle", "rate")))
        tally.see(f"word{number}", Phrase(0, 6, (f"word{number}",)))
        tally.end_section(number, "")
    assert len(tally.found) <= 10
    assert tally.found["hurdle rate"].occurrences == 100
    column = tally.found["hurdle rate"].column
    counts = tally.counts()
    assert sum(v for c, v in zip(counts.columns, counts.values, strict=True) if c == column) == 100
    assert len(counts.columns) <= 120


def test_what_a_sentence_may_introduce_is_not_forgotten() -> None:
    tally = Tally(most=10)
    tally.get(Phrase(0, 2, ("对价",))).is_held = True
    for number in range(50):
        tally.see(f"word{number}", Phrase(0, 6, (f"word{number}",)))
    assert "对价" in tally.found
