"""What holds for any text at all."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.faq.english import leaning, read
from bot.faq.parts import Parts

QUESTIONS = [
    "what is the difference between a lease and a loan in our reports",
    "how do you calculate the fee of 12.5% for 30 days",
    "please tell me why the claim of 1,250 euros was dismissed by the court",
    "is a visa required for 2 weeks in room A10",
    "define goodwill",
    "in 2023, who may sign contracts above $5,000",
    "which is longer, a month or 30 days",
    "does section 7.2(a) apply to clients",
]
_WORDS = """
what how why who which is are do does can not the a an of in by to from and or difference between
mean define please tell me could you if 5 7.5 % $ half two hundred must have allowed required signed
by written lease loan , ; . ? 's n't - ( ) \ue000 \ue001 vs formula for it
possible necessary location date deadline need needed there list name procedure step filing who able
i looked in wiki asked they it keys cause number where when year paid long old get example due
"""
WORDS = st.sampled_from(_WORDS.split())
MARK = "\ue000"


def words(parts: Parts) -> list[str]:
    return [word for group in (parts.content, *parts.sides) for word in group]


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    assert isinstance(read(text), Parts)
    leaning(text)


@given(st.lists(WORDS, max_size=25))
def test_any_words_of_questions_can_be_read(chosen: list[str]) -> None:
    assert isinstance(read(" ".join(chosen)), Parts)
    leaning(" ".join(chosen))


@pytest.mark.parametrize(
    "text", ["the , the", "um", ",", "?", "a", "please", "thanks!", "is", "what"]
)
def test_a_text_that_asks_nothing_can_be_read(text: str) -> None:
    assert isinstance(read(text), Parts)


@given(st.lists(WORDS, max_size=15), st.lists(WORDS, max_size=15))
def test_a_term_is_never_lost(before: list[str], after: list[str]) -> None:
    mark = "\ue005"
    parts = read(" ".join((*before, mark, *after)))
    assert mark in words(parts) or not words(parts)  # what has no words is not answered from there


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_term_is_never_lost_between_any_letters(before: str, after: str) -> None:
    mark = "\ue005"
    assert mark in words(read(f"{before}{mark}{after}"))


@given(st.sampled_from(QUESTIONS), st.sampled_from([" ", "  ", "\t", "\n", "\u3000", "\u00a0 "]))
def test_white_space_does_not_change_a_reading(question: str, space: str) -> None:
    assert read(space + question.replace(" ", space) + space) == read(question)


@pytest.mark.parametrize("question", QUESTIONS)
def test_case_and_width_do_not_change_a_reading(question: str) -> None:
    wide = "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in question)
    title = question.title() if question.count(" ") > 1 else question  # "Define Goodwill" names
    for other in (question.upper(), title, question.capitalize(), wide):
        assert read(other) == read(question), other


@given(st.sampled_from(QUESTIONS), st.data())
def test_another_digit_is_another_reading(question: str, data: st.DataObject) -> None:
    digits = [at for at, one in enumerate(question) if one.isdigit()]
    if digits:
        at = data.draw(st.sampled_from(digits))
        digit = data.draw(st.sampled_from([one for one in "0123456789" if one != question[at]]))
        assert read(question[:at] + digit + question[at + 1 :]) != read(question)


@given(st.sampled_from(QUESTIONS), st.data())
def test_one_more_not_is_another_reading(question: str, data: st.DataObject) -> None:
    spaces = [at for at, one in enumerate(question) if one == " "]
    if spaces:
        at = data.draw(st.sampled_from(spaces))
        assert read(f"{question[:at]} not{question[at:]}") != read(question)


@pytest.mark.parametrize(
    "piece",
    ["a ", "and ", "vs ", "how is ", "by ", "not ", "please ", "1/", ",", "-", "'s ", "thanks ",
     "hundred and ", "in our ", "is not required to ", "difference between ", "a silly ",
     "i looked and ",
     "my manager asked me and ", "the keys, ", "is it possible for ", "how many ", "needed for ",
     "which permits ", "list the a ", "may a that b be c by ", "half an hour ", "c to d by ", MARK],
)  # fmt: skip
@pytest.mark.parametrize("lead", ["", "what is the difference between ", "tell me what ", "in "])
def test_a_long_text_is_read_in_no_time(piece: str, lead: str) -> None:
    text = (lead + piece * 2000)[:2000]
    started = time.perf_counter()
    read(text)
    leaning(text)
    assert time.perf_counter() - started < 0.5  # measured: 0.015 s
