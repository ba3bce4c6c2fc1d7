"""What a terminal, a file or another program gets to read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

console = Console(stderr=True)
"""For what is said about the work: progress, sums and errors."""

# Control characters could command the terminal, and marks of direction show a name as another one.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """The text on one line, without characters by which it could command the terminal."""
    return _UNSAFE.sub("\ufffd", " ".join(text.split()))


def say(text: str = "") -> None:
    """Print one line of the result, without markup; on a terminal it is wrapped at words."""
    out = Console(markup=False, highlight=False, emoji=False)
    out.print(visible_lines(text), soft_wrap=not out.is_terminal)


def note(text: str) -> None:
    """Say something about the work on standard error, where it is in no program's way."""
    console.print(visible_lines(text), markup=False, highlight=False, emoji=False, soft_wrap=True)


def show_error(text: str) -> None:
    """Say in one sentence why something was not done."""
    said = Text.assemble(("termwise:", "bold red"), " ", visible_lines(text))
    console.print(said, soft_wrap=True)


def visible_lines(text: str) -> str:
    """Like ``visible``, with line ends and indentation kept."""
    return "\n".join(_UNSAFE.sub("\ufffd", line) for line in text.split("\n"))


def show_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table; for a pipe, lines whose cells tabs part, under one of column names."""
    out = Console(markup=False, highlight=False, emoji=False)
    if not out.is_terminal:
        for row in (columns, *rows):
            typer.echo("\t".join(visible(str(cell)) for cell in row))
        return
    table = Table(*columns, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        table.add_row(*(Text(visible(str(cell))) for cell in row))
    out.print(table)


def show_json(row: Mapping[str, object]) -> None:
    """Print one line of JSON, for other programs."""
    text = json.dumps(row, ensure_ascii=False, default=str)
    # Within JSON such characters stand in strings only, where an escape says the same.
    typer.echo(_UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text))
