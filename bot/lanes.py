"""Work that is taken up one by one and done several at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Lane(Generic[T]):
    """Takes up what there is to do as soon as there is a free slot."""

    def __init__(
        self,
        take: Callable[[], Awaitable[T | None]],
        work: Callable[[T], Coroutine[Any, Any, None]],
        slots: int,
        poll_s: float,
    ) -> None:
        """Do what ``take`` gives.

        Args:
            take: takes up something to do, if there is anything.
            work: does it; it raises nothing but a cancellation.
            slots: so much is done at once at most.
            poll_s: how often to look without having been told, in seconds.
        """
        self._take = take
        self._work = work
        self._slots = asyncio.Semaphore(slots)
        self._poll_s = poll_s
        self._news = asyncio.Event()
        self._running: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        """Tell that there may be something to do."""
        self._news.set()

    async def run(self, allowed: asyncio.Event) -> None:
        """Take up work until cancelled, while ``allowed`` is set; what runs then goes on."""
        while True:
            await self._slots.acquire()
            try:
                one = await self._next(allowed)
            except BaseException:
                self._slots.release()
                raise
            self._begin(one, self._do)

    async def drain(self, grace_s: float) -> None:
        """Let what runs finish for ``grace_s`` seconds, then cancel it."""
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=grace_s)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _next(self, allowed: asyncio.Event) -> T:
        while True:
            await allowed.wait()
            self._news.clear()  # before looking: news that come meanwhile are not missed
            if (one := await self._taken()) is not None:
                return one
            with suppress(TimeoutError):
                async with asyncio.timeout(self._poll_s):
                    await self._news.wait()

    async def _taken(self) -> T | None:
        """Take something up; what was being taken when we are cancelled is done all the same."""
        taking = asyncio.ensure_future(self._take())
        try:
            return await asyncio.shield(taking)
        except asyncio.CancelledError:
            if (one := await taking) is not None:
                self._begin(one, self._work)  # its slot is given back: no more will be begun
            raise

    def _begin(self, one: T, work: Callable[[T], Coroutine[Any, Any, None]]) -> None:
        task = asyncio.create_task(work(one))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _do(self, one: T) -> None:
        try:
            await self._work(one)
        finally:
            self._slots.release()
