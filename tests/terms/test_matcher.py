"""The matcher against a plain reference, and the traps of both languages."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.terms.matcher import Matcher, Span, normalize


def find(text: str, *names: str) -> list[str]:
    """The pieces of the text that were found to be names."""
    spans = Matcher(normalize(name) for name in names).find(text)
    return [text[span.start : span.end] for span in spans]


def naive(text: str, names: list[str]) -> list[Span]:
    """Every name at every place that is no part of a word, the longest and then first one first."""

    def is_word(place: int) -> bool:
        return 0 <= place < len(text) and text[place].isascii() and text[place].isalnum()

    def is_cut(place: int) -> bool:
        return is_word(place - 1) and is_word(place)

    found = [
        Span(start, start + len(name), name)
        for start in range(len(text))
        for name in set(names)
        if text.startswith(name, start) and not is_cut(start) and not is_cut(start + len(name))
    ]
    chosen: list[Span] = []
    for span in sorted(found, key=lambda s: (s.start - s.end, s.start)):
        if not any(span.start < other.end and other.start < span.end for other in chosen):
            chosen.append(span)
    return sorted(chosen, key=lambda s: s.start)


SYMBOLS = "ab1/+买卖权。"


@given(
    text=st.text(SYMBOLS + " ", max_size=40).map(normalize),
    names=st.lists(st.text(SYMBOLS, min_size=1, max_size=4), max_size=8),
)
def test_it_finds_what_a_plain_search_finds(text: str, names: list[str]) -> None:
    assert Matcher(names).find(text) == naive(text, names)


@given(text=st.text(), names=st.lists(st.text(min_size=1), max_size=4))
def test_offsets_lie_within_any_text_and_spell_the_name(text: str, names: list[str]) -> None:
    text = f"{text} {' '.join(names)}"
    ends = 0
    for span in Matcher(normalize(name) for name in names).find(text):
        assert ends <= span.start < span.end <= len(text)
        assert span.name in normalize(text[span.start : span.end])
        ends = span.end


def test_the_longest_name_wins() -> None:
    assert find("EV/EBITDA 与 EBITDA", "EV", "EBITDA", "EV/EBITDA") == ["EV/EBITDA", "EBITDA"]


def test_chinese_needs_no_spaces() -> None:
    names = ("净资产收益率", "净资产", "市盈率")
    assert find("请问净资产收益率和市盈率有什么不同", *names) == ["净资产收益率", "市盈率"]


def test_latin_names_stand_between_chinese_characters() -> None:
    assert find("公司的ROE是多少？2024年EPS呢", "ROE", "EPS") == ["ROE", "EPS"]


@pytest.mark.parametrize("text", ["heroes", "ROE2", "2ROE", "ROEs", "éROE"])
def test_a_part_of_a_word_is_no_term(text: str) -> None:
    assert find(text, "ROE") == []


def test_a_name_cut_by_a_word_hides_no_shorter_one_in_it() -> None:
    # "ab c" begins within "xab", but "c" and "c d" stand by themselves.
    assert find("xab c d", "ab c", "c") == ["c"]
    assert find("xab c d", "ab c", "c d") == ["c d"]


@pytest.mark.parametrize("name", ["P/E", "T+1", "EV/EBITDA", "S&P 500", "C++"])
def test_names_with_signs_in_them_are_found(name: str) -> None:
    assert find(f"what is {name}? {name}-based; ({name})", name) == [name] * 3


@pytest.mark.parametrize(
    ("text", "name"), [("P/EBITDA", "P/E"), ("T+10", "T+1"), ("AT+1", "T+1"), ("3.14", "14a")]
)
def test_names_with_signs_in_them_are_not_found_within_longer_ones(text: str, name: str) -> None:
    assert find(text, name) == []


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("问ＲＯＥ呢", "ROE", "ＲＯＥ"),
        ("Ｐ／Ｅ", "P/E", "Ｐ／Ｅ"),
        ("the ﬁnance desk", "finance", "ﬁnance"),
        ("at 20 ℃ now", "°C", "℃"),
        ("STRASSE und Straße!", "straße", "STRASSE"),
        ("the free \n cash\u3000flow yield", "free cash flow", "free \n cash\u3000flow"),
        ("the free\u00a0cash flow", "Free  Cash Flow", "free\u00a0cash flow"),
    ],
)
def test_offsets_point_into_the_text_as_it_was_written(text: str, name: str, found: str) -> None:
    assert find(text, name)[0] == found


def test_lone_surrogates_and_control_characters_find_nothing_and_break_nothing() -> None:
    assert find("\ud800\x00\u202e ROE \udfff", "ROE") == ["ROE"]


def test_no_names_find_nothing() -> None:
    assert find("anything") == []


@pytest.mark.parametrize("text", ["ROE " * 10_000, "买" * 40_000, "e\u0301" * 20_000])
def test_forty_thousand_characters_take_no_time(text: str) -> None:
    matcher = Matcher(["roe", "买", "买买", "e"])
    start = time.perf_counter()
    matcher.find(text)
    assert time.perf_counter() - start < 2
