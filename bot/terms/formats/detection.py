"""Which format a glossary has, and which files belong to it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from bot.errors import UserError
from bot.terms.formats.source import Format

_SUFFIXES: dict[str, Format] = {
    ".csv": "csv",
    ".tbx": "tbx",
    ".rdf": "skos",
    ".owl": "skos",
    ".ttl": "skos",
    ".nt": "skos",
    ".jsonld": "skos",
    ".json": "skos",
    ".rrf": "umls",
}
_ROOTS: dict[str, Format] = {"martif": "tbx", "tbx": "tbx", "rdf": "skos", "linkbase": "xbrl"}
_ROOT = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s>/]")
_UNSEEN = re.compile(rb"<!--.*?-->|<\?.*?\?>", re.DOTALL)
_LINKBASE = re.compile(r"(^|[-_.])(lab|label|labels|doc)[-_.\d]", re.IGNORECASE)
_UMLS = ("MRDEF.RRF", "MRCONSO.RRF")
_START = 64 * 1024


def detected(path: Path) -> Format:
    """The format of a file or a folder.

    Raises:
        UserError: it is none that is known.
        OSError: it cannot be read.
    """
    if path.is_dir():
        return "umls" if (path / "MRCONSO.RRF").exists() else "xbrl"
    suffix = path.suffix.lower()
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    with path.open("rb") as file:
        found = _ROOT.search(_UNSEEN.sub(b"", file.read(_START)))
    root = found[1].decode().lower() if found else ""
    if root not in _ROOTS:
        raise UserError(
            f"{path} is no glossary that can be told by its name or its root element: name its "
            f"format, one of {', '.join(get_args(Format))}."
        )
    return _ROOTS[root]


def files_of(path: Path, format: Format) -> tuple[Path, ...]:
    """The files to read of a glossary.

    Raises:
        UserError: the folder lacks them.
    """
    if format == "umls":
        folder = path if path.is_dir() else path.parent
        missing = [name for name in _UMLS if not (folder / name).is_file()]
        if missing:
            raise UserError(f"The folder {folder} lacks {' and '.join(missing)} of UMLS.")
        return tuple(folder / name for name in _UMLS)
    if format == "xbrl" and path.is_dir():
        found = sorted(file for file in path.glob("*.xml") if _LINKBASE.search(file.name))
        if not found:
            raise UserError(
                f"The folder {path} holds neither MRCONSO.RRF nor label linkbases of XBRL "
                "(files such as x_lab.xml and x-doc.xml): name the file itself."
            )
        return tuple(found)
    return (path,)
