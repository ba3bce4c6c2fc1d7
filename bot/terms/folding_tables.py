"""What each character folds to, and what kind it is: tables over all of Unicode."""

from __future__ import annotations

import sys
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

import numpy as np
import numpy.typing as npt

# Kinds are bits, for a character may be of several.
WORD = 1  # a letter or digit of a script that writes blanks between words
CJK = 2  # Han and kana: no blanks between words
SPACE = 4
DIGIT = 8
HYPHEN = 16
CONNECTOR = 32  # may join what stands around it into one word
LETTER_S = 64
# Not to be folded by itself; with WORD a combining mark, with SPACE an invisible character.
COMPLEX = 128
# A superscript is written at a word, yet it is no part of it: "EBITDA¹".
SUPERSCRIPT = WORD | DIGIT | CONNECTOR

_CONNECTORS = "'.,&/+_#"
_SAME = {
    **dict.fromkeys("\u2018\u2019\u201b\u02bc\u00b4\u055a", "'"),
    **dict.fromkeys("\u30fb\u2022\u2027\u2219\u22c5\u0387", "\u00b7"),
    # Not the em dash: it parts clauses.
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2043\u2212", "-"),
    **dict.fromkeys("\u2044\u2215", "/"),
}
# Numbers in circles, and dots that stand for something left out, are no spelling of anything else.
_AS_THEY_ARE = frozenset(
    map(chr, chain((0x2025, 0x2026), range(0x2460, 0x2474), range(0x24EA, 0x2500)))
) | frozenset(map(chr, range(0x2776, 0x2794)))
_SUPERSCRIPTS = "\u00b9\u00b2\u00b3\u2070\u2074\u2075\u2076\u2077\u2078\u2079"
IGNORED_CHARACTERS = "".join(
    map(
        chr,
        chain(
            (0x00AD, 0x034F, 0x061C, 0x180E, 0xFEFF),
            range(0x200B, 0x2010),  # zero-width blanks, joiners, marks of direction
            range(0x202A, 0x202F),
            range(0x2060, 0x2070),
            range(0xFE00, 0xFE10),  # variation selectors
            range(0xE0000, 0xE0200),  # tags, further variation selectors
            (0x00AE, 0x2120, 0x2122),  # ®, ℠ and ™ say who owns a name
        ),
    )
)
_IGNORED = frozenset(IGNORED_CHARACTERS)
_CJK_RANGES = (
    (0x2E80, 0x2FE0),
    (0x3005, 0x3008),
    (0x3041, 0x3130),
    (0x31A0, 0x31C0),
    (0x31F0, 0x3200),
    (0x3400, 0x4DC0),
    (0x4E00, 0xA000),
    (0xF900, 0xFB00),
    (0x20000, 0x32400),
)
_HANGUL = (0xAC00, 0xD7A4)
_SURROGATES = (0xD800, 0xE000)
# Characters that fold to themselves and whose kind a whole range shares are not looked at singly.
_LOOKED_AT = (
    (0, 0x3400),
    (0xA000, 0xAC00),
    (0xF900, 0x20000),
    (0x2F800, 0x2FA20),
    (0xE0000, 0xE0200),
)


@dataclass(frozen=True, slots=True)
class Tables:
    """For each code point what it folds to, where that is one character, and its kind."""

    codes: npt.NDArray[np.uint32]
    kinds: npt.NDArray[np.uint8]


@cache
def tables() -> Tables:
    """The tables; made at the first call, in some hundredths of a second."""
    codes = np.arange(sys.maxunicode + 1, dtype=np.uint32)
    kinds = np.zeros(sys.maxunicode + 1, dtype=np.uint8)
    for first, end in _CJK_RANGES:
        kinds[first:end] = CJK
    kinds[slice(*_HANGUL)] = WORD
    codes[slice(*_SURROGATES)] = 0xFFFD  # a lone surrogate is in no name
    for character in map(chr, chain.from_iterable(range(*each) for each in _LOOKED_AT)):
        if unicodedata.category(character) in ("Cn", "Co", "Cs"):  # nothing is known of them
            continue
        code = ord(character)
        folded = _fold_character(character)
        if len(folded) == 1:
            codes[code] = ord(folded)
        kinds[code] = _kind(character, folded)
    return Tables(codes, kinds)


@lru_cache(maxsize=4096)
def fold_cluster(cluster: str) -> str:
    """Fold a character with the marks after it, till folding changes nothing more."""
    folded = "".join(character for character in cluster if character not in _IGNORED)
    before = ""
    while folded != before:
        before = folded
        folded = unicodedata.normalize("NFC", "".join(map(_fold_character, folded)))
    return folded


def _fold_character(character: str) -> str:
    if character in _AS_THEY_ARE:
        return character
    if 0xD800 <= ord(character) < 0xE000:
        return "\ufffd"
    if character.isspace():
        return " "
    character = _SAME.get(character, character)
    folded = unicodedata.normalize("NFKC", character).casefold()
    folded = unicodedata.normalize("NFKC", folded)
    # An accent by itself would fold to a blank with an accent on it, and part what it is in.
    if folded[0] == " " and len(folded) > 1:
        return character
    return "".join(_SAME.get(each, each) for each in folded)


def _kind(character: str, folded: str) -> int:
    if character in _IGNORED:
        return COMPLEX | SPACE
    if _is_mark(folded):
        return COMPLEX | WORD
    if len(folded) > 1:
        return COMPLEX
    if character in _SUPERSCRIPTS:
        return SUPERSCRIPT
    if folded.isspace():
        return SPACE
    if any(first <= ord(folded) < end for first, end in _CJK_RANGES):
        return CJK
    if folded == "-":
        return HYPHEN
    if folded in _CONNECTORS:
        return CONNECTOR
    if not folded.isalnum() or folded in _AS_THEY_ARE:
        return 0
    return WORD | DIGIT * folded.isdecimal() | LETTER_S * (folded == "s")


def _is_mark(folded: str) -> bool:
    """Whether it goes with the character before it: an accent, or the end of a Korean syllable."""
    return unicodedata.category(folded[0])[0] == "M" or "\u1160" <= folded[0] <= "\u11ff"
