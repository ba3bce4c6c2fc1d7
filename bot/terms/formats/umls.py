"""The Metathesaurus of UMLS: MRCONSO.RRF (names) and MRDEF.RRF (definitions).

The columns are those of the UMLS Reference Manual. The rows of a concept may lie anywhere in the
files, so both are spooled into a temporary database and read back concept by concept.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from bot.errors import UserError
from bot.terms.formats.rules import ROW_BYTES, checked
from bot.terms.formats.source import Source
from bot.terms.formats.spool import spool
from bot.terms.formats.umls_concept import Atom, Concept, Definition
from conversation_store.term import Term

_SCHEMA = """
CREATE TABLE atom (cui, language, rank, aui, source, restriction, text);
CREATE TABLE definition (cui, aui, source, text);
"""
_LANGUAGES = {"ENG": "en", "CHI": "zh"}
_ABBREVIATIONS = {"AB", "ACR", "MTHACR"}
_END: tuple[str, Iterator[tuple[str, ...]]] = (chr(0x10FFFF), iter(()))  # sorts after every CUI
_PREFERRED, _PREFERRED_TERM, _OTHER, _ABBREVIATION, _NO_NAME = range(5)


def umls_terms(source: Source) -> Iterator[Term]:
    """Read the concepts that have a definition, in the order of their ids.

    Raises:
        UserError: a file cannot be read, or a row has too few columns.
    """
    definitions_file, atoms_file = source.files
    with spool(_SCHEMA) as database:
        definitions = _definitions(source, definitions_file)
        database.executemany("INSERT INTO definition VALUES (?, ?, ?, ?)", definitions)
        atoms = _atoms(source, atoms_file)
        database.executemany("INSERT INTO atom VALUES (?, ?, ?, ?, ?, ?, ?)", atoms)
        yield from _terms(database, source, f"{atoms_file}, concept ")


def _definitions(source: Source, path: Path) -> Iterator[tuple[str, str, str, str]]:
    for cells in _rows(source, path, 8):
        if cells[6] == "N":
            yield cells[0], cells[1], cells[4], cells[5]
        else:
            source.skip("suppressed definition")


def _atoms(source: Source, path: Path) -> Iterator[tuple[str, str, int, str, str, str, str]]:
    for cells in _rows(source, path, 18):
        language = _LANGUAGES.get(cells[1], "")
        if language and cells[16] == "N":
            yield cells[0], language, _rank(cells), cells[7], cells[11], cells[15], cells[14]
        else:
            source.skip("suppressed name" if language else f"language {cells[1][:20]}")
            # Its language is kept: a definition may refer to it, and has no other.
            yield cells[0], language, _NO_NAME, cells[7], "", "", ""


def _rank(cells: list[str]) -> int:
    if cells[12] in _ABBREVIATIONS:
        return _ABBREVIATION
    if cells[2] != "P":
        return _OTHER
    return _PREFERRED if cells[4] == "PF" and cells[6] == "Y" else _PREFERRED_TERM


def _rows(source: Source, path: Path, columns: int) -> Iterator[list[str]]:
    """Rows of a file in Rich Release Format: cells end with a bar, and nothing is quoted."""
    number = 0
    with source.open(path) as file:
        try:
            for line in iter(partial(file.readline, ROW_BYTES + 1), b""):
                number += 1
                cells = line.decode().split("|")
                if len(cells) != columns + 1 or not cells[0]:
                    raise UserError(
                        f"{path}, line {number}: the row has {len(cells) - 1} columns, or no CUI, "
                        f"where {path.name} has {columns}: get the file again."
                    )
                yield cells
        except UnicodeDecodeError as error:
            raise UserError(
                f"{path}, line {number}: not UTF-8 (byte {error.start + 1} of the line)."
            ) from error


def _terms(database: sqlite3.Connection, source: Source, where: str) -> Iterator[Term]:
    # Two cursors walk along the same order, so that no index needs to be built.
    pending = groupby(
        database.execute("SELECT cui, aui, source, text FROM definition ORDER BY cui, rowid"),
        key=itemgetter(0),
    )
    atoms = database.execute(
        "SELECT cui, language, rank, aui, source, restriction, text FROM atom ORDER BY cui, rowid"
    )
    defined, rows = next(pending, _END)
    for cui, group in groupby(atoms, key=itemgetter(0)):
        while defined < cui:
            source.skip("definition of a concept without names")
            defined, rows = next(pending, _END)
        if defined != cui:
            source.skip("no definition")
            continue
        concept = Concept(cui, source)
        concept.take_definitions(Definition(*row[1:]) for row in rows)
        concept.take_atoms(Atom(*row[1:]) for row in group)
        for term in concept.terms():
            yield checked(term, where + cui)
        defined, rows = next(pending, _END)
    while defined != _END[0]:
        source.skip("definition of a concept without names")
        defined, rows = next(pending, _END)
