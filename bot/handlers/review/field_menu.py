"""The fields to choose from in a modal, which must be open within three seconds."""

from __future__ import annotations

import asyncio

import structlog

from bot.terms.glossary import Glossary
from bot.terms.proposals import fields_of
from conversation_store.errors import StoreError
from conversation_store.terms import Terms

log = structlog.get_logger(__name__)

_PATIENCE_S = 1.0  # counting a million terms takes longer


class FieldMenu:
    """Remembers the glossary's fields until the glossary changes."""

    def __init__(self, terms: Terms, glossary: Glossary) -> None:
        self._terms = terms
        self._glossary = glossary
        self._fields: list[str] = []
        self._revision = -1
        self._counting: asyncio.Task[None] | None = None

    async def fields(self) -> list[str]:
        """The fields there are, or those there were should it take too long to look."""
        if self._revision != self._glossary.revision:
            if self._counting is None or self._counting.done():
                self._counting = asyncio.create_task(self._count(self._glossary.revision))
            await asyncio.wait([self._counting], timeout=_PATIENCE_S)
        return self._fields

    async def _count(self, revision: int) -> None:
        try:
            self._fields = fields_of(await self._terms.counts())
        except StoreError as error:  # a field can be typed as well
            log.error("fields not read", reason=str(error))
        else:
            self._revision = revision
