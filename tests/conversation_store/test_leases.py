from __future__ import annotations

import asyncio

import pytest

from conversation_store.database import Database
from conversation_store.inbox import Bounds, Inbox
from conversation_store.inbox_rows import FinalState, Leased
from conversation_store.leases import Leases
from tests.conversation_store.entries import LONG, entry, states, take, take_errand, where

SHORT = 0.05  # seconds
THREAD = "1700000001.000000"


@pytest.fixture
def inbox(database: Database) -> Inbox:
    return Inbox(database)


@pytest.fixture
def leases(database: Database) -> Leases:
    return Leases(database)


async def overtaken(leases: Leases) -> tuple[Leased, Leased]:
    """Who has lost a lease, and who has it now."""
    sleeper = await take(leases, SHORT)
    await asyncio.sleep(2 * SHORT)
    return sleeper, await take(leases)


async def test_an_empty_inbox_leases_nothing(leases: Leases) -> None:
    assert await leases.lease(LONG) is None
    assert await leases.lease_errand(LONG) is None
    assert await leases.lease_sweep(LONG) is None


async def test_a_lease_that_ran_out_is_taken_by_another(inbox: Inbox, leases: Leases) -> None:
    await inbox.put(entry(1))
    sleeper, other = await overtaken(leases)
    assert (other.id, other.entry, other.nonce) == (sleeper.id, entry(1), sleeper.nonce)
    assert other.fence > sleeper.fence
    assert other.failures == 1


async def test_who_was_overtaken_is_not_listened_to(
    inbox: Inbox, leases: Leases, database: Database
) -> None:
    await inbox.put(entry(1))
    sleeper, other = await overtaken(leases)
    assert await leases.renew([sleeper], LONG) == {}
    assert not await leases.note(sleeper, ["1700000009.000000"])
    assert not await leases.finish(sleeper, "answered")
    assert not await leases.hand_back(sleeper)
    assert await states(database) == ["answering"]
    assert await leases.messages(entry(1).thread) == set()
    assert await leases.renew([sleeper, other], LONG) == {other.id: None}


async def test_renewing_keeps_a_lease(inbox: Inbox, leases: Leases) -> None:
    await inbox.put(entry(1))
    mine = await take(leases, SHORT)
    assert await leases.renew([mine], LONG) == {mine.id: None}
    await asyncio.sleep(2 * SHORT)
    assert await leases.lease(LONG) is None
    assert await leases.finish(mine, "answered")


async def test_a_lease_that_ran_out_still_holds_while_nobody_takes_it(
    inbox: Inbox, leases: Leases
) -> None:
    await inbox.put(entry(1))
    mine = await take(leases, 0)
    assert await leases.renew([mine], LONG) == {mine.id: None}
    assert await leases.lease(LONG) is None


@pytest.mark.parametrize("state", ["answered", "failed"])
async def test_a_finished_entry_is_never_leased_again(
    inbox: Inbox, leases: Leases, database: Database, state: FinalState
) -> None:
    await inbox.put(entry(1))
    leased = await take(leases)
    assert await leases.finish(leased, state)
    assert await leases.expire_all() == 0
    assert await leases.renew([leased], LONG) == {}
    assert await leases.lease(LONG) is None
    assert await states(database) == [state]


async def test_the_first_word_on_an_entry_is_final(
    inbox: Inbox, leases: Leases, database: Database
) -> None:
    await inbox.put(entry(1))
    leased = await take(leases)
    assert await leases.finish(leased, "failed")
    assert not await leases.finish(leased, "answered")
    assert await states(database) == ["failed"]


async def test_the_next_try_knows_the_messages_of_those_before(
    inbox: Inbox, leases: Leases
) -> None:
    for number in (1, 2):
        await inbox.put(entry(number))
    shown = ("1700000009.000000", "1700000009.000100")
    assert await leases.note(await take(leases), shown)
    assert await leases.expire_all() == 1
    again = await take(leases)
    assert (again.entry, again.answer_ts) == (entry(1), shown)
    assert await leases.messages(entry(1).thread) == set(shown)
    assert await leases.note(again, [])
    assert await leases.messages(entry(1).thread) == set()


