"""Every event that asks something becomes one Question, stored before Slack is acknowledged."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import structlog

from bot.handlers.directory import Directory
from bot.handlers.slack_text import mentioned, mentions_many, readable
from bot.question import Question
from conversation_store.inbox import Inbox, InboxEntry
from conversation_store.threads import ThreadKey, Threads

log = structlog.get_logger(__name__)

SURFACE = "message"
_SPOKEN = (None, "file_share", "thread_broadcast")  # other subtypes are not somebody speaking


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A message that a person wrote."""

    user: str
    channel: str
    ts: str
    thread_ts: str
    text: str


class Intake:
    """Takes questions in: from messages, mentions and the "Ask again" button."""

    def __init__(
        self, inbox: Inbox, threads: Threads, directory: Directory, wake: Callable[[], None]
    ) -> None:
        """Connect to the inbox; ``wake`` tells the dispatcher that there is something new."""
        self._inbox = inbox
        self._threads = threads
        self._directory = directory
        self._wake = wake
        self._asking_again = asyncio.Lock()
        self._being_taken: dict[tuple[str, str], asyncio.Task[None]] = {}

    async def receive(self, body: Mapping[str, Any], me: str) -> None:
        """Store the question that an event holds, if it holds one for us.

        Args:
            body: an ``event_callback`` as Slack sends it.
            me: the bot's own user id.
        """
        spoken = _spoken(body.get("event"))
        if spoken is None or spoken.user == me:
            return
        thread = ThreadKey(str(body.get("team_id", "")), spoken.channel, spoken.thread_ts)
        if not await self._is_for_us(spoken, thread, me):
            return
        # A mention arrives as two events at once: whichever is second waits for the first.
        message = spoken.channel, spoken.ts
        if not (taking := self._being_taken.get(message)):
            event_id = str(body.get("event_id") or f"{spoken.channel}/{spoken.ts}")
            taking = asyncio.create_task(self._take(spoken, thread, me, event_id))
            self._being_taken[message] = taking
            taking.add_done_callback(lambda _: self._being_taken.pop(message))
        await asyncio.shield(taking)

    async def _take(self, spoken: _Spoken, thread: ThreadKey, me: str, event_id: str) -> None:
        text, audience = await asyncio.gather(  # Slack waits for its acknowledgement meanwhile
            readable(spoken.text, me, self._directory.name),
            self._directory.audience(thread.team_id, spoken.channel, spoken.user),
        )
        await self._store(
            Question(
                event_id=event_id,
                thread=thread,
                user_id=spoken.user,
                ts=spoken.ts,
                text=text,
                audience=audience,
            )
        )

    async def ask_again(self, channel_id: str, ts: str, user_id: str, event_id: str) -> bool:
        """Ask a question anew, past the cache; False when it is not known any more."""
        async with self._asking_again:  # two people who click at once make two attempts
            asked = await self._inbox.latest(SURFACE, channel_id, ts)
            if asked is None:
                return False
            question = Question.from_json(asked.payload)
            attempt = asked.attempt + 1
            await self._store(
                replace(question, event_id=event_id, user_id=user_id, attempt=attempt, fresh=True)
            )
        return True

    async def _is_for_us(self, spoken: _Spoken, thread: ThreadKey, me: str) -> bool:
        people = mentioned(spoken.text)
        if spoken.channel.startswith("D") or me in people:
            return True
        # In a thread we are in: a picture alone asks nothing, and what is said to somebody else
        # by name is not for us.
        if not spoken.text.strip() or people or mentions_many(spoken.text):
            return False
        return spoken.ts != spoken.thread_ts and await self._threads.is_joined(thread)

    async def _store(self, question: Question) -> None:
        is_new = await self._inbox.put(
            InboxEntry(
                event_id=question.event_id,
                surface=SURFACE,
                thread=question.thread,
                ts=question.ts,
                attempt=question.attempt,
                user_id=question.user_id,
                payload=question.to_json(),
            )
        )
        if is_new:
            log.info("question taken in", event_id=question.event_id, ts=question.ts)
            self._wake()


def _spoken(event: object) -> _Spoken | None:
    """What a person said, or None for all else: bots, edits, joins, malformed events."""
    if not isinstance(event, Mapping) or event.get("type") not in ("message", "app_mention"):
        return None
    if event.get("subtype") not in _SPOKEN or event.get("bot_id") or event.get("hidden"):
        return None
    user, channel, ts = event.get("user"), event.get("channel"), event.get("ts")
    if not (isinstance(user, str) and isinstance(channel, str) and isinstance(ts, str)):
        return None
    thread_ts, text = event.get("thread_ts"), event.get("text")
    return _Spoken(
        user=user,
        channel=channel,
        ts=ts,
        thread_ts=thread_ts if isinstance(thread_ts, str) else ts,
        text=text if isinstance(text, str) else "",
    )
