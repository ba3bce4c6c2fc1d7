"""``termwise terms`` beside other processes: a bot at work, other writers, Ctrl+C, PostgreSQL."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest

from bot.data_folder import owned
from bot.terms.formats import open_glossary
from bot.terms.glossary import Glossary
from conversation_store.database import Database
from conversation_store.term_changes import TermChanges
from conversation_store.terms import Terms
from tests import postgres
from tests.command_line import FORMATS, rows_file
from tests.glossaries import term
from tests.test_cli import ENVIRONMENT

MANY = 16_000


def start(folder: Path, *arguments: str, **variables: str) -> subprocess.Popen[str]:
    """Begin ``termwise terms`` in a process of its own, with its data in ``folder``."""
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "terms", *arguments],
        cwd=folder,
        env=ENVIRONMENT | {"TERMWISE_DATA_DIR": str(folder)} | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Whoever started these tests may have wished to outlive a hang-up; the command has not.
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=90)
    return process.returncode, out, err


def many_rows(folder: Path) -> str:
    rows = (f"c{n},en,name number {n},finance,thing {n}.,a book,N{n}," for n in range(MANY))
    return rows_file(folder / "many.csv", *rows)


def wait_until_some_are_staged(database: Path) -> None:
    deadline = time.monotonic() + 60
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        while not staged(connection):
            assert time.monotonic() < deadline
            time.sleep(0.01)
        assert staged(connection) < MANY


def wait_for_part_of(file: Path, exporting: subprocess.Popen[str]) -> None:
    while not parts_of(file):
        assert exporting.poll() is None
        time.sleep(0.005)


def parts_of(file: Path) -> list[Path]:
    return list(file.parent.glob(f".{file.name}.*"))


def staged(connection: sqlite3.Connection) -> int:
    (count,) = connection.execute("SELECT count(*) FROM term_revisions").fetchone()
    return int(count)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A data folder that a bot has taken for itself."""
    with owned(tmp_path):
        yield tmp_path


async def test_a_bot_at_work_knows_what_was_imported_at_once(
    folder: Path, database: Database
) -> None:
    glossary = await Glossary.open(Terms(database))
    code, out, _ = ended(start(folder, "import", str(FORMATS / "glossary.csv")))
    assert (code, out.splitlines()[0]) == (0, "10 new, 0 changed, 0 the same.")
    await glossary.refresh()
    (match,) = await glossary.match("what is EBITDA", "en")
    assert match.term.concept == "ebitda"
    ended(start(folder, "deprecate", "ebitda"))
    await glossary.refresh()
    assert await glossary.match("what is EBITDA", "en") == []


async def test_others_change_other_terms_while_an_import_goes_on(
    folder: Path, database: Database
) -> None:
    importing = start(folder, "import", many_rows(folder))
    wait_until_some_are_staged(folder / "termwise.db")
    await TermChanges(database).put(term("other", "other"), who="U1", action="add")
    assert importing.poll() is None
    code, out, _ = ended(importing)
    assert (code, out.splitlines()[0]) == (0, f"{MANY:,} new, 0 changed, 0 the same.")
    found = await Terms(database).get([("other", "en"), ("c7", "en")])
    assert len(found) == 2


async def test_an_import_of_what_somebody_changed_meanwhile_does_nothing(
    folder: Path, database: Database
) -> None:
    importing = start(folder, "import", many_rows(folder))
    wait_until_some_are_staged(folder / "termwise.db")
    await TermChanges(database).put(term("c7", "seven"), who="U1", action="add")
    code, out, err = ended(importing)
    assert (code, out) == (1, "")
    assert "changed meanwhile (c7): nothing was changed now" in err
    assert "Traceback" not in err
    assert [one.name for one in await Terms(database).listed()] == ["seven"]


