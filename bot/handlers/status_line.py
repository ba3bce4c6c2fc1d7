"""The line under a thread that says what the bot is about."""

from __future__ import annotations

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from conversation_store.threads import ThreadKey

log = structlog.get_logger(__name__)

NOT_SAID = (SlackApiError, aiohttp.ClientError, TimeoutError)
"""What a call may end with that only decorates."""


async def set_status_line(client: AsyncWebClient, thread: ThreadKey, text: str) -> None:
    """Set a thread's line, or clear it; Slack itself clears it at a reply and after two minutes."""
    try:
        await client.assistant_threads_setStatus(
            channel_id=thread.channel_id, thread_ts=thread.thread_ts, status=text
        )
    except NOT_SAID as error:  # a decoration: the answer comes without it
        log.debug("no status", error=str(error))
