"""Writing into one Slack thread: by streams, and by messages that are posted and updated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
        nonce: the question's, which marks what is written.
        foreign: the ts of the messages of the thread's other questions.

    Attributes:
        unsure: a call of unknown outcome may still show its message.
    """

    def __init__(
        self,
        client: AsyncWebClient,
        calls: SlackCalls,
        thread: ThreadKey,
        user_id: str,
        question_ts: str,
        nonce: str,
        foreign: Iterable[str] = (),
    ) -> None:
        self.key = thread
        self._client = client
        self._calls = calls
        self._user_id = user_id
        self._own = OwnMessages(client, calls, thread, question_ts, nonce, foreign)
        self.unsure = False
        self._hazy: set[str] = set()

    def may_still_change(self, ts: str) -> bool:
        """Whether an update of unknown outcome may still put an earlier text into a message."""
        return ts in self._hazy

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
            self.unsure = True
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

    async def post(self, text: str, blocks: list[Block], patience: float = float("inf")) -> str:
        """Post a message and return its ts; one of unknown outcome is looked for first.

        Raises:
            RateLimited: it would take longer than ``patience``, in seconds.
        """

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
            if self.unsure and (found := await self._own.find(stream=False)):
                return found
            try:
                return str((await self._calls.once("chat.postMessage", send, patience))["ts"])
            except OutcomeUnknown:
                self.unsure = True
                raise

        return self._own.add(await self._calls.insist(attempt))

    async def whisper(self, text: str) -> None:
        """Show a text in the thread to the asker alone; should it come twice, they will bear it."""

        async def send() -> AsyncSlackResponse:
            return await self._client.chat_postEphemeral(
                channel=self.key.channel_id,
                user=self._user_id,
                thread_ts=self.key.thread_ts,
                text=text,
            )

        await self._calls.insist(lambda: self._calls.once("chat.postEphemeral", send))

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

        async def once() -> None:
            try:
                await self._calls.once("chat.update", send, patience)
            except OutcomeUnknown:
                self._hazy.add(ts)
                raise

        async def attempt() -> None:
            try:
                await once()
            except Refused as refused:
                if refused.code != "streaming_state_conflict":
                    raise
                await self._end_stream(ts)
                await once()

        await self._calls.insist(attempt)

    async def earlier(self, noted: Sequence[str]) -> list[str]:
        """The messages that earlier tries have written, the oldest first, known from then on.

        Args:
            noted: the ts of those that were noted, in case Slack does not tell.
        """
        try:
            found = list(await self._own.unknown())
        except ReplyFailed as error:  # such as a missing scope
            log.warning("own messages not found", reason=str(error))
            found = list(noted)
        return [self._own.add(ts) for ts in found]

    async def strays(self) -> dict[str, bool]:
        """What may be the question's and is not known, and whether it surely is.

        Raises:
            ReplyFailed: Slack does not tell.
        """
        return await self._own.unknown()

    async def remove_all(self) -> None:
        """Delete all that was written, now and by earlier tries that are known."""
        for ts in self._own.written:
            await self.remove(ts)

    async def remove_stray(self) -> None:
        """Delete what a call of unknown outcome has written after all."""
        if self.unsure and (stray := await self._own.find(stream=True)):
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
