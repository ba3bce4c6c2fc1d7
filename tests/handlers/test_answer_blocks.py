from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer import Answer, Outcome
from bot.faq.recalled import Recalled
from bot.handlers.answer_blocks import answer_text, final_blocks
from bot.handlers.reply import LONGEST_MESSAGE
from bot.handlers.texts import WORDS, both
from bot.playground.blocks import accepted_blocks
from bot.question import Language, Term
from bot.terms.lookup import Lookup

LANGUAGES: tuple[Language, ...] = ("zh", "en")
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
    answer = Answer(
        "It is.", recalled=Recalled("It is.", answered_at=NOW - timedelta(seconds=seconds))
    )
    assert notes(answer) == [f"♻︎ Answered before, {age}"]


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


def test_each_term_of_an_answer_opens_its_card_and_further_ones_stand_in_a_menu() -> None:
    answer = Answer("It is.", terms=tuple(term(f"t{n}") for n in range(8)))
    *row, menu = blocks(answer)["actions"]["elements"]
    assert [one["text"]["text"] for one in row] == [f"t{n} (v1)" for n in range(5)]
    assert [one["value"] for one in row] == [f"en:t{n}" for n in range(5)]
    assert [one["value"] for one in menu["options"]] == ["en:t5", "en:t6", "en:t7"]
    assert len({one["action_id"] for one in (*row, menu)}) == 6


def test_a_concept_that_is_there_twice_has_one_button() -> None:
    twice = (term("ROE"), term("ROA"), replace(term("ROE"), language="zh", name="净值"))
    answer = Answer("It is.", terms=twice)
    assert notes(answer) == ["Terms used: ROE (v1), ROA (v1)"]
    labels = [one["text"]["text"] for one in blocks(answer)["actions"]["elements"]]
    assert labels == ["ROE (v1)", "ROA (v1)"]


@given(st.lists(st.builds(term, st.text(min_size=1, max_size=300)), max_size=60))
def test_with_the_longest_answer_slack_takes_all_that_stands_below_it(terms: list[Term]) -> None:
    recalled = Recalled("It is.", question="q" * 3_000, answered_at=NOW, hits=10**9)
    answer = Answer(
        "It is.",
        "length",
        tuple(terms),
        question_kept=10**9,
        recalled=recalled,
        similar=("q" * 2_000, "r" * 2_000, "s" * 2_000),
    )
    for language in LANGUAGES:
        below = final_blocks(answer, language, "1.2", NOW)
        accepted_blocks([{"type": "markdown", "text": "x" * LONGEST_MESSAGE}, *below])
        ids = [one["action_id"] for block in below for one in block.get("elements", ())
               if "action_id" in one]  # fmt: skip
        assert len(ids) == len(set(ids))


def test_a_card_in_a_thread_is_no_answer_to_be_judged() -> None:
    answer = Answer("", "card", lookup=Lookup("ROE", ((term("ROE"),),)))
    assert answer_text(answer, "en") == "“ROE” in the glossary:"
    assert set(blocks(answer)) == {"header", "section", "context", "actions"}


def test_a_name_that_nobody_has_defined_can_be_suggested_in_a_thread() -> None:
    answer = Answer("", "card", lookup=Lookup("贝塔", nearest=("贝塔系数",)))
    assert answer_text(answer, "en") == "术语表里没有“贝塔”。"
    assert "建议收录" in str(blocks(answer)["actions"])


def test_both_languages_have_the_same_words() -> None:
    assert WORDS["zh"].keys() == WORDS["en"].keys()
    assert both("stop") == "停止 Stop"
