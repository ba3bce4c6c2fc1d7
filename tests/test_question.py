"""A question survives the inbox, whatever is in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.question import (
    Audience,
    Channel,
    Person,
    Question,
    Workspace,
    language_of,
    parse_audience,
)
from conversation_store.threads import ThreadKey
from tests.questions import ROE, ask

any_text = st.text(st.characters(exclude_categories=()))
audiences = st.sampled_from([Workspace, Channel, Person])
ids = st.from_regex(r"[A-Z][A-Z0-9:]{0,10}", fullmatch=True)


@given(text=any_text, kind=audiences, who=ids, attempt=st.integers(0), fresh=st.booleans())
def test_a_question_comes_back_from_json_as_it_was(
    text: str,
    kind: type[Workspace] | type[Channel] | type[Person],
    who: str,
    attempt: int,
    fresh: bool,
) -> None:
    question = ask(text, audience=kind(who), attempt=attempt, fresh=fresh)
    stored = question.to_json()
    assert stored.isascii()  # any database and log can hold it, lone surrogates too
    assert Question.from_json(stored) == question


@pytest.mark.parametrize("audience", [Workspace("T1"), Channel("C1"), Person("U1")])
def test_an_audience_comes_back_from_its_text(audience: Audience) -> None:
    assert parse_audience(str(audience)) == audience


@pytest.mark.parametrize("text", ["", "everybody", "workspace", "person:", ":U1", "Person:U1"])
def test_what_names_no_audience_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an audience"):
        parse_audience(text)


def test_kinds_of_audience_with_the_same_id_differ() -> None:
    assert len({Workspace("X"), Channel("X"), Person("X")}) == 3


def test_only_the_first_message_opens_a_thread() -> None:
    assert ask("What is ROE?").opens_thread
    assert not ask("And ROA?", 2, thread=1).opens_thread
    assert ask("x", 1).thread == ThreadKey("T1", "C1", "1700000001.000000")


@pytest.mark.parametrize(
    ("text", "language"),
    [("What is ROE?", "en"), ("ROE是什么", "zh"), ("", "en"), ("ＲＯＥ？", "en"), ("㐀", "zh")],
)
def test_one_chinese_character_makes_a_text_chinese(text: str, language: str) -> None:
    assert language_of(text) == language
    assert ask(text).language == language


def test_a_terms_names_begin_with_its_own_and_hold_none_twice() -> None:
    assert ROE.names == ("return on equity", "ROE")
