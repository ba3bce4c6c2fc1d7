"""The phrases of a sentence that could be terms, by the words they consist of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.terms.extraction.c_value import Words
from bot.terms.extraction.stop_words import CHINESE_GENERAL, CHINESE_TAILS, ENGLISH_GENERAL
from bot.terms.extraction.words import Word

_MOST_CHINESE = 5  # words
_MOST_ENGLISH = 4
_LONGEST = 60  # characters
_VITAMIN = re.compile(r"[a-z][0-9]{0,2}")  # "维生素B12", "类型A"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words at ``start`` to ``end`` of a sentence that could be a term.

    Attributes:
        words: normalised, an English plural as its singular.
        is_verbal: it begins with a verb, or a general word and a verb, which may be the
            sentence's and not the term's.
    """

    start: int
    end: int
    words: Words
    is_verbal: bool = False

    @property
    def key(self) -> str:
        """What its spellings share: neither hyphens, spaces beside Han nor a plural count."""
        return key_of(self.words)


def key_of(words: Words) -> str:
    """The words as one string, without what does not distinguish terms."""
    key = words[0]
    for word in words[1:]:
        key += word if _is_han(key[-1]) or _is_han(word[0]) else f" {word}"
    return _between_letters.sub(" ", key)


_between_letters = re.compile(r"(?<=[a-z])-(?=[a-z])")


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\ufaff"


def length_of(words: Words) -> float:
    """How many words; two Han characters are one, for most words of general Chinese are two.

    So a term that the dictionary has as one word (不可抗力) is as long as one that it has not. A
    name with figures in it (HbA1c) counts as two words: it is hardly a word of general language.
    """
    return sum(_length(word) for word in words)


def _length(word: str) -> float:
    if _is_han(word[0]):
        return max(1.0, len(word) / 2)
    return 2.0 if any(character.isdigit() for character in word) else 1.0


def phrases_of(words: list[Word]) -> Iterator[Phrase]:
    """All phrases in a sentence, those in longer ones as well, by their beginning.

    The filter is linguistic, as C-value wants it (Frantzi and others 2000): no function word,
    verb form or number at either end, one preposition at most within.
    """
    for start, first in enumerate(words):
        if not first.begins or first.breaks:
            continue
        most = _MOST_CHINESE if first.is_han else _MOST_ENGLISH
        for stop in range(start + 1, min(start + most, len(words)) + 1):
            if words[stop - 1].breaks:
                break
            if _fits(words[start:stop]):
                yield _phrase(words[start:stop])


def _fits(words: list[Word]) -> bool:
    last = words[-1]
    if not last.ends or last.end - words[0].start > _LONGEST:
        return False
    if len(words) == 1:
        return not _too_general(last)
    if sum(word.links for word in words) > 1 or not _scripts_fit(words):
        return False
    if any(word.links for word in words) and words[0].key in ENGLISH_GENERAL:
        return False  # "number of patients", "risk of loss"
    return last.key not in CHINESE_TAILS and not all(_is_general(word) for word in words)


def _too_general(word: Word) -> bool:
    return _is_general(word) or (word.is_han and len(word.key) == 1)


def _is_general(word: Word) -> bool:
    if word.is_han:
        return word.key in CHINESE_GENERAL
    return word.key in ENGLISH_GENERAL or singular(word.key) in ENGLISH_GENERAL


def _scripts_fit(words: list[Word]) -> bool:
    """Latin before Han ("PD-1抑制剂"); behind it a letter only ("维生素D"), not "提升ROE"."""
    changes = [
        place for place in range(1, len(words)) if words[place - 1].is_han != words[place].is_han
    ]
    if not changes:
        return True
    if len(changes) > 1:
        return False
    if words[0].is_han:
        return changes[0] == len(words) - 1 and bool(_VITAMIN.fullmatch(words[-1].key))
    return changes[0] == 1


def _phrase(words: list[Word]) -> Phrase:
    keys = [word.key for word in words]
    if not words[-1].is_han:
        keys[-1] = singular(keys[-1])
    return Phrase(words[0].start, words[-1].end, tuple(keys), _is_verbal(words))


def _is_verbal(words: list[Word]) -> bool:
    return words[0].is_verb or (len(words) > 1 and _is_general(words[0]) and words[1].is_verb)


def singular(word: str) -> str:
    """An English noun without its plural's ending; only for comparing, not for showing."""
    if len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word.removesuffix("s")
