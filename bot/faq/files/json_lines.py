"""Standard answers as JSON lines: an object on each, with errors that name file, line and field."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from io import BufferedReader
from pathlib import Path
from typing import TextIO

from bot.errors import UserError
from bot.faq.files.csv_file import refuse_unknown
from bot.faq.files.fields import texts_of
from bot.faq.files.opening import opened
from bot.faq.files.row import COLUMNS, WHOLE_WORKSPACE, AnswerRow, row_of
from bot.terms.formats.rules import ROW_BYTES
from conversation_store.standard_answers import StandardAnswer

_Pairs = Sequence[tuple[str, object]]


def read_json_lines(path: Path, audience: str = WHOLE_WORKSPACE) -> Iterator[AnswerRow]:
    """Read the rows of a file of JSON lines; the wordings are a list, the id is a number.

    Args:
        path: the file.
        audience: for rows that name none.

    Raises:
        UserError: the file cannot be read or a line is wrong.
    """
    empty = True
    with opened(path) as file:
        for where, line in _lines(file, path):
            empty = False
            fields = _object(line, where)
            wordings = _wordings(fields.pop("wordings", None), where)
            texts = {name: _text(name, value, where) for name, value in fields.items()}
            yield row_of(texts, wordings, where, audience)
    if empty:
        raise UserError(f"{path}: the file is empty; each line needs a question and an answer.")


def write_json_lines(answers: Iterable[StandardAnswer], file: TextIO) -> None:
    """Write answers as JSON lines; what an answer does not say is left out.

    Args:
        answers: the answers; their revisions and hits are not written.
        file: a text file with UTF-8.
    """
    for answer in answers:
        values = texts_of(answer) | {"wordings": answer.wordings, "id": answer.id}
        said = {column: values[column] for column in COLUMNS if values[column]}
        file.write(json.dumps(said, ensure_ascii=False) + "\n")


def _lines(file: BufferedReader, path: Path) -> Iterator[tuple[str, str]]:
    """The lines that are not empty, each with its place."""
    for number, raw in enumerate(iter(partial(file.readline, ROW_BYTES + 1), b""), start=1):
        where = f"{path}, line {number}"
        if len(raw) > ROW_BYTES:
            raise UserError(f"{where}: the line is longer than 8 MB: is a line end missing?")
        try:
            line = raw.decode("utf-8-sig" if number == 1 else "utf-8").strip()
        except UnicodeDecodeError as error:
            raise UserError(
                f"{where}: not UTF-8 (byte {error.start + 1} of the line): save the file as UTF-8."
            ) from error
        if line:
            yield where, line


def _object(line: str, where: str) -> dict[str, object]:
    try:
        # A number stays the text that it was: only an id may be one, and it may not be rounded.
        value = json.loads(line, object_pairs_hook=partial(_fields, where), parse_float=str)
    except json.JSONDecodeError as error:
        raise UserError(
            f"{where}: not JSON ({error.msg} at character {error.pos + 1}): write one object on "
            "each line."
        ) from error
    except (RecursionError, ValueError) as error:  # ValueError: a number of too many digits
        raise UserError(f"{where}: not JSON of a standard answer: write it anew.") from error
    if not isinstance(value, dict):
        raise UserError(f"{where}: no object: write {{…}} with a question and an answer.")
    return value


def _fields(where: str, pairs: _Pairs) -> dict[str, object]:
    names = [name for name, _ in pairs]
    refuse_unknown(names, where, "there is the unknown field(s)")
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise UserError(f"{where}: there is the field {', '.join(twice)} twice.")
    return dict(pairs)


def _wordings(value: object, where: str) -> list[str]:
    if value is None:
        return []
    if isinstance(value, list):
        texts = [text for text in value if isinstance(text, str)]
        if len(texts) == len(value):
            return texts
    raise UserError(f"{where}: the field wordings must be a list of texts.")


def _text(name: str, value: object, where: str) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if name == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise UserError(
        f"{where}: the field {name} must be {'a number' if name == 'id' else 'a text'}."
    )
