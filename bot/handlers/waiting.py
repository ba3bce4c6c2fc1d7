"""Tells those who wait how many are before them, and about how long it will take."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.status_line import set_status_line
from bot.handlers.texts import WORDS
from bot.question import Question
from conversation_store.inbox import Inbox
from conversation_store.inbox_rows import InboxEntry

log = structlog.get_logger(__name__)

_LOOK_S = 1.0
_MOST = 20  # lines are told to so many: who stands further behind has been told before
_AGAIN_S = 10.0  # a line changes with every answer: not each change is worth a call
_REFRESH_S = 90.0  # Slack clears a line after two minutes


@dataclass(slots=True)
class _Told:
    line: str
    at: float


class WaitingLine:
    """Keeps the status lines of the questions that wait."""

    def __init__(
        self, client: AsyncWebClient, inbox: Inbox, wait_s: Callable[[int], float]
    ) -> None:
        """Tell those who wait in ``inbox``; ``wait_s`` guesses by how many are ahead."""
        self._client = client
        self._inbox = inbox
        self._wait_s = wait_s
        self._ours: dict[str, _Told] = {}

    def note(self, event_id: str) -> None:
        """A question was taken in here: its asker is told by us, not by another process."""
        self._ours[event_id] = _Told("", time.monotonic())

    async def run(self) -> None:
        """Tell until cancelled."""
        for entry in await self._inbox.line(_MOST):
            self.note(entry.event_id)
        while True:
            await asyncio.sleep(_LOOK_S)
            try:
                await self._look()
            except Exception:  # a decoration: the answers come without it
                log.exception("no places in line")

    async def _look(self) -> None:
        if not self._ours:
            return
        line = await self._inbox.line(_MOST)
        for ahead, entry in enumerate(line):
            await self._tell(entry, ahead)
        if len(line) < _MOST:  # who is not in it waits no more
            waiting = {entry.event_id for entry in line}
            self._ours = {name: told for name, told in self._ours.items() if name in waiting}

    async def _tell(self, entry: InboxEntry, ahead: int) -> None:
        told = self._ours.get(entry.event_id)
        if told is None:
            return
        question = Question.from_json(entry.payload)
        line = self._line(question, ahead)
        age = time.monotonic() - told.at
        first = not told.line and age >= _LOOK_S  # a moment's wait is none
        if first or age >= _REFRESH_S or (told.line and line != told.line and age >= _AGAIN_S):
            self._ours[entry.event_id] = _Told(line, time.monotonic())
            await set_status_line(self._client, question.thread, line)

    def _line(self, question: Question, ahead: int) -> str:
        words = WORDS[question.language]
        form = words["in_line"] if ahead else words["next_in_line"]
        return form.format(place=ahead + 1, seconds=_round(self._wait_s(ahead)))


def _round(seconds: float) -> int:
    """As exact as a guess may be."""
    step = 5 if seconds < 60 else 30
    return max(step, step * round(seconds / step))
