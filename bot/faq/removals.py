"""What other replicas have taken out of their caches is taken out of this one too."""

from __future__ import annotations

import asyncio
from collections import deque

import structlog

from bot.faq.asked import Asked
from bot.faq.cache import AnswerCache
from conversation_store.cache_removals import CacheRemovals, Removal, RemovalKind
from conversation_store.errors import StoreError

log = structlog.get_logger(__name__)

_EVERY_S = 10.0
_REMEMBERED = 1_000  # removals, for answers that were being written when they came


class Removals:
    """Takes answers out here and, by way of the store, on every replica."""

    def __init__(self, removals: CacheRemovals, cache: AnswerCache) -> None:
        self._removals = removals
        self._cache = cache
        self._heeding = asyncio.Lock()
        self._seen: int | None = None
        self._recent: deque[Removal] = deque(maxlen=_REMEMBERED)

    async def heed(self, latest: int | None = None) -> int:
        """Do what was asked for since; the number up to which that is done.

        Args:
            latest: the number of the last removal, where it was looked up just now.

        What cannot be done (a full disk) is tried again at the next call; the cache is off until
        then.

        Raises:
            StoreError: it cannot be read.
        """
        async with self._heeding:
            if self._seen is None:
                self._seen = await asyncio.to_thread(self._cache.removals_seen)
            if latest is None or latest < self._seen:  # others were quicker
                latest = await self._removals.latest()
            if self._seen == latest:
                return self._seen
            removals = await self._removals.since(self._seen)
            # First, so that an answer being written just now is taken out by one of the two.
            self._recent.extend(removals)
            if [one.number for one in removals][:1] != [self._seen + 1]:
                # Some are forgotten by now, or the store is another one.
                log.info("answer cache emptied: it has slept for too long")
                self._cache.is_behind = not await self._cache.clear()
            else:
                self._cache.is_behind = not all([await self._do(one) for one in removals])
            if self._cache.is_behind:
                return self._seen
            self._seen = removals[-1].number if removals else latest
            await asyncio.to_thread(self._cache.note_removals, self._seen)
            return self._seen

    async def follow(self) -> None:
        """Heed them also while nobody asks anything, until cancelled."""
        while True:
            try:
                await self.heed()
            except StoreError as error:
                log.warning("removals not heeded", reason=str(error))
            await asyncio.sleep(_EVERY_S)

    async def entry(self, key: str) -> None:
        """Take the answer under a key out, everywhere.

        Raises:
            StoreError: the others cannot be told.
        """
        await self._everywhere("entry", key)

    async def question(self, key: str, asked_in: str) -> None:
        """Likewise, if it is the answer to the question at this place."""
        await self._everywhere("question", f"{key} {asked_in}")

    def concerns(self, asked: Asked, key: str) -> bool:
        """Whether what a question's answer would be kept under was taken out since it was asked."""
        mine = {
            ("entry", key),
            ("person", asked.question.user_id),
            ("question", f"{key} {place(asked)}"),
        }
        return any(
            one.number > asked.removals and (one.kind, one.value) in mine for one in self._recent
        )

    async def _everywhere(self, kind: RemovalKind, value: str) -> None:
        await self._removals.add(kind, value)
        await self.heed()

    async def _do(self, removal: Removal) -> bool:
        match removal.kind:
            case "entry":
                return await self._cache.remove(removal.value)
            case "question":
                key, _, asked_in = removal.value.partition(" ")
                return await self._cache.remove(key, asked_in)
            case "person":
                return await self._cache.forget_person(removal.value)


def place(asked: Asked) -> str:
    """Where a question stands, as its answer is marked with."""
    return f"{asked.question.thread.channel_id}/{asked.question.ts}"
