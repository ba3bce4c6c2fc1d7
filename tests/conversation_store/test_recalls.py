"""Changed definitions that answers had used: each is asked about once, on both databases."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from conversation_store.database import Database
from conversation_store.recalls import Recall, Recalls
from conversation_store.schema import used_terms
from conversation_store.term import Term
from conversation_store.term_changes import TermChanges
from conversation_store.threads import ThreadKey
from conversation_store.used_terms import UsedTerms
from tests.conversation_store.test_terms import ROE

THREAD = ThreadKey("T1", "C1", "1700000000.000100")
LONG_AGO = datetime.now(UTC) - timedelta(days=1)


async def put(database: Database, term: Term) -> Term:
    return await TermChanges(database).put(term, who="U1", action="set")


async def answer(database: Database, term: Term, number: int = 1, *, old: bool = True) -> None:
    ts = f"17{number:08}.000000"
    await UsedTerms(database).note(THREAD, ts, ts, [term])
    if old:
        async with database.transaction() as connection:
            await connection.execute(update(used_terms).values(created_at=LONG_AGO))


async def due(database: Database) -> list[Recall]:
    """All that is due, once each."""
    found = []
    while one := await Recalls(database).lease(60):
        found.append(one)
    return found


async def test_a_changed_definition_is_due_once_whoever_looks(database: Database) -> None:
    await answer(database, await put(database, ROE))
    await Recalls(database).notice()
    assert await due(database) == []
    await put(database, replace(ROE, definition="something else."))
    await asyncio.gather(*(Recalls(database).notice() for _ in range(5)))
    await Recalls(database).notice()
    (one,) = await due(database)
    assert (one.key, one.revision, one.state) == ((ROE.concept, ROE.language), 2, "due")
    assert await Recalls(database).lease(60) is None


async def test_only_one_gets_what_is_due_until_the_lease_runs_out(database: Database) -> None:
    await answer(database, await put(database, ROE))
    await put(database, replace(ROE, definition="something else."))
    await Recalls(database).notice()
    got = await asyncio.gather(*(Recalls(database).lease(0.2) for _ in range(5)))
    assert len([one for one in got if one]) == 1
    await asyncio.sleep(0.3)
    assert await Recalls(database).lease(60)


async def test_what_changes_no_definition_or_no_answer_s_is_not_asked_about(
    database: Database,
) -> None:
    await answer(database, await put(database, ROE))
    await put(database, replace(ROE, source="another book"))
    await put(database, replace(ROE, concept="unused"))
    await put(database, replace(ROE, concept="unused", definition="changed."))
    await put(database, replace(ROE, definition="not decided yet.", status="proposed"))
    await Recalls(database).notice()
    assert await due(database) == []


async def test_a_definition_that_was_changed_while_its_term_was_not_approved_is_found(
    database: Database,
) -> None:
    await answer(database, await put(database, ROE))
    changed = replace(ROE, definition="changed.", status="proposed")
    await put(database, changed)
    await Recalls(database).notice()
    await put(database, replace(changed, status="approved"))
    await Recalls(database).notice()
    assert [one.revision for one in await due(database)] == [3]


async def test_an_answer_that_was_being_written_during_the_change_is_found(
    database: Database,
) -> None:
    old = await put(database, ROE)
    await put(database, replace(ROE, definition="changed."))
    await Recalls(database).notice()
    await answer(database, old, old=False)
    for _ in range(2):
        await Recalls(database).notice()
    assert len(await due(database)) == 1


async def test_a_newer_definition_takes_the_place_of_what_nobody_decided(
    database: Database,
) -> None:
    recalls = Recalls(database)
    await answer(database, await put(database, ROE))
    for definition in ("changed.", "changed again."):
        await put(database, replace(ROE, definition=definition))
        await recalls.notice()
    await put(database, replace(ROE, definition="changed again.", source="another book"))
    await recalls.notice()
    (one,) = await due(database)
    assert one.revision == 3
    assert not await recalls.flag(one.id - 1, 1, "U1")


async def test_what_was_left_or_flagged_stays_so_until_the_definition_changes(
    database: Database,
) -> None:
    recalls, used = Recalls(database), UsedTerms(database)
    await answer(database, await put(database, ROE))
    await put(database, replace(ROE, definition="changed."))
    await recalls.notice()
    (one,) = await due(database)
    assert await recalls.leave(one, "U1")
    assert not await recalls.flag(one.id, 1, "U2")
    assert await used.count_outdated(one.key, one.revision) == 0
    await put(database, replace(ROE, definition="changed.", source="another book"))
    await recalls.notice()
    assert await due(database) == []
    await put(database, replace(ROE, definition="changed again."))
    await recalls.notice()
    assert len(await due(database)) == 1


async def test_flagging_counts_and_ends_and_goes_on_in_another_process(database: Database) -> None:
    recalls = Recalls(database)
    await answer(database, await put(database, ROE))
    await put(database, replace(ROE, definition="changed."))
    await recalls.notice()
    (one,) = await due(database)
    await recalls.note_cards(one.id, [("D1", "1.5")], complete=True)
    assert await recalls.flag(one.id, 3, "U1")
    (again,) = await due(database)
    assert (again.state, again.cards, again.answers) == ("flagging", (("D1", "1.5"),), 3)
    await recalls.count(one.id, gone=False, seconds=0)
    counted = await recalls.count(one.id, gone=True, seconds=0)
    assert counted
    assert (counted.flagged, counted.gone) == (2, 1)
    ended = await recalls.finish(one.id)
    assert ended
    assert ended.state == "flagged"
    assert await recalls.count(one.id, gone=False, seconds=60) is None
    assert await due(database) == []
