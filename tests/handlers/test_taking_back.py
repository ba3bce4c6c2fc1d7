"""What new terms share with others, and approvals that are taken back, in a running stand-in."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.slack import SlackStandIn
from tests.glossaries import term
from tests.handlers.desk import ALICE, DM, HANMEI, LILEI, Desk, Json, at_desk
from tests.playground.control_client import ControlClient

ROE = term("roe", "return on equity", abbreviation="ROE")


@pytest.fixture
async def desk(
    slack: SlackStandIn, client: AsyncWebClient, control: ControlClient, tmp_path: Path
) -> AsyncIterator[Desk]:
    async with at_desk(slack, client, control, tmp_path, [ROE]) as desk:
        yield desk


async def new_term(desk: Desk, name: str, definition: str, user: str = ALICE) -> Json:
    """Suggest a new term; the card that a reviewer sees of it."""
    view = await desk.open(name, user)
    entered = {"name": name, "field": "finance", "definition": definition, "source": "a memo"}
    answer = await desk.submit(view, user, **entered)
    assert "errors" not in answer, answer
    return await desk.said(LILEI, definition)


async def gone(desk: Desk, user: str, ts: str, text: str) -> Json:
    """A card once it does not hold a text any more."""
    async with asyncio.timeout(5):
        while text in str(card := await desk.control.message(ts, DM[user])):
            await asyncio.sleep(0.02)
    return card


async def test_two_new_terms_whose_ids_are_alike_become_two_concepts(desk: Desk) -> None:
    cards = [await new_term(desk, name, f"the language {name}.") for name in ("C++", "C#")]
    for card, name in zip(cards, ("C++", "C#"), strict=True):
        assert name in card["text"]
        await desk.click(LILEI, card, "approve_suggestion")
        await desk.said(ALICE, f"{name}* was approved by")
    found = [await desk.term(concept) for concept in ("c", "c-2")]
    assert [(one.name, one.definition, one.revision) for one in found] == [
        ("C++", "the language C++.", 1),
        ("C#", "the language C#.", 1),
    ]


async def test_the_second_card_neither_strikes_out_nor_names_the_first_term(desk: Desk) -> None:
    first = await new_term(desk, "C++", "a language.")
    second = await new_term(desk, "C#", "another language.")
    await desk.click(LILEI, first, "approve_suggestion")
    await desk.said(ALICE, "was approved by")
    await desk.control.post("open-home", user=LILEI)
    async with asyncio.timeout(5):
        while "another language." not in str(home := await desk.control.get(f"home/{LILEI}")):
            await asyncio.sleep(0.02)
    assert "new term: *C#*" in str(home)
    assert "C++" not in str(home)
    assert "strike" not in str(second["blocks"])


async def test_the_card_says_which_other_concept_has_the_name(desk: Desk) -> None:
    card = await new_term(desk, "ROE", "a rate of exchange.")
    assert "*ROE* is also: return on equity (finance)" in str(card["blocks"])
    assert "second meaning" in str(card["blocks"])


async def test_the_card_says_that_a_name_is_an_everyday_phrase(desk: Desk) -> None:
    card = await new_term(desk, "what is", "a question.")
    assert "everyday word or phrase" in str(card["blocks"])


async def test_a_change_that_adds_no_name_is_not_warned_of(desk: Desk) -> None:
    await desk.put(term("roe-2", "rate of exchange", abbreviation="ROE"))
    await desk.glossary.refresh()
    await desk.suggest("roe", definition="better.")
    assert "warning" not in str((await desk.card(LILEI))["blocks"])


async def test_a_new_term_whose_approval_is_taken_back_is_deprecated(desk: Desk) -> None:
    card = await new_term(desk, "plinth", "a base.")
    await desk.click(LILEI, card, "approve_suggestion")
    done = await desk.said(HANMEI, "take_back_approval")
    await desk.glossary.refresh()  # as before each question
    assert desk.glossary.spans("the plinth is here")
    await desk.click(HANMEI, done, "take_back_approval")
    await desk.said(ALICE, "was taken back by")
    left = await desk.term("plinth")
    assert (left.status, left.revision) == ("deprecated", 2)
    assert not desk.glossary.spans("the plinth is here")
    assert (HANMEI, "take back suggestion 1", True) in await desk.audit()
    for user, ts in ((LILEI, card["ts"]), (HANMEI, done["ts"])):
        assert "is deprecated" in (await gone(desk, user, ts, "take_back_approval"))["text"]


async def test_a_change_whose_approval_is_taken_back_is_as_before(desk: Desk) -> None:
    await desk.suggest("roe", definition="better.", name="equity return")
    await desk.click(LILEI, await desk.card(LILEI), "approve_suggestion")
    done = await desk.said(LILEI, "take_back_approval")
    await desk.click(LILEI, done, "take_back_approval")
    await desk.said(ALICE, "was taken back by")
    assert await desk.term("roe") == replace(ROE, revision=3)


async def test_what_was_changed_since_its_approval_is_not_taken_back(desk: Desk) -> None:
    await desk.suggest("roe", definition="better.")
    await desk.click(LILEI, await desk.card(LILEI), "approve_suggestion")
    done = await desk.said(LILEI, "take_back_approval")
    newer = await desk.put(replace(ROE, definition="best."))
    await desk.click(LILEI, done, "take_back_approval")
    await desk.said(LILEI, "was not taken back")
    assert await desk.term("roe") == newer


async def test_whoever_may_not_decide_takes_nothing_back(
    desk: Desk, client: AsyncWebClient
) -> None:
    await desk.suggest("roe", definition="better.")
    await desk.click(LILEI, await desk.card(LILEI), "approve_suggestion")
    done = await desk.said(LILEI, "take_back_approval")
    copy = await client.chat_postMessage(channel="C0FINANCE", text="see", blocks=done["blocks"])
    await desk.click(ALICE, {"ts": copy["ts"]}, "take_back_approval", "C0FINANCE")
    await desk.seen("C0FINANCE", "Only the term's owner")
    assert (await desk.term("roe")).definition == "better."
    assert (ALICE, "take back suggestion 1", False) in await desk.audit()
