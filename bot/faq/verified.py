"""Standard answers, in memory as far as they may be served now."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Collection
from datetime import UTC, datetime

from bot.faq.asked import ANYWHERE
from bot.faq.guard import Reading
from conversation_store.standard_answers import StandardAnswer, StandardAnswers

Read = Callable[[str], Reading | None]
"""Reads a question with the glossary as it is now."""


class VerifiedAnswers:
    """Finds the standard answer to a question in any of its approved wordings.

    Other processes change them too; :meth:`refresh` learns of it.
    """

    def __init__(self, answers: StandardAnswers, read: Read) -> None:
        self._answers = answers
        self.read = read
        self._refreshing = asyncio.Lock()
        self._as_of: tuple[int, str] | None = None
        self._by_reading: dict[Reading, list[StandardAnswer]] = {}
        self.served: tuple[StandardAnswer, ...] = ()

    async def refresh(self, glossary: str, revision: int | None = None) -> bool:
        """Learn what has changed, at the cost of one small query where nothing has.

        Args:
            glossary: its revision: with other terms the same words may ask something else.
            revision: that of the standard answers, where it was looked up just now.

        Returns:
            Whether anything had changed.

        Raises:
            StoreError: they cannot be read.
        """
        async with self._refreshing:
            if revision is None or (self._as_of and revision < self._as_of[0]):
                revision = await self._answers.revision()  # others were quicker
            as_of = revision, glossary
            if as_of == self._as_of:
                return False
            served = tuple(one for one in await self._answers.all() if one.status == "approved")
            self._by_reading = await asyncio.to_thread(self._readings, served)
            self.served, self._as_of = served, as_of
            return True

    def find(self, reading: Reading, audiences: Collection[str]) -> StandardAnswer | None:
        """The answer to show; of several the one for the fewest, then the one verified last.

        Args:
            reading: what is asked.
            audiences: those whose answers the asker may be shown.
        """
        found = [one for one in self._by_reading.get(reading, ()) if is_served(one, audiences)]
        return max(found, key=_preference, default=None)

    def _readings(self, served: Collection[StandardAnswer]) -> dict[Reading, list[StandardAnswer]]:
        by_reading: dict[Reading, list[StandardAnswer]] = defaultdict(list)
        for answer in served:
            for reading in set(map(self.read, (answer.question, *answer.wordings))):
                if reading:
                    by_reading[reading].append(answer)
        return dict(by_reading)


def is_served(answer: StandardAnswer, audiences: Collection[str]) -> bool:
    """Whether an answer may be shown now to somebody who may read these audiences' answers."""
    has_expired = answer.expires_at is not None and answer.expires_at <= datetime.now(UTC)
    return answer.status == "approved" and not has_expired and answer.audience in audiences


def _preference(answer: StandardAnswer) -> tuple[bool, bool, float, int]:
    verified = answer.verified_at.timestamp() if answer.verified_at else 0.0
    in_channel = not answer.audience.startswith("workspace:")
    return in_channel, answer.audience != ANYWHERE, verified, answer.id
