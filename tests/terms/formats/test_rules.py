"""What every term must keep is said field by field."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.errors import UserError
from bot.terms.formats import checked, problems
from conversation_store.term import Term

GOOD = Term("roe", "en", "return on equity", "net profit by equity.", "IFRS", "finance")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "", "empty"),
        ("name", " \n ", "empty"),
        ("name", "x" * 201, "201"),
        ("definition", "", "empty"),
        ("definition", "x" * 4_001, "4,001"),
        ("definition", "a\x00b", "U+0000"),
        ("definition", "a\x9bb", "U+009B"),
        ("name", "a\ud800", "U+D800"),
        ("aliases", ("fine", "x" * 201), "201"),
        ("aliases", ("fine", "\x1b[0m"), "U+001B"),
        ("aliases", ("x",) * 100, "100"),
        ("related", ("x",) * 201, "201"),
        ("field", "x" * 61, "61"),
        ("source", "x" * 501, "501"),
        ("name", "\u200b", "U+200B"),
        ("name", "a\u202eb", "U+202E"),
        ("aliases", ("fine", "a\u2066b"), "U+2066"),
        ("abbreviation", "a\u061cb", "U+061C"),
        ("definition", "a\u200fb", "U+200F"),
        ("definition", "a\U000e0041b", "U+E0041"),
        ("name", "\u3164", "U+3164"),
        ("name", "?", "letter or digit"),
        ("name", "\u00ad", "letter or digit"),
        ("abbreviation", "+", "letter or digit"),
        ("aliases", ("fine", "%"), "letter or digit"),
        ("concept", "", "empty"),
        ("concept", " roe", "white space"),
        ("concept", "x" * 201, "201"),
        ("status", "final", "approved"),
        ("language", "fr", "zh or en"),
    ],
)
def test_a_broken_rule_is_named_with_its_field(
    field: str,
    value: Any,  # of whichever field it is for
    said: str,
) -> None:
    found = problems(replace(GOOD, **{field: value}))
    assert list(found) == [field]
    assert field in found[field]
    assert said in found[field]


def test_a_good_term_has_no_problems() -> None:
    assert problems(GOOD) == {}
    assert problems(replace(GOOD, aliases=("x",) * 98, abbreviation="ROE")) == {}


@pytest.mark.parametrize("name", ["C++", "π", "市", "℃", "½", "é"])
def test_a_name_with_a_letter_or_digit_of_any_script_will_do(name: str) -> None:
    assert problems(replace(GOOD, name=name, abbreviation=name, aliases=(name,))) == {}


def test_every_broken_field_is_told_at_once() -> None:
    assert list(problems(replace(GOOD, name="", field="x" * 61))) == ["name", "field"]


def test_white_space_is_collapsed() -> None:
    spaced = replace(GOOD, definition=" net\n  profit\u3000by equity. ", aliases=(" a\tb ", " "))
    term = checked(spaced, "")
    assert term.definition == "net profit by equity."
    assert term.aliases == ("a b",)


def test_the_place_comes_first() -> None:
    with pytest.raises(UserError, match=r"^a\.csv, line 3: the field name is empty"):
        checked(replace(GOOD, name=""), "a.csv, line 3")


def test_without_a_place_the_sentence_stands_alone() -> None:
    with pytest.raises(UserError, match=r"^The field name is empty"):
        checked(replace(GOOD, name=""), "")
