"""Numbers, units and dates: one value, one form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.faq.english import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("is the fee 5 per cent", ("5", "%")),
        ("is the fee twenty-five percent", ("25", "%")),
        ("is the fee two hundred and five dollars", ("205", "$")),
        ("is the fee $2.5m", ("2500000", "$")),
        ("is the fee EUR 1,250", ("1250", "€")),
        ("is the dose half a gram", ("0.5",)),
        ("is the dose 500 milligrams", ("0.5",)),
        ("is the term 24 months", ("2",)),
        ("is the call at 3 pm", ("15:00",)),
        ("is the tenth floor open", ("#10",)),
        ("was the first quarter of 2023 good", ("q1", "2023")),
        ("was fiscal year 2022 good", ("fy2022",)),
        ("was 24th December 2023 a holiday", ("#24", "2023")),
        ("must we never sign", ("never", "must")),
        ("do we have to sign", ("must",)),
        ("are at least 3 required", ("3", "least")),
        ("did prices go up before 2020", ("2020", "increase", "before")),
    ],
)
def test_a_sign_has_one_form(text: str, expected: tuple[str, ...]) -> None:
    signs = read(text).signs
    assert all(sign in signs for sign in expected), signs


@given(st.integers(1, 10**60), st.integers(1, 10**60))
def test_two_long_numbers_are_never_rounded_to_one(one: int, other: int) -> None:
    same = read(f"is {one} million enough") == read(f"is {other} million enough")
    assert same == (one == other)


@given(st.integers(0, 99_999))
def test_a_number_may_have_commas_between_its_thousands(value: int) -> None:
    assert read(f"is {value:,} enough") == read(f"is {value} enough")
