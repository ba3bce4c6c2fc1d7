"""A sentence and what is known of the terms in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.errors import UserError


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text with its labels.

    Attributes:
        spans: where terms are: character offsets, start and end (exclusive), in the order of the
            text, no two overlapping.
        unsure: where nobody knows whether there is a term, in the same form.
        language: zh or en, or empty.
        field: that of its terms, or empty.
    """

    text: str
    spans: tuple[tuple[int, int], ...] = ()
    unsure: tuple[tuple[int, int], ...] = ()
    language: str = ""
    field: str = ""

    def followed_by(self, other: Sentence, joint: str) -> Sentence:
        """Both as one text, with ``joint`` between them."""
        by = len(self.text) + len(joint)
        return Sentence(
            f"{self.text}{joint}{other.text}",
            self.spans + _moved(other.spans, by),
            self.unsure + _moved(other.unsure, by),
            self.language,
            self.field,
        )


def _moved(spans: tuple[tuple[int, int], ...], by: int) -> tuple[tuple[int, int], ...]:
    return tuple((start + by, end + by) for start, end in spans)


def read_sentences(path: Path) -> list[Sentence]:
    """Read sentences that people have labelled completely.

    Args:
        path: a file of JSON lines, UTF-8: ``{"text": ..., "spans": [[start, end], ...]}``, with
            ``language`` and ``field`` if they are to be reported on separately.

    Raises:
        UserError: the file cannot be read, or a line of it is wrong.
    """
    try:
        return list(_sentences(path))
    except OSError as error:
        raise UserError(f"{path} cannot be read ({error.strerror}): name another file.") from error
    except UnicodeDecodeError as error:
        raise UserError(f"{path} is not UTF-8 (byte {error.start}): save it as UTF-8.") from error


def _sentences(path: Path) -> Iterator[Sentence]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield _sentence(line, f"{path}, line {number}")


def _sentence(line: str, where: str) -> Sentence:
    try:
        row = json.loads(line)
        text = str(row["text"])
        spans = tuple(sorted((int(start), int(end)) for start, end in row["spans"]))
        labels = str(row.get("language", "")), str(row.get("field", ""))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(
            f'{where}: this must be {{"text": "...", "spans": [[start, end], ...]}}.'
        ) from error
    borders = [place for span in spans for place in span]
    if any(start >= end for start, end in spans) or borders != sorted(borders):
        raise UserError(f"{where}: a span is empty or overlaps another one.")
    if borders and not 0 <= borders[0] <= borders[-1] <= len(text):
        raise UserError(f"{where}: a span lies outside the text of {len(text)} characters.")
    return Sentence(text, spans, (), *labels)
