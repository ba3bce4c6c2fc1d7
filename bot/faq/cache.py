"""Answers on disk: the least recently used leave first, and none outlives its time."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import diskcache
import structlog

from bot.faq.disk import UnsafeEntry
from bot.faq.kept import KeptAnswer
from bot.faq.opening import damaged, open_cache

log = structlog.get_logger(__name__)

_T = TypeVar("_T")
_FAILURES = (sqlite3.Error, diskcache.Timeout)
_REMOVALS_SEEN = "removals seen"


class AnswerCache:
    """Keeps answers under their keys; who may read which one is in the key, not known here.

    A cache that fails (a full disk, a damaged file) is as good as an empty one: each method says so
    in the log and goes on.

    Attributes:
        is_behind: something that was to be taken out is still in it: it is off for so long.
    """

    def __init__(self, folder: Path, size_mb: int, ttl_s: float) -> None:
        """Open the cache, or make it; one that is damaged is put aside and made anew.

        Args:
            folder: where it lies; readable by the owner only.
            size_mb: its greatest size, in MB.
            ttl_s: how long an answer may be served, in seconds; 0 turns the cache off.

        Raises:
            SettingsError: the folder or the file in it cannot be opened.
        """
        self.is_behind = False
        self._ttl_s = ttl_s
        self._cache = open_cache(folder, size_mb)
        self._file = folder / diskcache.core.DBNAME

    def __len__(self) -> int:
        return self._safely("counted", lambda: len(self._cache), 0)

    @property
    def is_on(self) -> bool:
        """Whether answers are kept, and may be served."""
        return self._ttl_s > 0 and not self.is_behind

    async def get(self, key: str) -> KeptAnswer | None:
        """The answer under a key."""
        return await asyncio.to_thread(self._safely, "read", lambda: self._get(key), None)

    async def put(self, key: str, answer: KeptAnswer) -> None:
        """Keep an answer, in place of what was there."""
        await asyncio.to_thread(self._safely, "written", lambda: self._put(key, answer), None)

    async def count_hit(self, key: str) -> None:
        """Count that an answer was served; it lives no longer for that."""
        await asyncio.to_thread(self._safely, "counted", lambda: self._count_hit(key), None)

    async def remove(self, key: str, asked_in: str = "") -> bool:
        """Take an answer out; whether it is out now.

        Args:
            key: where it is.
            asked_in: only the one to the question at this place.
        """

        def remove() -> bool:
            found = self._readable(key) if asked_in else None
            if not asked_in or (found and found.asked_in == asked_in):
                self._cache.delete(key)
                self._empty_log()
            return True

        return await asyncio.to_thread(self._safely, "emptied", remove, False)

    async def forget_person(self, user_id: str) -> bool:
        """Take out all that somebody asked for; whether it is out now."""

        def forget() -> bool:
            self._cache.expire()  # what is found no more still lies there
            keys = [key for key, answer in self._entries() if answer.asked_by == user_id]
            for key in keys:
                self._cache.delete(key)
            self._empty_log()
            shutil.rmtree(damaged(self._file.parent), ignore_errors=True)  # nobody can read whose
            return True

        return await asyncio.to_thread(self._safely, "emptied", forget, False)

    async def clear(self) -> bool:
        """Take everything out; whether it is out now."""

        def clear() -> bool:
            self._cache.clear()
            self._empty_log()
            return True

        return await asyncio.to_thread(self._safely, "emptied", clear, False)

    def entries(self) -> list[tuple[str, KeptAnswer]]:
        """All answers with their keys; takes a second for 30,000."""
        return self._safely("read", lambda: list(self._entries()), [])

    def removals_seen(self) -> int:
        """Up to which number removals were heeded, see :mod:`bot.faq.removals`."""
        return self._safely("read", lambda: int(self._cache.get(_REMOVALS_SEEN, "0")), 0)

    def note_removals(self, number: int) -> None:
        """Note up to which number they are."""
        self._safely("written", lambda: self._cache.set(_REMOVALS_SEEN, str(number)), None)

    def close(self) -> None:
        """Close the files."""
        self._cache.close()

    def _get(self, key: str) -> KeptAnswer | None:
        stored = self._cache.get(key)
        return None if stored is None else KeptAnswer.from_json(stored)

    def _put(self, key: str, answer: KeptAnswer) -> None:
        self._cache.set(key, answer.to_json(), self._ttl_s)

    def _count_hit(self, key: str) -> None:
        with self._cache.transact():  # another process may count at the same time
            stored, expires_at = self._cache.get(key, expire_time=True)
            if stored is not None and expires_at is not None:
                answer = KeptAnswer.from_json(stored).served_again()
                self._cache.set(key, answer.to_json(), expires_at - time.time())

    def _entries(self) -> Iterator[tuple[str, KeptAnswer]]:
        for key in self._keys():
            if key != _REMOVALS_SEEN and (answer := self._readable(key)):
                yield key, answer

    def _readable(self, key: str) -> KeptAnswer | None:
        """An answer; what cannot be read is taken out, for nobody can tell whose it is."""
        try:
            return self._get(key)
        except (ValueError, sqlite3.Error) as error:
            log.warning("answer cache entry refused", reason=str(error))
            self._cache.delete(key)
            return None

    def _empty_log(self) -> None:
        """What was deleted from the database is in its write-ahead log still."""
        with closing(sqlite3.connect(self._file)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _keys(self) -> list[str]:
        try:
            return list(self._cache)
        except (UnsafeEntry, sqlite3.Error) as error:
            # A planted key hides all that come after it: what is to be forgotten must not hide.
            log.warning("answer cache emptied", reason=str(error))
            self._cache.clear()
            return []

    def _safely(self, done: str, work: Callable[[], _T], otherwise: _T) -> _T:
        try:
            return work()
        except ValueError as error:  # not what we wrote: as good as absent
            log.warning("answer cache entry refused", reason=str(error))
        except _FAILURES as error:
            log.warning(f"answer cache not {done}", reason=str(error))
        return otherwise
