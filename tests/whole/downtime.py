"""Times at which the bot is down, or what is said does not reach it."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

from bot.playground.slack import SlackStandIn
from tests.scripted import ScriptedRunner
from tests.whole.house import House, at_work


@asynccontextmanager
async def deaf(house: House) -> AsyncIterator[None]:
    """What is said meanwhile is never delivered."""
    await house.post("faults", events={"lose": 1.0})
    yield
    await house.post("faults", events={})


async def asked_before(house: House, slack: SlackStandIn, folder: Path) -> str:
    """A bot that has answered a question and is down again; the question's ts."""
    async with at_work(slack, ScriptedRunner("在。"), folder):
        ts, _ = await house.ask("@termwise 什么是市盈率？")
    return ts


async def searched(folder: Path) -> None:
    """Wait until no gap is open any more."""
    async with asyncio.timeout(20):
        while True:
            with closing(sqlite3.connect(folder / "termwise.db")) as connection:
                if not connection.execute("SELECT * FROM gaps").fetchall():
                    return
            await asyncio.sleep(0.02)
