"""Thumbs-down: who is told, what they can do, and what is served from then on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.slack import SlackStandIn
from conversation_store.standard_answer import StandardAnswer
from tests.handlers.answer_desk import DEAL_ROOM, FINANCE, AnswerDesk, at_answers, dm
from tests.handlers.desk import ALICE, HANMEI, LILEI
from tests.playground.control_client import ControlClient

ROE, RATIO = "What is ROE?", "Profit for each unit of equity."


@pytest.fixture
async def desk(
    slack: SlackStandIn, client: AsyncWebClient, control: ControlClient, tmp_path: Path
) -> AsyncIterator[AnswerDesk]:
    async with at_answers(slack, client, control, tmp_path, reviewers=[LILEI]) as desk:
        yield desk


def standard(owner: str = ALICE, audience: str = "workspace:*") -> StandardAnswer:
    expires = datetime.now(UTC) + timedelta(days=90)
    return StandardAnswer(
        ROE, RATIO, "en", audience, owner=owner, status="approved", verified_by="Alice",
        verified_at=datetime.now(UTC), expires_at=expires,
    )  # fmt: skip


async def notices(desk: AnswerDesk, user: str) -> list[str]:
    """What somebody was told in their direct message."""
    await desk.quiet()
    return [one["text"] for one in await desk.control.messages(dm(user)) if one.get("bot_id")]


async def test_a_standard_answer_that_is_found_wrong_waits_for_its_owner(desk: AnswerDesk) -> None:
    await desk.put_answer(standard())
    await desk.thumb(HANMEI, await desk.answered(ROE, "not shown"), "bad")
    card = await desk.said(ALICE, "not helpful")
    assert RATIO in str(card["blocks"])
    assert (await desk.kept()).status == "suspended"
    assert "until" in card["text"]
    assert "Another." in str(await desk.answered("what does ROE mean", "Another."))
    await desk.click(ALICE, card, "verify_standard")
    done = await desk.said(ALICE, "Verified by")
    assert done["ts"] == card["ts"]
    assert "actions" not in str(done["blocks"])
    assert RATIO in str(await desk.answered("What's ROE?", "not shown"))
    assert (ALICE, "verify standard answer 1", True) in await desk.audit()


async def test_who_finds_it_wrong_again_does_not_take_it_from_others(desk: AnswerDesk) -> None:
    await desk.put_answer(standard())
    answer = await desk.answered(ROE, "not shown")
    await desk.thumb(HANMEI, answer, "bad")
    await desk.click(ALICE, await desk.said(ALICE, "not helpful"), "verify_standard")
    await desk.said(ALICE, "Verified by")
    await desk.thumb(HANMEI, answer, "bad")
    assert "It is still shown" in (await notices(desk, ALICE))[-1]
    assert (await desk.kept()).status == "approved"
    await desk.thumb(LILEI, answer, "bad")
    await notices(desk, ALICE)
    assert (await desk.kept()).status == "suspended"


async def test_the_owner_can_change_it_from_the_notice(desk: AnswerDesk) -> None:
    await desk.put_answer(standard())
    await desk.thumb(HANMEI, await desk.answered(ROE, "not shown"), "bad")
    await desk.click(ALICE, await desk.said(ALICE, "not helpful"), "change_standard")
    await desk.submit(await desk.view(ALICE), ALICE, answer="Better.")
    await desk.said(ALICE, "is saved")
    assert ((await desk.kept()).answer, (await desk.kept()).status) == ("Better.", "approved")


async def test_a_button_beside_what_was_changed_since_does_nothing(desk: AnswerDesk) -> None:
    await desk.put_answer(standard())
    await desk.thumb(HANMEI, await desk.answered(ROE, "not shown"), "bad")
    mine, theirs = [await desk.said(user, "not helpful") for user in (ALICE, LILEI)]
    await desk.click(LILEI, theirs, "expire_standard")
    await desk.said(LILEI, "Not shown any more")
    await desk.click(ALICE, mine, "verify_standard")
    await desk.quiet()
    assert "has just been changed" in (await desk.told(dm(ALICE), ALICE))[-1]
    assert (await desk.kept()).status == "expired"


async def test_of_two_who_decide_at_once_one_does(desk: AnswerDesk) -> None:
    await desk.put_answer(standard())
    await desk.thumb(HANMEI, await desk.answered(ROE, "not shown"), "bad")
    mine, theirs = [await desk.said(user, "not helpful") for user in (ALICE, LILEI)]
    await asyncio.gather(
        desk.click(LILEI, theirs, "expire_standard"), desk.click(ALICE, mine, "verify_standard")
    )
    await desk.quiet()
    told = [*await desk.told(dm(ALICE), ALICE), *await desk.told(dm(LILEI), LILEI)]
    assert ["has just been changed" in one for one in told] == [True]
    assert (await desk.kept()).revision == 3


async def test_a_decision_of_whoever_is_neither_owner_nor_reviewer_is_refused(
    desk: AnswerDesk,
) -> None:
    await desk.put_answer(standard())
    answer = await desk.answered(ROE, "not shown")
    await desk.thumb(HANMEI, answer, "bad")
    card = await desk.said(ALICE, "not helpful")
    await desk.frequent.standard.put(
        StandardAnswer(ROE, RATIO, "en", "workspace:*", owner=HANMEI, status="suspended", id=1),
        who="cli",
        action="import",
    )
    actions = ("verify", "expire", "change")
    for action in actions:
        await desk.click(ALICE, card, f"{action}_standard")
    await desk.quiet()
    told = await desk.told(dm(ALICE), ALICE)
    assert ["Only reviewers and owners" in one for one in told] == [True] * 3
    refused = [(ALICE, f"{action} a standard answer", False) for action in actions]
    assert set(refused) <= set(await desk.audit())
    assert (await desk.kept()).status == "suspended"


async def test_an_answer_of_the_bot_s_that_is_found_wrong_is_served_no_more(
    desk: AnswerDesk,
) -> None:
    await desk.thumb(ALICE, await desk.answered(ROE, RATIO), "bad")
    card = await desk.said(LILEI, "not helpful")
    assert ROE in str(card["blocks"])
    assert RATIO in str(card["blocks"])
    assert await notices(desk, HANMEI) == []
    assert "Another." in str(await desk.answered("what does ROE mean", "Another."))
    await desk.click(LILEI, card, "write_standard")
    view = await desk.view(LILEI)
    assert "errors" in await desk.submit(view, LILEI)  # there is no answer yet
    await desk.submit(view, LILEI, answer="Right at last.")
    await desk.said(LILEI, "is saved")
    assert "Right at last." in str(await desk.answered("What's ROE?", "not shown"))


async def test_of_an_answer_in_a_private_place_no_reviewer_hears(desk: AnswerDesk) -> None:
    for channel in (DEAL_ROOM, dm(ALICE)):
        answer = await desk.answered(ROE, RATIO, channel=channel)
        await desk.thumb(ALICE, answer, "bad", channel)
        assert "we will work on it" in (await desk.seen(channel, "Thank you"))["text"]
        again = await desk.answered("what does ROE mean", "Another.", channel=channel)
        assert "Another." in str(again)
    assert await notices(desk, LILEI) == []


async def test_of_a_private_channel_s_standard_answer_only_its_owner_hears(
    desk: AnswerDesk,
) -> None:
    await desk.put_answer(standard(audience=f"channel:{DEAL_ROOM}"))
    answer = await desk.answered(ROE, "not shown", channel=DEAL_ROOM)
    await desk.thumb(LILEI, answer, "bad", DEAL_ROOM)
    await desk.said(ALICE, "not helpful")
    assert await notices(desk, LILEI) == []
    assert RATIO not in str(await desk.home(LILEI))
    assert ROE not in str(await desk.home(LILEI))
    assert ROE in str(await desk.home(ALICE))


async def test_where_the_owner_is_not_in_slack_reviewers_hear_of_it(desk: AnswerDesk) -> None:
    await desk.put_answer(standard(owner="Investor Relations", audience=f"channel:{DEAL_ROOM}"))
    answer = await desk.answered(ROE, "not shown", channel=DEAL_ROOM)
    await desk.thumb(ALICE, answer, "bad", DEAL_ROOM)
    await desk.said(LILEI, "not helpful")


async def test_a_second_thumb_down_tells_nobody_again(desk: AnswerDesk) -> None:
    answer = await desk.answered(ROE, RATIO)
    for _ in range(2):
        await desk.thumb(ALICE, answer, "bad")
        await desk.quiet()
    assert len(await notices(desk, LILEI)) == 1
    assert len(await desk.told(FINANCE, ALICE)) == 2
