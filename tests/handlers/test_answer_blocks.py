from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.answer import Answer, Outcome
from bot.handlers.answer_blocks import answer_text, final_blocks
from bot.handlers.texts import WORDS, both
from bot.question import Term

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def term(name: str) -> Term:
    return Term(name, "en", name, "a term.", "", "finance")


def blocks(answer: Answer) -> dict[str, dict[str, Any]]:
    """The blocks below an answer, by their type."""
    return {block["type"]: block for block in final_blocks(answer, "en", "1.2", NOW)}


def notes(answer: Answer) -> list[str]:
    return [element["text"] for element in blocks(answer)["context"]["elements"]]


@pytest.mark.parametrize(
    ("seconds", "age"),
    [
        (-5, "just now"),
        (59, "just now"),
        (60, "1 min ago"),
        (7_199, "1 h ago"),
        (90_000, "1 d ago"),
    ],
)
def test_the_age_of_a_cached_answer_is_told_roughly(seconds: int, age: str) -> None:
    answer = Answer("It is.", cached_at=NOW - timedelta(seconds=seconds))
    assert notes(answer) == [f"♻︎ From the cache, {age}"]


def test_a_plain_answer_has_nothing_but_thumbs() -> None:
    assert list(blocks(Answer("It is."))) == ["context_actions"]


@pytest.mark.parametrize("outcome", ["stopped", "failed"])
def test_only_whole_answers_are_judged(outcome: Outcome) -> None:
    assert list(blocks(Answer("It is", outcome))) == ["context"]


def test_many_terms_fit_into_one_note() -> None:
    [note] = notes(Answer("It is.", terms=tuple(term(f"{n} {'x' * 60}") for n in range(40))))
    assert len(note) == 1_000
    assert note.endswith("…")


def test_a_terms_name_is_shown_as_plain_text_without_controls() -> None:
    answer = Answer("It is.", terms=(term("<!here>\u202e <https://evil.com|x>"),))
    [element] = blocks(answer)["context"]["elements"]
    assert element["type"] == "plain_text"
    assert element["text"] == "Terms used: <!here> <https://evil.com|x> (v1)"


@pytest.mark.parametrize(
    "outcome", ["finished", "length", "timed_out", "stopped", "failed", "help"]
)
def test_an_empty_answer_always_has_words(outcome: Outcome) -> None:
    assert answer_text(Answer(" ", outcome), "zh").strip()


def test_both_languages_have_the_same_words() -> None:
    assert WORDS["zh"].keys() == WORDS["en"].keys()
    assert both("stop") == "停止 Stop"
