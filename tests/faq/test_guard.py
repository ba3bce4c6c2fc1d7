"""What holds for readings in either language."""

from __future__ import annotations

import pytest

from bot.faq.guard import leaning, read
from bot.terms.glossary import Mention


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What does --force do?", "What does force do?"),
        ("What is -f?", "What is -F?"),
        ("--force 有什么用", "force 有什么用"),
        ("What does 👍 mean?", "What does 👎 mean?"),
        ("How much is 5 mV?", "How much is 5 MV?"),
    ],
)
def test_flags_pictures_and_units_by_case_tell_questions_apart(one: str, other: str) -> None:
    assert read(one) is not None
    assert read(one) != read(other)


def test_a_plain_word_that_is_short_for_a_term_stays_the_word_that_it_is() -> None:
    short = read("Who gets the award?", [Mention(13, 18, "arbitral-award", is_word=True)])
    whole = read("Who gets the arbitral award?", [Mention(13, 27, "arbitral-award")])
    assert short != whole


@pytest.mark.parametrize("abbreviation", ["ROE", "roe"])
def test_an_abbreviation_is_read_as_its_term(abbreviation: str) -> None:
    short = read(f"What is {abbreviation}?", [Mention(8, 11, "roe")])
    assert short == read("What is return on equity?", [Mention(8, 24, "roe")])
    assert short is not None
    assert short.content == ("term:roe",)


def test_what_is_too_long_or_says_nothing_has_no_reading() -> None:
    assert read("w" * 2_001) is None
    assert read("？！") is None


@pytest.mark.parametrize(
    ("question", "on"),
    [
        ("How many days until Christmas?", "date"),
        ("Is there a hospital nearby?", "person"),
        ("Who is our manager?", "person"),
        ("How many days of leave does an employee get?", None),
    ],
)
def test_what_changes_by_day_or_place_leans(question: str, on: str | None) -> None:
    assert leaning(question) == on
