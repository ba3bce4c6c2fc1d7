"""Glossary files: read term by term, with errors that name the place, and written."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.errors import SettingsError, UserError
from bot.terms.formats.csv_file import csv_terms
from bot.terms.formats.csv_file import read_csv as read_csv
from bot.terms.formats.csv_file import write_csv as write_csv
from bot.terms.formats.detection import detected, files_of
from bot.terms.formats.rules import checked as checked
from bot.terms.formats.rules import problems as problems
from bot.terms.formats.source import Defaults as Defaults
from bot.terms.formats.source import Format as Format
from bot.terms.formats.source import Reading as Reading
from bot.terms.formats.source import Source, unreadable
from bot.terms.formats.tbx import tbx_terms
from bot.terms.formats.tbx_writer import write_tbx as write_tbx
from bot.terms.formats.umls import umls_terms
from bot.terms.formats.xbrl import xbrl_terms
from conversation_store.term import Term

_NO_DEFAULTS = Defaults()
_WANTED: dict[Format, str] = {
    "csv": "a row under the header",
    "tbx": "a <conceptEntry> or a <termEntry>",
    "skos": "a skos:Concept",
    "xbrl": "a <label> in a <labelLink>",
    "umls": "rows of MRCONSO.RRF and MRDEF.RRF",
}


@contextmanager
def open_glossary(
    path: Path, *, format: Format | None = None, defaults: Defaults = _NO_DEFAULTS
) -> Iterator[Reading]:
    """Open a glossary for reading; nothing is read before the first term is asked for.

    Args:
        path: a file; or a folder with the files of UMLS or with XBRL label linkbases.
        format: what it is; None to tell by its name and its first bytes.
        defaults: what terms take where the file says nothing.

    Raises:
        UserError: the path cannot be read, or it cannot be told what it is.
        SettingsError: its format needs a library that is not installed.
    """
    try:
        chosen = format or detected(path)
        source = Source(path, files_of(path, chosen), defaults)
        size = sum(file.stat().st_size for file in source.files)
    except OSError as error:
        raise unreadable(path, error) from error
    if defaults.status:
        source.unsaid.say_status()
    with closing(_terms(chosen, _reader(chosen), source)) as terms:
        yield Reading(terms, source.bytes_read, size, source.skipped, source.files, source.unsaid)


def _terms(
    format: Format, reader: Callable[[Source], Iterator[Term]], source: Source
) -> Generator[Term, None, None]:
    empty = True
    for term in reader(source):
        empty = False
        yield term
    if empty and not source.skipped:
        raise UserError(
            f"{source.path}: there is nothing in it to take in; looked for was {_WANTED[format]}."
        )


def _reader(format: Format) -> Callable[[Source], Iterator[Term]]:
    if format == "skos":
        return _skos_reader()
    return {"csv": csv_terms, "tbx": tbx_terms, "umls": umls_terms, "xbrl": xbrl_terms}[format]


def _skos_reader() -> Callable[[Source], Iterator[Term]]:
    try:
        from bot.terms.formats.skos import skos_terms
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "rdflib":
            raise
        raise SettingsError(
            "Reading SKOS needs rdflib: install it with pip install 'termwise[terms]'."
        ) from error
    return skos_terms
