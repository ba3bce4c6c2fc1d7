"""The rows of a CSV file (RFC 4180), with the place of whatever is wrong in them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import partial
from io import BufferedReader
from pathlib import Path

from bot.errors import UserError
from bot.terms.formats.rules import ROW_BYTES

_START = 64 * 1024


def rows(file: BufferedReader, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not empty, with the number of the line on which it begins.

    Raises:
        UserError: the file is not UTF-8, or not CSV; the message names the line and the column.
    """
    lines = _Lines(file, path)
    reader = csv.reader(lines, strict=True)
    while True:
        lines.begin_row()
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise UserError(lines.broken(error)) from error
        if row is None:
            return
        if lines.header is None:
            lines.header = row
        if row:
            yield lines.first, row


def _ends_lines_with_cr(file: BufferedReader) -> bool:
    """Whether the header ends as old programs of the Macintosh end lines."""
    start = file.peek(_START)
    end = start.find(b"\r")
    return 0 <= end < len(start) - 1 and b"\n" not in start[: end + 2]


def _lf_lines(file: BufferedReader) -> Iterator[bytes]:
    return iter(partial(file.readline, ROW_BYTES + 1), b"")


def _cr_lines(file: BufferedReader) -> Iterator[bytes]:
    """Lines of a file in which LF, if there is one, stands within cells only."""
    rest = b""
    while chunk := file.read(_START):
        *lines, rest = (rest + chunk).split(b"\r")
        yield from (line + b"\r" for line in lines)
        if len(rest) > ROW_BYTES:
            break
    if rest:
        yield rest


class _Lines:
    """Lines for ``csv.reader``, which remembers those of the row that is being read."""

    def __init__(self, file: BufferedReader, path: Path) -> None:
        self._path = path
        self._raw = _cr_lines(file) if _ends_lines_with_cr(file) else _lf_lines(file)
        self._row: list[str] = []
        self._size = 0
        self._line = 0
        self.first = 1
        self.header: list[str] | None = None

    def begin_row(self) -> None:
        self._row.clear()
        self._size, self.first = 0, self._line + 1

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        raw = next(self._raw)
        self._line += 1
        self._size += len(raw)
        if self._size > ROW_BYTES:
            raise UserError(f"{self._place()}: the row is longer than 8 MB: is a line end missing?")
        try:
            text = raw.decode("utf-8-sig" if self._line == 1 else "utf-8")
        except UnicodeDecodeError as error:
            self._row.append(raw[: error.start].decode(errors="replace"))
            cell, _ = _broken_cell(self._row)
            raise UserError(
                f"{self._path}, line {self._line}: {self._column(cell)} is not UTF-8 "
                f"(byte {error.start + 1} of the line): save the file as UTF-8."
            ) from error
        self._row.append(text)
        return text

    def broken(self, error: csv.Error) -> str:
        """What to say of a row that is not CSV."""
        cell, opened = _broken_cell(self._row)
        column = self._column(cell)
        if "limit" in str(error):
            if opened is None:
                limit = f"{csv.field_size_limit():,}"
                return f"{self._place()}: {column} is longer than {limit} characters: shorten it."
            return (
                f"{self._path}, line {self.first + opened}: the quotation mark that opens {column} "
                f"is not closed within {csv.field_size_limit():,} characters: close it."
            )
        if "unexpected end" in str(error) and opened is not None:
            return (
                f"{self._path}, line {self.first + opened}: the quotation mark that opens {column} "
                f"is never closed, down to the last line ({self._line}): close it."
            )
        begins = self.first + (opened or 0)
        return (
            f"{self._path}, line {self._line}: not valid CSV ({error}) in {column}, which "
            f"begins on line {begins}: write a quotation mark within quotation marks twice."
        )

    def _place(self) -> str:
        return f"{self._path}, line {self.first}"

    def _column(self, cell: int) -> str:
        if self.header is None or cell >= len(self.header):
            return f"cell {cell + 1}"
        return f"the field {self.header[cell].strip()}"


def _broken_cell(lines: list[str]) -> tuple[int, int | None]:
    """Where a row breaks that could not be read, or where it ends if nothing in it is wrong.

    Returns:
        The number of the cell, from 0; and on which of the lines, from 0, the quotation mark
        stands that opened this cell, if one did.
    """
    cell, length, quoted, opened = 0, 0, False, None
    for number, line in enumerate(lines):
        for character in line:
            if character == "," and not quoted:
                cell, length, opened = cell + 1, 0, None
                continue
            if character == '"' and (length == 0 or opened is not None):
                quoted = not quoted
                opened = number if opened is None else opened
            elif opened is not None and not quoted and character not in "\r\n":
                return cell, opened  # text after the closing quotation mark
            length += 1
            if length > csv.field_size_limit():
                return cell, opened
    return cell, opened
