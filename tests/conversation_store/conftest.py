"""A real database for each test: a SQLite file, and one of a real PostgreSQL server."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from conversation_store.database import Database
from tests import postgres

NewUrl = Callable[[], AbstractContextManager[str]]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A server that is started for the first test that asks for it."""
    with postgres.server() as url:
        if url is None:
            pytest.skip(postgres.MISSING)
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request: pytest.FixtureRequest) -> NewUrl:
    """Each call is a context with the URL of a new, empty database."""
    if request.param == "sqlite":
        return new_file
    server = request.getfixturevalue("postgres_server")
    return lambda: postgres.new_database(server)


@contextmanager
def new_file() -> Iterator[str]:
    with TemporaryDirectory() as folder:
        yield f"sqlite:///{Path(folder)}/termwise.db"


@pytest.fixture
def url(new_url: NewUrl) -> Iterator[str]:
    with new_url() as url:
        yield url


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    database = await Database.open(url)
    yield database
    await database.close()
