"""A question in English, read by its words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.faq.english import contexts, courtesy, dates, leanings, modality, order, voice
from bot.faq.english.capitals import NAME
from bot.faq.english.comparison import compared
from bot.faq.english.contractions import expand
from bot.faq.english.durations import in_minutes
from bot.faq.english.frames import framed
from bot.faq.english.fronting import unfronted
from bot.faq.english.numbers import in_digits, with_fractions
from bot.faq.english.plural_cues import counted, with_do
from bot.faq.english.plurals import singular
from bot.faq.english.quantities import in_units
from bot.faq.english.rewording import reworded
from bot.faq.english.signs import signs
from bot.faq.english.spelling import american, clean
from bot.faq.english.synonyms import SYNONYMS
from bot.faq.english.tokens import replaced, tokenize, without_articles
from bot.faq.english.wordlists import word_set
from bot.faq.parts import Leaning, Parts

_BEFORE_NOUN = word_set("what when how much is are was were exactly precisely")


def read(marked: str) -> Parts:
    """Read a question.

    Args:
        marked: the question; a character for private use stands for each known term in it.
    """
    asked, subordinate = courtesy.strip(voice.impersonal(expand(clean(marked))))
    asked = counted(unfronted(with_do(asked) if subordinate else asked))
    asked = in_minutes(asked)
    tokens = tokenize(asked)
    if _NO_TERM.search(asked):
        return Parts("other", ())
    if not tokens:
        return Parts("other", tuple(tokenize(clean(marked))))
    article = _article(tokens)
    words = _one_form(tokens)
    if subordinate and words[0] not in _OPENS:
        words[:0] = ("what", "is")
    fronted = order.fronted(" ".join(words))
    asked = order.straight(" ".join(words), subordinate, bool(article))
    if not asked.strip():  # articles and commas only
        return Parts("other", tuple(tokens))
    asked = contexts.rewritten(asked, "", lambda main: reworded(main, article == "the"))
    asked = modality.short(asked)
    seen = signs(asked.split())
    asked = contexts.rewritten(asked, fronted, voice.active)
    asked = voice.without_do(asked)
    parts = contexts.compared(asked, fronted, compared)
    parts = parts or framed(asked, article == "the", article in ("a", "an"))
    return Parts(_kind(parts, tokens), parts.content, parts.sides, seen)


_MEANT = re.compile(
    r"(?<!\S)(?:does|do) (?:the|our) (?!term|word|phrase|expression|abbreviation|acronym|letter)"
)


_NAMING = word_set("definition meaning abbreviation acronym explanation short word term")


def _kind(parts: Parts, tokens: Sequence[str]) -> str:
    """The kind, told apart by what the articles say: a lead is no metal, and a CEO may mean."""
    if parts.kind not in ("definition", "expansion"):
        return parts.kind
    if _MEANT.search(" ".join(tokens)):
        return f"{parts.kind} of the"
    if len(parts.content) != 1 or NAME in (word := parts.content[0]) or not word.isascii():
        return parts.kind
    several = word not in tokens and any(singular(one) == word for one in tokens)
    after = (one for one, before in zip(tokens[1:], tokens, strict=False) if before in ("a", "an"))
    one = several or any(noun not in _NAMING for noun in after)
    return f"{parts.kind} of one" if one else parts.kind


# What a name of a term means beside these may not be what the term means: "the sales team".
_NO_TERM = re.compile(
    r"[\ue000-\uf8ff] (?:departments?|teams?|managers?|force|people|reps?|"
    r"representatives?|calls?|staff|office|director|head|of (?:the |an? |our |this )?(?:reports?|"
    r"emails?|letters?|documents?))\b"
    r"|\b(?:i|you|we|they) [\ue000-\uf8ff]"
)


_OPENS = word_set(
    """
    what who when where why which how whose is was do did have had can could may might must
    shall should will would whether if from to by in on at for under with
    """
)


def _one_form(tokens: Sequence[str]) -> list[str]:
    """Give each word, number, unit and date the one form that it shares with others."""
    words = in_units(with_fractions(in_digits(tokens)))
    words = dates.in_order(without_articles(words))
    words = replaced([american(word) for word in words], SYNONYMS)
    return [singular(word) for word in words] or list(tokens)


def _article(tokens: Sequence[str]) -> str:
    """The article before what "what is" asks about, if there is one."""
    for token in tokens:
        if token not in _BEFORE_NOUN:
            return token if token in ("a", "an", "the") else ""
    return ""


def leaning(marked: str) -> Leaning | None:
    """What the question leans on besides its own words, if anything.

    Args:
        marked: the question, as for :func:`read`.
    """
    return leanings.leaning(marked)
