"""Opening the database, and its transactions."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from typing import Self

from sqlalchemy import Table, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from conversation_store.diagnosis import diagnose
from conversation_store.errors import DatabaseUnavailableError
from conversation_store.migrations import upgrade
from conversation_store.postgresql import hold_no_locks, quote_no_rows
from conversation_store.sqlite import READ, WRITE_SOON, SafelyClosed, configure, prepare_file

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg"}


class Database:
    """An open database whose tables are those of the code; made by :meth:`open`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._reader = engine.execution_options(sqlite_begin=READ)
        self._soon = engine.execution_options(sqlite_begin=WRITE_SOON)
        # SQLite has one writer at a time, and its way to wait is to try again after a pause:
        # within a process we queue instead.
        self._writing: AbstractAsyncContextManager[object] = (
            asyncio.Lock() if engine.dialect.name == "sqlite" else nullcontext()
        )

    @classmethod
    async def open(cls, url: str) -> Self:
        """Open a database, create it where it is missing, and bring its tables up to date.

        Several processes may do so at once: one of them migrates, the others wait.

        Args:
            url: ``sqlite:///data/termwise.db`` (relative to the working directory; four slashes
                for an absolute path) or ``postgresql://user:password@host/name``.

        Raises:
            StoreError: it cannot be used; the sentence says what to do.
        """
        database = cls(_create_engine(url))
        try:
            async with database.transaction() as connection:
                await connection.run_sync(upgrade)
        except BaseException:
            await database.close()
            raise
        return database

    async def close(self) -> None:
        """Close every connection; what was committed stays."""
        await self._engine.dispose()

    @asynccontextmanager
    async def transaction(self, *, durable: bool = True) -> AsyncIterator[AsyncConnection]:
        """Commit what the block did, as a whole, or nothing of it if the block raises.

        On SQLite the block runs while no other transaction writes.

        Args:
            durable: whether to wait until the commit is on the disk. If not, a power cut may
                undo it, unless a durable one came later; the end of the process does not.

        Raises:
            StoreError: the database failed; nothing was committed.
            sqlalchemy.exc.IntegrityError: a constraint does not hold.
        """
        engine = self._engine if durable else self._soon
        async with self._writing, self._begin(engine) as connection:
            yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Read without waiting for writers.

        Raises:
            StoreError: the database failed.
        """
        async with self._begin(self._reader) as connection:
            yield connection

    def insert(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        """An INSERT that can say ON CONFLICT, in this database's dialect."""
        if self._engine.dialect.name == "postgresql":
            return postgresql.insert(table)
        return sqlite.insert(table)

    @asynccontextmanager
    async def _begin(self, engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
        try:
            async with engine.begin() as connection:
                yield connection
        except IntegrityError:
            raise  # a lost race or a mistake in our code, not the database's failure
        except DBAPIError as error:
            raise diagnose(error, engine.url) from error


def _create_engine(url: str) -> AsyncEngine:
    try:
        parsed = make_url(url)
        parsed = parsed.set(drivername=_DRIVERS[parsed.get_backend_name()])
    except (ArgumentError, KeyError) as error:
        raise DatabaseUnavailableError(
            "The database's URL must begin with sqlite:/// or postgresql://."
        ) from error
    is_file = parsed.get_backend_name() == "sqlite"
    try:
        engine = create_async_engine(
            parsed,
            # An error's text must not carry what people wrote into the log.
            hide_parameters=True,
            # A server that was started anew has closed the connections that we kept.
            pool_pre_ping=not is_file,
            connect_args={"factory": SafelyClosed} if is_file else {},
        )
    except ModuleNotFoundError as error:
        raise DatabaseUnavailableError(
            "PostgreSQL needs its driver: pip install 'termwise[postgresql]'."
        ) from error
    if is_file:
        prepare_file(parsed)
        configure(engine.sync_engine)
    else:
        quote_no_rows(engine.sync_engine)
        hold_no_locks(engine.sync_engine)
    return engine
