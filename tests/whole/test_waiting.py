"""What those see who have to wait, or are too many."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.playground.slack import SlackStandIn
from tests.scripted import ScriptedRunner
from tests.whole.house import House, at_work

FINANCE = "C0FINANCE"


async def lines(house: House, ts: str) -> list[str]:
    """What the status line of a thread has shown, one after the other."""
    calls = await house.calls("assistant.threads.setStatus")
    shown = [call["arguments"] for call in calls]
    return [str(one["status"]) for one in shown if one["thread_ts"] == ts]


async def test_who_waits_is_told_the_place_in_line_and_about_how_long(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    runner = ScriptedRunner("on and on " * 30, "yes", seconds_per_token=0.03)
    async with at_work(slack, runner, tmp_path, concurrency=1):
        await house.say("@termwise What is ROE?", channel=FINANCE)
        await asyncio.sleep(0.3)  # events that come at once may overtake one another
        second = await house.say("@termwise What is ROA?", channel=FINANCE)
        await asyncio.sleep(0.3)
        third = await house.say("@termwise 什么是市盈率？", channel=FINANCE)
        async with asyncio.timeout(10):
            while not (await lines(house, second) and await lines(house, third)):
                await asyncio.sleep(0.05)
        assert "you are next" in (await lines(house, second))[0]
        assert "排在第 2 位" in (await lines(house, third))[0]
        await house.settled(FINANCE, third)
        assert (await lines(house, third))[-1] in ("正在思考……", "")


async def test_who_is_answered_at_once_hears_of_no_line(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    async with at_work(slack, ScriptedRunner("yes"), tmp_path):
        ts, _ = await house.ask("@termwise What is ROE?")
        await house.quiet()
    assert not any("line" in line or "next" in line for line in await lines(house, ts))


async def test_who_is_one_too_many_is_told_within_three_seconds(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    runner = ScriptedRunner("on and on " * 60, seconds_per_token=0.03)
    async with at_work(slack, runner, tmp_path, concurrency=1, max_waiting=1, drain_s=0):
        for _ in range(2):
            await house.say("@termwise What is ROE?", channel=FINANCE)
            await house.quiet(0.3)
        ts = await house.say("@termwise What is ROA?", channel=FINANCE)
        async with asyncio.timeout(3):
            while not (answers := await house.answers(FINANCE, ts)):
                await asyncio.sleep(0.02)
    assert "Too many people are asking" in answers[0]["text"]


async def test_where_many_are_refused_in_one_channel_each_is_told_soon_if_alone(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    runner = ScriptedRunner("on and on " * 60, seconds_per_token=0.03)
    async with at_work(slack, runner, tmp_path, concurrency=1, max_waiting=1, drain_s=0):
        for _ in range(2):
            await house.say("@termwise What is ROE?", channel=FINANCE)
            await house.quiet(0.3)
        refused = [await house.say("@termwise What is ROA?", channel=FINANCE) for _ in range(12)]
        told: list[dict[str, object]] = []
        async with asyncio.timeout(3):
            while len(told) < len(refused):
                shown = await house.messages(FINANCE)
                told = [m for m in shown if m.get("bot_id") and m.get("thread_ts") in refused]
                await asyncio.sleep(0.05)
    alone = [message for message in told if message.get("visible_to")]
    assert 0 < len(alone) < len(refused)
    assert all("Too many people are asking" in str(message["text"]) for message in told)
