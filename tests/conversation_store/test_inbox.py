from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from conversation_store.database import Database
from conversation_store.inbox import Inbox
from conversation_store.leases import Leases
from conversation_store.threads import Threads
from tests.conversation_store.entries import entry, states, take, where


@pytest.fixture
def inbox(database: Database) -> Inbox:
    return Inbox(database)


@pytest.fixture
def leases(database: Database) -> Leases:
    return Leases(database)


async def test_an_entry_comes_out_as_it_went_in(inbox: Inbox, leases: Leases) -> None:
    question = replace(entry(1, attempt=2), payload='{"text": "什么是市盈率？😀"}')
    assert await inbox.put(question) == "new"
    leased = await take(leases)
    assert (leased.entry, leased.failures, leased.answer_ts) == (question, 0, ())
    assert (leased.wish, leased.errand) == (None, None)
    assert 0 <= leased.waited_s < 60


async def test_each_question_has_a_nonce_of_its_own(inbox: Inbox, leases: Leases) -> None:
    for number in (1, 2):
        await inbox.put(entry(number))
    assert len({(await take(leases)).nonce for _ in range(2)} - {""}) == 2


async def test_who_asks_in_a_thread_is_followed_there(inbox: Inbox, database: Database) -> None:
    threads, question = Threads(database), entry(1)
    assert not await threads.is_joined(question.thread)
    for one in (question, replace(question, event_id="Ev9", attempt=1)):
        assert await inbox.put(one) == "new"
        assert await threads.is_joined(question.thread)


async def test_the_same_event_is_taken_in_once(inbox: Inbox, database: Database) -> None:
    assert await inbox.put(entry(1, event="Ev1")) == "new"
    assert await inbox.put(entry(2, event="Ev1")) == "known"
    assert await states(database) == ["waiting"]


async def test_a_mention_that_arrives_as_two_events_is_taken_in_once(inbox: Inbox) -> None:
    assert await inbox.put(entry(1, event="Ev1")) == "new"
    assert await inbox.put(entry(1, event="Ev2")) == "known"


async def test_a_shared_message_from_two_teams_is_taken_in_once(inbox: Inbox) -> None:
    assert await inbox.put(entry(1, event="Ev1", team="T1")) == "new"
    assert await inbox.put(entry(1, event="Ev2", team="T2")) == "known"


async def test_an_answered_event_is_not_taken_in_again(inbox: Inbox, leases: Leases) -> None:
    await inbox.put(entry(1))
    assert await leases.finish(await take(leases), "answered")
    assert await inbox.put(entry(1)) == "known"
    assert await leases.lease(60) is None


async def test_the_latest_attempt_at_a_message_is_found_again(inbox: Inbox) -> None:
    first, again = entry(1), entry(1, attempt=1)
    assert await inbox.latest(*where(first)) is None
    for one in (first, again, entry(2)):
        assert await inbox.put(one) == "new"
    assert await inbox.latest(*where(first)) == again
    assert await inbox.latest("command", *where(first)[1:]) is None


async def test_the_line_is_in_the_order_of_answering(inbox: Inbox, leases: Leases) -> None:
    for number in (3, 1, 2):
        await inbox.put(entry(number))
    assert await inbox.line(2) == [entry(3), entry(1)]
    await take(leases)
    assert await inbox.line(9) == [entry(1), entry(2)]


async def test_the_database_itself_refuses_two_answers_in_one_thread(
    inbox: Inbox, database: Database
) -> None:
    for number in (1, 2):
        await inbox.put(entry(number, thread="1700000001.000000"))
    with pytest.raises(IntegrityError):
        async with database.transaction() as connection:
            await connection.execute(text("UPDATE inbox SET state = 'answering'"))


async def test_what_no_database_can_hold_is_replaced(inbox: Inbox, leases: Leases) -> None:
    odd = replace(entry(1), event_id="Ev\ud800", payload='"\x00\udfff"')
    assert await inbox.put(odd) == "new"
    assert await inbox.put(odd) == "known"
    replaced = replace(odd, event_id="Ev\ufffd", payload='"\ufffd\ufffd"')
    assert (await take(leases)).entry == replaced


