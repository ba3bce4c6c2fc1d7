"""Waits until Slack takes our calls again after it has refused the token."""

from __future__ import annotations

import asyncio

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

log = structlog.get_logger(__name__)

_PAUSE_S = 10.0


async def access_regained(client: AsyncWebClient, pause_s: float | None = None) -> None:
    """Return once Slack knows us again: the app was installed anew, or it was a passing fault.

    Args:
        client: bears the token.
        pause_s: how long to wait between two calls, in seconds; ten unless given.
    """
    while True:
        await asyncio.sleep(_PAUSE_S if pause_s is None else pause_s)
        try:
            await client.auth_test()
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            log.warning("still no access to Slack", error=type(error).__name__)
        else:
            log.info("Slack takes our calls again")
            return
