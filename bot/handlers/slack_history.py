"""Reading what stands in Slack, whole lists page by page and no faster than others can bear."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.handlers.limiter import Limiter
from bot.handlers.slack_calls import SlackCalls

Json = Mapping[str, Any]

SPACING = {"users.conversations": 1.5, "conversations.history": 1.5, "conversations.replies": 1.5}
"""Seconds between two calls: 40 of the 50 a minute of Tier 3, the rest is for who answers."""

_PAGE = 200  # what Slack recommends at most
_TIMEOUT_S = 30.0


class SlackHistory:
    """The conversations that the bot is in, and their messages.

    Every method may raise ReplyFailed, when Slack refuses or gives no proper answer time and
    again; what the pages before have given is good.

    Args:
        client: with ``retry_handlers=[]``.
    """

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._calls = SlackCalls(Limiter(spacing=SPACING), "", _TIMEOUT_S)

    async def whoami(self) -> tuple[str, str]:
        """The workspace's id and the bot's own user id."""
        me = await self._call("auth.test", self._client.auth_test)
        return str(me["team_id"]), str(me["user_id"])

    def conversations(self, kind: str) -> AsyncIterator[Json]:
        """Those of one of Slack's types, such as ``im``; archived ones take no answer."""
        return self._items(
            "users.conversations",
            "channels",
            lambda cursor: self._client.users_conversations(
                types=kind, exclude_archived=True, limit=_PAGE, cursor=cursor
            ),
        )

    def messages(self, channel: str, since: str) -> AsyncIterator[Json]:
        """What was said after ``since``; of a thread only its first message."""
        return self._items(
            "conversations.history",
            "messages",
            lambda cursor: self._client.conversations_history(
                channel=channel, oldest=since, limit=_PAGE, cursor=cursor
            ),
        )

    def replies(self, channel: str, thread_ts: str, since: str) -> AsyncIterator[Json]:
        """What was said in a thread after ``since``; its first message may come as well."""
        return self._items(
            "conversations.replies",
            "messages",
            lambda cursor: self._client.conversations_replies(
                channel=channel, ts=thread_ts, oldest=since, limit=_PAGE, cursor=cursor
            ),
        )

    async def _items(
        self, method: str, name: str, page: Callable[[str | None], Awaitable[AsyncSlackResponse]]
    ) -> AsyncIterator[Json]:
        cursor: str | None = None
        while True:
            answer = await self._page(method, page, cursor)
            for item in answer.get(name) or []:
                yield item
            cursor = (answer.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return

    async def _page(
        self,
        method: str,
        page: Callable[[str | None], Awaitable[AsyncSlackResponse]],
        cursor: str | None,
    ) -> AsyncSlackResponse:
        return await self._call(method, lambda: page(cursor))

    async def _call(
        self, method: str, send: Callable[[], Awaitable[AsyncSlackResponse]]
    ) -> AsyncSlackResponse:
        return await self._calls.insist(lambda: self._calls.once(method, send))
