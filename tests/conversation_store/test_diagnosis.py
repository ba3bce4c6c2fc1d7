from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError

from conversation_store.diagnosis import diagnose
from conversation_store.errors import DatabaseCorruptError, DatabaseUnavailableError, StoreError

SQLITE = make_url("sqlite:///data/termwise.db")


def failure(code: int) -> DBAPIError:
    error = sqlite3.OperationalError("it failed")
    error.sqlite_errorcode = code
    return DBAPIError("SELECT 1", None, error)


@pytest.mark.parametrize(
    ("code", "remedy"),
    [
        (sqlite3.SQLITE_BUSY, "try again soon"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "try again soon"),
        (sqlite3.SQLITE_CANTOPEN, "read and write its folder"),
        (sqlite3.SQLITE_FULL, "free some space"),
        (sqlite3.SQLITE_IOERR_FSYNC, "check the disk"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "write to the file and its folder"),
    ],
)
def test_each_failure_of_the_file_has_its_remedy(code: int, remedy: str) -> None:
    error = diagnose(failure(code), SQLITE)
    assert isinstance(error, DatabaseUnavailableError)
    assert remedy in str(error)
    assert "data/termwise.db" in str(error)


@pytest.mark.parametrize("code", [sqlite3.SQLITE_CORRUPT_INDEX, sqlite3.SQLITE_NOTADB])
def test_a_damaged_file_is_told_from_one_that_is_out_of_reach(code: int) -> None:
    assert isinstance(diagnose(failure(code), SQLITE), DatabaseCorruptError)


def test_another_failure_is_to_be_reported() -> None:
    error = diagnose(failure(sqlite3.SQLITE_ERROR), SQLITE)
    assert type(error) is StoreError
    assert "it failed" in str(error)


def test_the_password_of_a_server_is_not_shown() -> None:
    url = make_url("postgresql+psycopg://termwise:hunter2@db.example/termwise")
    error = diagnose(failure(sqlite3.SQLITE_ERROR), url)
    assert isinstance(error, DatabaseUnavailableError)
    assert "db.example" in str(error)
    assert "hunter2" not in str(error)
