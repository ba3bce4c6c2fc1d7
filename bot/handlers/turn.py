"""A turn in Slack: the session is processing, an answer is written, the session is active."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.limiter import Limiter
from bot.handlers.reply import SlackReply
from bot.handlers.texts import WORDS
from bot.question import Question
from conversation_store.errors import StoreError
from conversation_store.inbox import Inbox, Leased

log = structlog.get_logger(__name__)

_NOT_SAID = (SlackApiError, aiohttp.ClientError, TimeoutError)
_TITLE = 200  # characters, Slack's limit


class SlackTurns:
    """Opens the reply to each question."""

    def __init__(
        self,
        client: AsyncWebClient,
        limiter: Limiter,
        inbox: Inbox,
        allowed_hosts: frozenset[str],
    ) -> None:
        self._client = client
        self._limiter = limiter
        self._inbox = inbox
        self._allowed_hosts = allowed_hosts

    @asynccontextmanager
    async def open(self, question: Question, leased: Leased) -> AsyncIterator[SlackReply]:
        """The reply to a question, with the session's status set for as long as it is written.

        Args:
            question: the question.
            leased: its place in the inbox, where the answer's messages are noted.
        """
        reply = SlackReply(
            client=self._client,
            limiter=self._limiter,
            thread=question.thread,
            user_id=question.user_id,
            question_ts=question.ts,
            language=question.language,
            allowed_hosts=self._allowed_hosts,
            on_message=lambda ts: self._note(leased, ts),
        )
        await reply.remove(leased.answer_ts)
        # Not waited for: a sign of life must not hold back the answer.
        announcing = asyncio.create_task(self._announce(question, reply.begun))
        try:
            yield reply
        finally:
            await reply.close()
            await announcing
            await self._set_session(question, "active")

    async def _note(self, leased: Leased, ts: str) -> None:
        try:
            await self._inbox.add_answer_ts(leased.id, ts)
        except StoreError:  # needed only if this try is interrupted: the answer goes on
            log.exception("message not noted", event_id=leased.entry.event_id, ts=ts)

    async def _announce(self, question: Question, begun: asyncio.Event) -> None:
        await asyncio.gather(
            self._set_session(question, "processing"), self._think(question, begun)
        )

    async def _think(self, question: Question, begun: asyncio.Event) -> None:
        """Show that an answer is on its way.

        Slack takes the line away when the answer appears, but not when the answer was faster.
        """
        await self._set_line(question, WORDS[question.language]["thinking"])
        if begun.is_set():
            await self._set_line(question, "")

    async def _set_line(self, question: Question, text: str) -> None:
        try:
            await self._client.assistant_threads_setStatus(
                channel_id=question.thread.channel_id,
                thread_ts=question.thread.thread_ts,
                status=text,
            )
        except _NOT_SAID as error:  # a decoration: the answer comes without it
            log.debug("no status", error=str(error))

    async def _set_session(self, question: Question, status: str) -> None:
        try:
            await self._client.agents_sessions_setStatus(
                status=status,
                channel_id=question.thread.channel_id,
                thread_ts=question.thread.thread_ts,
                title=question.text[:_TITLE] or None,
                initiator_user_id=question.user_id,
            )
        except _NOT_SAID as error:  # likewise
            log.debug("no session status", status=status, error=str(error))
