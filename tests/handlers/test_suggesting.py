"""The modal in which a change is suggested, in a running Slack stand-in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.slack import SlackStandIn
from tests.glossaries import term
from tests.handlers.desk import ALICE, LILEI, Desk, at_desk
from tests.playground.control_client import ControlClient

EBITDA = replace(
    term("ebitda", "earnings before interest", abbreviation="EBITDA"),
    aliases=("operating cash profit",),
)
LONG = replace(term("long", "long one"), definition="d" * 3_500, aliases=("a", "b"))


@pytest.fixture
async def desk(
    slack: SlackStandIn, client: AsyncWebClient, control: ControlClient, tmp_path: Path
) -> AsyncIterator[Desk]:
    async with at_desk(slack, client, control, tmp_path, [EBITDA, LONG]) as desk:
        yield desk


async def test_what_is_suggested_is_kept_and_shown_to_every_reviewer(desk: Desk) -> None:
    view = await desk.open("ebitda")
    answer = await desk.submit(
        view, definition="profit before <!channel> costs.", aliases="cash profit，ebitda margin"
    )
    assert "errors" not in answer
    card = await desk.card(LILEI)
    assert "Definition" in str(card["blocks"])
    assert "what ebitda is." in str(card["blocks"])
    assert "Source" not in str(card["blocks"])  # it does not change
    assert "<!channel>" not in card["text"]
    (kept,) = await desk.suggestions.open()
    assert kept.base_revision == 1
    assert kept.suggested_by == ALICE
    assert kept.term.aliases == ("cash profit", "ebitda margin")
    assert kept.term.abbreviation == "EBITDA"
    await desk.said(ALICE, "you will hear of the outcome")


@pytest.mark.parametrize(
    ("entered", "place"),
    [
        ({}, "definition"),  # nothing changed
        ({"definition": " \n "}, "definition"),
        ({"definition": "d" * 2_001}, "definition"),
        ({"name": "two\x07bells"}, "name"),
        ({"name": "\u200b"}, "name"),
        ({"aliases": "fine, safe\u202ename"}, "aliases"),
        ({"aliases": "x" * 200}, "aliases"),
        ({"aliases": "\n".join(f"name {n}" for n in range(120))}, "aliases"),
        ({"other_field": "f" * 76}, "other_field"),
        ({"note": "n" * 1_001, "definition": "better."}, "note"),
    ],
)
async def test_what_is_wrong_stands_beside_its_field_and_nothing_is_kept(
    desk: Desk, entered: dict[str, str], place: str
) -> None:
    answer = await desk.submit(await desk.open("ebitda"), **entered)
    assert answer["response_action"] == "errors"
    shown = {"other_field": "field", "field": "field"}.get(place, place)
    assert place in answer["errors"] or shown in answer["errors"], answer
    assert await desk.suggestions.open() == []
    assert await desk.control.get(f"views/{ALICE}") != []


async def test_a_text_that_is_too_long_for_the_modal_stays_as_it_is(desk: Desk) -> None:
    await desk.suggest("long", aliases="a, c")
    (kept,) = await desk.suggestions.open()
    assert kept.term.definition == LONG.definition
    assert kept.term.aliases == ("a", "c")


async def test_a_new_term_gets_an_id_that_no_other_has(desk: Desk) -> None:
    view = await desk.open("EBITDA!")
    assert view["title"]["text"] == "Add a term"
    await desk.submit(
        view, name="EBITDA", field="finance", definition="another thing.", source="a memo"
    )
    await desk.card(LILEI)
    (kept,) = await desk.suggestions.open()
    assert (kept.term.concept, kept.base_revision) == ("ebitda-2", 0)
    assert kept.term.status == "proposed"


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "[]",
        "null",
        "{}",
        '["","fr",0,0]',
        '["",["en"],0,0]',
        '["","en",null,0]',
        '["","en",1e999,0]',
        '["\\ud800","en",1,0]',
        '["","en",0,99999999999999999999]',
        "[" * 2_900,
    ],
)
@pytest.mark.parametrize("callback", ["suggest_term", "approve_changed", "reject_suggestion"])
async def test_a_modal_that_says_nothing_of_its_subject_is_answered_with_a_sentence(
    desk: Desk, client: AsyncWebClient, forged: str, callback: str
) -> None:
    view = await desk.open("ebitda")
    kept = {key: view[key] for key in ("type", "title", "submit", "close", "blocks")}
    changed = {"private_metadata": forged, "callback_id": callback}
    await client.views_update(view_id=view["id"], view=kept | changed)
    answer = await desk.submit(view, definition="better.")
    assert answer["response_action"] == "errors"
    assert "open it again" in str(answer["errors"])
    assert await desk.suggestions.open() == []


@pytest.mark.parametrize("subject", ['["","en",5,0]', '["ebitda","en",5,0]', '["ebitda","en",0,0]'])
async def test_a_revision_that_there_never_was_is_refused(
    desk: Desk, client: AsyncWebClient, subject: str
) -> None:
    view = await desk.open("ebitda")
    kept = {key: view[key] for key in ("type", "callback_id", "title", "submit", "blocks")}
    await client.views_update(view_id=view["id"], view=kept | {"private_metadata": subject})
    answer = await desk.submit(view, definition="better.")
    assert "not there any more" in str(answer["errors"])
    assert await desk.suggestions.open() == []


async def test_a_term_can_be_added_in_the_other_language(desk: Desk) -> None:
    view = await desk.open("息税折旧摊销前利润")
    entered = {"field": "finance", "definition": "一种利润。", "source": "年报", "note": "常用"}
    await desk.submit(view, **entered)
    card = await desk.card(LILEI)
    assert "建议添加" in card["text"]
    (kept,) = await desk.suggestions.open()
    assert (kept.term.language, kept.term.concept) == ("zh", "息税折旧摊销前利润")
    assert kept.note == "常用"


async def test_where_nobody_can_decide_the_suggester_is_told_what_must_be_set(
    slack: SlackStandIn, client: AsyncWebClient, control: ControlClient, tmp_path: Path
) -> None:
    async with at_desk(slack, client, control, tmp_path, [EBITDA], reviewers=()) as desk:
        await desk.suggest("ebitda", definition="better.")
        assert "TERMWISE_REVIEWERS" in (await desk.said(ALICE, "suggestion"))["text"]
        assert len(await desk.suggestions.open()) == 1


async def test_a_term_s_owner_decides_without_being_a_reviewer(
    slack: SlackStandIn, client: AsyncWebClient, control: ControlClient, tmp_path: Path
) -> None:
    owned = replace(EBITDA, owner=LILEI)
    async with at_desk(slack, client, control, tmp_path, [owned], reviewers=()) as desk:
        await desk.suggest("ebitda", definition="better.")
        await desk.click(LILEI, await desk.card(LILEI), "approve_suggestion")
        await desk.said(ALICE, "was approved by")
        assert (await desk.term("ebitda")).definition == "better."
        assert (await desk.term("ebitda")).owner == LILEI
