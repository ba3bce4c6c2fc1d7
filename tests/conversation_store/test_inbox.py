from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from conversation_store.database import Database
from conversation_store.inbox import FinalState, Inbox, Leased
from conversation_store.threads import Threads
from tests.conversation_store.entries import entry, states


@pytest.fixture
def inbox(database: Database) -> Inbox:
    return Inbox(database)


async def take(inbox: Inbox) -> Leased:
    leased = await inbox.lease()
    assert leased is not None
    return leased


async def test_an_empty_inbox_leases_nothing(inbox: Inbox) -> None:
    assert await inbox.lease() is None


async def test_an_entry_comes_out_as_it_went_in(inbox: Inbox) -> None:
    question = replace(entry(1, attempt=2), payload='{"text": "什么是市盈率？😀"}')
    assert await inbox.put(question)
    leased = await take(inbox)
    assert (leased.entry, leased.tries, leased.answer_ts) == (question, 1, ())


async def test_who_asks_in_a_thread_is_followed_there(inbox: Inbox, database: Database) -> None:
    threads, question = Threads(database), entry(1)
    assert not await threads.is_joined(question.thread)
    for one in (question, replace(question, event_id="Ev9", attempt=1)):
        assert await inbox.put(one)
        assert await threads.is_joined(question.thread)


async def test_the_same_event_is_taken_in_once(inbox: Inbox, database: Database) -> None:
    assert await inbox.put(entry(1, event="Ev1"))
    assert not await inbox.put(entry(2, event="Ev1"))
    assert await states(database) == ["waiting"]


async def test_a_mention_that_arrives_as_two_events_is_taken_in_once(inbox: Inbox) -> None:
    assert await inbox.put(entry(1, event="Ev1"))
    assert not await inbox.put(entry(1, event="Ev2"))


async def test_a_shared_message_from_two_teams_is_taken_in_once(inbox: Inbox) -> None:
    assert await inbox.put(entry(1, event="Ev1", team="T1"))
    assert not await inbox.put(entry(1, event="Ev2", team="T2"))


async def test_an_answered_event_is_not_taken_in_again(inbox: Inbox) -> None:
    await inbox.put(entry(1))
    await inbox.finish((await take(inbox)).id, "answered")
    assert not await inbox.put(entry(1))
    assert await inbox.lease() is None


async def test_the_latest_attempt_at_a_message_is_found_again(inbox: Inbox) -> None:
    first, again = entry(1), entry(1, attempt=1)
    where = (first.surface, first.thread.channel_id, first.ts)
    assert await inbox.latest(*where) is None
    for one in (first, again, entry(2)):
        assert await inbox.put(one)
    assert await inbox.latest(*where) == again
    assert await inbox.latest("command", *where[1:]) is None


async def test_the_oldest_comes_first(inbox: Inbox) -> None:
    for number in (3, 1, 2):
        await inbox.put(entry(number))
    assert [(await take(inbox)).entry for _ in range(3)] == [entry(3), entry(1), entry(2)]


async def test_a_lease_does_not_wait_for_the_disk_as_all_else_does(
    inbox: Inbox, database: Database
) -> None:
    async def synchronous() -> object:
        async with database.reading() as connection:  # the pool's only connection
            return await connection.scalar(text("PRAGMA synchronous"))

    await inbox.put(entry(1))
    assert await synchronous() == 2  # FULL
    leased = await take(inbox)
    assert await synchronous() == 1  # NORMAL
    await inbox.finish(leased.id, "answered")
    assert await synchronous() == 2


async def test_one_question_of_a_thread_is_answered_at_a_time(inbox: Inbox) -> None:
    for number in (1, 2):
        await inbox.put(entry(number, thread="1700000001.000000"))
    await inbox.put(entry(3))
    first = await take(inbox)
    assert (await take(inbox)).entry == entry(3)
    assert await inbox.lease() is None
    await inbox.finish(first.id, "failed")
    assert (await take(inbox)).entry == entry(2, thread="1700000001.000000")


async def test_the_database_itself_refuses_two_answers_in_one_thread(
    inbox: Inbox, database: Database
) -> None:
    for number in (1, 2):
        await inbox.put(entry(number, thread="1700000001.000000"))
    with pytest.raises(IntegrityError):
        async with database.transaction() as connection:
            await connection.execute(text("UPDATE inbox SET state = 'answering'"))


@pytest.mark.parametrize("state", ["answered", "failed"])
async def test_a_finished_entry_is_never_leased_again(
    inbox: Inbox, database: Database, state: FinalState
) -> None:
    await inbox.put(entry(1))
    leased = await take(inbox)
    await inbox.finish(leased.id, state)
    assert await inbox.requeue_unfinished() == 0
    assert await inbox.lease() is None
    assert await states(database) == [state]


async def test_the_first_word_on_an_entry_is_final(inbox: Inbox, database: Database) -> None:
    await inbox.put(entry(1))
    leased = await take(inbox)
    await inbox.finish(leased.id, "failed")
    await inbox.finish(leased.id, "answered")
    assert await states(database) == ["failed"]


async def test_an_unfinished_entry_waits_again_and_knows_its_messages(inbox: Inbox) -> None:
    await inbox.put(entry(1))
    await inbox.put(entry(2))
    first = await take(inbox)
    shown = ("1700000009.000000", "1700000009.000100")
    for ts in shown:
        await inbox.add_answer_ts(first.id, ts)
    assert await inbox.requeue_unfinished() == 1
    again = await take(inbox)
    assert again == Leased(first.id, entry(1), tries=2, answer_ts=shown)


async def test_what_no_database_can_hold_is_replaced(inbox: Inbox) -> None:
    odd = replace(entry(1), event_id="Ev\ud800", payload='"\x00\udfff"')
    assert await inbox.put(odd)
    assert not await inbox.put(odd)
    assert (await take(inbox)).entry == replace(odd, event_id="Ev\ufffd", payload='"\ufffd\ufffd"')


async def test_of_many_who_put_the_same_event_at_once_one_wins(
    database: Database, url: str
) -> None:
    other = await Database.open(url)
    inboxes = [Inbox(database), Inbox(other)]
    taken = await asyncio.gather(*(inboxes[n % 2].put(entry(1)) for n in range(20)))
    assert taken.count(True) == 1
    await other.close()


async def test_of_many_who_lease_at_once_each_gets_its_own(inbox: Inbox) -> None:
    for number in range(20):
        await inbox.put(entry(number))
    leased = await asyncio.gather(*(inbox.lease() for _ in range(30)))
    ids = [one.id for one in leased if one is not None]
    assert len(ids) == len(set(ids)) == 20
