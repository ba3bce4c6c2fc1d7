"""Glossaries as CSV files (RFC 4180, UTF-8), with errors that name file, line and field."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Collection, Iterable, Iterator
from io import BufferedReader
from pathlib import Path
from typing import TextIO, get_args

from bot.errors import SettingsError, UserError
from bot.terms.formats.csv_cells import guarded, joined, parted, unguarded
from bot.terms.formats.csv_rows import rows
from bot.terms.formats.places import Places
from bot.terms.formats.rules import checked
from bot.terms.formats.source import Defaults, Source
from conversation_store.term import Language, Status, Term

_REQUIRED = ("concept", "language", "name", "field", "definition", "source")
_OPTIONAL = ("abbreviation", "aliases", "related", "owner", "status", "licence")
_COLUMNS = (*_REQUIRED, *_OPTIONAL)
_START = 64  # bytes that tell what a file is
_LANGUAGES: dict[str, Language] = {code: code for code in get_args(Language)}
_STATUSES: dict[str, Status] = {status: status for status in get_args(Status)}


def read_csv(path: Path) -> Iterator[Term]:
    """Read terms from a CSV file that a setting names.

    Args:
        path: a file with the columns of ``examples/finance/README.md``; several aliases or
            related concepts are separated by ``|``.

    Raises:
        UserError: a row is wrong.
        SettingsError: the file cannot be read.
    """
    try:
        yield from csv_terms(Source(path, (path,)))
    except UserError as error:
        if isinstance(error.__cause__, OSError):
            raise SettingsError(f"{error} Its setting is TERMWISE_GLOSSARIES.") from error
        raise


def csv_terms(source: Source) -> Iterator[Term]:
    """Read terms from a CSV file.

    Raises:
        UserError: the file cannot be read or a row is wrong.
    """
    places = Places(source.path)
    columns: list[str] | None = None
    with source.open(source.path) as file:
        _refuse_xml(file, source.path)
        for line, row in rows(file, source.path):
            where = f"{source.path}, line {line}"
            if columns is None:
                columns = _columns(row, where)
                source.unsaid.leave(_unsaid(columns, source.defaults))
                continue
            if len(row) != len(columns):
                raise UserError(
                    f"{where}: the row has {len(row)} cells and the header {len(columns)}; "
                    "put a cell that holds a comma in quotation marks."
                )
            term = _term(dict(zip(columns, row, strict=True)), source.defaults, where)
            places.note(term, line)
            yield term
    if columns is None:
        raise UserError(f"{source.path}: the file is empty; its header needs {_list(_REQUIRED)}.")


def write_csv(terms: Iterable[Term], file: TextIO) -> int:
    """Write terms as CSV, one row each.

    Args:
        terms: the terms; their revision is not written.
        file: a text file opened with ``newline=""`` and UTF-8.

    Returns:
        How many terms were written.
    """
    writer = csv.writer(file)
    writer.writerow(_COLUMNS)
    count = 0
    for term in terms:
        values = (getattr(term, column) for column in _COLUMNS)
        writer.writerow(guarded(v if isinstance(v, str) else joined(v)) for v in values)
        count += 1
    return count


def _refuse_xml(file: BufferedReader, path: Path) -> None:
    if file.peek(_START)[:_START].removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"<"):
        raise UserError(
            f"{path}, line 1: this is XML, not CSV: name it .tbx, .rdf or .xml, or name its format."
        )


def _unsaid(columns: Collection[str], defaults: Defaults) -> set[str]:
    """The fields that neither the header has nor a person gives for the whole file."""
    return {name for name in _OPTIONAL if name not in columns and not getattr(defaults, name, "")}


def _columns(header: list[str], where: str) -> list[str]:
    for mark, called in ((";", ";"), ("\t", "tabs")) if len(header) == 1 else ():
        if mark in header[0]:
            raise UserError(
                f"{where}: the cells are parted by {called}: save the file with commas between."
            )
    names = [name.strip().lower() for name in header]
    names = ["licence" if name == "license" else name for name in names]
    missing = [name for name in _REQUIRED if name not in names]
    if missing:
        raise UserError(f"{where}: the header lacks the column(s) {_list(missing)}.")
    unknown = [name or "(no name)" for name in names if name not in _COLUMNS]
    if unknown:
        raise UserError(
            f"{where}: the header has the unknown column(s) {_list(unknown)[:500]}; "
            f"known are {_list(_COLUMNS)}."
        )
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise UserError(f"{where}: the header has the column(s) {_list(twice)} twice.")
    return names


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)


def _term(cells: dict[str, str], defaults: Defaults, where: str) -> Term:
    values = {name: unguarded(cells.get(name, "").strip()) for name in _COLUMNS}
    for name in ("field", "source", "owner", "licence"):
        values[name] = values[name] or getattr(defaults, name)
    values["status"] = values["status"] or defaults.new_status
    for name in _REQUIRED:
        if not values[name]:
            raise UserError(f"{where}: the field {name} is empty.")
    language = _LANGUAGES.get(values["language"])
    if language is None:
        raise UserError(f"{where}: the field language must be zh or en.")
    status = _STATUSES.get(values["status"])
    if status is None:
        raise UserError(f"{where}: the field status must be one of {_list(_STATUSES)}.")
    term = Term(
        concept=values["concept"],
        language=language,
        name=values["name"],
        definition=values["definition"],
        source=values["source"],
        field=values["field"],
        aliases=parted(values["aliases"]),
        abbreviation=values["abbreviation"],
        related=parted(values["related"]),
        owner=values["owner"],
        status=status,
        licence=values["licence"],
    )
    return checked(term, where)
