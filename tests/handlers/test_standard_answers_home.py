"""What App Home shows of standard answers, to whom, and what its buttons do."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.faq.cards import Curation, curation_blocks
from bot.handlers.home import About, home_view
from bot.playground.blocks import accepted_blocks
from bot.playground.slack import SlackStandIn
from conversation_store.asked_questions import AskedQuestion
from conversation_store.standard_answer import StandardAnswer
from tests.handlers.answer_desk import AnswerDesk, at_answers, dm
from tests.handlers.desk import ALICE, HANMEI, LILEI
from tests.playground.control_client import ControlClient

ROE, RATIO = "What is ROE?", "Profit for each unit of equity."
TO_CHECK, OFTEN = "Standard answers to look at", "Asked by several people"


def in_days(days: int) -> datetime:
    return datetime.now(UTC) + timedelta(days=days)


GOOD = StandardAnswer(ROE, RATIO, "en", "workspace:*", owner=ALICE, status="approved")
GOOD = replace(GOOD, verified_by="Alice", expires_at=in_days(90))


@pytest.fixture
async def desk(
    slack: SlackStandIn, client: AsyncWebClient, control: ControlClient, tmp_path: Path
) -> AsyncIterator[AnswerDesk]:
    async with at_answers(slack, client, control, tmp_path, reviewers=[LILEI]) as desk:
        yield desk


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"status": "suspended"}, "not shown: somebody found it not helpful"),
        ({"status": "proposed"}, "waits for approval"),
        ({"expires_at": in_days(5)}, f"expires on {in_days(5).date()}"),
        ({"expires_at": in_days(-5)}, f"expired on {in_days(-5).date()}"),
    ],
)
@pytest.mark.parametrize("user", [ALICE, LILEI])
async def test_what_is_to_be_looked_at_says_why_and_is_settled_by_one_click(
    desk: AnswerDesk, changed: dict[str, object], why: str, user: str
) -> None:
    await desk.put_answer(replace(GOOD, **changed))  # type: ignore[arg-type]  # its own fields
    home = await desk.home(user)
    assert TO_CHECK in str(home)
    assert f"{ROE} — {why}" in str(home)
    await desk.press(user, home, "verify_standard")
    await desk.gone_from_home(user, TO_CHECK)
    kept = await desk.kept()
    assert kept.status == "approved"
    assert kept.expires_at
    assert kept.expires_at > in_days(80)
    assert RATIO in str(await desk.answered("what does ROE mean", "not shown"))


async def test_what_is_good_or_out_of_use_is_not_listed(desk: AnswerDesk) -> None:
    await desk.put_answer(GOOD)
    await desk.put_answer(replace(GOOD, expires_at=None))
    await desk.put_answer(replace(GOOD, status="expired"))
    assert TO_CHECK not in str(await desk.home(LILEI))


async def test_who_is_neither_owner_nor_reviewer_sees_none_of_it(desk: AnswerDesk) -> None:
    await desk.put_answer(replace(GOOD, status="suspended"))
    await desk.answered("什么是市盈率？", "好。", user=ALICE)
    await desk.answered("市盈率是什么意思", "好。", user=LILEI)
    home = str(await desk.home(HANMEI))
    assert TO_CHECK not in home
    assert OFTEN not in home
    home = str(await desk.home(ALICE))
    assert TO_CHECK in home
    assert OFTEN not in home


async def test_an_answer_can_be_taken_out_of_use_from_the_home_tab(desk: AnswerDesk) -> None:
    await desk.put_answer(replace(GOOD, expires_at=in_days(3)))
    await desk.press(ALICE, await desk.home(ALICE), "expire_standard")
    await desk.gone_from_home(ALICE, TO_CHECK)
    assert (await desk.kept()).status == "expired"
    assert (ALICE, "expire standard answer 1", True) in await desk.audit()


async def test_a_home_tab_that_is_older_than_the_answer_decides_nothing(desk: AnswerDesk) -> None:
    answer = await desk.put_answer(replace(GOOD, status="suspended"))
    home = await desk.home(LILEI)
    await desk.put_answer(replace(answer, answer="Changed meanwhile."))
    await desk.press(LILEI, home, "verify_standard")
    await desk.said(LILEI, "has just been changed")
    assert (await desk.kept()).status == "suspended"


async def test_what_several_have_asked_is_listed_with_its_wordings_and_gets_an_answer(
    desk: AnswerDesk,
) -> None:
    await desk.answered("什么是市盈率？", "好。", user=ALICE)
    await desk.answered("市盈率是什么意思", "好。", user=HANMEI)
    home = await desk.home(LILEI)
    assert OFTEN in str(home)
    assert "2 人问过 2 次" in str(home)
    assert "什么是市盈率？" in str(home)
    assert "市盈率是什么意思" in str(home)
    await desk.press(LILEI, home, "answer_often_asked")
    view = await desk.view(LILEI)
    assert "errors" in await desk.submit(view, LILEI)
    await desk.submit(view, LILEI, answer="股价与每股收益之比。")
    await desk.said(LILEI, "已保存标准回答")
    made = await desk.kept()
    assert {made.question, *made.wordings} == {"什么是市盈率？", "市盈率是什么意思"}
    assert OFTEN not in str(await desk.home(LILEI))


async def test_a_question_that_has_got_its_answer_otherwise_is_not_listed_any_more(
    slack: SlackStandIn, client: AsyncWebClient, control: ControlClient, tmp_path: Path
) -> None:
    async with at_answers(slack, client, control, tmp_path, reviewers=[LILEI, HANMEI]) as desk:
        answer = await desk.answered(ROE, RATIO, user=ALICE)
        await desk.answered("what does ROE mean", "not shown", user=HANMEI)
        home = await desk.home(LILEI)
        assert OFTEN in str(home)
        await desk.pick(HANMEI, answer)
        await desk.submit(await desk.view(HANMEI), HANMEI)
        await desk.said(HANMEI, "is saved")
        await desk.press(LILEI, home, "answer_often_asked")  # the old Home tab is still open
        assert "not on the list any more" in (await desk.said(LILEI, "on the list"))["text"]
        await desk.gone_from_home(LILEI, OFTEN)


async def test_a_question_that_needs_no_answer_does_not_come_up_again(desk: AnswerDesk) -> None:
    for user in (ALICE, HANMEI):
        await desk.answered(ROE, RATIO, user=user)
    await desk.press(LILEI, await desk.home(LILEI), "dismiss_often_asked")
    await desk.gone_from_home(LILEI, OFTEN)
    for user in (ALICE, HANMEI):
        await desk.answered(ROE, RATIO, user=user)
    assert OFTEN not in str(await desk.home(LILEI))


async def test_who_is_no_reviewer_any_more_dismisses_nothing(
    slack: SlackStandIn, client: AsyncWebClient, control: ControlClient, tmp_path: Path
) -> None:
    async with at_answers(slack, client, control, tmp_path, reviewers=[LILEI]) as desk:
        for user in (ALICE, HANMEI):
            await desk.answered(ROE, RATIO, user=user)
        home = await desk.home(LILEI)
    async with at_answers(slack, client, control, tmp_path, reviewers=[HANMEI]) as desk:
        for action in ("dismiss_often_asked", "answer_often_asked"):
            await desk.press(LILEI, home, action)
        await desk.quiet()
        told = [one["text"] for one in await desk.control.messages(dm(LILEI))]
        assert ["Only reviewers and owners" in one for one in told] == [True] * 2
        assert (LILEI, "dismiss a question", False) in await desk.audit()
        assert OFTEN in str(await desk.home(HANMEI))


async def test_the_rest_of_the_tab_is_shown_while_the_store_fails(desk: AnswerDesk) -> None:
    await desk.put_answer(replace(GOOD, status="suspended"))
    async with desk.without("standard_answers"):
        home = await desk.home(ALICE)
    assert "/term" in str(home)
    assert "the database failed" in str(home)


def test_slack_takes_the_fullest_tab() -> None:
    long = replace(GOOD, question="q" * 2_000, answer="a" * 9_000, status="suspended", id=1)
    asked = AskedQuestion("k", ("w" * 2_000,) * 5, "zh", 10**6, 10**5, datetime.now(UTC))
    curation = Curation([long] * 40, [asked] * 40)
    view = home_view(About("demo", 2048, 0), curation=curation)
    accepted_blocks(view["blocks"], most=100)
    assert len(curation_blocks(curation)) < 50
