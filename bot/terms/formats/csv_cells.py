r"""How a value is written into a cell of a CSV file, and read back.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-`` or ``@`` as a formula. Such a cell
is written with an apostrophe before it, which spreadsheets take as "this is text"; a cell that
has one by itself gets a second, so that reading takes back exactly what writing put there.
Several values in a cell are parted by ``|``; a bar within a value is written ``\|``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_FORMULA = re.compile("'*[=+\\-@＝＋－＠]")  # full-width signs are signs to Excel too
_ESCAPED = re.compile(r"\\([\\|])|\|")


def guarded(text: str) -> str:
    """The text as no spreadsheet takes it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """The text that :func:`guarded` was given; a formula nobody guarded is its own text."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def joined(values: Iterable[str]) -> str:
    """Several values as one text."""
    return "|".join(value.replace("\\", "\\\\").replace("|", "\\|") for value in values)


def parted(text: str) -> tuple[str, ...]:
    """The values that :func:`joined` was given, without empty ones."""
    values, start = [""], 0
    for found in _ESCAPED.finditer(text):
        values[-1] += text[start : found.start()] + (found[1] or "")
        start = found.end()
        if not found[1]:
            values.append("")
    values[-1] += text[start:]
    return tuple(value.strip() for value in values if value.strip())
