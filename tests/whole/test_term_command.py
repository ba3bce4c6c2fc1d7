"""``/term`` in the stand-in: a card only its asker sees."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.playground.slack import SlackStandIn
from tests.scripted import ScriptedRunner
from tests.whole.house import House, Json, at_work

ALICE, FINANCE = "U0ALICE", "C0FINANCE"


async def card(house: House, text: str) -> Json:
    seen = len(await house.messages(FINANCE))
    await house.post("command", command="/term", text=text, user=ALICE, channel=FINANCE)
    async with asyncio.timeout(5):
        while len(messages := await house.messages(FINANCE)) == seen:
            await asyncio.sleep(0.02)
    return messages[-1]


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
    assert "<!channel>" not in str(shown["blocks"])
