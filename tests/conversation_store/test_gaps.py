"""From when on questions may be missing, on a real inbox."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from conversation_store.database import Database
from conversation_store.gaps import Gaps
from conversation_store.inbox import Inbox
from tests.conversation_store.entries import entry

NOW = "1700001000.000000"


@pytest.fixture
def gaps(database: Database) -> Gaps:
    return Gaps(database)


async def asked(database: Database, *seconds: int) -> None:
    for second in seconds:
        assert await Inbox(database).put(entry(second))


async def test_where_nothing_was_ever_asked_nothing_is_missing(
    gaps: Gaps, database: Database
) -> None:
    assert await gaps.open("message", NOW, 60) is None
    await asked(database, 100)
    assert await gaps.open("command", NOW, 60) is None


async def test_it_begins_a_little_before_the_newest_question(
    gaps: Gaps, database: Database
) -> None:
    await asked(database, 100, 500, 300)
    assert await gaps.open("message", NOW, 60) == "1700000440.000000"


async def test_it_never_begins_before_the_first_question(gaps: Gaps, database: Database) -> None:
    await asked(database, 490, 500)
    assert await gaps.open("message", NOW, 60) == "1700000490.000000"


async def test_it_stays_where_it_began_until_it_is_closed(gaps: Gaps, database: Database) -> None:
    await asked(database, 100, 200)
    for newer in (600, 700):
        assert await gaps.open("message", NOW, 60) == "1700000140.000000"
        await asked(database, newer)
    await gaps.close("message")
    assert await gaps.open("message", NOW, 60) == "1700000640.000000"


@pytest.mark.parametrize("ts", ["", "x", "later", "1700009999.000000", "trigger.1"])
async def test_a_ts_that_cannot_be_is_not_the_newest(
    gaps: Gaps, database: Database, ts: str
) -> None:
    await asked(database, 100, 200)
    assert await Inbox(database).put(replace(entry(1), ts=ts))
    assert await gaps.open("message", NOW, 60) == "1700000140.000000"


async def test_processes_that_start_together_open_one_gap(database: Database, url: str) -> None:
    await asked(database, 100)
    other = await Database.open(url)
    both = Gaps(database), Gaps(other)
    for _ in range(10):  # what meets is a matter of chance
        opened = await asyncio.gather(*(gaps.open("message", NOW, 60) for gaps in both))
        assert opened == ["1700000100.000000"] * 2
        await both[0].close("message")
    await other.close()
