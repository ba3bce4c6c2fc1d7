"""Where a text introduces a term: by a definition, or by an abbreviation in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.terms.extraction.phrases import Phrase
from bot.terms.extraction.words import words_of

_BRACKET = re.compile(r"\s?[(（]([^()（）]{2,80})[)）]")
_QUOTES = "“”\"'‘’「」『』 "
_NAMING = re.compile(
    r"^(?:以下|下)?(?:简称|称)(?:为)?|^(?:hereinafter|hereafter)?[^“\"]*(?=[“\"])", re.I
)
_SHORT = re.compile(r"[A-Za-z0-9Α-ω][A-Za-z0-9Α-ω&/+.\-]{1,9}")
_DEFINES = re.compile(
    r"[”\"’」』]?\s?(?:[(（][^()（）]{1,80}[)）])?[”\"’」』]?\s?"
    r"(?:,\s?)?(?:，)?(?:是指|系指|即指|，?指的是|指的是|被?定义为|指(?=[^数标])|是一种|是一类"
    r"|(?:is|are) defined as|refers? to|means\b|denotes?\b|(?:is|are) (?:a|an|the)\b)"
)
_CUE = re.compile(r"指|定义为|是一[种类]|defined as|refer|means|denote|\b(?:is|are) (?:a|an|the)\b")


@dataclass(frozen=True, slots=True)
class Introduction:
    """What a sentence defines or abbreviates.

    Attributes:
        phrases: what can be meant, the longest first; in Chinese only the whole of the documents
            shows where it begins.
        short: the abbreviation as it is written; empty where there is none.
    """

    phrases: tuple[Phrase, ...]
    short: str = ""


def defined(sentence: str, phrases: Sequence[Phrase]) -> Iterator[Introduction]:
    """What the sentence defines: "X是指 ...", "X is defined as ..."."""
    if not _CUE.search(sentence):
        return
    for end in sorted({phrase.end for phrase in phrases}):
        ending = _ending(end, phrases)
        # Only what the sentence begins with is its subject, and so what it defines.
        if _DEFINES.match(sentence, end) and _is_subject(sentence, ending[0].start):
            yield Introduction(ending)


_OPENING = re.compile(
    r"(?:.*[，,：:、]|(?:本|在本)[^，,]{0,12}中)?[“\"「『\s]*(?:the|a|an|所谓)?\s?[“\"「『]?", re.I
)


def _is_subject(sentence: str, start: int) -> bool:
    return bool(_OPENING.fullmatch(sentence, max(0, start - 60), start))


def introduced(sentence: str, phrases: Sequence[Phrase]) -> Iterator[Introduction]:
    """The abbreviations that brackets introduce, with what they stand for."""
    for bracket in _BRACKET.finditer(sentence):
        inside = _NAMING.sub("", bracket[1].strip())
        for part in re.split(r"[,，;；、]|或| or ", inside):
            pair = _pair(sentence, bracket.start(), part.strip(_QUOTES), phrases)
            if pair is not None:
                yield pair
                break


def _pair(sentence: str, end: int, short: str, phrases: Sequence[Phrase]) -> Introduction | None:
    before = sentence[:end].rstrip(_QUOTES)
    if _is_han(before[-1:]):
        return _chinese_pair(_ending(len(before), phrases), short)
    if not (_SHORT.fullmatch(short) and any(letter.isupper() for letter in short)):
        return None
    start = long_form(before, short)
    if start is None:
        return None
    words = tuple(word.key or "" for word in words_of(before[start:]))
    # A function word has no key of its own, but belongs to the long form.
    text = before[start:].casefold().split()
    phrase = Phrase(start, len(before), tuple(text) if "" in words else words)
    return Introduction((phrase,), short)


def _chinese_pair(ending: tuple[Phrase, ...], short: str) -> Introduction | None:
    """What stands right before the bracket, if what is in it can be a short form."""
    if not (_SHORT.fullmatch(short) and any(letter.isupper() for letter in short)):
        ending = tuple(
            phrase
            for phrase in ending
            if 1 < len(short) < len(phrase.key) and _is_subsequence(short, phrase.key)
        )
    return Introduction(ending, short) if ending else None


def _is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(letter in rest for letter in short)


def long_form(before: str, short: str) -> int | None:
    """Where in ``before`` the long form of an abbreviation begins that follows in brackets.

    The algorithm of Schwartz and Hearst, "A simple algorithm for identifying abbreviation
    definitions in biomedical text" (Pacific Symposium on Biocomputing 2003): from right to left
    each letter of the short form is looked for in the at most min(|A| + 5, 2|A|) words before the
    bracket, and the first one must begin a word.
    """
    letters = [letter for letter in short.casefold() if letter.isalnum()]
    text = before.casefold()
    if len(text) != len(before) or len(letters) < 2:
        return None
    lowest = _earliest_word(before, min(len(letters) + 5, 2 * len(letters)))
    place = len(text)
    for number in range(len(letters) - 1, -1, -1):
        place -= 1
        while place >= lowest and not (
            text[place] == letters[number]
            and (number > 0 or place == 0 or not text[place - 1].isalnum())
        ):
            place -= 1
        if place < lowest:
            return None
    long = before[place:]
    is_form = len(long) > len(short) and short.casefold() not in long.casefold().split()
    return place if is_form else None


def _earliest_word(before: str, count: int) -> int:
    starts = [word.start() for word in re.finditer(r"(?<!\S)\S", before)]
    return starts[-count] if len(starts) >= count else 0


def _ending(end: int, phrases: Sequence[Phrase]) -> tuple[Phrase, ...]:
    """The phrases that end there, the longest first."""
    ending = [phrase for phrase in phrases if phrase.end == end]
    return tuple(sorted(ending, key=lambda phrase: phrase.start))


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\ufaff"
