"""Abbreviations after Schwartz and Hearst, and sentences that define."""

from __future__ import annotations

import pytest

from bot.terms.extraction.introductions import defined, introduced, long_form
from bot.terms.extraction.phrases import phrases_of
from bot.terms.extraction.words import words_of


def pairs(sentence: str) -> list[tuple[str, str]]:
    found = introduced(sentence, list(phrases_of(words_of(sentence))))
    return [(sentence[one.phrases[0].start : one.phrases[0].end], one.short) for one in found]


@pytest.mark.parametrize(
    ("before", "short", "long"),
    [
        ("the return on equity", "ROE", "return on equity"),
        ("of heat shock transcription factor", "HSF", "heat shock transcription factor"),
        ("estimated glomerular filtration rate", "eGFR", "estimated glomerular filtration rate"),
        ("we saw the gain", "ROE", None),
        ("the exposure", "E", None),
    ],
)
def test_a_long_form_begins_where_the_letters_lead(
    before: str, short: str, long: str | None
) -> None:
    start = long_form(before, short)
    assert (None if start is None else before[start:]) == long


@pytest.mark.parametrize(
    ("sentence", "long", "short"),
    [
        ("净资产收益率（ROE）上升", "净资产收益率", "ROE"),
        ("净资产收益率（Return on Equity，ROE）上升", "净资产收益率", "ROE"),
        ("可转换公司债券（以下简称“可转债”）", "可转换公司债券", "可转债"),
        ("Mean arterial pressure (MAP) fell", "Mean arterial pressure", "MAP"),
    ],
)
def test_brackets_introduce_abbreviations(sentence: str, long: str, short: str) -> None:
    assert (long, short) in pairs(sentence)


@pytest.mark.parametrize(
    "sentence", ["净利润（万元）", "收入（2024 年）", "the figure (see page 3)", "（ROE）"]
)
def test_other_brackets_introduce_nothing(sentence: str) -> None:
    assert pairs(sentence) == []


def test_only_the_subject_is_defined() -> None:
    sentence = "优先清算权是指公司清算时投资人先取得的权利"
    ends = [one.phrases[0].end for one in defined(sentence, list(phrases_of(words_of(sentence))))]
    assert ends == [5]
