"""Names that are spelled like common words, or so short that many things are spelled like them.

Such a name needs more than its letters:

- a function word (IT, WHO, 的) is found only as its writer spelled it, and never in lower case;
- so is a name in capitals that is an ordinary word in others (CAR, PEG), and a single letter,
  which besides must stand by itself ("C", not the one in "C++");
- two letters in capitals (PE) are found in other spellings too ("pe是什么"), but between two Latin
  words only in a text that has no capitals at all; with a plural ending only as "PEs";
- "A share" needs its capital: "a share" is something else.

A text that is nothing but the name always has it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum, auto

from bot.terms.common_words import (
    CHINESE_FUNCTION_WORDS,
    ENGLISH_FUNCTION_WORDS,
    ENGLISH_ORDINARY_WORDS,
)
from bot.terms.folding import Folded
from bot.terms.folding_tables import WORD

_END_MARKS = " ?!.。…~\"'“”《》()*_`:,"
_ENDS_LENGTH = 8  # of a text around a name that is all of it
_ATTACHING = frozenset("-&/+._#@\\$%")
_LONGEST_COMMON_WORD = max(map(len, ENGLISH_FUNCTION_WORDS | ENGLISH_ORDINARY_WORDS))


class _Rule(Enum):
    SPELLED_SO = auto()  # only as written
    BY_ITSELF = auto()  # so, and with nothing attached
    SHORT = auto()  # two letters in capitals
    CAPITAL_FIRST = auto()  # "A share"


@dataclass(frozen=True, slots=True)
class Restriction:
    """Where a name is found, beyond the places where its letters are."""

    name: str
    rule: _Rule
    spellings: frozenset[str]

    def allows(self, folded: Folded, start: int, end: int) -> bool:
        """Whether ``folded.text[start:end]``, the name or its plural, is meant to be it."""
        if _is_all(folded.text, start, end):
            return True
        if self.rule is _Rule.CAPITAL_FIRST:
            return _width_folded(folded.piece(start, start + 1)).isupper()
        stem_end = min(start + len(self.name), end)
        stem = _width_folded(folded.piece(start, stem_end))
        exact = stem in self.spellings
        if end > stem_end:
            return exact and folded.piece(stem_end, end).islower()
        if self.rule is _Rule.SHORT:
            return exact or folded.has_no_capitals or not _is_among_words(folded, start, end)
        return exact and (
            self.rule is not _Rule.BY_ITSELF or _is_by_itself(folded.text, start, end)
        )


def may_be_restricted(name: str) -> bool:
    """Whether a normalised name is worth asking ``restriction`` about; quick."""
    return len(name) <= _LONGEST_COMMON_WORD or name.startswith(("a ", "i "))


def restriction(name: str, written: Collection[str]) -> Restriction | None:
    """What a name needs to be found, if anything.

    Args:
        name: the normalised name.
        written: its spellings in the glossary.
    """
    spellings = frozenset(_width_folded(each) for each in written)
    in_capitals = all(each.isupper() for each in spellings)
    if name in ENGLISH_FUNCTION_WORDS or name in CHINESE_FUNCTION_WORDS:
        telling = frozenset(each for each in spellings if each.lower() != each)
        rule = _Rule.BY_ITSELF if len(name) == 1 else _Rule.SPELLED_SO
        return Restriction(name, rule, telling)
    if name.isascii() and name.isalnum() and len(name) == 1:
        return Restriction(name, _Rule.BY_ITSELF, spellings)
    if in_capitals and name in ENGLISH_ORDINARY_WORDS:
        return Restriction(name, _Rule.SPELLED_SO, spellings)
    if in_capitals and len(name) == 2 and name.isascii() and name.isalpha():
        return Restriction(name, _Rule.SHORT, spellings)
    if name.startswith(("a ", "i ")) and all(each[0].isupper() for each in spellings):
        return Restriction(name, _Rule.CAPITAL_FIRST, spellings)
    return None


def _width_folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _is_all(text: str, start: int, end: int) -> bool:
    return (
        start <= _ENDS_LENGTH
        and len(text) - end <= _ENDS_LENGTH
        and not text[:start].strip(_END_MARKS)
        and not text[end:].strip(_END_MARKS)
    )


def _is_by_itself(text: str, start: int, end: int) -> bool:
    before, after, second = (
        text[max(start - 1, 0) : start],
        text[end : end + 1],
        text[end + 1 : end + 2],
    )
    if after == "." and not second.isalnum():  # the end of a sentence
        return before not in _ATTACHING
    footnote = after.isascii() and after.isalnum()  # "R²" is no R
    return not footnote and before not in _ATTACHING and after not in _ATTACHING


def _is_among_words(folded: Folded, start: int, end: int) -> bool:
    """Whether a blank and a Latin word are on both sides."""
    kinds = folded.kinds
    return (
        start > 1
        and end + 1 < len(kinds)
        and folded.text[start - 1] == folded.text[end] == " "
        and bool(kinds[start - 2] & kinds[end + 1] & WORD)
    )
