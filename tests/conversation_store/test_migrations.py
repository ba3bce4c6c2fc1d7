from __future__ import annotations

import asyncio
import multiprocessing
import sqlite3
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine

from conversation_store.database import Database
from conversation_store.migrations import upgrade
from conversation_store.schema import metadata


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, metadata))


def migrated() -> Connection:
    connection = create_engine("sqlite://").connect()
    upgrade(connection)
    return connection


def test_the_migrations_lead_to_the_schema() -> None:
    with migrated() as connection:
        assert differences(connection) == []


def test_the_comparison_would_see_a_missing_table() -> None:
    with create_engine("sqlite://").connect() as connection:
        assert len(differences(connection)) >= len(metadata.tables)


def indexes(connection: Connection) -> dict[str, str]:
    query = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
    return {row.name: row.sql for row in connection.exec_driver_sql(query)}


def test_the_conditions_of_the_indexes_are_those_of_the_schema() -> None:
    """Alembic does not compare them."""
    with create_engine("sqlite://").connect() as fresh, migrated() as connection:
        metadata.create_all(fresh)
        assert indexes(connection) == indexes(fresh) != {}


def test_migrating_twice_changes_nothing() -> None:
    with migrated() as connection:
        before = connection.exec_driver_sql("SELECT sql FROM sqlite_schema").all()
        upgrade(connection)
        assert connection.exec_driver_sql("SELECT sql FROM sqlite_schema").all() == before


def open_and_close(url: str) -> None:
    async def main() -> None:
        await (await Database.open(url)).close()

    asyncio.run(main())


def test_processes_that_open_a_new_database_at_once_all_succeed(url: str) -> None:
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(3, mp_context=spawn) as processes:
        list(processes.map(open_and_close, [url] * 6))
    connection = sqlite3.connect(Path(url.removeprefix("sqlite:///")))
    assert len(connection.execute("SELECT * FROM alembic_version").fetchall()) == 1
    connection.close()
