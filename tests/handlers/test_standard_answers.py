"""Standard answers made of good answers, in a running stand-in."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
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
    async with at_answers(slack, client, control, tmp_path) as desk:
        yield desk


async def test_one_click_makes_a_standard_answer_that_the_reviewer_vouches_for(
    desk: AnswerDesk,
) -> None:
    answer = await desk.answered(ROE, RATIO)
    await desk.click(LILEI, await desk.offered(LILEI, answer), "make_standard", FINANCE)
    confirmed = await desk.seen(FINANCE, "verified by 李雷")
    assert (confirmed["visible_to"], confirmed["thread_ts"]) == (LILEI, answer["thread_ts"])
    made = await desk.kept()
    assert (made.question, made.answer, made.status) == (ROE, RATIO, "approved")
    assert (made.owner, made.verified_by, made.audience) == (LILEI, "李雷", "workspace:*")
    assert made.expires_at
    assert timedelta(days=179) < made.expires_at - datetime.now(UTC) < timedelta(days=181)
    assert (LILEI, "verify standard answer 1", True) in await desk.audit()
    served = await desk.answered("what does ROE mean", "Something else.", channel="C0GENERAL")
    assert RATIO in str(served["blocks"])
    assert "verified by 李雷" in str(served["blocks"])


async def test_clicks_at_once_and_later_make_one_answer(desk: AnswerDesk) -> None:
    answer = await desk.answered(ROE, RATIO)
    card = await desk.offered(LILEI, answer)
    clicks = [desk.click(LILEI, card, "make_standard", FINANCE) for _ in range(4)]
    await asyncio.gather(*clicks)
    await desk.quiet()
    other = await desk.answered(ROE, "not shown")
    await desk.pick(HANMEI, other)
    await desk.submit(await desk.view(HANMEI), HANMEI)
    await desk.quiet()
    assert await desk.count() == 1
    assert (await desk.kept()).verified_by == "韩梅梅"


async def test_what_replaces_an_answer_keeps_its_wordings_and_its_owner(desk: AnswerDesk) -> None:
    old = StandardAnswer(ROE, "Old.", "en", "workspace:*", ("How is ROE defined?",), ALICE)
    await desk.put_answer(old)
    answer = await desk.answered(ROE, RATIO)  # the old one only waits for approval
    await desk.click(LILEI, await desk.offered(LILEI, answer), "make_standard", FINANCE)
    await desk.seen(FINANCE, "verified by 李雷")
    made = await desk.kept()
    assert (made.answer, made.owner, made.wordings) == (RATIO, ALICE, old.wordings)
    assert await desk.count() == 1


async def test_the_answer_to_a_question_that_nobody_asks_twice_is_to_be_changed_first(
    desk: AnswerDesk,
) -> None:
    answer = await desk.answered("What is ROE? " + "Really? " * 300, RATIO)
    await desk.thumb(LILEI, answer, "good")
    offer = await desk.seen(FINANCE, "draft_standard")
    assert "make_standard" not in str(offer["blocks"])
    await desk.click(LILEI, offer, "draft_standard", FINANCE)
    refused = await desk.submit(await desk.view(LILEI), LILEI)
    assert refused["errors"] == {"question": "At most 2000 characters."}


async def test_a_reviewer_can_change_it_first(desk: AnswerDesk) -> None:
    answer = await desk.answered(ROE, RATIO)
    await desk.click(LILEI, await desk.offered(LILEI, answer), "draft_standard", FINANCE)
    view = await desk.view(LILEI)
    assert view["title"]["text"] == "New standard answer"
    assert RATIO in str(view["blocks"])
    entered = {"answer": "Better.", "wordings": "How is ROE defined?\n\n How is ROE defined? "}
    assert "errors" not in await desk.submit(view, LILEI, **entered)
    card = await desk.said(LILEI, "is saved")
    made = await desk.kept()
    assert (made.question, made.answer) == (ROE, "Better.")
    assert made.wordings == ("How is ROE defined?",)
    await desk.click(LILEI, card, "expire_standard")
    await desk.said(LILEI, "Not shown any more")
    assert (await desk.kept()).status == "expired"


async def test_who_is_no_reviewer_is_thanked_and_offered_nothing(desk: AnswerDesk) -> None:
    answer = await desk.answered(ROE, RATIO)
    await desk.thumb(ALICE, answer, "good")
    await desk.quiet()
    assert await desk.told(FINANCE, ALICE) == ["谢谢反馈！ Thank you!"]
    assert "make_standard" not in str(await desk.control.messages(FINANCE))


async def test_a_standard_answer_is_not_offered_to_become_one(desk: AnswerDesk) -> None:
    good = StandardAnswer(ROE, RATIO, "en", "workspace:*", status="approved")
    await desk.put_answer(good)
    answer = await desk.answered(ROE, "not shown")
    await desk.thumb(LILEI, answer, "good")
    await desk.quiet()
    assert await desk.told(FINANCE, LILEI) == ["谢谢反馈！ Thank you!"]


async def test_the_shortcut_opens_the_modal_with_the_answer(desk: AnswerDesk) -> None:
    await desk.pick(LILEI, await desk.answered("什么是市盈率？", "股价与每股收益之比。"))
    view = await desk.view(LILEI)
    assert view["title"]["text"] == "新的标准回答"
    assert "股价与每股收益之比。" in str(view["blocks"])
    await desk.submit(view, LILEI)
    await desk.said(LILEI, "已保存标准回答")
    assert (await desk.kept()).language == "zh"


async def test_the_shortcut_on_a_standard_answer_opens_that_one(desk: AnswerDesk) -> None:
    good = StandardAnswer(ROE, RATIO, "en", "workspace:*", ("ROE?",), status="approved")
    await desk.put_answer(good)
    await desk.pick(LILEI, await desk.answered(ROE, "not shown"))
    view = await desk.view(LILEI)
    assert view["title"]["text"] == "Change standard answer"
    await desk.submit(view, LILEI, answer="Better.")
    await desk.quiet()
    assert await desk.count() == 1
    assert ((await desk.kept()).answer, (await desk.kept()).wordings) == ("Better.", ("ROE?",))


async def test_the_shortcut_on_what_is_no_answer_says_so(desk: AnswerDesk) -> None:
    answer = await desk.answered(ROE, RATIO)
    thread = {"channel": FINANCE, "thread_ts": answer["thread_ts"]}
    asked = await desk.control.message(answer["thread_ts"], FINANCE)
    chat = await desk.control.say("I see.", user=HANMEI, **thread)
    alone = await desk.control.say("Lunch?", channel=FINANCE)
    for ts in (asked["ts"], chat, alone):
        await desk.pick(LILEI, {"ts": ts})
    await desk.quiet()
    told = await desk.told(FINANCE, LILEI)
    assert ["There is no answer to use here" in one for one in told] == [True] * 3
    assert await desk.modals(LILEI) == []


async def test_the_shortcut_on_a_thread_s_second_answer_takes_that_one(desk: AnswerDesk) -> None:
    first = await desk.answered(ROE, RATIO)
    second = await desk.answered("And for banks?", "Much the same.", thread_ts=first["thread_ts"])
    await desk.pick(LILEI, second)
    view = await desk.view(LILEI)
    assert "Much the same." in str(view["blocks"])
    await desk.submit(view, LILEI, question="What is ROE for banks?")
    await desk.said(LILEI, "is saved")
    made = await desk.kept()
    assert (made.question, made.answer) == ("What is ROE for banks?", "Much the same.")


async def test_a_follow_up_is_not_made_a_standard_answer_by_one_click(desk: AnswerDesk) -> None:
    first = await desk.answered(ROE, RATIO)
    second = await desk.answered("And for banks?", "Much the same.", thread_ts=first["thread_ts"])
    await desk.thumb(LILEI, second, "good")
    offer = await desk.seen(FINANCE, "draft_standard")
    assert "make_standard" not in str(offer["blocks"])


async def test_an_answer_that_another_one_has_followed_is_not_taken_for_it(
    desk: AnswerDesk,
) -> None:
    answer = await desk.answered(ROE, RATIO)
    offer = await desk.offered(LILEI, answer)
    await desk.intake.ask_again(FINANCE, answer["thread_ts"], ALICE, "again")
    asked = await desk.attempt(1, FINANCE, answer["thread_ts"])
    await desk.answer_to(replace(asked, fresh=True), "Something else.")
    await desk.click(LILEI, offer, "make_standard", FINANCE)
    await desk.quiet()
    assert "There is no answer to use here" in (await desk.told(FINANCE, LILEI))[-1]
    assert await desk.count() == 0


async def test_an_answer_in_a_private_channel_stays_there_unless_chosen_otherwise(
    desk: AnswerDesk,
) -> None:
    answer = await desk.answered(ROE, RATIO, channel=DEAL_ROOM)
    await desk.click(
        LILEI, await desk.offered(LILEI, answer, DEAL_ROOM), "make_standard", DEAL_ROOM
    )
    await desk.seen(DEAL_ROOM, "only in this channel")
    assert (await desk.kept()).audience == f"channel:{DEAL_ROOM}"
    elsewhere = await desk.answered(ROE, "Public.")
    assert RATIO not in str(elsewhere)
    await desk.pick(LILEI, answer, DEAL_ROOM)
    view = await desk.view(LILEI)
    assert "Only the channel it comes from" in str(view["blocks"])
    await desk.submit(view, LILEI, audience="workspace:*")
    await desk.said(LILEI, "is saved")
    assert "workspace:*" in {one.audience for one in await desk.frequent.standard.all()}


async def test_an_answer_in_a_direct_message_is_for_everybody_once_it_is_verified(
    desk: AnswerDesk,
) -> None:
    answer = await desk.answered(ROE, RATIO, channel=dm(LILEI), user=LILEI)
    await desk.pick(LILEI, answer, dm(LILEI))
    view = await desk.view(LILEI)
    assert "Everybody in the workspace" in str(view["blocks"])
    assert "Only the channel" not in str(view["blocks"])
    await desk.submit(view, LILEI)
    await desk.said(LILEI, "is saved")
    assert (await desk.kept()).audience == "workspace:*"


async def test_who_may_not_make_one_is_refused_and_it_is_recorded(desk: AnswerDesk) -> None:
    answer = await desk.answered(ROE, RATIO)
    await desk.pick(ALICE, answer)
    await desk.quiet()
    assert "Only reviewers and owners" in (await desk.told(FINANCE, ALICE))[-1]
    assert (ALICE, "make a standard answer", False) in await desk.audit()
    assert await desk.modals(ALICE) == []


async def test_what_was_asked_in_private_is_looked_at_before_it_is_published(
    desk: AnswerDesk,
) -> None:
    answer = await desk.answered(ROE, RATIO, channel=dm(LILEI), user=LILEI)
    await desk.thumb(LILEI, answer, "good", dm(LILEI))
    offer = await desk.seen(dm(LILEI), "draft_standard")
    assert "It was asked in private" in offer["text"]
    assert "'make_standard'" not in str(offer["blocks"])


async def test_of_two_forms_for_one_question_the_second_is_told_of_the_first(
    desk: AnswerDesk,
) -> None:
    answer = await desk.answered(ROE, RATIO)
    for user in (LILEI, HANMEI):
        await desk.pick(user, answer)
    views = [await desk.view(user) for user in (LILEI, HANMEI)]
    await desk.submit(views[0], LILEI)
    await desk.said(LILEI, "is saved")
    refused = await desk.submit(views[1], HANMEI, answer="mine")
    assert "has a standard answer already, no. 1" in refused["errors"]["question"]
    assert (await desk.kept()).answer == RATIO
