"""Looking a name up, without the model."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.question import Language, Term, language_of
from bot.terms.glossary import Glossary

_ASKED = re.compile(r"\s*(?:/?term|术语)(?:\s*[:：]\s*|\s+)(?P<name>\S.{0,200})", re.IGNORECASE)
_QUOTES = "\"'“”‘’「」『』《》 "


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

    In a thread, where Slack takes no slash command, one asks so for a term's card.
    """
    asked = _ASKED.fullmatch(text)
    return bare(asked["name"]) or None if asked else None


def bare(name: str) -> str:
    """A name without the quotation marks around it."""
    return name.strip().strip(_QUOTES)


async def look_up(glossary: Glossary, name: str) -> Lookup:
    """Look a name up in all its senses, or find what else may be meant.

    Args:
        glossary: where to look.
        name: what was typed; quotation marks around it do not matter.

    Raises:
        StoreError: the glossary cannot be read.
    """
    await glossary.refresh()
    name = bare(name)
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
