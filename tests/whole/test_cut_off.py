"""The connection to Slack is lost for a while, and the bot lives on."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.playground.slack import SlackStandIn
from tests.scripted import ScriptedRunner
from tests.whole.house import House, at_work

FINANCE = "C0FINANCE"

pytestmark = pytest.mark.usefixtures("swift_search")


async def test_what_was_asked_while_it_was_cut_off_is_answered_once_it_is_back(
    house: House, slack: SlackStandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.connection._LOOK_S", 0.1)
    shut = {"method": "apps.connections.open", "kind": "500"}
    async with at_work(slack, ScriptedRunner("好。"), tmp_path):
        await house.ask("@termwise 什么是市盈率？")
        await house.post("faults", rules=[shut], events={"lose": 1.0}, disconnect=True)
        await asyncio.sleep(1)
        missed = [await house.say(f"@termwise 第 {n} 问？", channel=FINANCE) for n in range(5)]
        await house.post("faults")
        for ts in missed:
            await house.settled(FINANCE, ts)
        await house.quiet()
        counts = [len(await house.answers(FINANCE, ts)) for ts in missed]
    assert counts == [1] * 5
