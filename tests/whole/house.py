"""The whole of Termwise at work in the Slack stand-in, with a scripted model."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import ClientSession

from bot.app import connect_slack, open_rooms
from bot.engines import LoadedModel
from bot.llm.runner import Runner
from bot.playground.slack import SlackStandIn
from bot.settings import Settings, read_settings
from tests.playground.control_client import ControlClient
from tests.scripted import demo_tokenizer

Json = dict[str, Any]


class House(ControlClient):
    """The stand-in's control API, with words for what people do and see."""

    def __init__(self, session: ClientSession, slack: SlackStandIn) -> None:
        super().__init__(session, slack.url)
        self.slack = slack

    async def answers(self, channel: str, thread_ts: str) -> list[Json]:
        """What the bot has said in a thread and is not writing any more."""
        return [
            message
            for message in await self.messages(channel)
            if message.get("bot_id")
            and message.get("thread_ts") == thread_ts
            and not message.get("streaming")
            and not message.get("visible_to")
        ]

    async def settled(self, channel: str, thread_ts: str, turns: int = 1) -> list[Json]:
        """The bot's answers in a thread once that many turns are over."""
        async with asyncio.timeout(20):
            while len(await self._ended(channel, thread_ts)) < turns:
                await asyncio.sleep(0.02)
        return await self.answers(channel, thread_ts)

    async def shown(self, thread_ts: str, channel: str = "C0FINANCE") -> Json:
        """The bot's first message in a thread, which needs no turn of the model."""
        async with asyncio.timeout(10):
            while not (answers := await self.answers(channel, thread_ts)):
                await asyncio.sleep(0.02)
        return answers[0]

    async def ask(self, text: str, channel: str = "C0FINANCE", **more: Any) -> tuple[str, Json]:
        """Say something and wait for its answer; the thread's ts and the answer."""
        before = 0
        if thread_ts := more.get("thread_ts"):
            before = len(await self._ended(channel, thread_ts))
        ts = await self.say(text, channel=channel, **more)
        answers = await self.settled(channel, thread_ts or ts, before + 1)
        return thread_ts or ts, answers[-1]

    async def calls(self, method: str) -> list[Json]:
        """The app's calls of one method, oldest first."""
        return [call for call in await self.get("log") if call["method"] == method]

    async def quiet(self, seconds: float = 0.6) -> None:
        """Wait until the app has said nothing for a while."""
        last, since = -1, time.monotonic()
        while time.monotonic() - since < seconds:
            count = len(await self.get("log"))
            if count != last:
                last, since = count, time.monotonic()
            await asyncio.sleep(0.05)

    async def _ended(self, channel: str, thread_ts: str) -> list[Json]:
        return [
            call
            for call in await self.calls("agents.sessions.setStatus")
            if call["arguments"].get("status") == "active"
            and call["arguments"].get("thread_ts") == thread_ts
            and call["arguments"].get("channel_id") == channel
            and call["answer"] is not None
        ]


def settings_for(slack: SlackStandIn, folder: Path, **more: object) -> Settings:
    """The demo's settings with all data in ``folder``."""
    return read_settings(
        **{
            "model": "demo",
            "data_dir": folder,
            "slack_api_url": slack.api_url,
            "slack_bot_token": slack.bot_token,
            "slack_app_token": slack.app_token,
            "slack_signing_secret": slack.signing_secret,
            **more,
        }
    )


@asynccontextmanager
async def at_work(
    slack: SlackStandIn, runner: Runner, folder: Path, **more: object
) -> AsyncIterator[None]:
    """Termwise connected to the stand-in, answering with ``runner``."""

    def scripted(settings: Settings) -> LoadedModel:
        return LoadedModel(runner, demo_tokenizer(), "scripted")

    settings = settings_for(slack, folder, **more)
    async with open_rooms(settings, scripted) as rooms, connect_slack(settings, rooms):
        yield
