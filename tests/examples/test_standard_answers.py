"""The standard answers of the examples: a start for people to edit and to approve."""

from __future__ import annotations

from collections import Counter

from bot.faq.files import read_answers
from bot.question import language_of
from bot.terms.matcher import normalize
from tests.command_line import EXAMPLES

ROWS = list(read_answers(EXAMPLES / "faq.csv", "workspace:T1"))


def test_there_are_as_many_in_chinese_as_in_english() -> None:
    assert Counter(row.language for row in ROWS) == {"zh": 15, "en": 15}
    assert all(language_of(row.answer) == row.language for row in ROWS)


def test_nobody_vouches_for_them_yet() -> None:
    assert {row.status for row in ROWS} == {"proposed"}
    assert {row.owner + row.verified_by for row in ROWS} == {""}


def test_each_question_has_a_few_wordings_and_no_wording_two_answers() -> None:
    assert all(2 <= len(row.wordings) <= 4 for row in ROWS)
    asked = [normalize(text) for row in ROWS for text in (row.question, *row.wordings)]
    assert max(Counter(asked).values()) == 1
