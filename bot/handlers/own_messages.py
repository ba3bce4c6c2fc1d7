"""Which messages in a thread belong to one question, told by its nonce.

Slack has no idempotency keys. So messages carry their question's nonce in their metadata, by which
one of unknown outcome is found again, in another process too. ``chat.startStream`` takes no
metadata: a stream of unknown outcome is our message after the question that carries no nonce yet.
So whatever else is posted into threads must carry metadata of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
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
        nonce: the question's.
        foreign: the ts of the messages that are known to be another question's: one whose stream
            was stopped bears no nonce for ever.

    Attributes:
        written: the ts of those that are known.
    """

    def __init__(
        self,
        client: AsyncWebClient,
        calls: SlackCalls,
        thread: ThreadKey,
        question_ts: str,
        nonce: str,
        foreign: Iterable[str],
    ) -> None:
        self._client = client
        self._calls = calls
        self._thread = thread
        self._question_ts = question_ts
        self._nonce = nonce
        self.written: list[str] = []
        self._foreign = {question_ts, *foreign}

    @property
    def metadata(self) -> dict[str, Any]:
        """What marks a message as one of these; anybody in the channel may read it."""
        return {"event_type": _EVENT_TYPE, "event_payload": {"nonce": self._nonce}}

    def add(self, ts: str) -> str:
        """Note a message that is known to be written, and return its ts."""
        if ts not in self.written:
            self.written.append(ts)
        return ts

    async def find(self, *, stream: bool) -> str | None:
        """Look for a message that is not known yet; returns its ts, which is known from then on.

        Args:
            stream: whether it may be a stream, which carries no nonce before its end.
        """
        try:
            unknown = await self.unknown()
        except ReplyFailed as error:  # such as a missing scope: no reason to give up the reply
            log.warning("own messages not found", reason=str(error))
            return None
        found = [ts for ts, marked in unknown.items() if marked or stream]
        return self.add(found[0]) if found else None

    async def unknown(self) -> dict[str, bool]:
        """All messages that are not known yet, by their ts, the oldest first.

        Returns:
            For each whether it bears the nonce; one that bears none may be a stream.

        Raises:
            ReplyFailed: Slack does not tell.
        """
        me = await self._calls.insist(lambda: self._calls.once("auth.test", self._client.auth_test))
        found: dict[str, bool] = {}
        cursor = ""
        while True:
            page = await self._page(cursor)
            for message in page["messages"]:
                if message.get("bot_id") != me["bot_id"] or self._is_known(message["ts"]):
                    continue
                nonce = (message.get("metadata") or {}).get("event_payload", {}).get("nonce")
                if nonce in (self._nonce, None):
                    found[str(message["ts"])] = nonce is not None
            cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
            if not cursor:
                return dict(sorted(found.items()))

    def _is_known(self, ts: str) -> bool:
        return ts in self._foreign or ts in self.written

    async def _page(self, cursor: str) -> AsyncSlackResponse:
        async def ask() -> AsyncSlackResponse:
            return await self._client.conversations_replies(
                channel=self._thread.channel_id,
                ts=self._thread.thread_ts,
                oldest=self._question_ts,
                include_all_metadata=True,
                limit=1_000,
                cursor=cursor or None,
            )

        return await self._calls.insist(lambda: self._calls.once("conversations.replies", ask))
