"""What the tagger reads: a text as units, and each unit as hashed features."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

FEATURES = 6  # of each unit
NOTHING = 0  # the feature that says nothing; its vector is zero

_HAN = "\u3400-\u9fff\uf900-\ufaff"
_WORD = rf"[^\W{_HAN}_]+"
_UNIT = re.compile(rf"[{_HAN}]|{_WORD}(?:[-'’]{_WORD})*|\S")  # anti-inflammatory, Jensen's
_IS_HAN = re.compile(rf"[{_HAN}]")
_LONGEST = 40  # characters of a unit that are looked at


@dataclass(frozen=True, slots=True)
class Unit:
    """A Han character, a word of another script, or a sign, at offsets of the text."""

    start: int
    end: int
    text: str  # folded: width and case
    shape: str


def units(text: str) -> list[Unit]:
    """The units of a text, white space left out."""
    return [
        Unit(match.start(), match.end(), _folded(match[0]), _shape(match[0]))
        for match in _UNIT.finditer(text)
    ]


def features(sequence: Sequence[Unit], buckets: int) -> list[list[int]]:
    """Each unit's features, hashed.

    A word brings its beginning and its endings besides itself and its shape, so that an unseen
    one is not a blank. Pairs of Han characters would be a hundred thousand: they crowd the table,
    and fewer unseen terms are found with them.

    Args:
        sequence: the units of a text in their order.
        buckets: how many rows the table of vectors has.

    Returns:
        [length][FEATURES] rows of the table; ``NOTHING`` where there are fewer features. The
        first one is always the unit itself, the last one its shape.
    """
    return [[_row(name, buckets) for name in _names(unit)] for unit in sequence]


def _row(name: str, buckets: int) -> int:
    return 1 + crc32(name.encode("utf-8", "replace")) % (buckets - 1) if name else NOTHING


def _names(unit: Unit) -> tuple[str, ...]:
    text = unit.text
    if unit.shape in ("han", "sign"):
        return (f"={text}", "", "", "", "", unit.shape)
    pieces = (f"^{text[:3]}", f"3{text[-3:]}", f"4{text[-4:]}", f"5{text[-5:]}")
    return (f"={text}", *pieces, unit.shape)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text[:_LONGEST]).casefold()


def _shape(text: str) -> str:
    if _IS_HAN.match(text):
        return "han"
    if not text[0].isalnum():
        return "sign"
    if text.isdigit():
        return "digits"
    if any(character.isdigit() for character in text):
        return "mixed"
    if text.isupper():
        return "upper" if len(text) > 1 else "letter"
    return "title" if text[0].isupper() else "lower"
