"""C-value against the figures of its paper and against sums done by hand."""

from __future__ import annotations

import math
from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.terms.extraction.c_value import Words, c_values


def plain(frequencies: dict[Words, int], *, smoothing: int = 1) -> dict[Words, float]:
    return {words: one.value for words, one in c_values(frequencies, smoothing=smoothing).items()}


CARCINOMA = ("basal", "cell", "carcinoma")
# The example of Frantzi, Ananiadou and Mima (2000): an ophthalmological corpus.
PAPER: dict[Words, int] = {
    ("adenoid", "cystic", *CARCINOMA): 5,
    ("cystic", *CARCINOMA): 11,
    ("ulcerated", *CARCINOMA): 7,
    ("recurrent", *CARCINOMA): 5,
    ("circumscribed", *CARCINOMA): 3,
    CARCINOMA: 984,
}


def test_the_papers_example_has_the_papers_values() -> None:
    values = plain(PAPER, smoothing=0)
    assert values[("adenoid", "cystic", *CARCINOMA)] == pytest.approx(11.6096, abs=1e-4)
    assert values[("cystic", *CARCINOMA)] == pytest.approx(12)
    assert values[("ulcerated", *CARCINOMA)] == pytest.approx(14)
    assert values[("recurrent", *CARCINOMA)] == pytest.approx(10)
    assert values[("circumscribed", *CARCINOMA)] == pytest.approx(6)
    # Of the 984, 26 stand in five longer phrases: log2(3) * (984 - 26 / 5).
    assert values[CARCINOMA] == pytest.approx(1551.361, abs=1e-3)


def test_a_phrase_that_stands_only_in_one_longer_phrase_is_worth_nothing() -> None:
    values = plain({("净资产", "收益率"): 4, ("收益率",): 4, ("净资产",): 6})
    assert values[("收益率",)] == 0
    assert values[("净资产",)] == math.log2(2) * (6 - 4)
    assert values[("净资产", "收益率")] == math.log2(3) * 4


def test_a_single_word_counts_only_with_smoothing() -> None:
    assert plain({("heparin",): 7}, smoothing=0) == {("heparin",): 0}
    assert plain({("heparin",): 7}) == {("heparin",): 7}


def test_a_phrase_that_holds_a_word_twice_is_counted_once_for_it() -> None:
    values = plain({("day", "to", "day"): 3, ("day",): 10})
    assert values[("day",)] == 10 - 3


def test_what_stands_alone_is_what_longer_phrases_leave() -> None:
    values = c_values({("净资产", "收益率"): 4, ("收益率",): 4, ("净资产",): 6})
    assert [one.alone for one in values.values()] == [4, 2, 0]


def test_no_phrases_have_no_values() -> None:
    assert plain({}) == {}


@given(st.lists(st.text("abc", min_size=1, max_size=8), max_size=6))
def test_a_phrase_is_never_worth_more_than_its_frequency_allows(texts: list[str]) -> None:
    frequencies = Counter(
        tuple(text[start:end])
        for text in texts
        for start, end in combinations(range(len(text) + 1), 2)
        if end - start <= 4
    )
    for words, value in plain(frequencies).items():
        assert value <= math.log2(len(words) + 1) * frequencies[words]
