"""A term as somebody would have it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.question import Term
from bot.terms.proposals import (
    CHANGEABLE,
    aliases_in,
    concepts_for,
    differences,
    merged,
    problems,
    problems_of_change,
)

PLAIN = Term("roe", "en", "ROE", "a ratio.", "a book", "finance")
texts = st.text(st.characters(codec="utf-8"), max_size=5)
terms = st.builds(
    Term,
    concept=st.just("roe"),
    language=st.sampled_from(["zh", "en"]),
    name=texts,
    definition=texts,
    source=texts,
    field=texts,
    aliases=st.lists(texts, max_size=3).map(tuple),
    abbreviation=texts,
    owner=texts,
)


@given(terms, terms, terms)
def test_a_suggestion_leaves_alone_what_it_does_not_change(
    base: Term, suggested: Term, current: Term
) -> None:
    after = merged(base, suggested, current)
    changed = differences(base, suggested)
    for part in CHANGEABLE:
        source = suggested if part in changed else current
        assert getattr(after, part) == getattr(source, part)
    assert after.owner == current.owner


@given(terms)
def test_a_suggestion_against_the_same_term_is_what_was_suggested(term: Term) -> None:
    assert merged(PLAIN, replace(term, language="en", owner=""), PLAIN) == replace(
        term, language="en", owner=""
    )


@given(st.text(max_size=40))
def test_every_name_gives_ids_that_differ(name: str) -> None:
    ids = concepts_for(name, 5)
    assert len(set(ids)) == 5
    assert all(ids)


@pytest.mark.parametrize(
    ("name", "concept"),
    [
        ("Return on Equity (ROE)", "return-on-equity-roe"),
        ("净资产收益率", "净资产收益率"),
        ("ＥＢＩＴＤＡ", "ebitda"),
        ("!!!", "term"),
    ],
)
def test_an_id_is_made_from_the_name(name: str, concept: str) -> None:
    assert concepts_for(name)[0] == concept


def test_aliases_are_listed_by_lines_and_commas() -> None:
    assert aliases_in("a b\n c ,d、e，f；a b\n\n") == ("a b", "c", "d", "e", "f")


@pytest.mark.parametrize(
    ("changed", "part", "said"),
    [
        ({"definition": " "}, "definition", "empty"),
        ({"name": ""}, "name", "empty"),
        ({"definition": "x" * 2_001}, "definition", "2000 characters"),
        ({"source": "a\x00b"}, "source", "control"),
        ({"aliases": ("x" * 200,)}, "aliases", "200"),
        ({"aliases": tuple(f"n{n}" for n in range(100))}, "aliases", "100 names"),
        ({"aliases": ("a\x1bb",)}, "aliases", "control"),
        ({"name": "\u200b"}, "name", "U+200B (its character 1)"),
        ({"definition": "safe\u202e."}, "definition", "U+202E (its character 5)"),
        ({"aliases": ("a", "b\u2069")}, "aliases", "U+2069"),
        ({"name": "?"}, "name", "letter or digit"),
        ({"abbreviation": "\u00ad"}, "abbreviation", "letter or digit"),
        ({"aliases": ("a", "+")}, "aliases", "letter or digit"),
        ({"language": "zh", "name": "\u200d"}, "name", "U+200D（第 1 个字符）"),
        ({"language": "zh", "name": ""}, "name", "不能为空"),
    ],
)
def test_what_will_not_do_is_said_by_its_part(
    changed: dict[str, object], part: str, said: str
) -> None:
    wrong = problems(replace(PLAIN, **changed))  # type: ignore[arg-type]  # the parts are checked
    assert list(wrong) == [part]
    assert said in wrong[part]


def test_a_term_that_will_do_has_no_problems() -> None:
    lines = replace(PLAIN, definition="one\ntwo", aliases=("x" * 199,))
    assert problems(lines) == {}


def test_what_was_wrong_before_is_not_held_against_another_change() -> None:
    long = replace(PLAIN, definition="x" * 4_000)
    assert problems_of_change(long, replace(long, source="another book")) == {}
