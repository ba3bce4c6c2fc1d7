"""Deciding about suggestions, in a running Slack stand-in."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import text

from bot.playground.slack import SlackStandIn
from conversation_store.candidates import Candidate, Candidates
from conversation_store.wanted import Wanted
from tests.glossaries import term
from tests.handlers.desk import ALICE, HANMEI, LILEI, Desk, at_desk
from tests.playground.control_client import ControlClient

EBITDA = term("ebitda", "EBITDA")


@pytest.fixture
async def desk(
    slack: SlackStandIn, client: AsyncWebClient, control: ControlClient, tmp_path: Path
) -> AsyncIterator[Desk]:
    async with at_desk(slack, client, control, tmp_path, [EBITDA]) as desk:
        yield desk


async def test_what_is_approved_is_in_the_glossary_and_everybody_is_told(desk: Desk) -> None:
    await desk.suggest("ebitda", definition="better.", name="EBITDA profit")
    await desk.click(LILEI, await desk.card(LILEI), "approve_suggestion")
    await desk.said(ALICE, "was approved by")
    for reviewer in (LILEI, HANMEI):
        outcome = await desk.said(reviewer, "Approved by")
        assert "approve_suggestion" not in str(outcome)
    changed = await desk.term("ebitda")
    assert (changed.definition, changed.revision) == ("better.", 2)
    assert desk.glossary.knows("EBITDA profit")
    await desk.control.post("open-home", user=LILEI)
    assert (LILEI, "approve suggestion 1", True) in await desk.audit()


async def test_a_rejection_reaches_the_suggester_with_its_reason(desk: Desk) -> None:
    await desk.suggest("ebitda", definition="worse.")
    await desk.click(LILEI, await desk.card(LILEI), "reject_suggestion")
    await desk.submit(await desk.view(LILEI), LILEI, reason="The old one is the law's. <!here>")
    told = await desk.said(ALICE, "was rejected by")
    assert "The old one is the law's." in str(told)
    assert "<!here>" not in str(told["text"])
    assert "The old one" in str(await desk.said(HANMEI, "Rejected by"))
    assert (await desk.term("ebitda")).definition == EBITDA.definition
    assert (await desk.audit())[0] == (LILEI, "reject suggestion 1", True)


async def test_of_two_who_approve_at_once_one_does_and_the_other_is_told(desk: Desk) -> None:
    await desk.suggest("ebitda", definition="better.")
    cards = {one: await desk.card(one) for one in (LILEI, HANMEI)}
    await asyncio.gather(*(desk.click(one, cards[one], "approve_suggestion") for one in cards))
    await desk.said(ALICE, "was approved by")
    async with asyncio.timeout(5):
        while not (late := [m for one in cards for m in await _whispers(desk, one)]):
            await asyncio.sleep(0.02)
    assert [message["text"].split(" <")[0] for message in late] == ["This was already approved by"]
    assert (await desk.term("ebitda")).revision == 2
    assert [row for row in await desk.audit() if row[2]] == [
        (late_by(late[0], approver=True), "approve suggestion 1", True)
    ]


def late_by(whisper: dict[str, str], *, approver: bool) -> str:
    """Who was quicker than the one who was told so."""
    late = whisper["visible_to"]
    return (HANMEI if late == LILEI else LILEI) if approver else late


async def _whispers(desk: Desk, user: str) -> list[dict[str, str]]:
    channel = {LILEI: "D0LILEI", HANMEI: "D0HANMEI"}[user]
    return [m for m in await desk.control.messages(channel) if m.get("visible_to") == user]


async def test_whoever_may_not_decide_is_refused_and_recorded(
    desk: Desk, client: AsyncWebClient
) -> None:
    await desk.suggest("ebitda", definition="better.")
    card = await desk.card(LILEI)
    copy = await client.chat_postMessage(channel="C0FINANCE", text="see", blocks=card["blocks"])
    for action in ("approve_suggestion", "reject_suggestion", "change_suggestion"):
        await desk.click(ALICE, {"ts": copy["ts"]}, action, "C0FINANCE")
        await desk.seen("C0FINANCE", "Only the term's owner")
    async with asyncio.timeout(5):
        while len(refusals := await desk.audit()) < 3:
            await asyncio.sleep(0.02)
    assert {row[0] for row in refusals} == {ALICE}
    assert not any(allowed for _, _, allowed in refusals)
    assert (await desk.term("ebitda")).revision == 1
    assert len(await desk.suggestions.open()) == 1
    assert await desk.control.get(f"views/{ALICE}") == []


async def test_a_modal_that_outlived_the_right_to_decide_decides_nothing(
    slack: SlackStandIn, client: AsyncWebClient, control: ControlClient, tmp_path: Path
) -> None:
    owned = replace(EBITDA, owner=LILEI)
    async with at_desk(slack, client, control, tmp_path, [owned], reviewers=()) as desk:
        await desk.suggest("ebitda", definition="better.")
        await desk.click(LILEI, await desk.card(LILEI), "change_suggestion")
        view = await desk.view(LILEI)
        await desk.put(replace(owned, owner=HANMEI))
        answer = await desk.submit(view, LILEI, definition="mine.")
        assert "Only the term's owner" in str(answer["errors"])
        assert (await desk.term("ebitda")).definition == EBITDA.definition
        assert (await desk.audit())[0][2] is False


async def test_a_term_that_changed_meanwhile_is_shown_again_with_what_it_says_now(
    desk: Desk,
) -> None:
    await desk.suggest("ebitda", definition="better.")
    card = await desk.card(LILEI)
    await desk.put(replace(EBITDA, source="a newer book", definition="changed meanwhile."))
    await desk.click(LILEI, card, "approve_suggestion")
    again = await desk.said(LILEI, "was changed after this was suggested")
    again = await desk.control.message(card["ts"], "D0LILEI")
    assert "changed meanwhile." in str(again["blocks"])
    assert "a newer book" not in str(again["blocks"])
    assert len(await desk.suggestions.open()) == 1
    await desk.click(LILEI, again, "approve_suggestion")
    await desk.said(ALICE, "was approved by")
    now = await desk.term("ebitda")
    assert (now.definition, now.source, now.revision) == ("better.", "a newer book", 3)


async def test_a_reviewer_can_make_something_else_of_it(desk: Desk) -> None:
    await desk.suggest("ebitda", definition="better.")
    await desk.click(HANMEI, await desk.card(HANMEI), "change_suggestion")
    view = await desk.view(HANMEI)
    assert "better." in str(view["blocks"])
    assert (await desk.submit(view, HANMEI, definition=""))["response_action"] == "errors"
    await desk.submit(view, HANMEI, definition="best.")
    await desk.said(ALICE, "was approved by")
    assert (await desk.term("ebitda")).definition == "best."


async def test_the_home_tab_lists_what_waits_for_a_reviewer_alone(desk: Desk) -> None:
    await Wanted(desk.database).count("npl", "NPL", "en", user_id=ALICE, in_public=True)
    found = Candidate("core tier", "core tier", "en", "finance", 2.0, 7, ("a sentence",))
    await Candidates(desk.database).add([found])
    await desk.suggest("ebitda", definition="better.")
    for person in (ALICE, LILEI):
        await desk.control.post("open-home", user=person)
    home = await _home(desk, LILEI, "NPL")
    assert "core tier" in str(home)
    assert "Waiting for you" not in str(await _home(desk, ALICE, "concepts"))
    await desk.control.post("interact", user=LILEI, view_id=home["id"], action_id="define_name")
    view = await desk.view(LILEI)
    await desk.submit(
        view, LILEI, field="finance", definition="a loan that is not repaid.", source="a law"
    )
    card = await desk.said(HANMEI, "new term")
    await desk.click(HANMEI, card, "approve_suggestion")
    await desk.said(LILEI, "was approved by")
    async with asyncio.timeout(5):
        while await Wanted(desk.database).most():
            await asyncio.sleep(0.02)
    assert (await desk.term("npl")).owner == HANMEI
    await _dismiss(desk, "core tier")


async def _dismiss(desk: Desk, name: str) -> None:
    await desk.control.post("open-home", user=LILEI)
    async with asyncio.timeout(5):
        while "NPL" in str(home := await _home(desk, LILEI, name)):
            await asyncio.sleep(0.02)
    await desk.control.post("interact", user=LILEI, view_id=home["id"], action_id="not_a_term")
    async with asyncio.timeout(5):
        while name in str(await desk.control.get(f"home/{LILEI}")):
            await asyncio.sleep(0.02)
    assert await Candidates(desk.database).best() == []


async def _home(desk: Desk, user: str, text: str) -> dict[str, str]:
    async with asyncio.timeout(5):
        while text not in str(home := await desk.control.get(f"home/{user}")):
            await asyncio.sleep(0.02)
    return dict(home)


async def test_a_suggestion_can_be_approved_in_the_home_tab(desk: Desk) -> None:
    await desk.suggest("ebitda", definition="better.")
    await desk.control.post("open-home", user=LILEI)
    home = await _home(desk, LILEI, "approve_suggestion")
    wish = {"user": LILEI, "view_id": home["id"], "action_id": "approve_suggestion"}
    await desk.control.post("interact", **wish)
    await desk.said(ALICE, "was approved by")
    await _home(desk, LILEI, "Nothing waits for you")


async def test_a_store_that_fails_is_told_and_leaves_the_suggestion_open(desk: Desk) -> None:
    await desk.suggest("ebitda", definition="better.")
    card = await desk.card(LILEI)
    refuse = "CREATE TRIGGER full BEFORE INSERT ON term_revisions BEGIN SELECT 1 FROM absent; END"
    async with desk.database.transaction() as connection:
        await connection.execute(text(refuse))
    await desk.click(LILEI, card, "approve_suggestion")
    await desk.said(LILEI, "the database failed")
    assert len(await desk.suggestions.open()) == 1
    async with desk.database.transaction() as connection:
        await connection.execute(text("DROP TRIGGER full"))
    await desk.click(LILEI, card, "approve_suggestion")
    await desk.said(ALICE, "was approved by")
