"""A fresh stand-in for each test, and the control of it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession

from bot.playground.slack import SlackStandIn
from tests.whole.house import House


@pytest.fixture
async def slack() -> AsyncIterator[SlackStandIn]:
    stand_in = SlackStandIn(rate_limits=False, retry_delays=(0.0, 0.3, 0.6))
    await stand_in.start(port=0)
    yield stand_in
    await stand_in.stop()


@pytest.fixture
async def house(slack: SlackStandIn) -> AsyncIterator[House]:
    async with ClientSession() as session:
        yield House(session, slack)


@pytest.fixture
def swift_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """The stand-in has no limits here: the search for missed questions need not go slowly."""
    monkeypatch.setattr("bot.handlers.slack_history.SPACING", {})
    monkeypatch.setattr("bot.handlers.catch_up._PAUSES_S", (0.2, 0.2))
