"""The message shortcut "Explain terms": the terms of a message, in a modal for who picked it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from typing import Any

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.block_kit import said
from bot.handlers.slack_text import unescape
from bot.handlers.terms.lists import explained_view, modal
from bot.handlers.terms.texts import TERM_WORDS, in_both
from bot.question import Language, Term, language_of
from bot.terms.glossary import Glossary
from conversation_store.errors import StoreError

log = structlog.get_logger(__name__)

CALLBACK_ID = "explain_terms"
"""As in ``deploy/manifest.json``."""

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LATIN_WORD = re.compile(r"(?<![A-Za-z])(?![A-Z]+(?![A-Za-z]))[A-Za-z]+")
_ADDRESS = re.compile(r"<[^<>]*>|https?://\S+")
_PATIENCE_S = 1.5  # a trigger id is good for three seconds


class ExplainTerms:
    """Opens the modal: that works in channels that the app is not in, too."""

    def __init__(self, glossary: Glossary, client: AsyncWebClient) -> None:
        """Connect to the glossary and to Slack."""
        self._glossary = glossary
        self._client = client

    async def explain(self, shortcut: Mapping[str, Any]) -> None:
        """Define all terms of the message that a shortcut was picked on."""
        text = unescape(text_of(shortcut.get("message") or {}))
        language = majority_language(text)
        try:
            async with asyncio.timeout(_PATIENCE_S):
                await self._glossary.refresh()
                found = await self._glossary.match(text, language)
        except (StoreError, TimeoutError) as error:
            log.error("terms of a message not found", reason=repr(error))
            view = modal(TERM_WORDS[language]["explained"], [said(in_both("store"))], language)
        else:
            in_order = sorted(found, key=lambda match: match.start)
            concepts: dict[str, Term] = {}
            for match in in_order:
                concepts.setdefault(match.term.concept, match.term)
            view = explained_view(list(concepts.values()), language)
        try:
            await self._client.views_open(trigger_id=shortcut["trigger_id"], view=view)
        except SlackApiError as error:
            log.warning("modal not opened", reason=error.response["error"])


def majority_language(text: str) -> Language:
    """The language that most letters of a text are of.

    One Chinese name does not make an English message Chinese. Words in capitals are abbreviations,
    which both languages have, and addresses are in neither.
    """
    han = len(_HAN.findall(text))
    latin = sum(map(len, _LATIN_WORD.findall(_ADDRESS.sub(" ", text))))
    return language_of(text) if han == latin else "zh" if han > latin else "en"


def text_of(message: Mapping[str, Any]) -> str:
    """What a message says: its text, or that of its blocks where it has none."""
    return str(message.get("text") or "") or "\n".join(_texts(message.get("blocks")))


def _texts(node: object) -> list[str]:
    if isinstance(node, list):
        return [text for one in node for text in _texts(one)]
    if not isinstance(node, Mapping):
        return []
    own = [node["text"]] if isinstance(node.get("text"), str) else []
    return own + [text for value in node.values() for text in _texts(value)]
