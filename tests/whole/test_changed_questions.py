"""What people do to their questions afterwards: edit them, delete them."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.playground.slack import SlackStandIn
from tests.scripted import ScriptedRunner
from tests.whole.house import House, at_work

FINANCE, LILEI = "C0FINANCE", "U0LILEI"


async def text_of(house: House, ts: str) -> str:
    """The one answer in a thread, once it stands still."""
    await house.quiet()
    (answer,) = await house.answers(FINANCE, ts)
    return str(answer["text"])


async def begun(house: House, ts: str) -> None:
    """Wait until an answer is being written in a thread."""
    async with asyncio.timeout(10):
        while not any(
            message.get("bot_id") and message.get("thread_ts") == ts and message["text"]
            for message in await house.messages(FINANCE)
        ):
            await asyncio.sleep(0.02)


async def change(house: House, act: str, ts: str, **more: Any) -> None:
    await house.post(act, channel=FINANCE, user="U0ALICE", ts=ts, **more)


async def test_an_edit_after_the_answer_rewrites_the_same_message(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    async with at_work(slack, ScriptedRunner("A ratio.", "Another."), tmp_path):
        ts, answer = await house.ask("@termwise What is ROE?", user="U0ALICE")
        await change(house, "edit", ts, text="@termwise What is ROA?")
        await house.settled(FINANCE, ts, turns=2)
        assert "Another." in await text_of(house, ts)
        (rewritten,) = await house.answers(FINANCE, ts)
    assert rewritten["ts"] == answer["ts"]


async def test_an_edit_during_the_answer_begins_it_anew(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    runner = ScriptedRunner("on and on " * 50, "Another.", seconds_per_token=0.02)
    async with at_work(slack, runner, tmp_path):
        ts = await house.say("@termwise What is ROE?", channel=FINANCE, user="U0ALICE")
        await begun(house, ts)
        await change(house, "edit", ts, text="@termwise What is ROA?")
        await house.settled(FINANCE, ts, turns=2)
        assert "Another." in await text_of(house, ts)
    assert runner.cancelled == 1
    assert "ROA" in runner.texts()[1]


@pytest.mark.parametrize("same", ["@termwise What is ROE?", "@termwise   What is ROE?"])
async def test_an_edit_that_changes_nothing_is_not_answered(
    house: House, slack: SlackStandIn, tmp_path: Path, same: str
) -> None:
    runner = ScriptedRunner("A ratio.", "Another.")
    async with at_work(slack, runner, tmp_path):
        ts, _ = await house.ask("@termwise What is ROE?", user="U0ALICE")
        await change(house, "edit", ts, text=same)
        assert "A ratio." in await text_of(house, ts)
    assert len(runner.prompts) == 1


async def test_a_message_that_is_edited_into_a_question_is_answered(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    async with at_work(slack, ScriptedRunner("A ratio."), tmp_path):
        ts = await house.say("What is ROE?", channel=FINANCE, user="U0ALICE")
        await change(house, "edit", ts, text="@termwise What is ROE?")
        await house.settled(FINANCE, ts)
        assert "A ratio." in await text_of(house, ts)


async def test_the_answer_goes_with_its_question(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    async with at_work(slack, ScriptedRunner("A ratio."), tmp_path):
        ts, _ = await house.ask("@termwise What is ROE?", user="U0ALICE")
        await change(house, "delete", ts)
        async with asyncio.timeout(5):
            while await house.answers(FINANCE, ts):
                await asyncio.sleep(0.02)
        await house.quiet()
    with closing(sqlite3.connect(tmp_path / "termwise.db")) as connection:
        kept = connection.execute("SELECT ts, state FROM inbox").fetchall()
    assert kept == [(ts, "withdrawn")]  # of the deletion of our own message nothing is kept


async def test_deleting_a_question_ends_its_answer_within_a_second_and_removes_it(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    runner = ScriptedRunner("on and on " * 200, seconds_per_token=0.02)
    async with at_work(slack, runner, tmp_path):
        ts = await house.say("@termwise What is ROE?", channel=FINANCE, user="U0ALICE")
        await begun(house, ts)
        await change(house, "delete", ts)
        async with asyncio.timeout(1):
            while not runner.cancelled:
                await asyncio.sleep(0.01)
        await house.quiet()
        shown = [m for m in await house.messages(FINANCE) if m.get("bot_id")]
    assert [message for message in shown if message.get("thread_ts") == ts] == []


async def test_a_follow_up_after_a_deleted_question_knows_nothing_of_it(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    runner = ScriptedRunner("First.", "A secret ratio.", "Yes.")
    async with at_work(slack, runner, tmp_path):
        ts, _ = await house.ask("@termwise What is ROE?", user="U0ALICE")
        second = await house.say("And the secret?", channel=FINANCE, user="U0ALICE", thread_ts=ts)
        await house.settled(FINANCE, ts, turns=2)
        await change(house, "delete", second)
        await house.quiet()
        await house.ask("Anything else?", user="U0ALICE", thread_ts=ts)
    assert "secret" not in runner.texts()[-1]
    assert "First." in runner.texts()[-1]


async def event_of(house: House, subtype: str, **more: Any) -> None:
    """Send an event about a message."""
    event = {"type": "message", "subtype": subtype, "channel": FINANCE, "hidden": True} | more
    await house.post("event", event=event)


async def unheard(house: House) -> dict[str, Any]:
    """A question that was posted, and whose event is still on its way."""
    await house.post("faults", events={"lose": 1.0})
    ts = await house.say("@termwise What is ROE?", channel=FINANCE, user="U0ALICE")
    await house.post("faults", events={"lose": 0.0})
    return await house.message(ts, FINANCE)


async def arrive(house: House, message: dict[str, Any]) -> None:
    await house.post("event", event={"type": "message", "channel": FINANCE} | message)


async def test_a_question_whose_deletion_arrives_first_is_not_answered(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    runner = ScriptedRunner("A ratio.")
    async with at_work(slack, runner, tmp_path):
        deleted, kept = await unheard(house), await unheard(house)
        await event_of(house, "message_deleted", deleted_ts=deleted["ts"])
        await house.quiet()
        await arrive(house, deleted)
        await arrive(house, kept)
        await house.settled(FINANCE, kept["ts"])
        await house.quiet()
        assert await house.answers(FINANCE, deleted["ts"]) == []
    assert len(runner.prompts) == 1


async def test_a_question_whose_edit_arrives_first_is_answered_once_as_it_is_now(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    runner = ScriptedRunner("A ratio.", "Another.")
    async with at_work(slack, runner, tmp_path):
        original = await unheard(house)
        newer = original | {"text": original["text"].replace("ROE", "ROA")}
        await event_of(house, "message_changed", message=newer, previous_message=original)
        await house.settled(FINANCE, original["ts"])
        await arrive(house, original)
        await house.quiet()
    assert len(runner.prompts) == 1
    assert "ROA" in runner.texts()[0]
