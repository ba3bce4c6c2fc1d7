"""Whose question is answered next, and who is told that it is too much."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from conversation_store.database import Database
from conversation_store.inbox import Bounds, Inbox
from conversation_store.leases import Leases
from conversation_store.schema import inbox as table
from tests.conversation_store.entries import entry, states, take, take_errand, where


@pytest.fixture
def inbox(database: Database) -> Inbox:
    return Inbox(database)


@pytest.fixture
def leases(database: Database) -> Leases:
    return Leases(database)


async def answer(leases: Leases, count: int) -> list[str]:
    """Whose questions are answered, one by one."""
    askers = []
    for _ in range(count):
        leased = await take(leases)
        askers.append(leased.entry.user_id)
        assert await leases.finish(leased, "answered")
    return askers


async def test_the_first_to_ask_comes_first(inbox: Inbox, leases: Leases) -> None:
    for number in (3, 1, 2):
        await inbox.put(entry(number))
    assert [(await take(leases)).entry for _ in range(3)] == [entry(3), entry(1), entry(2)]


async def test_one_question_of_a_thread_is_answered_at_a_time(inbox: Inbox, leases: Leases) -> None:
    for number in (1, 2):
        await inbox.put(entry(number, thread="1700000001.000000"))
    await inbox.put(entry(3))
    first = await take(leases)
    assert (await take(leases)).entry == entry(3)
    assert await leases.lease(60) is None
    await leases.finish(first, "failed")
    assert (await take(leases)).entry == entry(2, thread="1700000001.000000")


@pytest.mark.parametrize("channels", [1, 11])
async def test_who_asks_much_does_not_hold_up_others(
    inbox: Inbox, leases: Leases, channels: int
) -> None:
    for number in range(50):
        await inbox.put(entry(number, user="U0", channel="C0"))
    for number in range(1, 11):
        one = entry(50 + number, user=f"U{number}", channel=f"C{number % channels}")
        await inbox.put(one)
    assert {f"U{number}" for number in range(1, 11)} <= set(await answer(leases, 20))


async def test_a_full_channel_does_not_hold_up_a_person(inbox: Inbox, leases: Leases) -> None:
    for number in range(40):
        await inbox.put(entry(number, user=f"U{number}", channel="C0"))
    for number in range(40, 44):
        await inbox.put(entry(number, user="U99", channel="D1"))
    assert (await answer(leases, 22)).count("U99") == 4


async def test_who_waits_in_a_full_channel_is_not_late_elsewhere(
    inbox: Inbox, leases: Leases
) -> None:
    for number in range(40):
        await inbox.put(entry(number, user=f"U{number}", channel="C0"))
    await inbox.put(entry(40, user="U39", channel="D1"))
    assert "U39" in await answer(leases, 9)


async def test_who_asked_much_long_ago_is_not_behind_a_newcomer_for_it(
    inbox: Inbox, leases: Leases
) -> None:
    for number in range(20):
        await inbox.put(entry(number, user="U0", channel="D0"))
    await answer(leases, 20)
    for number in range(20, 40):
        await inbox.put(entry(number, user="U1", channel="D1"))
    await inbox.put(entry(40, user="U0", channel="D0"))
    assert "U0" in await answer(leases, 3)


async def test_who_asks_again_and_again_does_not_keep_others_from_their_second(
    inbox: Inbox, leases: Leases
) -> None:
    for number in range(3):
        await inbox.put(entry(number, user="U0", channel="D0"))
    answered: list[str] = []
    for number in range(3, 10):
        await inbox.put(entry(number, user="U1", channel="D1"))
        answered += await answer(leases, 1)
    assert answered.count("U0") == 3


async def test_a_thread_keeps_its_order_whoever_asks_in_it(inbox: Inbox, leases: Leases) -> None:
    for number in range(10):
        await inbox.put(entry(number, user="U0", thread="1700000001.000000"))
    await inbox.put(entry(10, user="U1", thread="1700000001.000000"))
    await inbox.put(entry(11, user="U1"))
    assert (await answer(leases, 12))[-1] == "U1"


async def test_what_was_refused_or_deleted_costs_nobody_a_turn(
    database: Database, leases: Leases
) -> None:
    for number in range(5):
        await Inbox(database).put_withdrawn(entry(number, user=""))
    bounded = Inbox(database, Bounds(waiting_per_person=1))
    for number in range(10, 20):
        await bounded.put(entry(number, user="U0"))
    await bounded.put(entry(20, user="U1"))
    await answer(leases, 1)
    await bounded.put(entry(21, user="U0"))
    await bounded.put(entry(22, user="U2", channel="C2"))
    assert set(await answer(leases, 3)) == {"U0", "U1", "U2"}


@pytest.mark.parametrize(
    ("bounds", "refusal", "user", "channel"),
    [
        (Bounds(waiting=2), "busy", "U9", "C9"),
        (Bounds(waiting_per_person=2), "too_many", "U1", "C9"),
        (Bounds(hourly_per_person=2), "person_quota", "U1", "C9"),
        (Bounds(hourly_per_channel=2), "channel_quota", "U9", "C1"),
    ],
)
async def test_each_bound_holds_by_itself(
    database: Database, leases: Leases, bounds: Bounds, refusal: str, user: str, channel: str
) -> None:
    third = entry(3, user=user, channel=channel)
    inbox = Inbox(database, bounds)
    asked = [entry(1), entry(2), third]
    assert [await inbox.put(one) for one in asked] == ["new", "new", "refused"]
    assert await inbox.put(third) == "known"
    errand = await take_errand(leases)
    assert (errand.entry, errand.errand) == (third, refusal)
    assert await inbox.amend(*where(third), "new") == "unknown"
    assert await leases.finish(errand, "refused")
    assert await states(database) == ["waiting", "waiting", "refused"]


async def test_a_bound_of_one_person_or_channel_is_none_of_another(database: Database) -> None:
    inbox = Inbox(database, Bounds(waiting_per_person=1, hourly_per_person=1, hourly_per_channel=1))
    for number in range(3):
        one = entry(number, user=f"U{number}", channel=f"C{number}")
        assert await inbox.put(one) == "new"


async def test_who_no_longer_waits_may_ask_again(database: Database, leases: Leases) -> None:
    inbox = Inbox(database, Bounds(waiting=1, waiting_per_person=1))
    for number in range(3):
        assert await inbox.put(entry(number)) == "new"
        await take(leases)


async def test_refusals_and_deletions_do_not_count_in_an_hour(database: Database) -> None:
    busy = Inbox(database, Bounds(waiting=1))
    assert [await busy.put(entry(number)) for number in range(4)] == ["new", *["refused"] * 3]
    for number in range(10, 14):
        await busy.put_withdrawn(entry(number, user=""))
    inbox = Inbox(database, Bounds(hourly_per_person=2, hourly_per_channel=2))
    assert [await inbox.put(entry(number)) for number in (5, 6)] == ["new", "refused"]


async def test_the_quota_is_free_again_after_an_hour(database: Database) -> None:
    inbox = Inbox(database, Bounds(hourly_per_person=1, hourly_per_channel=1))
    assert [await inbox.put(entry(number)) for number in (1, 2)] == ["new", "refused"]
    async with database.transaction() as connection:
        long_ago = datetime.now(UTC) - timedelta(minutes=61)
        await connection.execute(update(table).values(received_at=long_ago))
    assert await inbox.put(entry(3)) == "new"