async def test_only_tries_that_ended_with_their_process_are_failures(
    inbox: Inbox, leases: Leases
) -> None:
    await inbox.put(entry(1))
    for failures in (0, 1, 2):
        leased = await take(leases)
        assert leased.failures == failures
        await leases.expire_all()
    assert await leases.hand_back(leased)
    leased = await take(leases)
    assert leased.failures == 0  # they are pardoned
    await leases.expire_all()
    leased = await take(leases)
    assert leased.failures == 1
    await leases.finish(leased, "failed")
    await inbox.amend(*where(entry(1)), "new")
    assert (await take(leases)).failures == 0


async def test_a_stop_reaches_who_answers_and_does_not_keep_it_from_finishing(
    inbox: Inbox, leases: Leases
) -> None:
    for number in (1, 2):
        await inbox.put(entry(number))
    one, other = await take(leases), await take(leases)
    await leases.stop(one.entry.thread)
    assert await leases.renew([one, other], LONG) == {one.id: "stop", other.id: None}
    assert await leases.finish(one, "answered")


async def test_an_edit_reaches_who_answers(inbox: Inbox, leases: Leases) -> None:
    await inbox.put(entry(1))
    leased = await take(leases)
    assert await inbox.amend(*where(entry(1)), "new") == "restarted"
    assert await leases.renew([leased], LONG) == {leased.id: "restart"}
    assert not await leases.finish(leased, "answered")
    assert await leases.hand_back(leased)
    again = await take(leases)
    assert (again.entry.payload, again.wish, again.failures) == ("new", None, 0)
    assert await leases.finish(again, "answered")


async def test_who_takes_over_an_edited_question_need_not_begin_it_twice(
    inbox: Inbox, leases: Leases
) -> None:
    await inbox.put(entry(1))
    await take(leases)
    await inbox.amend(*where(entry(1)), "new")
    await leases.expire_all()
    again = await take(leases)
    assert (again.entry.payload, again.wish) == ("new", None)
    assert await leases.finish(again, "answered")


@pytest.mark.parametrize("let_go", ["hand_back", "expire_all"])
async def test_a_deletion_reaches_who_answers_now_and_next(
    inbox: Inbox, leases: Leases, database: Database, let_go: str
) -> None:
    await inbox.put(entry(1))
    leased = await take(leases)
    assert await inbox.withdraw(*where(entry(1)))
    assert await inbox.amend(*where(entry(1)), "new") == "unknown"
    assert await leases.renew([leased], LONG) == {leased.id: "withdraw"}
    assert not await leases.finish(leased, "answered")
    await (leases.hand_back(leased) if let_go == "hand_back" else leases.expire_all())
    again = await take(leases)
    assert again.wish == "withdraw"
    assert await leases.finish(again, "withdrawn")
    assert await states(database) == ["withdrawn"]


async def test_an_answer_is_removed_while_another_of_its_thread_is_written(
    inbox: Inbox, leases: Leases, database: Database
) -> None:
    for number in (1, 2):
        await inbox.put(entry(number, thread=THREAD))
    await leases.finish(await take(leases), "answered")
    await take(leases)
    assert await inbox.withdraw(*where(entry(1)))
    errand = await take_errand(leases)
    assert (errand.entry.ts, errand.errand, errand.failures) == (entry(1).ts, "withdraw", 0)
    assert await leases.lease_errand(LONG) is None
    assert await leases.hand_back(errand)
    assert await leases.finish(await take_errand(leases), "withdrawn")
    assert await states(database) == ["withdrawn", "answering"]


async def test_a_refusal_whose_question_is_deleted_meanwhile_is_withdrawn(
    database: Database, leases: Leases
) -> None:
    inbox = Inbox(database, Bounds(waiting=1))
    for number in (1, 2):
        await inbox.put(entry(number))
    errand = await take_errand(leases, SHORT)
    assert errand.errand == "busy"
    await inbox.withdraw(*where(entry(2)))
    assert not await leases.finish(errand, "refused")
    await leases.expire_all()
    errand = await take_errand(leases)
    assert errand.wish == "withdraw"
    assert await leases.finish(errand, "withdrawn")


async def test_of_many_who_lease_at_once_each_gets_its_own(inbox: Inbox, leases: Leases) -> None:
    for number in range(20):
        await inbox.put(entry(number))
    leased = await asyncio.gather(*(leases.lease(LONG) for _ in range(30)))
    ids = [one.id for one in leased if one is not None]
    assert len(ids) == len(set(ids)) == 20
