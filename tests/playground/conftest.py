"""A running stand-in, its control API, and Slack's own clients against it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from aiohttp import ClientSession
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.slack import SlackStandIn
from tests.playground.control_client import ControlClient


@pytest.fixture
async def slack() -> AsyncIterator[SlackStandIn]:
    stand_in = SlackStandIn(rate_limits=False, retry_delays=(0.0, 0.05, 0.1), patience=2.0)
    await stand_in.start(port=0)
    yield stand_in
    await stand_in.stop()


@pytest.fixture
async def session() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


@pytest.fixture
def control(slack: SlackStandIn, session: ClientSession) -> ControlClient:
    return ControlClient(session, slack.url)


@pytest.fixture
def client(slack: SlackStandIn, session: ClientSession) -> AsyncWebClient:
    return AsyncWebClient(
        slack.bot_token, base_url=slack.api_url, session=session, retry_handlers=[]
    )


@pytest.fixture
def error_of() -> Callable[[Awaitable[Any]], Awaitable[str]]:
    """The error code with which Slack refuses a call."""

    async def error_of(call: Awaitable[Any]) -> str:
        with pytest.raises(SlackApiError) as caught:
            await call
        return str(caught.value.response["error"])

    return error_of


@pytest.fixture
async def app(slack: SlackStandIn, client: AsyncWebClient) -> AsyncIterator[AsyncApp]:
    """A Bolt app that is connected and knows no listener yet."""
    app = AsyncApp(client=client)
    handler = AsyncSocketModeHandler(app, slack.app_token, ping_interval=0.1)
    await handler.connect_async()
    yield app
    await handler.close_async()
    await asyncio.sleep(0)  # the tasks that it has cancelled end now
