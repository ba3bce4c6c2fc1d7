"""The search for missed questions turned off, refused by Slack, or cut short."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.playground.slack import SlackStandIn
from tests.scripted import ScriptedRunner
from tests.whole.downtime import asked_before, deaf, searched
from tests.whole.house import House, at_work

pytestmark = pytest.mark.usefixtures("swift_search")
FINANCE, GENERAL, DEAL_ROOM, DM = "C0FINANCE", "C0GENERAL", "G0DEALROOM", "D0ALICE"
CHANNELS = (FINANCE, GENERAL, DEAL_ROOM)


async def test_where_slack_gives_no_proper_answer_it_looks_again_after_a_while(
    house: House, slack: SlackStandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.handlers.slack_calls._TRIES", 1)
    await asked_before(house, slack, tmp_path)
    async with deaf(house):
        missed = [
            (channel, await house.say("@termwise 什么是久期？", channel=channel))
            for channel in CHANNELS
        ]
    broken = {"kind": "500", "method": "conversations.history", "channel": GENERAL, "times": 2}
    await house.post("faults", rules=[broken])
    async with at_work(slack, ScriptedRunner("好。"), tmp_path):
        for channel, ts in missed:
            await house.settled(channel, ts)
        await searched(tmp_path)
    assert [len(await house.answers(*where)) for where in missed] == [1, 1, 1]


async def test_turned_off_it_asks_slack_for_nothing(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    await asked_before(house, slack, tmp_path)
    async with deaf(house):
        ts = await house.say("@termwise 什么是久期？", channel=FINANCE)
    calls = len(await house.calls("users.conversations"))
    async with at_work(slack, ScriptedRunner("好。"), tmp_path, catch_up_s=0):
        await house.quiet()
    assert await house.answers(FINANCE, ts) == []
    assert len(await house.calls("users.conversations")) == calls


@pytest.mark.parametrize(
    "rule",
    [
        {"method": "users.conversations", "skip": 1, "times": 1, "error": "missing_scope"},
        {"method": "conversations.history", "channel": GENERAL, "error": "missing_scope"},
    ],
)
async def test_where_slack_refuses_the_other_conversations_are_looked_through(
    house: House, slack: SlackStandIn, tmp_path: Path, rule: dict[str, object]
) -> None:
    await asked_before(house, slack, tmp_path)
    async with deaf(house):
        direct = await house.say("什么是久期？", channel=DM)
        private = await house.say("@termwise 什么是市净率？", channel=DEAL_ROOM)
    await house.post("faults", rules=[{"kind": "error", **rule}])
    async with at_work(slack, ScriptedRunner("好。"), tmp_path):
        await house.settled(DM, direct)
        await house.settled(DEAL_ROOM, private)
        await searched(tmp_path)


async def test_a_search_that_was_cut_short_is_taken_up_at_the_next_start(
    house: House, slack: SlackStandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.handlers.catch_up._OVERLAP_S", 0.0)
    await asked_before(house, slack, tmp_path)
    async with deaf(house):
        missed = await house.say("@termwise 什么是久期？", channel=FINANCE)
    slow = {"kind": "delay", "method": "conversations.history", "seconds": 30.0}
    await house.post("faults", rules=[slow])
    async with at_work(slack, ScriptedRunner("在。"), tmp_path):
        # Taken in as an event: by the inbox alone nothing before it would seem to be missing.
        await house.ask("@termwise 什么是市净率？", channel=GENERAL)
    await house.post("faults", rules=[])
    async with at_work(slack, ScriptedRunner("补上的回答。"), tmp_path):
        await house.settled(FINANCE, missed)
    assert len(await house.answers(FINANCE, missed)) == 1
