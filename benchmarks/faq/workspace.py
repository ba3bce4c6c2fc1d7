"""A crowd that asks a whole bot through the Slack stand-in, and sees when it is answered."""

from __future__ import annotations

import asyncio
import json
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientTimeout, StreamReader, TCPConnector

from benchmarks.answer_path import InstantRunner
from bot.app import connect_slack, open_rooms
from bot.engines import LoadedModel
from bot.llm.scheduler import Batch
from bot.llm.sequence import Sequence
from bot.llm.tokenizer import ChatTokenizer
from bot.playground.slack import SlackStandIn
from bot.settings import Settings, read_settings

_LONGEST_S = 300


class CountingRunner(InstantRunner):
    """Answers with the prompt's own first tokens, and counts the answers that it makes."""

    def __init__(self, step_s: float) -> None:
        """Make a runner that has made none.

        Args:
            step_s: seconds for each token: others are to come while one answer is made.
        """
        self._step_s = step_s
        self._known: set[int] = set()
        self._kept: list[Sequence] = []  # so that no other one gets its id
        self.generations = 0

    def run(self, batch: Batch) -> dict[Sequence, int]:
        """A token for each answer that is being made."""
        time.sleep(self._step_s)
        for _, one in batch.choosing():
            if id(one) not in self._known:
                self._known.add(id(one))
                self._kept.append(one)
                self.generations += 1
        return super().run(batch)


@dataclass
class Thread:
    """What the page shows of a question's thread.

    Attributes:
        over: set once the bot's turn has ended.
        final_at: when the bot's last message there took its present form, by the clock of
            :func:`time.perf_counter`.
        text: that message.
    """

    over: asyncio.Event = field(default_factory=asyncio.Event)
    final_at: float = 0.0
    text: str = ""


class Crowd:
    """People at their pages; all see the same feed."""

    def __init__(
        self, http: ClientSession, url: str, runner: CountingRunner, new: dict[str, Any]
    ) -> None:
        self.runner = runner
        self.people: list[str] = new["users"]
        self.channels: list[str] = new["channels"]
        self._http = http
        self._url = url
        self._threads: dict[str, Thread] = {}

    async def ask(self, text: str, user: str, channel: str) -> tuple[float, str]:
        """Mention the bot in a channel.

        Returns:
            Milliseconds from before the question is posted until the answer stands in its final
            form, and the answer.

        Raises:
            RuntimeError: no answer came.
        """
        begun = time.perf_counter()
        message = {"channel": channel, "user": user, "text": f"@termwise {text}"}
        async with self._http.post(f"{self._url}/_control/message", json=message) as response:
            thread = self._thread((await response.json())["ts"])
        async with asyncio.timeout(_LONGEST_S):
            await thread.over.wait()
        if not thread.text:
            raise RuntimeError(f"{text!r} got no answer")
        return (thread.final_at - begun) * 1_000, thread.text

    async def watch(self, feed: StreamReader) -> None:
        """Note what the page shows."""
        async for line in feed:
            if line.startswith(b"data:"):
                self._note(json.loads(line[5:]))

    def _note(self, event: dict[str, Any]) -> None:
        message = event.get("message") or {}
        if message.get("bot_id") and "thread_ts" in message:
            thread = self._thread(message["thread_ts"])
            thread.final_at, thread.text = time.perf_counter(), message["text"]
        elif (event["type"], event.get("status")) == ("session", "active"):
            self._thread(event["thread_ts"]).over.set()

    def _thread(self, ts: str) -> Thread:
        return self._threads.setdefault(ts, Thread())


@asynccontextmanager
async def crowd(people: int, channels: int, step_s: float = 0.0) -> AsyncIterator[Crowd]:
    """Start a stand-in, a bot with an empty store, and people in public channels.

    Args:
        people: how many.
        channels: how many; Slack takes one post a second in each after a short burst.
        step_s: seconds that the model takes for a token.
    """
    runner = CountingRunner(step_s)

    def load(settings: Settings) -> LoadedModel:
        return LoadedModel(runner, ChatTokenizer.load(Path(settings.model)), "instant")

    with tempfile.TemporaryDirectory(prefix="termwise-bench-") as folder:
        slack = SlackStandIn(rate_limits=False)  # the bot keeps Slack's by itself
        await slack.start(port=0)
        settings = read_settings(
            model="demo",
            data_dir=Path(folder),
            slack_api_url=slack.api_url,
            slack_bot_token=slack.bot_token,
            slack_app_token=slack.app_token,
        )
        connector, timeout = TCPConnector(limit=0), ClientTimeout(total=None)
        try:
            async with (
                open_rooms(settings, load) as rooms,
                connect_slack(settings, rooms),
                ClientSession(connector=connector, timeout=timeout) as http,
                http.get(f"{slack.url}/_control/events") as feed,
            ):
                size = {"people": people, "channels": channels}
                async with http.post(f"{slack.url}/_control/grow", json=size) as response:
                    here = Crowd(http, slack.url, runner, await response.json())
                watching = asyncio.create_task(here.watch(feed.content))
                try:
                    yield here
                finally:
                    watching.cancel()
                    with suppress(asyncio.CancelledError):
                        await watching
        finally:
            await slack.stop()
