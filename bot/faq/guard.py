"""What a question asks, however it is put: the guard of the cache.

Two questions share an answer only if their readings are equal. That is stricter than any measure of
similarity: "aspirin is safe" and "aspirin is not safe" are as similar as sentences get. So nothing
is weighed. A reading leaves out what is known to mean nothing (greetings, particles, the frame
"what is the meaning of"), gives one form to what is known to mean the same (five percent and 5 %,
the aliases of a term), and keeps all else, in its order. What it does not know makes two questions
different.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.faq import chinese, english
from bot.faq.parts import Leaning, Parts
from bot.question import Language, language_of
from bot.terms.glossary import Mention

GUARD_REVISION = "1"
"""Part of what answers are kept under: to be raised whenever questions are read differently."""

FIRST_MARK, LAST_MARK = "\ue000", "\uf8ff"
"""In a marked text such a character (one for private use) stands for a term, as a noun would."""


class _Rules(Protocol):
    """What a language's package offers."""

    def read(self, marked: str) -> Parts: ...

    def leaning(self, marked: str) -> Leaning | None: ...


_RULES: dict[Language, _Rules] = {"zh": chinese, "en": english}
_FLAG = re.compile(r"(?<![\w-])--?[A-Za-z][\w-]*")  # of a command: -f is not -F, nor f
_LONGEST = 2_000  # characters: what is longer is told at length, and nobody asks it twice


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question asks.

    Attributes:
        language: the question's, and so the answer's.
        kind: what is asked about the content: "definition", "difference", "how", "whether" ...
        content: its words, each in the one form that it shares with its synonyms, in their order.
        sides: what is compared, where the order of it does not matter; else empty.
        signs: what must never differ, read from the text by itself, so that no rule about words
            can lose it: numbers with their units, dates, negations, directions, in their order.
    """

    language: Language
    kind: str
    content: tuple[str, ...]
    sides: frozenset[tuple[str, ...]] = frozenset()
    signs: tuple[str, ...] = ()


def read(text: str, mentions: Sequence[Mention] = ()) -> Reading | None:
    """Read a question.

    Args:
        text: what was asked.
        mentions: the concepts that it names, in their order.

    Returns:
        None for a text that says nothing, or too much to be asked twice.
    """
    if len(text) > _LONGEST:
        return None
    marked, senses = _marked(text, mentions)
    language = language_of(text)
    parts = _RULES[language].read(marked)
    if not parts.content and not parts.sides:
        return None

    def named(words: Sequence[str]) -> tuple[str, ...]:
        return tuple("".join(senses.get(one, one) for one in word) for word in words)

    sides = frozenset(map(named, parts.sides))
    signs = (*named(parts.signs), *_FLAG.findall(text))
    return Reading(language, parts.kind, named(parts.content), sides, signs)


def leaning(text: str) -> Leaning | None:
    """What a question leans on besides its own words, so that its answer is for this asker only."""
    marked, _ = _marked(text, ())
    return _RULES[language_of(text)].leaning(marked)


def _marked(text: str, mentions: Sequence[Mention]) -> tuple[str, dict[str, str]]:
    """The text with a character of its own for each term, and what these stand for."""
    text = "".join(" " if FIRST_MARK <= one <= LAST_MARK else one for one in text)
    pieces: list[str] = []
    senses: dict[str, str] = {}
    at = 0
    for mention in mentions:
        mark = chr(ord(FIRST_MARK) + len(senses))
        # "Award" may be short for an arbitral award, and mostly is not: it stays the word it is.
        if mention.start < at or mark > LAST_MARK or mention.is_word:
            continue
        pieces += (text[at : mention.start], mark)
        senses[mark] = f"term:{mention.concept}"
        at = mention.end
    return "".join((*pieces, text[at:])), senses
