"""The matcher against a terminologist's marks and a plain reference."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.settings import PROJECT
from bot.terms.formats import read_csv
from bot.terms.matcher import Matcher, Span, find_in, normalize
from tests.terms.matching_cases import matching_cases

# "as" is a function word, and has rules of its own.
NAME = st.text("abs1/+买卖权。", min_size=2, max_size=4).filter(lambda name: name != "as")
NAMES = st.lists(NAME, max_size=8)
TEXTS = st.text("abs1/+买卖权。 ", max_size=40)


def find(text: str, *names: str) -> list[str]:
    """The pieces of the text that were found to be names."""
    return [text[start:end] for start, end, _ in Matcher(names).find(text)]


def naive(text: str, names: list[str]) -> list[Span]:
    """Every name at every place that is no part of a word, the longest and then first one first."""
    found = [
        Span(start, end + plural, name)
        for start in range(len(text))
        for name in sorted(set(names))
        for end in [start + len(name)]
        if text.startswith(name, start) and not starts_cut(text, start)
        for plural in plurals_at(text, end)
    ]
    chosen: list[Span] = []
    for span in sorted(
        found, key=lambda s: (s.start - s.end, s.start, text[s.start : s.end] != s.name, s.name)
    ):
        if not any(span.start < other.end and other.start < span.end for other in chosen):
            chosen.append(span)
    return sorted(chosen)


def is_word(text: str, place: int) -> bool:
    return 0 <= place < len(text) and text[place].isascii() and text[place].isalnum()


def is_within_word(text: str, place: int) -> bool:
    return is_word(text, place - 1) and is_word(text, place)


def starts_cut(text: str, place: int) -> bool:
    return is_within_word(text, place) or is_between_initials(text, place - 1)


def ends_cut(text: str, place: int) -> bool:
    return is_within_word(text, place) or is_between_initials(text, place)


def is_between_initials(text: str, sign: int) -> bool:
    """Whether a sign joins two single letters, as in "a/b"."""
    single = (
        is_word(text, place) and text[place].isalpha() and not is_word(text, beyond)
        for place, beyond in ((sign - 1, sign - 2), (sign + 1, sign + 2))
    )
    before_han = text[sign + 2 : sign + 3] in set("买卖权")
    return 0 <= sign < len(text) and text[sign] in "/+" and all(single) and not before_han


def plurals_at(text: str, end: int) -> list[int]:
    """How long the plural ending is with which a name may end here, 0 for none."""
    if not ends_cut(text, end):
        return [0]
    last = text[end - 1 : end + 1] in ("as", "bs", "1s") and not is_word(text, end + 1)
    return [1] if last and is_within_word(text, end) and not ends_cut(text, end + 1) else []


def test_all_that_a_terminologist_marked_is_found_and_nothing_else() -> None:
    cases = matching_cases()
    found = [frozenset(Matcher(case.names).find(case.text)) for case in cases]
    wrong = [
        f"{case.topic}: {case.names} in {case.text!a}: "
        f"missed {sorted(case.expected - spans)}, wrongly found {sorted(spans - case.expected)}"
        for case, spans in zip(cases, found, strict=True)
        if spans != case.expected
    ]
    right = sum(len(case.expected & spans) for case, spans in zip(cases, found, strict=True))
    precision = right / sum(map(len, found))
    recall = right / sum(len(case.expected) for case in cases)
    assert len(cases) >= 270
    assert (precision, recall) == (1.0, 1.0), "\n".join(wrong)


@given(text=TEXTS.map(normalize), names=NAMES)
def test_it_finds_what_a_plain_search_finds(text: str, names: list[str]) -> None:
    # A plural given as a name has its singular found too, which the plain search knows nothing of.
    names = [name for name in names if not name.endswith("s")]
    assert Matcher(names).find(text) == naive(text, [normalize(name) for name in names])


@given(text=st.text(), names=st.lists(st.text(min_size=1), max_size=4))
def test_offsets_lie_within_any_text_and_spell_the_name(text: str, names: list[str]) -> None:
    text = f"{text} {' '.join(names)}"
    ends = 0
    for start, end, name in Matcher(names).find(text):
        assert ends <= start < end <= len(text)
        found = normalize(text[start:end])
        assert found.removesuffix("s").removesuffix("e")[:2] in name or name in found
        ends = end


@given(text=TEXTS, old=NAMES, new=NAMES, gone=NAMES)
def test_a_small_matcher_beside_a_large_one_finds_what_one_of_all_names_finds(
    text: str, old: list[str], new: list[str], gone: list[str]
) -> None:
    without = frozenset(map(normalize, gone))
    left = [name for name in old if normalize(name) not in without]
    together = find_in(text, [Matcher(old), Matcher(new)], without)
    assert together == Matcher([*left, *new]).find(text)


@given(text=TEXTS, names=NAMES, before=st.sampled_from(["", "\n|", "（", "…… "]))
def test_separators_around_a_text_change_nothing(text: str, names: list[str], before: str) -> None:
    matcher = Matcher(names)
    text = text.strip()
    by = len(before)
    moved = [(start + by, end + by, name) for start, end, name in matcher.find(text)]
    assert matcher.find(f"{before}{text} ！") == moved


def test_a_name_that_is_gone_hides_no_shorter_one() -> None:
    base = Matcher(["净资产收益率", "净资产", "IT", "return on equity", "equity"])
    without = frozenset({"净资产收益率", "return on equity"})
    found = find_in("净资产收益率 is return on equity", [base], without)
    assert [name for _, _, name in found] == ["净资产", "equity"]


def test_a_name_that_came_back_is_found_though_it_was_gone() -> None:
    found = find_in("EBITDA", [Matcher(["EBITDA"]), Matcher(["EBITDA"])], frozenset({"ebitda"}))
    assert found == [(0, 6, "ebitda")]


def test_a_name_in_two_spellings_is_found_where_either_would_be() -> None:
    assert find("the call and the CAR, by car", "CAR", "car") == ["CAR", "car"]
    assert find("by it and by IT", "it", "IT") == ["IT"]


def test_each_name_of_the_shipped_glossary_is_found_in_itself_and_in_a_sentence() -> None:
    names = [
        name for term in read_csv(PROJECT / "examples/finance/glossary.csv") for name in term.names
    ]
    matcher = Matcher(names)
    for name in names:
        assert [found for _, _, found in matcher.find(name)] == [normalize(name)]
        assert normalize(name) in {found for _, _, found in matcher.find(f"关于“{name}”的说明")}


def test_a_name_is_given_as_the_glossary_has_it_and_not_as_the_text_does() -> None:
    long_name = "收益" * 150
    matcher = Matcher(["Equity", "cash flow", "tax", "options", long_name])
    found = matcher.find(f"equities, Cash-Flows, taxes, an option, options; {long_name}")
    names = [name for _, _, name in found]
    assert names == ["equity", "cash flow", "tax", "options", "options", long_name]


def test_a_name_that_is_not_allowed_hides_none_within_it() -> None:
    assert find("supermarket risk model", "market risk", "risk", "risk model") == ["risk model"]
    assert find("supermarket risk", "market risk", "risk") == ["risk"]


def test_names_that_overlap_beside_an_empty_matcher_are_told_apart() -> None:
    found = find_in("买卖权利", [Matcher([]), Matcher(["买卖", "卖权利"])], frozenset({"买"}))
    assert found == [(1, 4, "卖权利")]


def test_no_names_find_nothing() -> None:
    assert find("anything") == []
    assert find("", "ROE") == []
    assert find("a", "", " ", "\u200b") == []


@pytest.mark.parametrize(
    "text",
    [
        "ROE " * 10_000,
        "买" * 40_000,
        "e\u0301" * 20_000,
        "e" + "\u0301\u0323" * 5_000,
        "\u200b" * 40_000,
        "👨‍👩‍👧" * 8_000,
        "a@" * 20_000,
        "w" * 40_000 + "@",
        "a-b-" * 10_000,
        "\ud800" * 40_000,
        "½ﬁ" * 20_000,
    ],
    ids=lambda text: ascii(text[:3]),
)
def test_forty_thousand_characters_take_no_time(text: str) -> None:
    matcher = Matcher(["roe", "买", "买买", "e", "a b"])
    start = time.perf_counter()
    matcher.find(text)
    assert time.perf_counter() - start < 2
