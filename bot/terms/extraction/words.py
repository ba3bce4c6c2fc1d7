"""Sentences cut into words, each marked with where in a term it may stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from bot.errors import SettingsError
from bot.terms.extraction.stop_words import (
    CHINESE_BREAKS,
    CHINESE_PARTICLES,
    CHINESE_PREFIXES,
    CHINESE_WITHIN,
    ENGLISH_BREAKS,
    ENGLISH_FUNCTION,
    ENGLISH_VERBS,
)
from bot.terms.matcher import normalize

_LONGEST = 40  # characters; what is longer is an address or a key, and no word

_LETTERS = r"[A-Za-z0-9À-ÖØ-öø-ɏͰ-Ͽ\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]"
_TOKEN = re.compile(
    rf"(?P<latin>{_LETTERS}+(?:[-‐‑–/&+'’]{_LETTERS}+|\.[0-9]+)*)"
    r"|(?P<han>[\u3400-\u9fff\uf900-\ufaff]+)"
    r"|(?P<break>[^\s])"
)
_NUMBER = re.compile(r"[^A-Za-z]*[0-9][^A-Za-z]*|[0-9][0-9.,/-]*(?:st|nd|rd|th|x|mg|ml|kg|g|m|bn)?")
_LENGTH_OF_TIME = re.compile(r"[0-9]+-(?:year|month|week|day|hour|minute)s?")
_TITLE = re.compile(r"(?:Mr|Mrs|Ms|Dr|Prof|Professor|Judge|Justice)$")
_POSSESSIVE = ("'s", "’s")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence, at ``start`` to ``end``.

    Attributes:
        key: normalised.
        is_han: written in Han characters.
        begins: a term may begin with it.
        ends: a term may end with it.
        is_verb: one in Chinese, where verbs stand in terms as well.
        links: an English preposition, between two parts of a term.
        breaks: no term goes over it.
    """

    key: str
    start: int
    end: int
    is_han: bool
    begins: bool
    ends: bool
    is_verb: bool = False
    links: bool = False
    breaks: bool = False


def words_of(sentence: str) -> list[Word]:
    """Cut a sentence: Chinese by its dictionary, the rest at what is no letter and no figure.

    Raises:
        SettingsError: the segmenter for Chinese is not installed.
    """
    words: list[Word] = []
    for token in _TOKEN.finditer(sentence):
        start, end = token.span()
        if token["han"]:
            words.extend(_han(token["han"], start))
        elif token["latin"] and end - start <= _LONGEST:
            words.append(_latin(token["latin"], start, _after_title(sentence, words, start)))
        else:
            words.append(_break(start, end))
    return words


def _break(start: int, end: int) -> Word:
    return Word("", start, end, is_han=False, begins=False, ends=False, breaks=True)


def _after_title(sentence: str, words: list[Word], start: int) -> bool:
    """Whether a word belongs to a person's name: "Dr. Sarah Chen", "Mr Li"."""
    if not sentence[start].isupper():
        return False
    before = sentence[max(0, start - 12) : start].rstrip(" .")
    if _TITLE.search(before):
        return True
    # The family name follows a given name, which is a break behind its title.
    last = words[-1] if words else None
    return (
        last is not None
        and last.breaks
        and last.key == "name"
        and sentence[last.end : start] == " "
    )


def _latin(text: str, start: int, is_name: bool) -> Word:
    end = start + len(text)
    if is_name:
        return Word("name", start, end, False, False, False, breaks=True)
    key = _latin_key(text)
    if key in ("of", "on"):
        return Word(key, start, end, False, False, False, links=True)
    if _ends_a_phrase(key, text):
        return _break(start, end)
    number = bool(_NUMBER.fullmatch(key) or _LENGTH_OF_TIME.fullmatch(key))
    possessive = text.endswith(_POSSESSIVE)
    # "weighted average cost" begins with a participle, but none ends with one.
    participle = key.endswith("ed") and len(key) > 4 and text.islower()
    fits = not number and (len(key) > 1 or not key.isascii())
    # "Alzheimer's disease" is a term, "share's price" is none.
    begins = fits and not (possessive and text.islower())
    return Word(key, start, end, False, begins, fits and not possessive and not participle)


def _ends_a_phrase(key: str, text: str) -> bool:
    if key in ENGLISH_BREAKS and not (text.isupper() and len(text) > 2):
        return True
    adverb = key.endswith("ly") and len(key) > 5
    return adverb or (key not in ENGLISH_FUNCTION and _is_verb(key))


@cache
def _is_verb(key: str) -> bool:
    stems = {key.removesuffix("s"), key.removesuffix("es"), key.removesuffix("ed")}
    stems |= {key.removesuffix("d"), key.removesuffix("ied") + "y", key.removesuffix("ies") + "y"}
    return not stems.isdisjoint(ENGLISH_VERBS)


@cache
def _latin_key(text: str) -> str:
    return re.sub("[‐‑–]", "-", normalize(text).replace("’", "'"))


def _han(text: str, start: int) -> Iterator[Word]:
    for guess, guessed_kind in _segmenter().tag(text):
        for piece, kind in _without_particles(guess, guessed_kind):
            yield _han_word(piece, kind, start, start + len(piece))
            start += len(piece)


def _without_particles(piece: str, kind: str) -> Iterator[tuple[str, str]]:
    """Part a particle from a word that is in no dictionary and so was guessed."""
    begin = int(piece[0] in CHINESE_PARTICLES)
    end = len(piece) - int(piece[-1] in CHINESE_PARTICLES)
    if len(piece) < 2 or (begin == 0 and end == len(piece)) or _segmenter().has_word(piece):
        yield piece, kind
        return
    for part in (piece[:begin], piece[begin:end], piece[end:]):
        if part:
            yield from _segmenter().tag(part)


# Parts of speech, by the first letter of the dictionary's marks.
_NOUNS = frozenset("nkgjl")
_CONTENT = _NOUNS | frozenset("vabihx")
_ENDS = _NOUNS | frozenset("vaix")


def _han_word(piece: str, kind: str, start: int, end: int) -> Word:
    prefix = piece in CHINESE_PREFIXES
    within = piece in CHINESE_WITHIN
    content = kind[:1] in _CONTENT and not (kind.startswith("nr") and len(piece) > 1)
    if (piece in CHINESE_BREAKS and not prefix) or not (prefix or within or content):
        return _break(start, end)
    whole = len(piece) > 1 or kind[:1] in _NOUNS
    begins = prefix or (content and whole and not within and kind != "k")
    suffix = len(piece) == 1 and kind in ("v", "g")  # 溢价|率
    ends = content and (whole or suffix) and kind != "ns" and piece != "相关"
    return Word(piece, start, end, True, begins, ends, is_verb=kind == "v" and not prefix)


class _Segmenter(Protocol):
    """What of rjieba we use."""

    def tag(self, text: str) -> list[tuple[str, str]]:
        """Words with their parts of speech."""

    def has_word(self, word: str) -> bool:
        """Whether it is in the dictionary."""


@cache
def _segmenter() -> _Segmenter:
    try:
        import rjieba
    except ImportError as error:
        raise SettingsError(
            "Chinese documents cannot be cut into words, for rjieba is not installed: "
            "pip install 'termwise[terms]'."
        ) from error
    segmenter: _Segmenter = rjieba.Jieba()
    return segmenter
