"""Pairs of questions, and whether one answer is right for both."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from bot.errors import UserError


@dataclass(frozen=True, slots=True)
class Pair:
    """Two questions.

    Attributes:
        a: the one that was asked first, and whose answer is kept.
        b: the one that is asked next.
        same: whether a's answer is right for b; else they only look alike: a near miss.
        kind: what tells them apart, or what differs though they are the same; may be empty.
    """

    a: str
    b: str
    same: bool
    kind: str = ""


def read_pairs(path: Path) -> list[Pair]:
    """Read pairs from JSON lines, ``{"a": ..., "b": ..., "same": true, "kind": ...}``.

    Args:
        path: the file, in UTF-8; empty lines are passed over.

    Raises:
        UserError: it cannot be read, a line is no pair, or there is none.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            f"The pairs in {path} cannot be read ({error}): name a UTF-8 file."
        ) from error
    pairs = [_pair(line, f"{path}, line {at}") for at, line in enumerate(lines, 1) if line.strip()]
    if not pairs:
        raise UserError(f"{path} has no pairs: name a file with one JSON object in each line.")
    return pairs


def _pair(line: str, where: str) -> Pair:
    try:
        found = json.loads(line)
    except ValueError as error:
        raise UserError(f"{where}: this is no JSON ({error}); correct the line.") from error
    if not isinstance(found, dict):
        raise UserError(
            f'{where}: write an object such as {{"a": "...", "b": "...", "same": true}}.'
        )
    for name in ("a", "b"):
        if not isinstance(found.get(name), str) or not found[name].strip():
            raise UserError(f'{where}: "{name}" is missing or empty; give it a question.')
    if not isinstance(found.get("same"), bool):
        raise UserError(f'{where}: "same" is missing; write true or false.')
    kind = found.get("kind", "")
    if not isinstance(kind, str):
        raise UserError(f'{where}: "kind" is no text; put it in quotation marks.')
    return Pair(found["a"], found["b"], found["same"], kind)
