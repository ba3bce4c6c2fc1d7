"""Writing the glossary to a file or to standard output, as much as there is of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, Literal

from bot.cli.output import note
from bot.cli.store import with_store
from bot.cli.written_file import new_file, standard_output
from bot.errors import UserError
from bot.terms.formats import write_csv, write_tbx
from conversation_store.database import Database
from conversation_store.term import Status, Term
from conversation_store.terms import Terms

_BATCH = 1_000  # terms that pass from the store to the writer at once


def export_file(
    path: Path,
    format: Literal["csv", "tbx"] | None,
    field: str | None,
    status: Status | None,
    *,
    force: bool = False,
) -> None:
    """Write terms.

    Args:
        path: the file; ``-`` is standard output.
        format: None to tell by the file's name; standard output gets CSV then.
        field: only terms of this field.
        status: only terms with this status.
        force: replace the file if it is there.

    Raises:
        UserError: the file cannot be written, or is there already.
    """
    write = _write_tbx if (format or _format_of(path)) == "tbx" else _write_csv
    to_screen = str(path) == "-"
    with standard_output() if to_screen else new_file(path, force) as file:
        count = with_store(lambda store: _export(store, write, file, field, status))
    note(f"{count:,} terms written{'' if to_screen else f' to {path}'}.")


def _format_of(path: Path) -> Literal["csv", "tbx"]:
    if str(path) == "-" or path.suffix.lower() == ".csv":
        return "csv"
    if path.suffix.lower() == ".tbx":
        return "tbx"
    raise UserError(f"The name {path} ends neither in .csv nor in .tbx: give --format csv or tbx.")


async def _export(
    database: Database,
    write: Callable[[Iterator[Term], BinaryIO], int],
    file: BinaryIO,
    field: str | None,
    status: Status | None,
) -> int:
    every = Terms(database).everything(status)
    batches = _batches(every, field)
    loop, pulling = asyncio.get_running_loop(), asyncio.Lock()

    async def pull() -> list[Term]:
        async with pulling:
            return await anext(batches, [])

    def terms() -> Iterator[Term]:
        while batch := asyncio.run_coroutine_threadsafe(pull(), loop).result():
            yield from batch

    try:
        return await asyncio.to_thread(write, terms(), file)
    finally:
        async with pulling:  # else it might be closed while the writer's thread reads from it
            await batches.aclose()
            if isinstance(every, AsyncGenerator):  # it is: its rows are given back at once
                await every.aclose()


async def _batches(
    terms: AsyncIterator[Term], field: str | None
) -> AsyncGenerator[list[Term], None]:
    batch: list[Term] = []
    async for term in terms:
        if field in (None, term.field):
            batch.append(term)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _write_csv(terms: Iterator[Term], file: BinaryIO) -> int:
    text = TextIOWrapper(file, encoding="utf-8", newline="")
    count = write_csv(terms, text)
    text.flush()
    text.detach()  # else it closes the file, which is not ours
    return count


def _write_tbx(terms: Iterator[Term], file: BinaryIO) -> int:
    return write_tbx(terms, file)
