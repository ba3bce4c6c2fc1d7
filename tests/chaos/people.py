"""Those who ask in the stand-in, and see what comes back."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import ClientSession

from bot.playground.slack import SlackStandIn
from tests.chaos.judge import Asked, Json, Verdict, judge
from tests.chaos.plan import Ask
from tests.playground.control_client import ControlClient

Tell = Callable[[str], None]

_RETRY_DELAYS = (0.5, 2.0, 5.0)  # an event outlives several bots in a row, but not without end
_POLL_S = 0.3


class People:
    """All who ask.

    Attributes:
        asked: what they have asked.
    """

    def __init__(self, control: ControlClient, tell: Tell) -> None:
        self.asked: list[Asked] = []
        self._control = control
        self._tell = tell

    async def ask(self, asks: Sequence[Ask]) -> None:
        """Ask one after the other, whether or not anybody listens."""
        for ask in asks:
            await asyncio.sleep(ask.pause)
            more: dict[str, Any] = {}
            if ask.follows:
                more["thread_ts"] = self._thread(ask.follows)
            ts = await self._control.say(ask.text, channel=ask.channel, user=ask.user, **more)
            self.asked.append(Asked(ask.word, ask.channel, more.get("thread_ts", ts)))
            self._tell("asked")

    async def edit(self, asks: Sequence[Ask]) -> None:
        """Word the questions that opened a thread in another way."""
        for ask in asks:
            if not ask.follows:
                where = {"channel": ask.channel, "ts": self._thread(ask.word)}
                await self._control.post("edit", **where, user=ask.user, text=f"{ask.text} Really?")

    async def verdict(self) -> tuple[Verdict, dict[str, list[Json]]]:
        """What the judge says at this moment, and the channels' messages it saw."""
        channels = sorted({question.channel for question in self.asked})
        history = {channel: await self._control.messages(channel) for channel in channels}
        return judge(self.asked, history), history

    async def settled(self, quiet_s: float, patience_s: float, longest_s: float) -> Verdict:
        """What the judge says once nothing changes any more; the times are those of ``Options``."""
        begin = changed = time.monotonic()
        before: dict[str, list[Json]] = {}
        while True:
            (verdict, history), now = await self.verdict(), time.monotonic()
            if history != before:
                before, changed = history, now
            wait = patience_s if verdict.findings else quiet_s
            if now - changed >= wait or now - begin >= longest_s:
                return verdict
            await asyncio.sleep(_POLL_S)

    def _thread(self, word: str) -> str:
        return next(question.thread_ts for question in self.asked if question.word == word)


@asynccontextmanager
async def slack() -> AsyncIterator[tuple[ControlClient, dict[str, str]]]:
    """A stand-in for as long as the block runs, and the settings by which a bot finds it."""
    stand_in = SlackStandIn(rate_limits=False, retry_delays=_RETRY_DELAYS)
    await stand_in.start(port=0)
    environment = {
        "SLACK_API_URL": stand_in.api_url,
        "SLACK_BOT_TOKEN": stand_in.bot_token,
        "SLACK_APP_TOKEN": stand_in.app_token,
        "TERMWISE_MODEL": "demo",
    }
    try:
        async with ClientSession() as session:
            yield ControlClient(session, stand_in.url), environment
    finally:
        await stand_in.stop()
