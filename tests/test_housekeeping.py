"""Old logs go with old rows; those that are written to stay."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from bot.housekeeping import keep_house
from conversation_store.database import Database
from conversation_store.retention import Retention


async def test_logs_that_are_written_no_more_are_deleted_once_they_are_old(
    database: Database, tmp_path: Path
) -> None:
    names = ("termwise.log", "termwise.log.1", "termwise.log.2")
    for name in names:
        (tmp_path / name).touch()
    for name in names[:2]:
        os.utime(tmp_path / name, (0, 0))
    keeping = asyncio.create_task(keep_house(Retention(database), tmp_path, days=1))
    async with asyncio.timeout(5):
        while (tmp_path / "termwise.log.1").exists():
            await asyncio.sleep(0.01)
    keeping.cancel()
    await asyncio.gather(keeping, return_exceptions=True)
    assert (tmp_path / "termwise.log").exists()
    assert (tmp_path / "termwise.log.2").exists()


async def test_without_a_limit_nothing_is_forgotten(database: Database, tmp_path: Path) -> None:
    (tmp_path / "termwise.log.1").touch()
    os.utime(tmp_path / "termwise.log.1", (0, 0))
    await keep_house(Retention(database), tmp_path, days=0)
    assert (tmp_path / "termwise.log.1").exists()
