"""The store is out of order for a while, and the bot lives on."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.playground.slack import SlackStandIn
from tests.scripted import ScriptedRunner
from tests.whole.house import House, at_work

FINANCE = "C0FINANCE"

pytestmark = pytest.mark.usefixtures("swift_search")


async def rename(folder: Path, old: str, new: str) -> None:
    """Rename a table; in a thread, for whoever holds the write lock needs the event loop."""

    def work() -> None:
        with closing(sqlite3.connect(folder / "termwise.db")) as connection:
            connection.execute(f"ALTER TABLE {old} RENAME TO {new}")

    await asyncio.to_thread(work)


async def test_what_could_not_be_stored_and_is_not_repeated_is_found_once_the_store_is_back(
    house: House, slack: SlackStandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.handlers.catch_up._STORE_PAUSE_S", 0.3)
    async with at_work(slack, ScriptedRunner("好。"), tmp_path):
        await house.ask("@termwise 什么是市盈率？")
        await rename(tmp_path, "inbox", "gone")
        missed = [await house.say(f"@termwise 第 {n} 问？", channel=FINANCE) for n in range(3)]
        await house.quiet(2.0)  # longer than Slack's repeating
        await rename(tmp_path, "gone", "inbox")
        for ts in missed:
            await house.settled(FINANCE, ts)
        counts = [len(await house.answers(FINANCE, ts)) for ts in missed]
    assert counts == [1] * 3
