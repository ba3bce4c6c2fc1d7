"""No statement of the inbox reads all of its history."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from conversation_store.database import Database
from conversation_store.inbox import Bounds, Inbox
from conversation_store.leases import Leases
from conversation_store.term_changes import TermChanges
from tests.conversation_store.entries import entry, take, where
from tests.glossaries import term

Statement = tuple[str, tuple[object, ...]]


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/termwise.db"  # PostgreSQL plans by how much there is


@contextmanager
def recorded(kinds: tuple[str, ...] = ("SELECT", "UPDATE")) -> Iterator[list[Statement]]:
    """The statements that look for rows."""
    statements: list[Statement] = []

    def record(
        _c: object, _cursor: object, sql: str, parameters: tuple[object, ...], *_: object
    ) -> None:
        if sql.startswith(kinds):
            statements.append((sql, parameters))

    event.listen(Engine, "before_cursor_execute", record)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", record)


async def test_every_statement_finds_its_rows_by_an_index(database: Database) -> None:
    inbox, leases = Inbox(database, Bounds(9, 9, 9, 9)), Leases(database)
    with recorded() as statements:
        for number in (1, 2):
            await inbox.put(entry(number))
        leased = await take(leases)
        await leases.renew([leased], 60)
        await leases.note(leased, ["1700000009.000000"])
        await leases.stop(leased.entry.thread)
        await leases.messages(leased.entry.thread)
        await leases.finish(leased, "answered", sweep=True)
        await leases.lease_sweep(60)
        await leases.swept(leased)
        await leases.hand_back(await take(leases))
        await leases.lease_errand(60)
        await leases.expire_all()
        await inbox.line(9)
        await inbox.latest(*where(entry(1)))
        await inbox.amend(*where(entry(1)), "new")
        await inbox.withdraw(*where(entry(1)))
    assert len(statements) > 25
    for sql, parameters in statements:
        async with database.reading() as connection:
            plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", parameters)
            steps = [row[-1] for row in plan]
        tables = ("SCAN inbox", "SCAN candidate", "SCAN busy")
        assert [step for step in steps if step.startswith(tables)] == [], sql


async def test_a_look_for_conflicts_goes_from_term_to_term_not_through_the_whole_import(
    database: Database,
) -> None:
    changes = TermChanges(database)
    await changes.put(term("other", "y"), who="U2", action="add")
    with recorded() as statements:
        async with changes.change(who="U1", action="import") as staging:
            await staging.add([term(f"mine-{n}", "x") for n in range(50)])
            await changes.put(term("late", "z"), who="U2", action="add")
    looking = [one for one in statements if "term_revisions_1" in one[0]]
    assert len(looking) == 1
    ((sql, parameters),) = looking
    async with database.reading() as connection:
        plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", parameters)
        steps = [row[-1] for row in plan]
    (mine,) = (step for step in steps if "term_revisions_1" in step)
    assert "(concept=? AND language=?)" in mine
