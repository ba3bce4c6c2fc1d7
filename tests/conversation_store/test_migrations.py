from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData, create_engine, make_url, text
from sqlalchemy.schema import CreateTable

from conversation_store.database import Database
from conversation_store.leases import Leases
from conversation_store.migrations import configuration, upgrade
from conversation_store.schema import metadata

DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg"}
INDEXES = {
    "sqlite": "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL",
    "postgresql": "SELECT indexname AS name, indexdef AS sql FROM pg_indexes"
    " WHERE schemaname = 'public'",
}


@pytest.fixture
def connection(url: str) -> Iterator[Connection]:
    parsed = make_url(url)
    engine = create_engine(parsed.set(drivername=DRIVERS[parsed.get_backend_name()]))
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, metadata))


def indexes(connection: Connection) -> dict[str, str]:
    rows = connection.exec_driver_sql(INDEXES[connection.dialect.name])
    return {row.name: row.sql for row in rows}


def tables(connection: Connection) -> list[str]:
    found = MetaData()
    found.reflect(connection)
    return [str(CreateTable(table).compile(connection)) for table in found.sorted_tables]


def test_the_migrations_lead_to_the_schema(connection: Connection) -> None:
    upgrade(connection)
    assert differences(connection) == []


def test_the_comparison_would_see_a_missing_table(connection: Connection) -> None:
    assert len(differences(connection)) >= len(metadata.tables)


def test_the_conditions_of_the_indexes_are_those_of_the_schema(connection: Connection) -> None:
    """Alembic does not compare them."""
    upgrade(connection)
    migrated = indexes(connection)
    metadata.drop_all(connection)
    metadata.create_all(connection)
    assert "answering" in migrated["uq_inbox_answering"]
    assert indexes(connection) == migrated


def test_migrating_twice_changes_nothing(connection: Connection) -> None:
    upgrade(connection)
    before = tables(connection), indexes(connection)
    upgrade(connection)
    assert (tables(connection), indexes(connection)) == before


async def test_what_was_answered_before_there_were_leases_is_taken_up(
    url: str, connection: Connection
) -> None:
    command.upgrade(configuration(connection), "0001")
    connection.exec_driver_sql(
        "INSERT INTO inbox VALUES (1, 'Ev1', 'message', 'T1', 'C1', '1', '1', 0, 'U1', '{}',"
        " 'answering', 1, NULL, '2026-01-01 00:00:00', '2026-01-01 00:00:00')"
    )
    connection.commit()
    database = await Database.open(url)
    leased = await Leases(database).lease(60)
    assert leased is not None
    assert (leased.entry.event_id, leased.failures) == ("Ev1", 1)
    await database.close()


def open_and_close(url: str) -> None:
    async def main() -> None:
        await (await Database.open(url)).close()

    asyncio.run(main())


async def test_processes_that_open_a_new_database_at_once_all_succeed(url: str) -> None:
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(3, mp_context=spawn) as processes:
        list(processes.map(open_and_close, [url] * 6))
    database = await Database.open(url)
    async with database.reading() as connection:
        assert len((await connection.execute(text("SELECT * FROM alembic_version"))).all()) == 1
    await database.close()
