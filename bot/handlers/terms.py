"""``/term NAME``: a card that only the asker sees, without the model."""

from __future__ import annotations

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond

from bot.handlers.cards import Card, help_card, lookup_card
from bot.handlers.slack_text import unescape
from bot.terms.glossary import Glossary
from bot.terms.lookup import bare, look_up


def register_terms(app: AsyncApp, glossary: Glossary) -> None:
    """Answer ``/term`` and the buttons of its cards."""

    @app.command("/term")
    async def show_card(ack: AsyncAck, command: dict[str, Any]) -> None:
        name = unescape(command.get("text") or "").strip()
        await ack(response_type="ephemeral", **await card_for(glossary, name))

    @app.action(re.compile("^show_term:"))
    async def show(ack: AsyncAck, action: dict[str, Any], respond: AsyncRespond) -> None:
        await ack()
        await respond(replace_original=True, **await card_for(glossary, action["value"]))


async def card_for(glossary: Glossary, name: str) -> Card:
    """The card of a name, of its nearest terms, or of how to ask.

    Args:
        glossary: where to look.
        name: what was typed; quotation marks around it do not matter.
    """
    if not bare(name):
        return help_card(len(glossary))
    return lookup_card(await look_up(glossary, name))
