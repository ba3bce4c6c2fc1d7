"""Standard answers as CSV files (RFC 4180, UTF-8), with errors that name file, line and field."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from bot.errors import UserError
from bot.faq.files.fields import texts_of
from bot.faq.files.opening import opened
from bot.faq.files.row import COLUMNS, WHOLE_WORKSPACE, AnswerRow, row_of
from bot.terms.formats.csv_cells import guarded, joined, parted, unguarded
from bot.terms.formats.csv_rows import rows
from conversation_store.standard_answers import StandardAnswer


def read_csv(path: Path, audience: str = WHOLE_WORKSPACE) -> Iterator[AnswerRow]:
    """Read the rows of a CSV file; several wordings in a cell are parted by ``|``.

    Args:
        path: the file.
        audience: for rows that name none.

    Raises:
        UserError: the file cannot be read or a row is wrong.
    """
    columns: list[str] | None = None
    empty = True
    with opened(path) as file:
        for line, row in rows(file, path):
            where = f"{path}, line {line}"
            if columns is None:
                columns = _columns(row, where)
                continue
            if len(row) != len(columns):
                raise UserError(
                    f"{where}: the row has {len(row)} cells and the header {len(columns)}; "
                    "put a cell that holds a comma in quotation marks."
                )
            empty = False
            cells = {c: unguarded(cell.strip()) for c, cell in zip(columns, row, strict=True)}
            yield row_of(cells, parted(cells.get("wordings", "")), where, audience)
    if columns is None:
        raise UserError(f"{path}: the file is empty; its header needs question and answer.")
    if empty:
        raise UserError(f"{path}: there is no row under the header: nothing to take in.")


def write_csv(answers: Iterable[StandardAnswer], file: TextIO) -> None:
    """Write answers as CSV, one row each.

    Args:
        answers: the answers; their revisions and hits are not written.
        file: a text file opened with ``newline=""`` and UTF-8.
    """
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for answer in answers:
        texts = texts_of(answer) | {"wordings": joined(answer.wordings)}
        writer.writerow(guarded(texts[column]) for column in COLUMNS)


def _columns(header: list[str], where: str) -> list[str]:
    for mark, called in ((";", ";"), ("\t", "tabs")) if len(header) == 1 else ():
        if mark in header[0]:
            raise UserError(
                f"{where}: the cells are parted by {called}: save the file with commas between."
            )
    names = [name.strip().lower() for name in header]
    refuse_unknown(names, where, "the header has the unknown column(s)")
    missing = [name for name in ("question", "answer") if name not in names]
    if missing:
        raise UserError(f"{where}: the header lacks the column(s) {', '.join(missing)}.")
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise UserError(f"{where}: the header has the column(s) {', '.join(twice)} twice.")
    return names


def refuse_unknown(names: Iterable[str], where: str, what: str) -> None:
    """Refuse what no row may say.

    Raises:
        UserError: it is named, with what is known.
    """
    unknown = [name or "(no name)" for name in names if name not in COLUMNS]
    if unknown:
        raise UserError(
            f"{where}: {what} {', '.join(unknown)[:500]}; known are {', '.join(COLUMNS)}."
        )
