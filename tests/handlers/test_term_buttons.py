"""The buttons of ``/term``'s cards, by the real listeners in the stand-in."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator

import pytest
from slack_bolt.async_app import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.block_kit import actions, button
from bot.handlers.terms.ask import AskAboutTerm
from bot.handlers.terms.asker import Asker
from bot.handlers.terms.buttons import TermButtons
from bot.handlers.terms.command import TermCommand
from bot.handlers.terms.quota import Quota
from bot.playground.slack import SlackStandIn
from bot.question import Person
from conversation_store.database import Database
from tests.handlers.term_office import ALICE, FINANCE, ROE, TermOffice, labels, term_office, texts
from tests.playground.control_client import ControlClient


@pytest.fixture
async def office(
    slack: SlackStandIn, control: ControlClient, client: AsyncWebClient, database: Database
) -> AsyncIterator[TermOffice]:
    async with term_office(slack, control, client, database) as office:
        yield office


async def test_suggestions_are_opened_by_a_command_and_for_a_change(office: TermOffice) -> None:
    for text in ("add", "add “beta”", "添加 贝塔"):
        await office.control.post(
            "command", command="/term", text=text, user=ALICE, channel=FINANCE
        )
    card = await office.enter("ROE")
    await office.click(card, "Suggest a change")
    await office.enter("ROA")
    assert office.suggested == [
        (None, ""), (None, "beta"), (None, "贝塔"), (ROE, "return on equity"),
    ]  # fmt: skip


async def test_a_card_is_shared_with_all_and_a_change_of_it_can_be_suggested(
    office: TermOffice,
) -> None:
    card = await office.enter("净资产收益率")
    seen = len(await office.control.messages(FINANCE))
    await office.click(card, "分享到这里")
    shared = await office.next_message(seen)
    assert "visible_to" not in shared
    assert labels(shared) == ["建议修改"]
    assert texts(shared["blocks"])[-1] == "由 <@U0ALICE> 分享"
    await office.click(shared, "建议修改")
    await office.enter("ROE")
    assert [term and term.concept for term, _ in office.suggested] == ["roe"]


@pytest.mark.parametrize(
    ("name", "label", "question", "told"),
    [
        ("ROE", "Ask about it", "What is return on equity?", "is answered"),
        ("净资产收益率", "问一问", "什么是净资产收益率？", "写在您与我的私信里"),
    ],
)
async def test_a_click_asks_in_the_direct_message_and_tells_where(
    office: TermOffice, name: str, label: str, question: str, told: str
) -> None:
    card = await office.enter(name)
    seen = len(await office.control.messages(FINANCE))
    await office.click(card, label)
    note = await office.next_message(seen)
    assert (note["visible_to"], told in note["text"]) == (ALICE, True)
    (root,) = await office.control.messages("D0ALICE")
    assert question in root["text"]
    (asked,) = await office.asked()
    assert (asked.text, asked.senses, asked.audience) == (
        question,
        ("roe",),
        Person(ALICE, within="T0PLAY"),
    )
    assert (asked.thread.channel_id, asked.thread.thread_ts) == ("D0ALICE", root["ts"])
    assert asked.opens_thread


@pytest.mark.parametrize("restarted", [False, True])
async def test_clicks_on_one_card_ask_once_and_each_is_told_where(
    office: TermOffice, control: ControlClient, client: AsyncWebClient, restarted: bool
) -> None:
    body = {
        "user": {"id": ALICE}, "team": {"id": "T0PLAY"}, "channel": {"id": FINANCE},
        "trigger_id": "1.2.3", "container": {"message_ts": "1.2", "is_ephemeral": True},
    }  # fmt: skip
    asking = AskAboutTerm(client, office.intake)

    async def click(trigger_id: str) -> None:
        clicked = body | {"trigger_id": trigger_id}
        await asking.ask(Asker(clicked, AsyncRespond(response_url=None), client), ROE, "en")

    await asyncio.gather(click("1.2.3"), click("4.5.6"))
    if restarted:
        asking = AskAboutTerm(client, office.intake)
    await click("7.8.9")
    (asked,) = await office.asked()
    (root,) = await control.messages("D0ALICE")
    assert asked.thread.thread_ts == root["ts"]
    told = await control.messages(FINANCE)
    links = ["archives/D0ALICE" in str(one["blocks"]) for one in told]
    assert links == [True, True, not restarted]
    assert all("is answered in your direct message" in one["text"] for one in told)


async def test_a_card_is_shared_once_whoever_clicks_how_often(
    office: TermOffice, control: ControlClient
) -> None:
    card = await office.enter("ROE")
    for _ in range(2):
        await office.click(card, "Share here")
    both = [await office.next_message(place) for place in (1, 2)]
    (told,) = (one for one in both if "visible_to" in one)
    assert (told["visible_to"], "shared here just now" in told["text"]) == (ALICE, True)
    await office.click(await office.enter("return on assets"), "Share here")
    assert "visible_to" not in await office.next_message(4)  # another card is another matter


async def test_a_card_that_could_not_be_shared_can_be_shared_again() -> None:
    shares = Quota(1, 60.0)
    assert shares.allows("C1/en:roe")
    shares.give_back("C1/en:roe")
    assert shares.allows("C1/en:roe")
    assert not shares.allows("C1/en:roe")


@pytest.mark.parametrize(("channel", "offered"), [("D0ALICE", False), ("D0OTHERS", True)])
async def test_sharing_is_not_offered_where_nobody_but_the_bot_is(
    client: AsyncWebClient, office: TermOffice, channel: str, offered: bool
) -> None:
    body = {"user_id": ALICE, "team_id": "T0PLAY", "channel_id": channel, "trigger_id": "1.2.3"}
    asker = Asker(body, AsyncRespond(response_url=None), client)
    assert await asker.is_with_bot() is not offered
    if not offered:
        card = await office.enter("ROE", channel=channel)
        assert labels(card) == ["return on assets", "Ask about it", "Suggest a change"]


@pytest.mark.parametrize(
    "value",
    ["xx", "", ":", "x" * 3_000, "zh:-1:finance", "en:99999999999999999999:finance", "en:٣:finance",
     "en:999999:finance", "en:5:nowhere", "zh:9:accounting"],
)  # fmt: skip
async def test_a_page_that_is_not_there_leads_to_one_that_is(
    client: AsyncWebClient, office: TermOffice, value: str
) -> None:
    row = actions([button("term_list:0", "turn", value or "-")])
    if not value:
        del row[0]["elements"][0]["value"]
    await client.chat_postMessage(channel=FINANCE, text="Terms", blocks=row)
    (message,) = await office.control.messages(FINANCE)
    await office.click(message, "turn")
    heading = texts((await office.next_message(1))["blocks"])[0]
    assert "went wrong" not in heading
    if value.endswith(":finance"):
        assert re.search(r"finance(: terms 1 to 5|：第 1–2 个术语)", heading), heading


async def test_who_cannot_be_written_to_is_told_so(
    office: TermOffice, control: ControlClient
) -> None:
    rule = {"kind": "error", "method": "conversations.open", "error": "missing_scope"}
    await control.post("faults", rules=[rule])
    card = await office.enter("ROE")
    seen = len(await control.messages(FINANCE))
    await office.click(card, "Ask about it")
    assert "missing_scope" in (await office.next_message(seen))["text"]
    assert await office.asked() == []


async def test_a_button_of_a_message_of_all_answers_its_clicker_alone(
    office: TermOffice, client: AsyncWebClient
) -> None:
    row = actions([button("term_card:0", "ROE", "en:roe"), button("term_card:1", "?", "zh:no")])
    posted = await client.chat_postMessage(channel=FINANCE, text="Terms", blocks=row)
    (message,) = await office.control.messages(FINANCE)
    await office.click(message, "ROE")
    card = await office.next_message(1)
    assert (card["visible_to"], card["thread_ts"]) == (ALICE, posted["ts"])
    await office.click(message, "?")
    assert "已经没有这个术语" in (await office.next_message(2))["text"]
    assert (await office.control.messages(FINANCE))[0]["blocks"] == message["blocks"]


async def test_a_card_that_cannot_be_shared_is_told_in_the_channel(
    office: TermOffice, control: ControlClient, client: AsyncWebClient, slack: SlackStandIn
) -> None:
    body = {
        "user": {"id": ALICE, "team_id": "T0PLAY"}, "team": None, "channel": {"id": FINANCE},
        "container": {"message_ts": "1.2", "is_ephemeral": True}, "trigger_id": "1.2.3",
    }  # fmt: skip
    used_up = AsyncRespond(response_url=f"{slack.url}/response/used")
    command = TermCommand(office.desk, office.suggest)
    deeds = TermButtons(office.desk, command, AskAboutTerm(client, office.intake), office.suggest)
    await deeds.share(Asker(body, used_up, client), "en:roe")
    (told,) = await control.messages(FINANCE)
    assert (told["visible_to"], "could not be shared" in told["text"]) == (ALICE, True)
    elsewhere = body | {"channel": {"id": "C0NOWHERE"}}
    await deeds.share(Asker(elsewhere, used_up, client), "en:roe")
    (told,) = await control.messages("D0ALICE")
    assert "could not be shared" in told["text"]
