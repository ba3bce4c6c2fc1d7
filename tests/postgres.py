"""A PostgreSQL server for the tests: one that is named, or one that lives as long as they do."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg.sql import SQL, Identifier
from sqlalchemy import make_url

VARIABLE = "TERMWISE_TEST_POSTGRES_URL"
MISSING = f"needs PostgreSQL's programs (Debian's postgresql), or a server named by {VARIABLE}"
# Its data need not outlive the tests, and 127.0.0.1 alone may speak to it.
OPTIONS = "-c fsync=off -c full_page_writes=off -c listen_addresses=127.0.0.1"
OPTIONS += " -c unix_socket_directories="


@contextmanager
def server() -> Iterator[str | None]:
    """The URL of a server in which databases can be made; None where there can be none."""
    if named := os.environ.get(VARIABLE):
        yield named
    elif programs := _programs():
        with _throwaway_server(programs) as url:
            yield url
    else:
        yield None


@contextmanager
def new_database(server: str) -> Iterator[str]:
    """The URL of a new, empty database; it is dropped at the end, whoever is still connected."""
    url = make_url(server).set(drivername="postgresql")
    name = f"termwise_test_{uuid4().hex}"
    admin = url.render_as_string(hide_password=False)
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        try:
            yield url.set(database=name).render_as_string(hide_password=False)
        finally:
            connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


def _programs() -> Path | None:
    """The folder of ``initdb`` and ``pg_ctl``. Debian keeps it out of PATH, one per version."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if pg_config := shutil.which("pg_config"):
        bindir = subprocess.run([pg_config, "--bindir"], check=True, capture_output=True, text=True)
        folders.insert(0, Path(bindir.stdout.strip()))
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


@contextmanager
def _throwaway_server(programs: Path) -> Iterator[str]:
    folder = Path(tempfile.mkdtemp(prefix="termwise-postgres-"))
    as_user: list[str] = []
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        as_user = ["runuser", "-u", "postgres", "--"]
        shutil.chown(folder, "postgres")
    log = folder / "log"

    def call(program: str, *arguments: str) -> None:
        command = [*as_user, str(programs / program), "--pgdata", str(folder / "data"), *arguments]
        # Not into a pipe: the server would keep it open, and we would wait for its end.
        with log.open("ab") as output:
            done = subprocess.run(command, stdout=output, stderr=output, cwd=folder, check=False)
        assert done.returncode == 0, f"{program} failed:\n{log.read_text()}"

    try:
        initdb = ["--auth", "trust", "--username", "postgres", "--no-sync"]
        call("initdb", *initdb, "--encoding", "UTF8", "--locale", "C.UTF-8")
        port = _free_port()
        call("pg_ctl", "start", "--wait", "--options", f"{OPTIONS} -p {port}")
        try:
            yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
        finally:
            call("pg_ctl", "stop", "--wait", "--mode", "immediate")
    finally:
        shutil.rmtree(folder)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