async def test_of_many_who_put_the_same_event_at_once_one_wins(
    database: Database, url: str
) -> None:
    other = await Database.open(url)
    inboxes = [Inbox(database), Inbox(other)]
    taken = await asyncio.gather(*(inboxes[n % 2].put(entry(1)) for n in range(20)))
    assert (taken.count("new"), taken.count("known")) == (1, 19)
    await other.close()


async def test_an_edit_before_the_answer_changes_only_the_wording(
    inbox: Inbox, leases: Leases
) -> None:
    await inbox.put(entry(1))
    assert await inbox.amend(*where(entry(1)), "new") == "waiting"
    assert (await take(leases)).entry == replace(entry(1), payload="new")


async def test_an_edit_after_the_answer_asks_again_at_the_end_of_the_line(
    inbox: Inbox, leases: Leases
) -> None:
    for number in (1, 2):
        await inbox.put(entry(number))
    first = await take(leases)
    await leases.note(first, ["1700000009.000000"])
    await leases.finish(first, "answered")
    assert await inbox.amend(*where(entry(1)), "new") == "asked again"
    assert (await take(leases)).entry == entry(2)
    again = await take(leases)
    assert again.entry == replace(entry(1), payload="new")
    assert (again.failures, again.answer_ts) == (0, ("1700000009.000000",))


async def test_an_edit_counts_for_the_latest_attempt(inbox: Inbox) -> None:
    for attempt in (0, 1):
        await inbox.put(entry(1, attempt=attempt))
    await inbox.amend(*where(entry(1)), "new")
    assert [one.payload for one in await inbox.line(9)] == [entry(1).payload, "new"]


async def test_what_was_never_asked_is_neither_amended_nor_withdrawn(inbox: Inbox) -> None:
    assert await inbox.amend(*where(entry(1)), "new") == "unknown"
    assert not await inbox.withdraw(*where(entry(1)))


async def test_a_question_deleted_before_its_answer_needs_no_errand(
    inbox: Inbox, leases: Leases, database: Database
) -> None:
    await inbox.put(entry(1))
    assert await inbox.withdraw(*where(entry(1)))
    assert await states(database) == ["withdrawn"]
    assert await inbox.amend(*where(entry(1)), "new") == "unknown"
    assert await leases.lease_errand(60) is None


async def test_a_try_that_noted_nothing_may_still_have_shown_something(
    inbox: Inbox, leases: Leases, database: Database
) -> None:
    await inbox.put(entry(1))
    await leases.hand_back(await take(leases))
    await inbox.withdraw(*where(entry(1)))
    assert await states(database) == ["errand"]


async def test_all_attempts_at_a_deleted_message_are_withdrawn(
    inbox: Inbox, leases: Leases, database: Database
) -> None:
    for attempt in (0, 1, 2):
        await inbox.put(entry(1, attempt=attempt))
        if attempt < 2:
            await leases.finish(await take(leases), "answered")
    await inbox.withdraw(*where(entry(1)))
    assert await states(database) == ["errand", "errand", "withdrawn"]


async def test_a_message_that_arrives_after_its_deletion_is_not_answered(
    inbox: Inbox, leases: Leases
) -> None:
    await inbox.put_withdrawn(entry(1, event="deleted"))
    assert await inbox.put(entry(1)) == "known"
    assert await leases.lease(60) is None


async def test_a_message_that_arrives_together_with_its_deletion_is_not_answered(
    inbox: Inbox, leases: Leases
) -> None:
    assert not await inbox.withdraw(*where(entry(1)))
    assert await inbox.put(entry(1)) == "new"  # between the two steps of a deletion
    await inbox.put_withdrawn(entry(1, event="deleted"))
    assert await leases.lease(60) is None