async def test_an_interrupted_import_leaves_nothing(folder: Path, database: Database) -> None:
    importing = start(folder, "import", many_rows(folder))
    wait_until_some_are_staged(folder / "termwise.db")
    importing.send_signal(signal.SIGINT)
    code, out, err = ended(importing)
    assert (code, out) == (130, "")
    assert "Traceback" not in err
    assert await Terms(database).revision() == 0
    with closing(sqlite3.connect(folder / "termwise.db")) as connection:
        assert staged(connection) == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("background", [False, True])
async def test_an_import_that_is_ended_leaves_nothing(
    folder: Path, database: Database, number: signal.Signals, background: bool
) -> None:
    # A command that a script runs in the background has SIGINT ignored.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN) if background else None
    try:
        importing = start(folder, "import", many_rows(folder))
    finally:
        if before is not None:
            signal.signal(signal.SIGINT, before)
    wait_until_some_are_staged(folder / "termwise.db")
    importing.send_signal(number)
    code, out, err = ended(importing)
    assert (code, out) == (128 + number, ""), err
    assert f"Stopped by {number.name}." in err
    assert "Traceback" not in err
    with closing(sqlite3.connect(folder / "termwise.db")) as connection:
        assert staged(connection) == 0


async def test_who_loses_a_race_to_the_same_file_finds_it_there(
    folder: Path, database: Database
) -> None:
    rows = many_rows(folder)
    with open_glossary(folder / "many.csv") as reading:  # before: it must not outlast the import
        same = list(islice(reading.terms, 6))
    importing = start(folder, "import", rows)
    wait_until_some_are_staged(folder / "termwise.db")
    async with TermChanges(database).change(who="U1", action="import") as staging:
        await staging.add(same)
    code, out, err = ended(importing)
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == f"{MANY - 6:,} new, 0 changed, 6 the same."
    assert await Terms(database).revision() == 2


async def test_of_many_terms_changed_meanwhile_the_first_are_named(
    folder: Path, database: Database
) -> None:
    importing = start(folder, "import", many_rows(folder))
    wait_until_some_are_staged(folder / "termwise.db")
    async with TermChanges(database).change(who="U1", action="import") as staging:
        await staging.add([term(f"c{number}", "theirs") for number in range(7)])
    code, out, err = ended(importing)
    assert (code, out) == (1, "")
    assert "changed meanwhile (the first 5: " in err


async def test_an_interrupted_export_leaves_the_old_file(folder: Path, database: Database) -> None:
    async with TermChanges(database).change(who="test", action="add") as staging:
        for first in range(0, MANY, 2_000):
            await staging.add([term(f"c{n}", f"name {n}") for n in range(first, first + 2_000)])
    old = folder / "out.csv"
    old.write_text("old")
    exporting = start(folder, "export", "out.csv", "--force")
    wait_for_part_of(old, exporting)
    exporting.send_signal(signal.SIGINT)
    assert ended(exporting)[0] == 130
    assert old.read_text() == "old"
    assert parts_of(old) == []


async def test_a_reader_that_has_enough_ends_the_export(folder: Path, database: Database) -> None:
    async with TermChanges(database).change(who="test", action="add") as staging:
        await staging.add([term(f"c{n}", f"name {n}") for n in range(5_000)])
    with start(folder, "export") as exporting:
        assert exporting.stdout
        assert exporting.stderr
        assert exporting.stdout.readline().startswith("concept,")
        exporting.stdout.close()
        assert "Traceback" not in exporting.stderr.read()


async def test_the_store_may_be_postgresql(tmp_path: Path) -> None:
    with postgres.server() as server:
        if server is None:
            pytest.skip(postgres.MISSING)
        with postgres.new_database(server) as url:
            store = {"TERMWISE_DATABASE_URL": url}
            file = str(FORMATS / "glossary.csv")
            assert ended(start(tmp_path, "import", file, **store))[0] == 0
            assert ended(start(tmp_path, "export", "out.tbx", **store))[0] == 0
            code, out, err = ended(start(tmp_path, "import", "out.tbx", **store))
    assert (code, out) == (0, "0 new, 0 changed, 10 the same.\n"), err
