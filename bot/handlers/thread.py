"""Writing into one Slack thread: by streams, and by messages that are posted and updated."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.errors import ReplyFailed, ReplyStopped
from bot.handlers.own_messages import OwnMessages
from bot.handlers.slack_calls import OutcomeUnknown, Refused, SlackCalls
from conversation_store.threads import ThreadKey

log = structlog.get_logger(__name__)

Block = dict[str, Any]


class SlackThread:
    """Writes the messages of one reply into a thread and nowhere else.

    Every method that writes may raise ReplyFailed, when Slack will take nothing more for this
    reply, and those for streams also ReplyStopped, when the asker stopped it.

    Args:
        client: with ``retry_handlers=[]``: its own retries would post twice.
        calls: makes the calls.
        thread: where to write.
        user_id: who reads the answer while it is being written.
        question_ts: the question's ts; all that is written is newer.
    """

    def __init__(
        self,
        client: AsyncWebClient,
        calls: SlackCalls,
        thread: ThreadKey,
        user_id: str,
        question_ts: str,
    ) -> None:
        self.key = thread
        self._client = client
        self._calls = calls
        self._user_id = user_id
        self._own = OwnMessages(client, calls, thread, question_ts)
        self._may_land_late = False

    async def start_stream(self, text: str) -> str:
        """Open a stream with its first words; returns its ts.

        Raises:
            RateLimited: at once, when there is a limit to wait for.
            Refused, OutcomeUnknown: there is no stream.
        """

        async def send() -> AsyncSlackResponse:
            return await self._client.chat_startStream(
                channel=self.key.channel_id,
                thread_ts=self.key.thread_ts,
                recipient_team_id=self.key.team_id,
                recipient_user_id=self._user_id,
                markdown_text=text,
            )

        try:
            answer = await self._calls.once("chat.startStream", send, patience=0.0)
        except OutcomeUnknown:
            if found := await self._own.find(stream=True):
                return found
            self._may_land_late = True
            raise
        return self._own.add(answer["ts"])

    async def append_stream(self, ts: str, text: str) -> None:
        """Write further words into an open stream.

        Raises:
            RateLimited: at once, when there is a limit to wait for.
            Refused, OutcomeUnknown: the stream is of no more use.
        """

        async def send() -> AsyncSlackResponse:
            return await self._client.chat_appendStream(
                channel=self.key.channel_id, ts=ts, markdown_text=text
            )

        await self._calls.once("chat.appendStream", send, patience=0.0)

    async def stop_stream(self, ts: str, text: str, blocks: list[Block]) -> None:
        """End a stream with its last words and the blocks below them.

        Raises:
            Refused, OutcomeUnknown: the stream is of no more use.
        """

        async def send() -> AsyncSlackResponse:
            return await self._client.chat_stopStream(
                channel=self.key.channel_id,
                ts=ts,
                markdown_text=text or None,
                blocks=blocks or None,
                metadata=self._own.metadata,
            )

        await self._calls.once("chat.stopStream", send)

    async def post(self, text: str, blocks: list[Block]) -> str:
        """Post a message and return its ts; one of unknown outcome is looked for first."""

        async def send() -> AsyncSlackResponse:
            return await self._client.chat_postMessage(
                channel=self.key.channel_id,
                thread_ts=self.key.thread_ts,
                text=text,
                blocks=blocks,
                metadata=self._own.metadata,
                parse="none",
                unfurl_links=False,
                unfurl_media=False,
            )

        async def attempt() -> str:
            if self._may_land_late and (found := await self._own.find(stream=False)):
                return found
            try:
                return str((await self._calls.once("chat.postMessage", send))["ts"])
            except OutcomeUnknown:
                self._may_land_late = True
                raise

        return self._own.add(await self._calls.insist(attempt))

    async def update(
        self, ts: str, text: str, blocks: list[Block], patience: float = float("inf")
    ) -> None:
        """Replace a message, repeatedly if need be, since the result is the same.

        Raises:
            RateLimited: it would take longer than ``patience``, in seconds.
        """

        async def send() -> AsyncSlackResponse:
            return await self._client.chat_update(
                channel=self.key.channel_id,
                ts=ts,
                text=text,
                blocks=blocks,
                metadata=self._own.metadata,
                parse="none",
            )

        async def attempt() -> None:
            try:
                await self._calls.once("chat.update", send, patience)
            except Refused as refused:
                if refused.code != "streaming_state_conflict":
                    raise
                await self._end_stream(ts)
                await self._calls.once("chat.update", send, patience)

        await self._calls.insist(attempt)

    async def remove_stray(self) -> None:
        """Delete what a call of unknown outcome has written after all."""
        if self._may_land_late and (stray := await self._own.find(stream=True)):
            await self.remove(stray)

    async def remove(self, ts: str) -> None:
        """Delete a message of ours, a stream too; raises nothing where Slack does not let us."""

        async def delete() -> AsyncSlackResponse:
            return await self._client.chat_delete(channel=self.key.channel_id, ts=ts)

        async def attempt() -> None:
            with suppress(ReplyStopped):  # by the asker, some time ago: then it has ended too
                await self._end_stream(ts)
            await self._calls.once("chat.delete", delete)

        try:
            await self._calls.insist(attempt)
        except ReplyFailed as error:  # it is gone already; and an answer matters more
            log.warning("message not removed", ts=ts, reason=str(error))

    async def _end_stream(self, ts: str) -> None:
        try:
            await self.stop_stream(ts, "", [])
        except Refused as refused:  # it has ended by itself, or never was one
            log.debug("stream not stopped", code=refused.code)
