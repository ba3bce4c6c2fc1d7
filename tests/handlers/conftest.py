"""Replies against a running Slack stand-in, judged by what it shows."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from aiohttp import ClientSession
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.limiter import Limiter
from bot.handlers.reply import SlackReply
from bot.playground.slack import SlackStandIn
from conversation_store.threads import ThreadKey
from tests.playground.control_client import ControlClient

CHANNEL = "C0FINANCE"


class Conversation:
    """One question in #finance and what is shown below it."""

    def __init__(self, control: ControlClient, client: AsyncWebClient, ts: str) -> None:
        self.control = control
        self.ts = ts
        self._client = client
        self.limiter = Limiter(spacing={})
        self.noted: list[str] = []

    def reply(self, **more: Any) -> SlackReply:
        """A reply to the question that writes as often as it can."""
        wishes: dict[str, Any] = {
            "language": "en",
            "flush_interval": 0.02,
            "nonce": secrets.token_hex(4),  # each is the reply to a question of its own
            "on_messages": self._note,
        }
        return SlackReply(
            client=self._client,
            limiter=self.limiter,
            thread=ThreadKey("T0PLAY", CHANNEL, self.ts),
            user_id="U0ALICE",
            question_ts=self.ts,
            **(wishes | more),
        )

    async def _note(self, messages: list[str]) -> None:
        self.noted = messages

    async def answers(self) -> list[dict[str, Any]]:
        """The messages of the app in the thread."""
        messages = await self.control.messages(CHANNEL)
        return [m for m in messages if m.get("bot_id") and m.get("thread_ts") == self.ts]

    async def shown(self) -> list[str]:
        """The Markdown of each of them."""
        return [markdown(message) for message in await self.answers()]

    async def calls(self, method: str) -> list[dict[str, Any]]:
        """The calls of a method that the stand-in has seen."""
        return [call for call in await self.control.get("log") if call["method"] == method]

    async def stop(self) -> None:
        """Press Slack's own Stop, which a session shows while it is processing."""
        await self._client.agents_sessions_setStatus(
            status="processing", channel_id=CHANNEL, thread_ts=self.ts
        )
        await self.control.post("stop", channel=CHANNEL, user="U0ALICE", thread_ts=self.ts)

    async def faults(self, *rules: dict[str, Any], **more: Any) -> None:
        """Spoil the calls that the rules speak of."""
        await self.control.post("faults", rules=list(rules), **more)


def markdown(message: dict[str, Any]) -> str:
    """What a person sees of an answer, without the blocks below it."""
    blocks = [block["text"] for block in message.get("blocks", []) if block["type"] == "markdown"]
    return str(blocks[0] if blocks else message["text"])


@pytest.fixture
async def slack() -> AsyncIterator[SlackStandIn]:
    stand_in = SlackStandIn(rate_limits=False)
    await stand_in.start(port=0)
    yield stand_in
    await stand_in.stop()


@pytest.fixture
async def session() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


@pytest.fixture
def client(slack: SlackStandIn, session: ClientSession) -> AsyncWebClient:
    return AsyncWebClient(
        slack.bot_token, base_url=slack.api_url, session=session, retry_handlers=[]
    )


@pytest.fixture
def control(session: ClientSession, slack: SlackStandIn) -> ControlClient:
    return ControlClient(session, slack.url)


@pytest.fixture
async def ask(
    control: ControlClient, client: AsyncWebClient
) -> Callable[[str], Awaitable[Conversation]]:
    """Puts a question into #finance."""

    async def ask(question: str) -> Conversation:
        return Conversation(control, client, await control.say(question, channel=CHANNEL))

    return ask


@pytest.fixture
async def conversation(ask: Callable[[str], Awaitable[Conversation]]) -> Conversation:
    return await ask("@termwise What is EBITDA?")
