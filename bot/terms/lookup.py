"""Looking a name up, without the model."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.question import Language, Term, language_of
from bot.terms.glossary import Glossary
from bot.terms.matcher import normalize
from bot.terms.name_readings import bare, readings

_ASKED = re.compile(
    r"(?:/?term|术语)(?:(?P<colon>\s*[:：]\s*)|\s+)(?P<name>\S.{0,200})", re.IGNORECASE
)
_MOST_NAME = 60  # characters of a name that nothing marks as one
_MOST_WORDS = 6
# What a sentence has and a name has not. English words count in small letters only: WHO and IS
# are names.
_SENTENCE = re.compile(
    r"[?？]$|[!?;；！？。，…](?=.)|\w\w[.,:](?=\s)|是|什么|怎么|如何|为何|为什么|区别|哪|多少|[吗呢吧]$|"
    r"(?<![-\w])(?:is|are|was|were|isn't|aren't|vs|versus|looks?|seems?|appl(?:y|ies|ied)|which|how|"
    r"what|who|whom|whose|why|where|when|should|could|would|does|did|this|that|they)(?![-\w])"
)

LookUp = Callable[[str], Awaitable["Lookup"]]
"""Looks a name up in the glossary."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """What the glossary has under a name.

    Attributes:
        name: what was looked for.
        senses: for each concept that is called so, its terms, one for each language.
        nearest: where there is none, names that may be meant.
    """

    name: str
    senses: tuple[tuple[Term, ...], ...] = ()
    nearest: tuple[str, ...] = ()

    @property
    def language(self) -> Language:
        """The language it was looked for in."""
        return language_of(self.name)


def name_asked_for(text: str) -> str | None:
    """The name in ``term NAME``, or None for any other text.

    In a thread, where Slack takes no slash command, one asks so for a term's card. A sentence may
    begin with the same word: what stands neither after a colon nor in quotation marks must be
    short and look like a name.
    """
    asked = _ASKED.fullmatch(text.strip())
    if not asked or not bare(asked["name"]):
        return None
    return bare(asked["name"]) if _is_marked(asked) or _may_be_name(asked["name"]) else None


async def card_asked_for(look_up: LookUp, text: str) -> Lookup | None:
    """What to show for ``term NAME``; None for a text that is to be answered as a question.

    That is also one whose name nothing in the glossary is like, unless it was marked as a name,
    and one that begins with a term itself: "term loan".

    Args:
        look_up: looks names up.
        text: what was said.

    Raises:
        StoreError: the glossary cannot be read.
    """
    asked, name = _ASKED.fullmatch(text.strip()), name_asked_for(text)
    if not asked or not name:
        return None
    found = await look_up(name)
    if _is_marked(asked):
        return found
    if not found.senses and not found.nearest:
        return None
    whole, start = await look_up(text), normalize(text)
    if whole.senses or any(normalize(one).startswith(start) for one in whole.nearest):
        return None
    return found


async def look_up(glossary: Glossary, name: str) -> Lookup:
    """Look a name up in all its senses, or find what else may be meant.

    Args:
        glossary: where to look.
        name: what was typed; quotation marks around it, marks of print and the words of a question
            do not matter, where the glossary does not have them in a name.

    Raises:
        StoreError: the glossary cannot be read.
    """
    await glossary.refresh()
    read = readings(name)
    name = next((one for one in read if glossary.knows(one)), read[-1])
    language = language_of(name)
    found = await glossary.lookup(name, language)
    if not found:
        return Lookup(name, nearest=tuple(glossary.nearest(name)))
    other: Language = "en" if language == "zh" else "zh"
    both = await glossary.get({(term.concept, one) for term in found for one in (language, other)})
    senses = []
    for term in found:
        terms = (term, both.get((term.concept, language)), both.get((term.concept, other)))
        senses.append(tuple(dict.fromkeys(one for one in terms if one)))
    return Lookup(name, tuple(senses))


def _is_marked(asked: re.Match[str]) -> bool:
    """Whether what follows is a name beyond doubt."""
    return bool(asked["colon"]) or bare(asked["name"]) != asked["name"]


def _may_be_name(name: str) -> bool:
    is_short = len(name) <= _MOST_NAME and len(name.split()) <= _MOST_WORDS
    return is_short and not _SENTENCE.search(name)
