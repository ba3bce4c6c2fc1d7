"""A token that Slack refuses, and takes again."""

from __future__ import annotations

import asyncio

from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.access import access_regained
from tests.playground.control_client import ControlClient


async def test_access_is_regained_only_once_slack_knows_us_again(
    client: AsyncWebClient, control: ControlClient
) -> None:
    refused = {"method": "auth.test", "kind": "error", "error": "token_revoked"}
    await control.post("faults", rules=[refused])
    regained = asyncio.create_task(access_regained(client, pause_s=0.02))
    await asyncio.sleep(0.2)
    assert not regained.done()
    await control.post("faults", rules=[])
    async with asyncio.timeout(2):
        await regained
