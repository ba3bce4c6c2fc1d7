"""One search through Slack for questions that never came as events."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Iterable

import structlog

from bot.errors import ReplyFailed
from bot.handlers.questions import SURFACE, Intake
from bot.handlers.slack_calls import OutcomeUnknown
from bot.handlers.slack_history import Json, SlackHistory
from conversation_store.threads import ThreadKey, Threads

log = structlog.get_logger(__name__)

_KINDS = ("im", "public_channel", "private_channel", "mpim")
_DAY_S = 24 * 3600.0
# The history shows a thread where it began. So a mention in a thread that began before the search
# does is found if it began in this time before it, or if we were asked in it in the next one.
_THREADS_BEGAN_S = _DAY_S
_THREADS_ASKED_S = 7 * _DAY_S
_MOST_THREADS = 200  # in which we were asked; and as many that the history of one channel shows


class Search:
    """Hands what was said after a moment to the intake, as events do.

    Args:
        history: reads Slack.
        intake: knows which messages are for us, and which of them it has already.
        threads: those in which we were asked.
        since: what was said before is left alone.
        late_s: seconds after which a question gets an apology for an answer.
    """

    def __init__(
        self, history: SlackHistory, intake: Intake, threads: Threads, since: float, late_s: float
    ) -> None:
        self._history = history
        self._intake = intake
        self._threads = threads
        self._since = since
        self._late_s = late_s
        self._whole = True

    async def run(self) -> bool:
        """Look everywhere; False when Slack gave no proper answer about some place."""
        self._whole = True
        team, me = await self._history.whoami()
        # Before anything is taken in: the threads that it opens are looked into anyhow.
        asked = await self._threads.asked_since(
            SURFACE, as_ts(self._since - _THREADS_ASKED_S), _MOST_THREADS
        )
        looked_into: set[tuple[str, str]] = set()
        for kind in _KINDS:  # each by itself: one may lack its scope
            for channel in await self._read(self._history.conversations(kind), kind=kind):
                looked_into |= await self._channel(ThreadKey(team, str(channel["id"]), ""), me)
        for thread in asked:
            if (thread.channel_id, thread.thread_ts) not in looked_into:
                await self._thread(thread, me)
        return self._whole

    async def _channel(self, place: ThreadKey, me: str) -> set[tuple[str, str]]:
        """Take in what was missed in a channel; returns the threads in which no more is."""
        began, channel = as_ts(self._since - _THREADS_BEGAN_S), place.channel_id
        messages = await self._read(self._history.messages(channel, began), channel=channel)
        await self._take(place.team_id, channel, me, messages)
        alive = [m for m in messages if float(m.get("latest_reply") or 0) > self._since]
        alive.sort(key=lambda message: str(message["latest_reply"]), reverse=True)
        for message in alive[:_MOST_THREADS]:
            await self._thread(ThreadKey(place.team_id, channel, str(message["ts"])), me)
        left = {str(message["ts"]) for message in alive[_MOST_THREADS:]}
        if left:
            log.warning("threads not looked into", channel=channel, threads=len(left))
        return {(channel, ts) for m in messages if (ts := str(m["ts"])) not in left}

    async def _thread(self, thread: ThreadKey, me: str) -> None:
        channel = thread.channel_id
        replies = self._history.replies(channel, thread.thread_ts, as_ts(self._since))
        await self._take(thread.team_id, channel, me, await self._read(replies, channel=channel))

    async def _read(self, items: AsyncIterator[Json], **where: str) -> list[Json]:
        """All items, or those before Slack refused: the other places are looked through still."""
        found: list[Json] = []
        try:
            async for item in items:
                found.append(item)
        except ReplyFailed as error:
            log.warning("missed questions are not found here", reason=str(error), **where)
            self._whole &= not isinstance(error.__cause__, OutcomeUnknown)
        return found

    async def _take(self, team: str, channel: str, me: str, messages: Iterable[Json]) -> None:
        missed = [message for message in messages if float(message["ts"]) > self._since]
        # The oldest first, as they would have come; a channel's history begins with the newest.
        for message in sorted(missed, key=lambda message: str(message["ts"])):
            late = time.time() - float(message["ts"]) > self._late_s
            body = {"team_id": team, "event": {**message, "channel": channel}}
            await self._intake.receive(body, me, late=late)


def as_ts(moment: float) -> str:
    """A moment as Slack writes it."""
    return f"{moment:.6f}"
