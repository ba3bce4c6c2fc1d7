"""``/term NAME``: a card that only the asker sees, without the model."""

from __future__ import annotations

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond

from bot.handlers.cards import Card, help_card, term_card, unknown_card
from bot.handlers.slack_text import unescape
from bot.question import Language, Term, language_of
from bot.terms.glossary import Glossary


def register_terms(app: AsyncApp, glossary: Glossary) -> None:
    """Answer ``/term`` and the buttons of its cards."""

    @app.command("/term")
    async def look_up(ack: AsyncAck, command: dict[str, Any]) -> None:
        name = unescape(command.get("text") or "").strip()
        await ack(response_type="ephemeral", **card_for(glossary, name))

    @app.action(re.compile("^show_term:"))
    async def show(ack: AsyncAck, action: dict[str, Any], respond: AsyncRespond) -> None:
        await ack()
        await respond(replace_original=True, **card_for(glossary, action["value"]))


def card_for(glossary: Glossary, name: str) -> Card:
    """The card of a name, of its nearest terms, or of how to ask.

    Args:
        glossary: where to look.
        name: what was typed; quotation marks around it do not matter.
    """
    name = name.strip("\"'“”「」")
    if not name:
        return help_card(len(glossary))
    language = language_of(name)
    found = glossary.lookup(name, language)
    if not found:
        return unknown_card(name, glossary.nearest(name), language)
    return term_card([[term, *_equivalent(glossary, term)] for term in found], language)


def _equivalent(glossary: Glossary, term: Term) -> list[Term]:
    other: Language = "en" if term.language == "zh" else "zh"
    equivalent = glossary.get(term.concept, other)
    return [equivalent] if equivalent else []
