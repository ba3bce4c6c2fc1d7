"""Answers the bot gave before, for the same question from the same audience."""

from __future__ import annotations

import asyncio
import hashlib
import json
import shutil
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from weakref import WeakValueDictionary

import diskcache
import structlog

from bot.errors import SettingsError
from bot.faq.disk import PlainTextDisk
from bot.question import Audience, Language, Person, Question, Revisions, Workspace
from bot.terms.matcher import normalize

log = structlog.get_logger(__name__)

_FAILURES = (sqlite3.Error, diskcache.Timeout)
_END_MARKS = "?？!！.。…~ "


@dataclass(frozen=True, slots=True)
class CachedAnswer:
    """An answer given before; ``concepts`` are the terms it was given with."""

    text: str
    concepts: tuple[tuple[str, Language], ...]
    answered_at: datetime


class AnswerCache:
    """Answers on disk, least recently used ones leaving first.

    An answer is found again only by the same question (white space, case, width and the final
    mark aside) with the same model, prompt and glossary. What was answered to a person or in a
    private channel stays there; what was answered to the whole workspace may be read by each
    person in it too (but not in every channel: one may be shared with another company).

    A cache that fails (a full disk, a damaged file) is as good as an empty one.
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
        self._ttl_s = ttl_s
        self._cache = _open(folder, size_mb)
        self._flights: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def applies_to(self, question: Question) -> bool:
        """Whether a question can be understood without its thread, so that it may be cached."""
        if question.senses:  # others have not chosen them
            return False
        says_something = bool(normalize(question.text).strip(_END_MARKS))
        return self._ttl_s > 0 and question.opens_thread and says_something

    def single_flight(self, question: Question, revisions: Revisions) -> asyncio.Lock:
        """The lock under which equal questions asked at once are answered one after the other.

        Whoever comes second finds the first one's answer in the cache.
        """
        key = _key(question, question.audience, revisions)
        return self._flights.setdefault(key, asyncio.Lock())

    async def lookup(self, question: Question, revisions: Revisions) -> CachedAnswer | None:
        """The answer given before, to this audience or, for a person, to the whole workspace."""
        audiences: list[Audience] = [question.audience]
        if isinstance(question.audience, Person):
            audiences.append(Workspace(question.thread.team_id))
        keys = [_key(question, audience, revisions) for audience in audiences]
        return await asyncio.to_thread(self._read_first, keys)

    async def store(
        self,
        question: Question,
        revisions: Revisions,
        text: str,
        concepts: Sequence[tuple[str, Language]],
    ) -> None:
        """Keep an answer for the question's own audience.

        Args:
            question: the question it answers.
            revisions: what it was made with.
            text: the answer's Markdown.
            concepts: (concept, language) of the terms it was given with.
        """
        value = json.dumps({"text": text, "concepts": concepts, "answered_at": time.time()})
        key = _key(question, question.audience, revisions)
        await asyncio.to_thread(self._write, key, value)

    def _read_first(self, keys: Sequence[str]) -> CachedAnswer | None:
        return next((answer for key in keys if (answer := self._read(key))), None)

    def _read(self, key: str) -> CachedAnswer | None:
        try:
            stored = self._cache.get(key)
            return None if stored is None else _parse(stored)
        except (ValueError, KeyError, TypeError) as error:  # not what we wrote: as good as absent
            log.warning("answer cache entry refused", reason=str(error))
        except _FAILURES as error:
            log.warning("answer cache not read", reason=str(error))
        return None

    def _write(self, key: str, value: str) -> None:
        try:
            self._cache.set(key, value, self._ttl_s)
        except _FAILURES as error:
            log.warning("answer cache not written", reason=str(error))

    def close(self) -> None:
        """Close the files."""
        self._cache.close()


def _key(question: Question, audience: Audience, revisions: Revisions) -> str:
    parts = [
        normalize(question.text).rstrip(_END_MARKS),
        str(audience),
        revisions.model,
        revisions.prompt,
        revisions.glossary,
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _parse(stored: str) -> CachedAnswer:
    value = json.loads(stored)
    return CachedAnswer(
        text=value["text"],
        concepts=tuple((concept, language) for concept, language in value["concepts"]),
        answered_at=datetime.fromtimestamp(value["answered_at"], UTC),
    )


def _open(folder: Path, size_mb: int) -> diskcache.Cache:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        return _open_or_make_anew(folder, size_mb)
    except (OSError, sqlite3.OperationalError) as error:
        raise SettingsError(
            f"The answer cache in {folder} cannot be opened ({error}): set TERMWISE_DATA_DIR to a "
            "folder that this user can write to, or delete the cache."
        ) from error


def _open_or_make_anew(folder: Path, size_mb: int) -> diskcache.Cache:
    options = {
        "disk": PlainTextDisk,
        "size_limit": size_mb * 2**20,
        "eviction_policy": "least-recently-used",
    }
    try:
        _check(folder / diskcache.core.DBNAME)
        return diskcache.Cache(str(folder), **options)
    except sqlite3.OperationalError:  # locked, not readable, a full disk: nothing is damaged
        raise
    except (sqlite3.DatabaseError, TypeError) as error:  # TypeError: a setting unknown to us
        aside = folder.with_name(f"{folder.name}.damaged")
        log.warning("answer cache damaged, making it anew", error=str(error), kept_at=str(aside))
        shutil.rmtree(aside, ignore_errors=True)
        folder.rename(aside)
        folder.mkdir(mode=0o700)
        return diskcache.Cache(str(folder), **options)


def _check(file: Path) -> None:
    """Find damage that SQLite would only meet when it comes to the page."""
    if file.exists():
        with closing(sqlite3.connect(file)) as connection:
            (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise sqlite3.DatabaseError(verdict)
