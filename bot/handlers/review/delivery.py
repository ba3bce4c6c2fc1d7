"""Suggestions that nobody has been shown, such as where the bot ended right after they came."""

from __future__ import annotations

import asyncio

import structlog

from bot.handlers.review.decisions import Decisions
from conversation_store.suggestions import Suggestions

log = structlog.get_logger(__name__)

_PAUSE_S = 60.0
_LEASE_S = 60.0  # of several processes one shows it


class Delivery:
    """Shows them after all: at the start, and then every minute."""

    def __init__(self, suggestions: Suggestions, decisions: Decisions) -> None:
        self._suggestions = suggestions
        self._decisions = decisions

    async def run(self) -> None:
        """Look for them until cancelled."""
        while True:
            try:
                await self._show_all()
            except Exception:  # such as a lost database: the next look may do
                log.exception("suggestions not shown")
            await asyncio.sleep(_PAUSE_S)

    async def _show_all(self) -> None:
        seen: set[int] = set()
        while suggestion := await self._suggestions.lease(_LEASE_S):
            if suggestion.id in seen:  # its lease has run out already: Slack is slow
                return
            seen.add(suggestion.id)
            await self._decisions.show(suggestion)
