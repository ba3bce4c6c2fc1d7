"""Which sense of a name is meant, as far as what stands around it tells."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.question import Term

EVERY_SENSE = "*"
"""In place of a concept: all senses of a name are meant."""

_HAN_RUN = re.compile(r"[\u3400-\u9fff]{2,}")
# Words that say nothing of a field, and those of the questions themselves.
_EMPTY = (
    "that|this|with|from|what|which|when|where|does|have|been|were|will|would|than|then|them|they|"
    "their|there|these|those|into|about|each|other|such|some|more|most|many|much|your|between|"
    "under|over|after|before|please|explain|means?|meaning|company"
)
_FRAME = re.compile(
    rf"\b(?:{_EMPTY}|i|is|are|the|an?|of|in|on|to|it|its|do|can|you|me|us|we|our|how|who|why|and|or|"
    r"vs|tell|define|definition|difference|term|word|here|give|get|got|know|want|like)\b|'s\b|"
    "什么|怎么|如何|为什么|为何|哪个|哪些|哪种|多少|这个|那个|这里|一下|解释|说明|介绍|意思|含义|"
    "定义|概念|术语|区别|不同|告诉|知道|请问|请|帮|我们|我|你|您|它|是|指|叫|做|的|了|吗|呢|吧|啊|"
    "在|和|与|跟|同|或|有|中|里|个|种|某|想|要|能|会|可以|呀"
)
_PLAIN_WORD = re.compile(r"[a-z]+")
_LATIN_WORD = re.compile(rf"\b(?!(?:{_EMPTY})\b)[a-z]{{4,}}")

# What each hint is worth; one whole point must lie between the best sense and the next.
_CHANNEL = 8.0
_RELATED = 2.0
_SAME_FIELD = 1.0
_WORD = 1.0
_PAIR = 0.5  # of Chinese characters: half a word
_MOST_WORDS = 3.0
_MARGIN = 1.0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a name.

    Attributes:
        text: the question, and what was said before it.
        field: what the channel is about, if somebody has said so.
        terms: the terms around it that have one sense only.
        chosen: the concepts that were chosen, or talked about in this thread before.
    """

    text: str
    field: str | None = None
    terms: Sequence[Term] = ()
    chosen: Collection[str] = ()


def meant(senses: Sequence[Term], around: Surroundings) -> list[Term]:
    """The sense that is meant, several where all of those were chosen, or none if nothing tells.

    Args:
        senses: the terms that have one name, one for each concept.
        around: what stands around the name.
    """
    if len(senses) < 2 or EVERY_SENSE in around.chosen:
        return list(senses)
    if chosen := [term for term in senses if term.concept in around.chosen]:
        return chosen
    names = {name for term in senses for name in term.names}
    said = _words(_without(around.text, names))
    words = [_words(term.definition) | _words(" ".join(term.names)) for term in senses]
    common = set.intersection(*words)
    scored = sorted(
        (
            (_hints(term, around) + _weight((own - common) & said), place)
            for place, (term, own) in enumerate(zip(senses, words, strict=True))
        ),
        reverse=True,
    )
    (best, place), (second, _) = scored[:2]
    return [senses[place]] if best >= second + _MARGIN else []


def is_to_be_asked(name: str, text: str) -> bool:
    """Whether to ask for the sense of a name that nothing tells.

    Not where it is one plain English word among others: it stands there as everybody uses it, as
    the party or the charge of a sentence about something else, and is no term.

    Args:
        name: as it stands in the text.
        text: the question.
    """
    if not _PLAIN_WORD.fullmatch(name):
        return True
    rest = _FRAME.sub(" ", text.casefold().replace(name, " "))
    return not re.search(r"\w", rest)


def _hints(term: Term, around: Surroundings) -> float:
    points = _CHANNEL if term.field == around.field else 0.0
    for other in around.terms:
        if term.concept in other.related or other.concept in term.related:
            points += _RELATED
        if term.field == other.field:
            points += _SAME_FIELD
    return points


def _weight(words: set[str]) -> float:
    points = sum(_WORD if word.isascii() else _PAIR for word in words)
    return min(points, _MOST_WORDS)


def _words(text: str) -> set[str]:
    """English words that say something, and pairs of Chinese characters."""
    folded = text.casefold()
    words = set(_LATIN_WORD.findall(folded))
    runs = _HAN_RUN.findall(folded)
    return words | {run[n : n + 2] for run in runs for n in range(len(run) - 1)}


def _without(text: str, names: Collection[str]) -> str:
    folded = text.casefold()
    for name in sorted(names, key=len, reverse=True):
        folded = folded.replace(name.casefold(), " ")
    return folded
