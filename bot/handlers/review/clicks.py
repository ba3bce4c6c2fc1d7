"""Who clicked what, as Slack vouches for it; and what is said to them, whatever fails.

Source: https://docs.slack.dev/reference/interaction-payloads
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
import structlog
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.handlers.limiter import Limiter
from bot.handlers.review.words import both_words
from bot.handlers.slack_text import escape
from conversation_store.errors import StoreError
from conversation_store.suggestions import Card

log = structlog.get_logger(__name__)

Content = dict[str, Any]  # the arguments of a Slack message
SLACK_FAILURES = (SlackApiError, aiohttp.ClientError, TimeoutError)


@dataclass(frozen=True, slots=True)
class Click:
    """Something that a person did with an element of ours.

    Attributes:
        user_id: who it was.
        team_id: the workspace it was done in.
        is_ours: whether both the workspace and the person are those that the bot is installed for.
        card: the message that it was done to; None in a modal and in the Home tab, and for what
            only this person sees, which Slack does not keep.
        channel_id: where that message stands; empty in a modal and in the Home tab.
        thread_ts: that message's thread.
        trigger_id: lets a modal be opened, within three seconds.
    """

    user_id: str
    team_id: str
    is_ours: bool
    card: Card | None
    channel_id: str
    thread_ts: str | None
    trigger_id: str


def click_of(body: Mapping[str, Any], context: AsyncBoltContext) -> Click:
    """Read an interaction's payload.

    Args:
        body: the payload.
        context: knows for which workspace the bot's token is.
    """
    user, team = body["user"], (body.get("team") or {}).get("id", "")
    own = context.authorize_result.team_id if context.authorize_result else None
    message, channel = body.get("message"), body.get("channel")
    beside = message or body.get("container") or {}
    return Click(
        user_id=user["id"],
        team_id=team,
        is_ours=bool(own) and team == own and user.get("team_id", own) == own,
        card=(channel["id"], message["ts"]) if message and channel else None,
        channel_id=channel["id"] if channel else "",
        thread_ts=beside.get("thread_ts"),
        trigger_id=body.get("trigger_id", ""),
    )


def suggestion_of(body: Mapping[str, Any]) -> tuple[int, int]:
    """The suggestion that a button is about, and the revision that was seen beside it."""
    value = str(body["actions"][0].get("value", ""))
    if not re.fullmatch(r"[0-9]{1,9}:[0-9]{1,9}", value):
        return 0, 0  # no such suggestion
    number, seen = value.split(":")
    return int(number), int(seen)


class Notices:
    """Messages to single people, and what becomes of them."""

    def __init__(self, client: AsyncWebClient, limiter: Limiter) -> None:
        self._client = client
        self._limiter = limiter
        self._channels: dict[str, str] = {}

    async def channel_of(self, user_id: str) -> str:
        """The direct message with somebody.

        Raises:
            SlackApiError: there can be none.
        """
        if user_id not in self._channels:
            opened = await self._call(
                "conversations.open", "", lambda: self._client.conversations_open(users=user_id)
            )
            self._channels[user_id] = opened["channel"]["id"]
        return self._channels[user_id]

    async def post(self, channel: str, content: Content, thread_ts: str | None = None) -> Card:
        """Post a message as soon as Slack takes it.

        Raises:
            SlackApiError: Slack does not take it at all.
        """

        def send() -> Awaitable[AsyncSlackResponse]:
            return self._client.chat_postMessage(channel=channel, thread_ts=thread_ts, **content)

        return channel, (await self._call("chat.postMessage", channel, send))["ts"]

    async def update(self, card: Card, content: Content) -> bool:
        """Put something else into a message of ours; False where that was not possible."""
        channel, ts = card

        def send() -> Awaitable[AsyncSlackResponse]:
            return self._client.chat_update(channel=channel, ts=ts, **content)

        try:
            await self._call("chat.update", channel, send)
        except SLACK_FAILURES as error:  # the message is gone, or shows what was before
            log.warning("card not updated", channel=channel, error=error_code(error))
            return False
        return True

    async def tell(self, click: Click, text: str) -> None:
        """Say something to whoever clicked: beside the card, or in their direct message."""
        if click.channel_id:
            try:
                await self._client.chat_postEphemeral(
                    channel=click.channel_id,
                    user=click.user_id,
                    thread_ts=click.thread_ts,
                    text=text,
                )
            except SLACK_FAILURES as error:  # not every place takes them
                log.warning("not said beside the card", error=error_code(error))
            else:
                return
        await self.inform(click.user_id, {"text": text})

    async def inform(self, user_id: str, content: Content) -> Card | None:
        """Send somebody a direct message; None where that was not possible."""
        try:
            return await self.post(await self.channel_of(user_id), content)
        except SLACK_FAILURES as error:
            log.warning("direct message not sent", user=user_id, error=error_code(error))
            return None

    @asynccontextmanager
    async def failures_told(self, click: Click) -> AsyncIterator[None]:
        """Say to whoever clicked what failed of the block, should anything."""
        try:
            yield
        except StoreError as error:
            log.error("a click came to nothing", reason=str(error))
            await self.tell(click, both_words("store_failed", error=escape(str(error))))
        except SLACK_FAILURES as error:
            log.error("a click came to nothing", reason=error_code(error))
            await self.tell(click, both_words("slack_failed", error=escape(error_code(error))))

    async def _call(
        self, method: str, channel: str, send: Callable[[], Awaitable[AsyncSlackResponse]]
    ) -> AsyncSlackResponse:
        return await self._limiter.call(method, channel, send)


def error_code(error: BaseException) -> str:
    """Slack's word for what is wrong, or the kind of failure."""
    response = getattr(error, "response", None)
    data = getattr(response, "data", response)
    code = data.get("error") if isinstance(data, Mapping) else None
    return str(code or type(error).__name__)
