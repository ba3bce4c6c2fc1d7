"""Buttons of similar questions: what they look like, and what a click asks for."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.similar import similar_blocks
from bot.playground.blocks import accepted_blocks
from bot.playground.slack import SlackStandIn
from conversation_store.standard_answer import StandardAnswer
from tests.handlers.answer_desk import FINANCE, AnswerDesk, at_answers
from tests.handlers.desk import ALICE, HANMEI, LILEI, Json
from tests.handlers.term_office import labels
from tests.playground.control_client import ControlClient

ROE, HOW = "What is ROE?", "How is ROE computed?"


@pytest.fixture
async def desk(
    slack: SlackStandIn, client: AsyncWebClient, control: ControlClient, tmp_path: Path
) -> AsyncIterator[AnswerDesk]:
    async with at_answers(slack, client, control, tmp_path) as desk:
        yield desk


async def near_miss(desk: AnswerDesk) -> Json:
    """An answer below which a similar question is offered."""
    await desk.answered(ROE, "Profit for each unit of equity.")
    return await desk.answered(HOW, "By dividing profit by it.")


async def choose(desk: AnswerDesk, message: Json, user: str = ALICE) -> None:
    await desk.click(user, message, "similar_question:0", FINANCE)


async def test_a_near_miss_has_its_own_answer_and_a_button_for_the_other_question(
    desk: AnswerDesk,
) -> None:
    message = await near_miss(desk)
    assert "By dividing" in str(message["blocks"])
    assert "Similar questions that have an answer" in str(message["blocks"])
    assert labels(message) == [ROE]


async def test_a_question_is_offered_once_though_two_answers_are_there(desk: AnswerDesk) -> None:
    await desk.answered(ROE, "Profit for each unit of equity.")
    good = StandardAnswer("what does ROE mean", "Verified.", "en", "workspace:*", status="approved")
    await desk.put_answer(good)
    assert len(labels(await desk.answered(HOW, "By dividing profit by it."))) == 1


async def test_a_question_that_is_asked_afresh_is_not_similar_to_itself(desk: AnswerDesk) -> None:
    first = await desk.answered(ROE, "Profit for each unit of equity.")
    await desk.intake.ask_again(FINANCE, first["thread_ts"], ALICE, "again")
    asked = await desk.attempt(1, FINANCE, first["thread_ts"])
    assert asked.fresh
    assert labels(await desk.answer_to(asked, "Afresh.")) == []


async def test_a_click_asks_for_the_similar_question_and_not_past_the_cache(
    desk: AnswerDesk,
) -> None:
    message = await near_miss(desk)
    await choose(desk, message, HANMEI)
    asked = await desk.attempt(1, FINANCE, message["thread_ts"])
    assert (asked.text, asked.instead, asked.user_id) == (HOW, ROE, HANMEI)
    assert (asked.attempt, asked.fresh) == (1, False)


async def test_however_many_click_it_is_asked_for_once(desk: AnswerDesk) -> None:
    message = await near_miss(desk)
    await asyncio.gather(*(choose(desk, message, user) for user in (ALICE, LILEI, HANMEI)))
    await desk.quiet()
    assert (await desk.attempt(1, FINANCE, message["thread_ts"])).attempt == 1


async def test_the_answer_that_was_chosen_says_which_question_it_answers(
    desk: AnswerDesk,
) -> None:
    message = await near_miss(desk)
    await choose(desk, message)
    asked = await desk.attempt(1, FINANCE, message["thread_ts"])
    shown = await desk.answer_chosen(asked)
    assert "equity" in str(shown["blocks"])
    assert f"“{ROE}”" in str(shown["blocks"])


async def test_answering_the_chosen_one_afresh_does_not_answer_the_other_one(
    desk: AnswerDesk,
) -> None:
    message = await near_miss(desk)
    await choose(desk, message)
    asked = await desk.attempt(1, FINANCE, message["thread_ts"])
    shown = await desk.answer_chosen(asked)
    await desk.click(ALICE, shown, "ask_again", FINANCE)
    again = await desk.attempt(2, FINANCE, message["thread_ts"])
    assert (again.instead, again.fresh, again.attempt) == (ROE, True, 2)


async def test_a_question_that_is_gone_is_told_to_who_clicked(desk: AnswerDesk) -> None:
    message = await near_miss(desk)
    await desk.forget_questions()
    await choose(desk, message)
    await desk.seen(FINANCE, "not known any more")
    assert len(await desk.told(FINANCE, ALICE)) == 1


@pytest.mark.parametrize("action", ["similar_question:0", "ask_again"])
async def test_while_the_store_fails_it_is_told_and_a_later_click_does(
    desk: AnswerDesk, action: str
) -> None:
    message = await near_miss(desk)
    if action == "ask_again":
        message = await desk.answered(ROE, "not shown")
    async with desk.without("inbox"):
        await desk.click(ALICE, message, action, FINANCE)
        await desk.seen(FINANCE, "the database failed")
    await desk.click(ALICE, message, action, FINANCE)
    assert (await desk.attempt(1, FINANCE, message["thread_ts"])).attempt == 1


@given(st.lists(st.text(max_size=2_500), max_size=3))
def test_slack_takes_the_buttons_whatever_was_asked(wordings: list[str]) -> None:
    blocks = similar_blocks(wordings, "en", "1700000000.000100")
    if blocks:
        accepted_blocks(blocks)
    assert bool(blocks) == any(len(one) <= 2_000 for one in wordings)
