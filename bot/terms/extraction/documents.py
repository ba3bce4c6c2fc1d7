"""A company's documents, read from a folder as plain text."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.errors import UserError
from bot.terms.extraction.markdown_text import joined_lines, markdown_sections

_LARGEST = 20 * 1024 * 1024  # bytes; prose is smaller, so this is a log or an export
_SUFFIXES = {".txt", ".md"}


@dataclass(frozen=True, slots=True)
class Document:
    """Text to look for terms in.

    Attributes:
        title: how people know it, such as its path.
        sections: its parts; each line of one is a paragraph, a heading or a table's cell, and no
            term reaches over a line's end.
        field: finance, medicine, law, or any other; empty where that is not known.
    """

    title: str
    sections: tuple[str, ...]
    field: str = ""


class Folder:
    """The ``.txt`` and ``.md`` files in a folder and in the folders below it.

    The files are listed at once and read one by one, as the iteration comes to them. Symbolic
    links are not followed: they can form circles and lead out of the folder.

    Attributes:
        skipped: how many files have another suffix or are links, to files or folders.
        not_utf8: the files that turned out to be written in another encoding as they were read.
        too_large: the files over 20 MiB, which are left out as well.
    """

    def __init__(self, path: Path, *, field: str = "") -> None:
        """List the files.

        Args:
            path: the folder.
            field: of all documents in it.

        Raises:
            UserError: the folder cannot be read, or no document lies in it.
        """
        self._path = path
        self._field = field
        self._files: list[Path] = []
        self.skipped = 0
        self.too_large: list[Path] = []
        self.not_utf8: list[Path] = []
        for file in _files(path):
            self._sort(file)
        if not self._files:
            raise UserError(
                f"{path} holds no document to read ({self.skipped} files of other kinds, "
                f"{len(self.too_large)} over 20 MiB): put .txt or .md files there."
            )

    def _sort(self, file: Path) -> None:
        if file.suffix.lower() not in _SUFFIXES or file.is_symlink() or not file.is_file():
            self.skipped += 1
        elif file.stat().st_size > _LARGEST:
            self.too_large.append(file)
        else:
            self._files.append(file)

    def __len__(self) -> int:
        return len(self._files)

    def __iter__(self) -> Iterator[Document]:
        """Read the documents, in the order of their paths.

        Raises:
            UserError: a file cannot be read.
        """
        self.not_utf8.clear()
        for file in self._files:
            text = _read(file)
            if text is None:
                self.not_utf8.append(file)
                continue
            markdown = file.suffix.lower() == ".md"
            sections = markdown_sections(text) if markdown else (joined_lines(text),)
            yield Document(str(file.relative_to(self._path)), sections, self._field)


def _files(folder: Path) -> list[Path]:
    def refuse(error: OSError) -> None:
        raise UserError(
            f"{error.filename} cannot be read ({error.strerror}): name a folder that you may read."
        ) from error

    # os.walk, for Path.walk is of Python 3.12.
    found = os.walk(folder, onerror=refuse)
    return sorted(
        path
        for parent, folders, names in found
        for path in (*_links(parent, folders), *(Path(parent, name) for name in names))
    )


def _links(parent: str, folders: list[str]) -> Iterator[Path]:
    """The folders that are links, which are passed over."""
    return (path for name in folders if (path := Path(parent, name)).is_symlink())


def _read(file: Path) -> str | None:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UserError(
            f"{file} cannot be read ({error.strerror}): make it readable or take it away."
        ) from error
    except UnicodeDecodeError:  # counted: one old file is no reason to leave a thousand unread
        return None
