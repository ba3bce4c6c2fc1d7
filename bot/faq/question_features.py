"""What two wordings of a question may share: the features of which likeness is made."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import TypeAlias
from zlib import crc32

from bot.faq.characters import simplified
from bot.faq.question_frames import CHINESE_FRAME, CHINESE_FRAMES, ENGLISH_FRAMES

Features: TypeAlias = "array[int]"
"""Features by their codes (32 bits each), ascending, each once."""

_LONGEST = 1_000  # characters that are read: a question's first sentences say what it is about
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_PIECE = re.compile(rf"([{_HAN}]+)|(\d+(?:[.,]\d+)*)|((?:(?![{_HAN}])[^\W\d_])+)(?:['’]\w+)?")
_GRAM = 4  # letters
_HASH_BITS = 29  # of a code's 32
_ENDINGS = ("ing", "ies", "ied", "ed", "es", "s", "e", "y")
_SHORTEST_STEM = 3


class _Kind(IntEnum):
    """What a feature is; it is in the first bits of its code."""

    FRAME = 0
    HAN_ONE = 1
    HAN_PAIR = 2
    WORD = 3
    GRAM = 4
    NUMBER = 5
    CONCEPT = 6


# How much a feature of each kind tells.
_WEIGHTS: dict[int, float] = {
    _Kind.FRAME: 0.15,
    _Kind.HAN_ONE: 0.35,
    _Kind.HAN_PAIR: 1.0,
    _Kind.WORD: 1.0,
    _Kind.GRAM: 0.25,
    _Kind.NUMBER: 0.8,
    _Kind.CONCEPT: 2.5,
}
_FIRST_OF_CONTENT = (_Kind.FRAME + 1) << _HASH_BITS


def features(text: str, concepts: Sequence[str] = ()) -> Features:
    """The features of a question.

    Han runs give their characters and pairs of neighbours, without the phrases that only frame a
    question; other words give their stem and their 4-grams, which a slip of the pen leaves alike.

    Args:
        text: the question.
        concepts: ids of the terms in it; two names of one concept share this feature.
    """
    text = unicodedata.normalize("NFKC", text[:_LONGEST]).casefold()
    found = {_code(_Kind.CONCEPT, concept) for concept in concepts}
    frames = set[str]()
    for match in _PIECE.finditer(text):
        han, number, word = match.groups()
        if han:
            found.update(_of_han(simplified(han), frames))
        elif number:
            found.add(_code(_Kind.NUMBER, number.replace(",", "")))
        elif word in ENGLISH_FRAMES:
            frames.add(word)
        else:
            found.update(_of_word(word))
    # A text that is nothing but a frame is to be found by it.
    kind = _Kind.FRAME if found else _Kind.WORD
    found.update(_code(kind, frame) for frame in frames if frame)
    return array("I", sorted(found))


def frames_only(code: int) -> bool:
    """Whether a feature only frames a question, so that none is found by it."""
    return code < _FIRST_OF_CONTENT


def weight(code: int) -> float:
    """How much a feature tells, before its rarity."""
    return _WEIGHTS[code >> _HASH_BITS]


def _code(kind: _Kind, piece: str) -> int:
    """A feature's code: the same in every process, unlike Python's own hash of a text."""
    hashed = crc32(piece.encode("utf-8", "surrogatepass")) >> (32 - _HASH_BITS)
    return kind << _HASH_BITS | hashed


def _of_han(run: str, frames: set[str]) -> Iterator[int]:
    frames.update(CHINESE_FRAMES[phrase] for phrase in CHINESE_FRAME.findall(run))
    for part in CHINESE_FRAME.split(run):
        for first in part:
            yield _code(_Kind.HAN_ONE, first)
        for at in range(len(part) - 1):
            yield _code(_Kind.HAN_PAIR, part[at : at + 2])


def _of_word(word: str) -> Iterator[int]:
    yield _code(_Kind.WORD, _stem(word))
    if len(word) >= _GRAM:
        marked = f"^{word}$"
        for at in range(len(marked) - _GRAM + 1):
            yield _code(_Kind.GRAM, marked[at : at + _GRAM])


def _stem(word: str) -> str:
    """A word without its ending; crude, for its 4-grams tell as well."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word[: -len(ending)]
            break
    return word[:-1] if word[-2:-1] == word[-1] and len(word) > _SHORTEST_STEM else word
