"""Which messages in a thread one reply has written, told by a nonce.

Slack has no idempotency keys. So messages carry a random nonce in their metadata, by which one of
unknown outcome is found again. ``chat.startStream`` takes no metadata: a stream of unknown
outcome is our message after the question that carries no nonce yet.
"""

from __future__ import annotations

import secrets
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.errors import ReplyFailed
from bot.handlers.slack_calls import SlackCalls
from conversation_store.threads import ThreadKey

log = structlog.get_logger(__name__)

_EVENT_TYPE = "termwise_answer"


class OwnMessages:
    """The messages of one reply.

    Args:
        client: asks Slack.
        calls: makes the calls.
        thread: where the reply goes.
        question_ts: the question's ts; all that is written is newer.
    """

    def __init__(
        self, client: AsyncWebClient, calls: SlackCalls, thread: ThreadKey, question_ts: str
    ) -> None:
        self._client = client
        self._calls = calls
        self._thread = thread
        self._question_ts = question_ts
        self._nonce = secrets.token_urlsafe(12)
        self._known: set[str] = {question_ts}

    @property
    def metadata(self) -> dict[str, Any]:
        """What marks a message as one of these; anybody in the channel may read it."""
        return {"event_type": _EVENT_TYPE, "event_payload": {"nonce": self._nonce}}

    def add(self, ts: str) -> str:
        """Note a message that is known to be written, and return its ts."""
        self._known.add(ts)
        return ts

    async def find(self, *, stream: bool) -> str | None:
        """Look for a message that is not known yet; returns its ts, which is known from then on.

        Args:
            stream: whether it may be a stream, which carries no nonce before its end.
        """
        try:
            return await self._look(stream=stream)
        except ReplyFailed as error:  # such as a missing scope: no reason to give up the reply
            log.warning("own messages not found", reason=str(error))
            return None

    async def _look(self, *, stream: bool) -> str | None:
        me = await self._calls.insist(lambda: self._calls.once("auth.test", self._client.auth_test))
        answer = await self._calls.insist(
            lambda: self._calls.once("conversations.replies", self._replies)
        )
        for message in answer["messages"]:
            if message.get("bot_id") != me["bot_id"] or message["ts"] in self._known:
                continue
            nonce = (message.get("metadata") or {}).get("event_payload", {}).get("nonce")
            if nonce == self._nonce or (stream and nonce is None):
                return self.add(str(message["ts"]))
        return None

    async def _replies(self) -> AsyncSlackResponse:
        return await self._client.conversations_replies(
            channel=self._thread.channel_id,
            ts=self._thread.thread_ts,
            oldest=self._question_ts,
            include_all_metadata=True,
            limit=1_000,
        )
