"""The modal of a standard answer: what it holds, what it refuses, what comes of it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.faq.modal import Place, Subject, problems, standard_modal
from bot.handlers.faq.words import FAQ_WORDS
from bot.playground.blocks import accepted_blocks
from bot.playground.slack import SlackStandIn
from conversation_store.standard_answer import StandardAnswer
from tests.handlers.answer_desk import FINANCE, AnswerDesk, at_answers
from tests.handlers.desk import ALICE, HANMEI, LILEI, Json
from tests.playground.control_client import ControlClient

ROE, RATIO = "What is ROE?", "Profit for each unit of equity."
YESTERDAY = (datetime.now(UTC) - timedelta(days=2)).date().isoformat()


@pytest.fixture
async def desk(
    slack: SlackStandIn, client: AsyncWebClient, control: ControlClient, tmp_path: Path
) -> AsyncIterator[AnswerDesk]:
    async with at_answers(slack, client, control, tmp_path) as desk:
        yield desk


async def opened(desk: AnswerDesk, user: str = LILEI) -> Json:
    """The modal for a new standard answer."""
    await desk.pick(user, await desk.answered(ROE, RATIO))
    return await desk.view(user)


async def changing(desk: AnswerDesk, answer: StandardAnswer, user: str = LILEI) -> Json:
    """The modal for one that there is, from the Home tab."""
    await desk.put_answer(answer)
    await desk.press(user, await desk.home(user), "change_standard")
    return await desk.view(user)


def answer(**more: object) -> StandardAnswer:
    plain = StandardAnswer(ROE, RATIO, "en", "workspace:*", status="suspended", owner=ALICE)
    return StandardAnswer(**({name: getattr(plain, name) for name in plain.__slots__} | more))


def hint(view: Json, part: str) -> str:
    (block,) = (one for one in view["blocks"] if one["block_id"] == part)
    return str(block["hint"]["text"])


async def test_it_is_filled_in_with_who_opens_it_and_half_a_year(desk: AnswerDesk) -> None:
    view = await opened(desk)
    elements = {block["block_id"]: block["element"] for block in view["blocks"]}
    assert elements["question"]["initial_value"] == ROE
    assert elements["answer"]["initial_value"] == RATIO
    assert elements["owner"]["initial_user"] == LILEI
    day = datetime.fromisoformat(elements["expires"]["initial_date"]).replace(tzinfo=UTC)
    assert timedelta(days=178) < day - datetime.now(UTC) < timedelta(days=181)
    assert "initial_value" not in elements["wordings"]


@pytest.mark.parametrize(
    ("entered", "part", "sentence"),
    [
        ({"question": " ?! "}, "question", "There is no question in this."),
        ({"question": "q" * 2_001}, "question", "At most 2000 characters."),
        ({"answer": " \n "}, "answer", "There is no answer in this."),
        ({"wordings": "fine\n" + "w" * 2_001}, "wordings", "At most 2000 characters."),
        ({"wordings": "\n".join(map(str, range(101)))}, "wordings", "At most 100 wordings."),
        ({"wordings": "fine\n???"}, "wordings", "There is no question in this."),
        ({"expires": YESTERDAY}, "expires", "This day is over already."),
        ({"expires": "2026-13-45"}, "expires", "This day is over already."),
    ],
)
async def test_what_is_wrong_stands_beside_its_part_and_nothing_is_kept(
    desk: AnswerDesk, entered: dict[str, str], part: str, sentence: str
) -> None:
    refused = await desk.submit(await opened(desk), LILEI, **entered)
    assert refused["errors"] == {part: sentence}
    assert await desk.count() == 0
    assert await desk.modals(LILEI) != []


async def test_several_wrong_parts_are_told_at_once(desk: AnswerDesk) -> None:
    view = await opened(desk)
    refused = await desk.submit(view, LILEI, question="…", answer=" ", expires=YESTERDAY)
    assert set(refused["errors"]) == {"question", "answer", "expires"}


async def test_an_answer_that_has_no_room_in_the_modal_stays_whole(desk: AnswerDesk) -> None:
    long = answer(answer="An answer. " * 400, wordings=tuple(f"{n} {'w' * 90}" for n in range(50)))
    view = await changing(desk, long, ALICE)
    assert [hint(view, part) for part in ("answer", "wordings")] == [FAQ_WORDS["en"]["kept"]] * 2
    assert "errors" not in await desk.submit(view, ALICE, question="What does ROE mean?")
    await desk.said(ALICE, "is saved")
    kept = await desk.kept()
    assert (kept.answer, kept.wordings) == (long.answer, long.wordings)
    assert kept.question == "What does ROE mean?"


async def test_an_answer_that_has_no_room_can_be_replaced(desk: AnswerDesk) -> None:
    view = await changing(desk, answer(answer="An answer. " * 400), ALICE)
    await desk.submit(view, ALICE, answer="Short.")
    await desk.said(ALICE, "is saved")
    assert (await desk.kept()).answer == "Short."


async def test_an_answer_that_is_over_is_good_for_half_a_year_again(desk: AnswerDesk) -> None:
    over = datetime.now(UTC) - timedelta(days=3)
    view = await changing(desk, answer(status="approved", expires_at=over), ALICE)
    await desk.submit(view, ALICE)
    await desk.said(ALICE, "is saved")
    kept = await desk.kept()
    assert kept.expires_at
    assert kept.expires_at > datetime.now(UTC) + timedelta(days=178)
    assert (kept.status, kept.verified_by) == ("approved", "Alice")


async def test_a_day_counts_to_its_end(desk: AnswerDesk) -> None:
    today = datetime.now(UTC).date().isoformat()
    assert "errors" not in await desk.submit(await opened(desk), LILEI, expires=today)
    expires = (await desk.kept()).expires_at
    assert expires
    assert expires.isoformat() > f"{today}T23:59"


async def test_the_owner_can_be_somebody_else(desk: AnswerDesk) -> None:
    await desk.submit(await opened(desk), LILEI, owner=ALICE)
    await desk.said(LILEI, "is saved")
    kept = await desk.kept()
    assert (kept.owner, kept.verified_by) == (ALICE, "李雷")


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "null",
        "{}",
        "[1, 2]",
        '[0, 0, "", "", null]',
        '[true, 0, "", "", "en"]',
        '[99999999999999999999, 1, "", "", "en"]',
        '[-1, 0, "", "", "en"]',
        '[0, 0, "\\ud800/1/2", "", "en"]',
        "[" * 2_900,
    ],
)
async def test_a_modal_that_does_not_say_what_it_is_about_is_answered_with_a_sentence(
    desk: AnswerDesk, client: AsyncWebClient, forged: str
) -> None:
    refused = await desk.submit(await renamed(client, await opened(desk), forged), LILEI)
    assert "open it again" in str(refused["errors"])
    assert await desk.count() == 0


@pytest.mark.parametrize(
    ("subject", "sentence"),
    [
        ([7, 1, "", "", "en"], "This standard answer is not known any more."),
        ([0, 0, "C0FINANCE/1.0/2.0", "", "zh"], "它已经找不到了"),
    ],
)
async def test_what_is_not_there_any_more_is_said_in_the_modal(
    desk: AnswerDesk, client: AsyncWebClient, subject: list[object], sentence: str
) -> None:
    view = await renamed(client, await opened(desk), json.dumps(subject))
    refused = await desk.submit(view, LILEI)
    assert sentence in str(refused["errors"])
    assert await desk.count() == 0


async def renamed(client: AsyncWebClient, view: Json, metadata: str) -> Json:
    """A modal with another subject."""
    kept = {key: view[key] for key in ("type", "callback_id", "title", "submit", "blocks")}
    await client.views_update(view_id=view["id"], view=kept | {"private_metadata": metadata})
    return view


async def test_of_two_who_change_it_at_once_the_second_is_told(desk: AnswerDesk) -> None:
    first = await changing(desk, answer(), ALICE)
    await desk.press(HANMEI, await desk.home(HANMEI), "change_standard")
    second = await desk.view(HANMEI)
    await desk.submit(first, ALICE, answer="Alice's.")
    await desk.said(ALICE, "is saved")
    refused = await desk.submit(second, HANMEI, answer="Han Meimei's.")
    assert "has just been changed, so nothing was saved" in refused["errors"]["question"]
    assert (await desk.kept()).answer == "Alice's."


async def test_whoever_may_not_save_it_is_refused_in_the_modal(
    slack: SlackStandIn, client: AsyncWebClient, control: ControlClient, tmp_path: Path
) -> None:
    async with at_answers(slack, client, control, tmp_path, reviewers=[LILEI]) as desk:
        view = await opened(desk)
    async with at_answers(slack, client, control, tmp_path, reviewers=[HANMEI]) as desk:
        refused = await desk.submit(view, LILEI)
        assert "Only reviewers and owners" in refused["errors"]["question"]
        assert (LILEI, "save a standard answer", False) in await desk.audit()
        assert await desk.count() == 0


async def test_what_was_written_stays_in_the_modal_while_the_store_fails(
    desk: AnswerDesk,
) -> None:
    view = await opened(desk)
    async with desk.without("standard_answers"):
        refused = await desk.submit(view, LILEI, answer="Better.")
        assert "the database failed" in refused["errors"]["question"]
        assert await desk.modals(LILEI) != []
    assert "errors" not in await desk.submit(view, LILEI, answer="Better.")
    await desk.said(LILEI, "is saved")


async def test_a_click_while_the_store_fails_is_answered_with_a_sentence(
    desk: AnswerDesk,
) -> None:
    message = await desk.answered(ROE, RATIO)
    async with desk.without("served_answers"):
        await desk.pick(LILEI, message)
        await desk.seen(FINANCE, "the database failed")
        await desk.thumb(HANMEI, message, "bad")
        await desk.quiet()
    assert "the database failed" in (await desk.told(FINANCE, HANMEI))[-1]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("audience", ["workspace:*", "workspace:T0PLAY", "channel:G0DEALROOM"])
@pytest.mark.parametrize("owner", ["", "Legal & Co", ALICE])
def test_slack_takes_the_modal_whatever_the_answer_says(
    language: str, audience: str, owner: str
) -> None:
    full = answer(question="q" * 3_000, answer="<b>" * 1_000, owner=owner, audience=audience)
    place = Place("G" * 20, "1" * 20, "2" * 20)
    subject = Subject(3, 4, str(place), "k" * 64, "zh" if language == "zh" else "en")
    view = standard_modal(full, subject)
    accepted_blocks(view["blocks"], most=100)
    assert Subject.from_view(view) == subject
    assert max(len(view[part]["text"]) for part in ("title", "submit", "close")) <= 24
    assert problems(full, FAQ_WORDS["en"]).keys() == {"question"}


def test_both_languages_have_the_same_words() -> None:
    assert FAQ_WORDS["zh"].keys() == FAQ_WORDS["en"].keys()
