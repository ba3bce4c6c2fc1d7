"""What whoever approves a term should know of its names: what else they mean already."""

from __future__ import annotations

from bot.handlers.review.cards import shown_name
from bot.handlers.review.words import REVIEW_WORDS
from bot.handlers.slack_text import escape
from bot.question import Term
from bot.terms.everyday import is_everyday
from bot.terms.glossary import Glossary
from bot.terms.matcher import normalize

_MOST = 5
_MOST_SENSES = 3


async def warnings_of(glossary: Glossary, before: Term | None, after: Term) -> tuple[str, ...]:
    """A sentence in mrkdwn for each name that means something else as well, the first few.

    Args:
        glossary: as it is now.
        before: what it says of this term; its approved names are no news.
        after: what it would say.

    Raises:
        StoreError: the store failed.
    """
    words = REVIEW_WORDS[after.language]
    # Only approved names are found in texts.
    found = before.names if before and before.status == "approved" else ()
    known = {normalize(name) for name in found}
    new = {key: name for name in after.names if (key := normalize(name)) and key not in known}
    senses = await glossary.senses(new, after.language)
    said: list[str] = []
    for key, name in new.items():
        others = [term for term in senses[key] if before is None or term.concept != before.concept]
        if others:
            listed = "; ".join(_called(term) for term in others[:_MOST_SENSES])
            said.append(words["has_meaning"].format(name=escape(name), others=listed))
        if is_everyday(name):
            said.append(words["everyday"].format(name=escape(name)))
    return tuple(said[:_MOST])


def _called(term: Term) -> str:
    field = f" ({escape(term.field)})" if term.field else ""
    return f"{shown_name(term)}{field}"
