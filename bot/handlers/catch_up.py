"""What was asked while we were down, or cut off, and will not come as an event any more."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import structlog

from bot.errors import ReplyFailed
from bot.handlers.missed import Search, as_ts
from bot.handlers.questions import SURFACE, Intake
from bot.handlers.slack_history import SlackHistory
from conversation_store.errors import StoreError
from conversation_store.gaps import Gaps
from conversation_store.threads import Threads

log = structlog.get_logger(__name__)

_FARTHEST_S = 7 * 24 * 3600.0  # an older question is nobody's any more
_OVERLAP_S = 60.0  # an event may overtake another one
_STORE_PAUSE_S = 5.0
_PAUSES_S = (60.0, 600.0)  # before another search, where Slack gave no proper answer


class CatchUp:
    """Has missed questions searched for, after each start and each loss of the connection.

    Args:
        history: reads Slack.
        intake: takes the questions in.
        gaps: remembers from when on to search, until it is done.
        threads: those in which we were asked.
        late_s: seconds after which a question gets an apology for an answer; 0: none is
            searched for.
        farthest_s: how far back to look at most: what the inbox has forgotten would be asked again.
    """

    def __init__(
        self,
        history: SlackHistory,
        intake: Intake,
        gaps: Gaps,
        threads: Threads,
        late_s: float,
        farthest_s: float = _FARTHEST_S,
    ) -> None:
        self._history = history
        self._intake = intake
        self._gaps = gaps
        self._threads = threads
        self._late_s = late_s
        self._farthest_s = min(farthest_s, _FARTHEST_S)
        self._mending: asyncio.Task[None] | None = None
        self._since: float | None = None
        self._due = asyncio.Event()

    async def begin(self, now: float | None = None) -> None:
        """Note from when on to search; to be called before the first event can come in.

        Args:
            now: when it began that none came in; the present unless given.
        """
        if self._late_s:
            now = time.time() if now is None else now
            since = await self._gaps.open(SURFACE, as_ts(now), _OVERLAP_S)
            self._since = None if since is None else max(float(since), now - self._farthest_s)

    def store_failed(self) -> None:
        """Be told that a question could not be stored: Slack repeats it, but not for ever."""
        if self._mending is None or self._mending.done():
            self._mending = asyncio.create_task(self._search_once_stored(time.time()))

    async def _search_once_stored(self, failed_at: float) -> None:
        while True:
            await asyncio.sleep(_STORE_PAUSE_S)
            with suppress(StoreError):
                await self.begin(failed_at)
                self._due.set()
                return

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """Search while the block runs; to be entered when events flow, so that none falls between.

        What is not found until the block ends is searched for after the next start.
        """
        working = asyncio.create_task(self._run())
        try:
            yield
        finally:
            tasks = [task for task in (working, self._mending) if task]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def connection_changed(self, *, connected: bool) -> None:
        """Be told that the connection to Slack was lost, or stands again."""
        if connected:
            self._due.set()
        else:
            await self.begin()

    async def _run(self) -> None:
        while True:
            await self._search()
            await self._due.wait()
            self._due.clear()

    async def _search(self) -> None:
        if self._since is None:
            return
        search = Search(self._history, self._intake, self._threads, self._since, self._late_s)
        for pause in (*_PAUSES_S, None):
            if await self._searched(search):
                return
            if pause is not None:
                await asyncio.sleep(pause)

    async def _searched(self, search: Search) -> bool:
        try:
            if not await search.run():
                return False
            await self._gaps.close(SURFACE)
        except ReplyFailed as error:
            log.warning("missed questions cannot be searched for", reason=str(error))
            return False
        except Exception:  # such as a full disk: the gap stays open
            log.exception("the search for missed questions broke off")
            return False
        log.info("missed questions were searched for")
        return True
