"""Cards keep Slack's limits and give text from outside no meaning, whatever the glossary holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.handlers.terms.cards import entries_card, shared_card, unknown_card
from bot.handlers.terms.entries import Entry, key_text, parse_key
from bot.handlers.terms.lists import (
    Page,
    concepts_text,
    explained_view,
    field_set_card,
    fields_card,
    help_card,
    page_card,
    parse_concepts,
)
from bot.handlers.terms.texts import TERM_WORDS
from bot.playground.blocks import accepted_blocks
from bot.question import Language, Term
from bot.terms.lookup import Lookup
from tests.glossaries import term
from tests.handlers.term_office import buttons, labels, texts

HOSTILE = "<!channel> *x* <https://evil.com|a> & `b` :bomb: \u202e\x00\ud800"
NASTY = st.one_of(
    st.text(max_size=220),
    st.sampled_from(["", " ", HOSTILE, "<@U0ALICE>", "n" * 200, "*_~`", "净资产收益率" * 40]),
)
LONG = st.one_of(NASTY, st.integers(1, 60).map(lambda n: "long and longer " * 20 * n))
TERMS = st.builds(
    Term,
    concept=st.text(min_size=1, max_size=60),
    language=st.sampled_from(["zh", "en"]),
    name=NASTY,
    definition=LONG,
    source=LONG,
    field=NASTY,
    aliases=st.lists(NASTY, max_size=4).map(tuple),
    abbreviation=NASTY,
    owner=NASTY,
    status=st.sampled_from(["proposed", "approved", "deprecated"]),
    licence=NASTY,
)
ENTRIES = st.builds(
    Entry,
    st.lists(TERMS, min_size=1, max_size=2).map(tuple),
    st.lists(TERMS, max_size=5).map(tuple),
)
LANGUAGES = st.sampled_from(["zh", "en"])


def accepted(blocks: list[dict[str, Any]], most: int = 50) -> None:
    """Slack takes the blocks, and each click can be told from all others."""
    accepted_blocks(blocks, most=most)
    actions = [one["action_id"] for one in _dicts(blocks) if "action_id" in one]
    assert len(actions) == len(set(actions))


def formatted(blocks: list[dict[str, Any]]) -> str:
    """All that Slack would read as mrkdwn."""
    return " ".join(one["text"] for one in _dicts(blocks) if one.get("type") == "mrkdwn")


def _dicts(node: object) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    values = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for value in values:
        yield from _dicts(value)


@given(st.lists(ENTRIES, min_size=1, max_size=12), LANGUAGES)
def test_slack_takes_every_card_whatever_is_in_the_glossary(
    entries: list[Entry], language: Language
) -> None:
    for card in (
        entries_card(entries, language),
        entries_card(entries, language, "thread"),
        shared_card(entries[0], language, "U0ALICE"),
    ):
        accepted(card["blocks"])
        assert "<!" not in card["text"]
        assert "<!" not in formatted(card["blocks"])
        json.dumps(card).encode()


@given(st.lists(TERMS, max_size=60), LANGUAGES, NASTY)
def test_slack_takes_every_list(terms: list[Term], language: Language, name: str) -> None:
    page = Page(name, language, 3)
    accepted(page_card(page, terms[:20], more=True)["blocks"])
    accepted(help_card({name: 1, "b": 2}, terms[:5], terms[:5])["blocks"])
    accepted(fields_card({str(n): n for n in range(80)}, language, name)["blocks"])
    accepted(field_set_card(name, "U0ALICE", language)["blocks"])
    accepted(unknown_card(Lookup(name, nearest=(name, "x" * 99)))["blocks"])
    accepted(explained_view(terms, language)["blocks"], most=100)
    assert Page.parse(str(page)) == page


@given(st.text(max_size=3_000))
def test_every_text_is_read_as_a_page(text: str) -> None:
    assert 0 <= Page.parse(text).number < 10**6


@given(st.lists(st.text(min_size=1, max_size=60), max_size=80), LANGUAGES)
def test_a_button_carries_as_many_concepts_as_it_has_room_for(
    concepts: list[str], language: Language
) -> None:
    value = concepts_text(concepts, language)
    carried, read = parse_concepts(value)
    assert (carried, read) == (concepts[: len(carried)], language)
    assert len(value) <= 2_000
    assert len(carried) == len(concepts) or len(json.dumps(concepts)) > 1_900


@given(TERMS)
def test_a_button_leads_to_its_own_term(one: Term) -> None:
    assert parse_key(key_text(one)) == (one.concept, one.language)


def test_a_card_says_all_that_the_entry_holds() -> None:
    about: dict[str, Any] = {
        "aliases": ("a book's yield",), "abbreviation": "ROE", "owner": "U0ALICE",
        "status": "deprecated", "licence": "CC BY 4.0", "revision": 3,
    }  # fmt: skip
    english, chinese = term("roe", "return on equity", **about), term("roe", "净资产收益率", "zh")
    card = entries_card([Entry((english, chinese), (term("roa", "return on assets"),))], "en")
    said = texts(card["blocks"])
    assert said[0] == "return on equity (ROE) [deprecated] · 净资产收益率"
    for expected in (
        "what roe is.",
        "Also called: a book's yield",
        "Field: finance",
        "Source: a book",
        "Licence: CC BY 4.0",
        "Owner: <@U0ALICE>",
        "en v3 · zh v1",
    ):
        assert expected in said
    assert labels(card) == ["return on assets", "Ask about it", "Share here", "Suggest a change"]


@pytest.mark.parametrize("owner", ["U0", "the <!channel> team", "<@U0ALICE> and <@U0LILEI>"])
def test_an_owner_that_is_no_member_is_shown_as_it_is_written(owner: str) -> None:
    card = entries_card([Entry((term("roe", "ROE", owner=owner),))], "en")
    assert f"Owner: {owner}" in texts(card["blocks"])
    assert formatted(card["blocks"]) == ""


def test_senses_without_room_become_buttons() -> None:
    senses = [Entry((term(f"c{n}", "margin", definition="d " * 1_500),)) for n in range(9)]
    card = entries_card(senses, "en")
    assert "Further senses: 5" in texts(card["blocks"])
    assert [one["value"] for one in buttons(card)][-5:] == [f"en:c{n}" for n in range(4, 9)]


def test_a_definition_that_is_cut_is_told_to_be() -> None:
    card = entries_card([Entry((term("roe", "ROE", definition="d" * 5_000),))], "zh")
    assert TERM_WORDS["zh"]["cut"] in texts(card["blocks"])


def test_a_shared_card_can_only_be_changed_and_says_who_shared_it() -> None:
    card = shared_card(Entry((term("roe", "ROE"),), (term("roa", "ROA"),)), "en", "U0ALICE")
    assert labels(card) == ["Suggest a change"]
    assert texts(card["blocks"])[-1] == "Shared by <@U0ALICE>"


def test_both_languages_have_the_same_words() -> None:
    assert TERM_WORDS["zh"].keys() == TERM_WORDS["en"].keys()
