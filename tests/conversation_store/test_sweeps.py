"""When a thread is looked through for messages that came up late."""

from __future__ import annotations

import asyncio

import pytest

from conversation_store.database import Database
from conversation_store.inbox import Inbox
from conversation_store.leases import Leases
from tests.conversation_store.entries import LONG, entry, take, where

FIRST_S, SECOND_S = 0.2, 0.5
THREAD = "1700000001.000000"


@pytest.fixture
def inbox(database: Database) -> Inbox:
    return Inbox(database)


@pytest.fixture
def leases(database: Database) -> Leases:
    return Leases(database, (FIRST_S, SECOND_S))


@pytest.fixture
def at_once(database: Database) -> Leases:
    return Leases(database, (0, 0))


async def test_an_answer_without_strays_is_not_swept(inbox: Inbox, at_once: Leases) -> None:
    await inbox.put(entry(1))
    await at_once.finish(await take(at_once), "answered")
    assert await at_once.lease_sweep(LONG) is None


async def test_a_thread_is_swept_twice_each_in_its_time(inbox: Inbox, leases: Leases) -> None:
    await inbox.put(entry(1))
    await leases.finish(await take(leases), "answered", sweep=True)
    for wait_s in (FIRST_S, SECOND_S - FIRST_S):
        assert await leases.lease_sweep(LONG) is None
        await asyncio.sleep(wait_s)
        due = await leases.lease_sweep(LONG)
        assert due is not None
        assert due.entry == entry(1)
        await leases.swept(due)
    await asyncio.sleep(SECOND_S)
    assert await leases.lease_sweep(LONG) is None


async def test_a_sweep_that_was_begun_and_not_done_is_due_again(
    inbox: Inbox, at_once: Leases
) -> None:
    await inbox.put(entry(1))
    await at_once.finish(await take(at_once), "answered", sweep=True)
    await asyncio.sleep(0.01)
    assert await at_once.lease_sweep(0.05) is not None
    assert await at_once.lease_sweep(0.05) is None
    await asyncio.sleep(0.1)
    assert await at_once.lease_sweep(0.05) is not None


async def test_two_who_swept_at_once_have_swept_once(inbox: Inbox, at_once: Leases) -> None:
    await inbox.put(entry(1))
    await at_once.finish(await take(at_once), "answered", sweep=True)
    await asyncio.sleep(0.01)
    slow, other = await at_once.lease_sweep(-1), await at_once.lease_sweep(LONG)
    assert slow is not None
    assert other is not None
    await at_once.swept(other)
    await at_once.swept(slow)
    await asyncio.sleep(0.01)
    assert await at_once.lease_sweep(LONG) is not None


@pytest.mark.parametrize("again", [True, False])
async def test_no_thread_is_swept_while_an_answer_grows_in_it(
    inbox: Inbox, at_once: Leases, again: bool
) -> None:
    await inbox.put(entry(1, thread=THREAD))
    await at_once.finish(await take(at_once), "answered", sweep=True)
    if again:
        await inbox.amend(*where(entry(1)), "new")
    else:
        await inbox.put(entry(2, thread=THREAD))
    growing = await take(at_once)
    await asyncio.sleep(0.01)
    assert await at_once.lease_sweep(LONG) is None
    await at_once.finish(growing, "answered", sweep=True)
    await asyncio.sleep(0.01)
    assert await at_once.lease_sweep(LONG) is not None


async def test_a_sweep_of_before_does_not_count_for_an_answer_given_again(
    inbox: Inbox, at_once: Leases
) -> None:
    await inbox.put(entry(1))
    await at_once.finish(await take(at_once), "answered", sweep=True)
    await asyncio.sleep(0.01)
    before = await at_once.lease_sweep(LONG)
    assert before is not None
    await inbox.amend(*where(entry(1)), "new")
    await at_once.finish(await take(at_once), "answered", sweep=True)
    await at_once.swept(before)
    await asyncio.sleep(0.01)
    for _ in range(2):
        due = await at_once.lease_sweep(LONG)
        assert due is not None
        await at_once.swept(due)
        await asyncio.sleep(0.01)
    assert await at_once.lease_sweep(LONG) is None
