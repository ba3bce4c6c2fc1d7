"""Terms' cards elsewhere: shared, asked about, below answers, in threads, from messages."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.playground.slack import SlackStandIn
from tests.handlers.term_office import buttons, labels, texts
from tests.scripted import ScriptedRunner
from tests.whole.house import House, at_work
from tests.whole.term_desk import ALICE, FINANCE, card, click, modal


async def test_a_card_is_shared_in_the_channel(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    async with at_work(slack, ScriptedRunner(), tmp_path):
        for name, share, by in (
            ("ROE", "Share here", "Shared by <@U0ALICE>"),
            ("净资产收益率", "分享到这里", "由 <@U0ALICE> 分享"),
        ):
            shared = await click(house, await card(house, name), share)
            assert "visible_to" not in shared
            assert texts(shared["blocks"])[-1] == by
            assert len(buttons(shared)) == 1


@pytest.mark.parametrize(
    ("name", "ask", "question"),
    [
        ("ROE", "Ask about it", "What is return on equity?"),
        ("净资产收益率", "问一问", "什么是净资产收益率？"),
    ],
)
async def test_one_click_asks_about_a_term_in_the_direct_message(
    house: House, slack: SlackStandIn, tmp_path: Path, name: str, ask: str, question: str
) -> None:
    runner = ScriptedRunner("It is what equity earns.")
    async with at_work(slack, runner, tmp_path, sweep_s=0.2):
        note = await click(house, await card(house, name), ask)
        root = (await house.messages("D0ALICE"))[0]
        _, answer = await house.settled("D0ALICE", root["ts"])
        await house.ask("And ROA?", channel="D0ALICE", thread_ts=root["ts"])
        await house.quiet(1.0)  # sweeps come by, and leave our own message alone
        assert (await house.messages("D0ALICE"))[0]["ts"] == root["ts"]
    assert question in root["text"]
    assert root["metadata"]["event_payload"]["nonce"]  # else it passes for a stray answer
    assert "what equity earns" in str(answer)
    assert question in runner.texts()[0]
    assert "archives/D0ALICE" in str(note["blocks"])


async def test_the_terms_below_an_answer_open_their_cards(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    async with at_work(slack, ScriptedRunner("好。"), tmp_path):
        thread_ts, answer = await house.ask("@termwise 市盈率和ROE有什么区别？")
        shown = await click(house, answer, "市盈率 (v1)")
    assert (shown["visible_to"], shown["thread_ts"]) == (ALICE, thread_ts)
    assert "来源" in str(shown["blocks"])
    assert "净资产收益率 (v1)" in labels(answer)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("@termwise term ROE", "return on equity"),
        ("@termwise 术语 净资产收益率", "return on equity"),
        ("@termwise term retrun on equity", "Did you mean:"),
        ("@termwise term: <!channel> *x* [a](https://evil.com)", "Nothing in it is spelled alike"),
    ],
)
async def test_in_a_thread_a_card_is_asked_for_by_a_mention(
    house: House, slack: SlackStandIn, tmp_path: Path, asked: str, expected: str
) -> None:
    runner = ScriptedRunner("never")
    async with at_work(slack, runner, tmp_path):
        answer = await house.shown(await house.say(asked, channel="C0FINANCE"))
        if expected == "return on equity":
            entry = await click(house, answer, labels(answer)[-2])  # it is asked about
            assert entry["visible_to"] == ALICE
    assert expected in str(answer["blocks"])
    assert "feedback" not in str(answer)
    assert "<!channel>" not in str(answer["blocks"][0])


@pytest.mark.parametrize(
    "text", ["@termwise Term looks fine to me", "@termwise 术语 表在哪里？", "@termwise term zxqv"]
)
async def test_a_sentence_that_begins_with_the_word_is_answered_in_its_turn_by_the_model(
    house: House, slack: SlackStandIn, tmp_path: Path, text: str
) -> None:
    runner = ScriptedRunner("Answered.", "Answered.")
    async with at_work(slack, runner, tmp_path, hourly_per_person=1):
        _, answer = await house.ask(text)
        assert "Answered." in str(answer)
        refused = await house.shown(await house.say(text, channel=FINANCE))
    assert "as much as is allowed" in str(refused) or "用完" in str(refused)
    assert len(runner.prompts) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our ROE and EBITDA <rose> & fell", ["return on equity (ROE)", "EBITDA"]),
        ("净资产收益率和市盈率都变了", ["净资产收益率 (ROE)", "市盈率"]),
    ],
)
async def test_a_shortcut_explains_the_terms_of_a_message(
    house: House, slack: SlackStandIn, tmp_path: Path, text: str, expected: list[str]
) -> None:
    async with at_work(slack, ScriptedRunner(), tmp_path):
        ts = await house.say(text, channel=FINANCE)
        wish = {"user": ALICE, "channel": FINANCE, "message_ts": ts}
        await house.post("shortcut", callback_id="explain_terms", **wish)
        view = await modal(house)
        (first, *_) = [
            one["accessory"]["action_id"] for one in view["blocks"] if "accessory" in one
        ]
        await house.post("interact", user=ALICE, view_id=view["id"], action_id=first)
        async with asyncio.timeout(5):
            while len(views := await house.get(f"views/{ALICE}")) < 2:
                await asyncio.sleep(0.02)
        entry = views[1]
        related = buttons(entry)[0]
        wish = {"user": ALICE, "view_id": entry["id"], "action_id": related["action_id"]}
        await house.post("interact", **wish)
        async with asyncio.timeout(5):
            while (views := await house.get(f"views/{ALICE}"))[1] == entry:
                await asyncio.sleep(0.02)
    headings = [b["text"]["text"] for b in view["blocks"] if b["type"] == "header"]
    assert len(views) == 2  # in the place of the entry that it was related to
    assert related["text"]["text"] in str(views[1]["blocks"])
    assert all(any(one in heading for heading in headings) for one in expected)
    assert "return on equity" in str(entry["blocks"])


async def test_a_message_without_terms_is_told_to_have_none(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    async with at_work(slack, ScriptedRunner(), tmp_path):
        ts = await house.say("Lunch?", channel=FINANCE)
        wish = {"user": ALICE, "channel": FINANCE, "message_ts": ts}
        await house.post("shortcut", callback_id="explain_terms", **wish)
        assert "No term of the glossary" in str((await modal(house))["blocks"])
