"""Files of standard answers: read row by row, with errors that name the place, and written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TextIO

from bot.errors import UserError
from bot.faq.files.csv_file import read_csv as read_csv
from bot.faq.files.csv_file import write_csv as write_csv
from bot.faq.files.json_lines import read_json_lines as read_json_lines
from bot.faq.files.json_lines import write_json_lines as write_json_lines
from bot.faq.files.row import WHOLE_WORKSPACE
from bot.faq.files.row import AnswerRow as AnswerRow
from bot.faq.files.row import audience_problem as audience_problem
from conversation_store.standard_answers import StandardAnswer

_JSON_LINES = (".jsonl", ".ndjson")


def read_answers(path: Path, audience: str = WHOLE_WORKSPACE) -> Iterator[AnswerRow]:
    """Read a file of standard answers; its name tells what it is.

    Args:
        path: ends in .csv, .jsonl or .ndjson.
        audience: for rows that name none.

    Raises:
        UserError: the file cannot be read, or a row is wrong.
    """
    return (read_json_lines if _is_json_lines(path) else read_csv)(path, audience)


def writer(path: Path) -> Callable[[Iterable[StandardAnswer], TextIO], None]:
    """What writes standard answers into a file of this name; ``-`` gets CSV.

    Raises:
        UserError: the name ends as none that is known.
    """
    return write_csv if str(path) == "-" or not _is_json_lines(path) else write_json_lines


def _is_json_lines(path: Path) -> bool:
    suffix = path.suffix.lower()
    if suffix not in (".csv", *_JSON_LINES):
        raise UserError(
            f"The name {path} ends neither in .csv nor in .jsonl: name a file of one of the two."
        )
    return suffix in _JSON_LINES
