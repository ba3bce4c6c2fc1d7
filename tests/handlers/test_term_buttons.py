"""The buttons of ``/term``'s cards, by the real listeners in the stand-in."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from slack_bolt.async_app import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.block_kit import actions, button
from bot.handlers.terms.ask import AskAboutTerm
from bot.handlers.terms.asker import Asker
from bot.handlers.terms.buttons import TermButtons
from bot.handlers.terms.command import TermCommand
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
        ("ROE", "Ask about it", "What is return on equity?", "is being answered"),
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
    assert (asked.text, asked.senses, asked.audience) == (question, ("roe",), Person(ALICE))
    assert (asked.thread.channel_id, asked.thread.thread_ts) == ("D0ALICE", root["ts"])
    assert asked.opens_thread


async def test_a_click_that_is_delivered_twice_asks_once(
    office: TermOffice, control: ControlClient, client: AsyncWebClient
) -> None:
    body = {
        "user": {"id": ALICE}, "team": {"id": "T0PLAY"}, "channel": {"id": FINANCE},
        "trigger_id": "1.2.3",
    }  # fmt: skip
    asking = AskAboutTerm(client, office.intake)
    for _ in range(2):
        asker = Asker(body, AsyncRespond(response_url=None), client)
        await asking.ask(asker, ROE, "en")
    (asked,) = await office.asked()
    (root,) = await control.messages("D0ALICE")
    assert asked.thread.thread_ts == root["ts"]
    assert len(await control.messages(FINANCE)) == 1


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
