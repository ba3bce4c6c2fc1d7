"""``/term`` in the stand-in: a card only its asker sees."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest

from bot.playground.slack import SlackStandIn
from tests.handlers.term_office import texts
from tests.scripted import ScriptedRunner
from tests.whole.house import House, at_work
from tests.whole.term_desk import ALICE, FINANCE, card, click, following, modal
from tests.whole.test_store_down import rename


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("净资产收益率", "return on equity"),
        ("ROE", "净资产收益率"),
        ("ｒｏｅ", "净资产收益率"),
        ("“市盈率”", "市盈率"),
    ],
)
async def test_a_known_name_gives_its_card_to_its_asker_alone(
    house: House, slack: SlackStandIn, tmp_path: Path, name: str, expected: str
) -> None:
    async with at_work(slack, ScriptedRunner(), tmp_path):
        shown = await card(house, name)
    assert shown["visible_to"] == ALICE
    assert expected in str(shown["blocks"])


async def test_a_near_miss_offers_the_nearest_terms_and_a_click_shows_one(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    async with at_work(slack, ScriptedRunner(), tmp_path):
        shown = await card(house, "净资产收益")
        buttons = next(b for b in shown["blocks"] if b["type"] == "actions")["elements"]
        assert "净资产收益率" in [button["value"] for button in buttons]
        place = [button["value"] for button in buttons].index("净资产收益率")
        await house.post(
            "interact",
            user=ALICE,
            channel=FINANCE,
            message_ts=shown["ts"],
            action_id=f"show_term:{place}",
        )
        async with asyncio.timeout(5):
            while "return on equity" not in str(await house.messages(FINANCE)):
                await asyncio.sleep(0.02)


@pytest.mark.parametrize("name", ["", "   ", "qqzzxx", "x" * 8000, "<!channel>", "*_~`", "\x00"])
async def test_odd_names_get_a_clear_card_too(
    house: House, slack: SlackStandIn, tmp_path: Path, name: str
) -> None:
    async with at_work(slack, ScriptedRunner(), tmp_path):
        shown = await card(house, name)
    assert shown["visible_to"] == ALICE
    assert "<!channel>" not in shown["text"]
    assert "mrkdwn" not in str(shown["blocks"]) or not name.strip()  # nothing in it has a meaning


async def test_it_answers_at_once_while_the_model_is_busy(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    slow = ScriptedRunner("It is a share of profit. " * 40, seconds_per_token=0.2)
    async with at_work(slack, slow, tmp_path, drain_s=0.1):
        await house.say("@termwise What is EBITDA?", channel=FINANCE)
        await following(house, 1)
        seen = len(await house.messages(FINANCE))
        began = time.monotonic()
        await house.post("command", command="/term", text="ROE", user=ALICE, channel=FINANCE)
        acknowledged = time.monotonic() - began
        shown = await following(house, seen)
    assert shown["visible_to"] == ALICE
    assert acknowledged < 1.0  # Slack waits for three seconds


async def test_it_answers_while_the_model_is_down(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    async with at_work(slack, ScriptedRunner(RuntimeError("gone")), tmp_path):
        await house.ask("@termwise What is EBITDA?")
        assert "净资产收益率" in str((await card(house, "ROE"))["blocks"])


SUBCOMMANDS = {
    "help": "/term list",
    "帮助": "/term 列表",
    "list": "finance (",
    "列表": "finance（",
    "list finance": "finance: terms 1 to 20",
    "列表 finance": "finance：第 1–20 个术语",
    "list physics": "There is no field “physics”.",
    "field": "This channel has no field.",
    "领域": "本频道没有设定领域",
    "wanted": "Nothing is wanted",
    "待补": "没有待补的术语",
}


async def test_each_subcommand_answers_in_the_language_it_is_entered_in(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    async with at_work(slack, ScriptedRunner(), tmp_path):
        for text, expected in SUBCOMMANDS.items():
            shown = await card(house, text)
            assert shown["visible_to"] == ALICE
            assert expected in str(shown["blocks"]), text


@pytest.mark.parametrize("text", ["add WACC", "添加 贝塔"])
async def test_a_suggestion_opens_a_modal(
    house: House, slack: SlackStandIn, tmp_path: Path, text: str
) -> None:
    async with at_work(slack, ScriptedRunner(), tmp_path):
        await house.post("command", command="/term", text=text, user=ALICE, channel=FINANCE)
        assert (await modal(house))["type"] == "modal"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("field finance", "<@U0ALICE> set this channel's field to:"),
        ("领域 finance", "<@U0ALICE> 把本频道的领域设为："),
    ],
)
async def test_a_channel_s_field_is_set_for_all_to_see(
    house: House, slack: SlackStandIn, tmp_path: Path, text: str, said: str
) -> None:
    async with at_work(slack, ScriptedRunner(), tmp_path):
        shown = await card(house, text)
        assert "“finance”" in str((await card(house, "field"))["blocks"])
    assert "visible_to" not in shown
    assert texts(shown["blocks"]) == [said, "finance"]


async def test_a_glossary_that_cannot_be_read_is_told_and_never_passed_over_in_silence(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    async with at_work(slack, ScriptedRunner(), tmp_path):
        known = await card(house, "ROE")
        ts = await house.say("ROE?", channel=FINANCE)
        await rename(tmp_path, "term_revisions", "gone")
        for text in ("ROE", "", "list", "field finance"):
            told = await card(house, text)
            assert told["visible_to"] == ALICE
            assert "cannot be read at the moment" in told["text"]
        told = await click(house, known, "Share here")
        assert "暂时读不到术语表" in told["text"]
        wish = {"user": ALICE, "channel": FINANCE, "message_ts": ts}
        await house.post("shortcut", callback_id="explain_terms", **wish)
        assert "cannot be read at the moment" in str((await modal(house))["blocks"])
        await rename(tmp_path, "gone", "term_revisions")
        assert "return on equity" in str((await card(house, "ROE"))["blocks"])


async def test_two_hundred_commands_at_once_are_all_answered(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    wish = {"command": "/term", "text": "ROE", "user": ALICE, "channel": FINANCE}
    async with at_work(slack, ScriptedRunner(), tmp_path):
        await asyncio.gather(*(house.post("command", **wish) for _ in range(200)))
        await following(house, 199)
        messages = await house.messages(FINANCE)
    assert {one["visible_to"] for one in messages} == {ALICE}
    assert sum("slow down" in one["text"] for one in messages) == 170
