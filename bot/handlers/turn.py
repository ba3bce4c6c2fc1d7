"""A turn in Slack: the session is processing, an answer is written, the session is active."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.limiter import Limiter
from bot.handlers.reply import SlackReply
from bot.handlers.status_line import NOT_SAID, set_status_line
from bot.handlers.texts import WORDS
from bot.leases import Lease
from bot.question import Question
from conversation_store.errors import StoreError
from conversation_store.inbox_rows import Leased
from conversation_store.leases import Leases

log = structlog.get_logger(__name__)

_TITLE = 200  # characters, Slack's limit
_REFRESH_S = 90.0  # Slack clears a line after two minutes


class SlackTurns:
    """Opens the reply to each question."""

    def __init__(
        self,
        client: AsyncWebClient,
        limiter: Limiter,
        leases: Leases,
        allowed_hosts: frozenset[str],
    ) -> None:
        self._client = client
        self._limiter = limiter
        self._leases = leases
        self._allowed_hosts = allowed_hosts

    @asynccontextmanager
    async def open(self, question: Question, lease: Lease) -> AsyncIterator[SlackReply]:
        """The reply to a question, with the session's status set for as long as it is written.

        Args:
            question: the question.
            lease: on the question; without it nothing is written.
        """
        leased = lease.leased
        reply = await self._reply(
            question,
            leased,
            on_messages=lambda messages: self._note(lease, messages),
            check=lease.check,
            confirm=lease.confirm,
        )
        if leased.errand or lease.wish == "withdraw":  # one short word, or none
            if leased.fence > 1 and leased.errand != "withdraw" != lease.wish:
                await reply.remove()  # a refusal that a dead process may have shown
            try:
                yield reply
            finally:
                await reply.close()
            return
        if leased.failures:
            await reply.remove()
        elif leased.fence > 1:
            await reply.rewrite()
        # Not waited for: a sign of life must not hold back the answer.
        announcing = asyncio.create_task(self._announce(question, reply.begun))
        try:
            yield reply
        finally:
            reply.begun.set()  # or never will be: the line is not to be refreshed any more
            await reply.close()
            await announcing
            if lease.held:  # else another process has begun to answer
                await self._set_session(question, "active")

    async def sweep(self, leased: Leased) -> None:
        """Remove what came up in a question's thread after all, when its answer had ended.

        Raises:
            ReplyFailed, AccessLost: Slack does not let us.
        """
        question = Question.from_json(leased.entry.payload)
        reply = await self._reply(question, leased)
        await reply.sweep(lambda: self._leases.messages_at_rest(question.thread))

    async def _reply(self, question: Question, leased: Leased, **hooks: Any) -> SlackReply:
        foreign: set[str] = set()
        if leased.fence > 1:
            others = await self._leases.messages(question.thread)
            foreign = others - set(leased.answer_ts)
        return SlackReply(
            client=self._client,
            limiter=self._limiter,
            thread=question.thread,
            user_id=question.user_id,
            question_ts=question.ts,
            language=question.language,
            allowed_hosts=self._allowed_hosts,
            nonce=leased.nonce,
            earlier=leased.answer_ts,
            foreign=foreign,
            **hooks,
        )

    async def _note(self, lease: Lease, messages: list[str]) -> None:
        try:
            await lease.note(messages)
        except StoreError:  # needed only if this try is interrupted: the answer goes on
            log.exception("messages not noted", event_id=lease.leased.entry.event_id)

    async def _announce(self, question: Question, begun: asyncio.Event) -> None:
        await asyncio.gather(
            self._set_session(question, "processing"), self._think(question, begun)
        )

    async def _think(self, question: Question, begun: asyncio.Event) -> None:
        """Show that an answer is on its way, for as long as it takes.

        Slack takes the line away when the answer appears, but not when the answer was faster.
        """
        line = WORDS[question.language]["thinking"]
        await set_status_line(self._client, question.thread, line)
        if begun.is_set():
            await set_status_line(self._client, question.thread, "")
        while not await _set_within(begun, _REFRESH_S):
            await set_status_line(self._client, question.thread, line)

    async def _set_session(self, question: Question, status: str) -> None:
        try:
            await self._client.agents_sessions_setStatus(
                status=status,
                channel_id=question.thread.channel_id,
                thread_ts=question.thread.thread_ts,
                title=question.text[:_TITLE] or None,
                initiator_user_id=question.user_id,
            )
        except NOT_SAID as error:  # likewise
            log.debug("no session status", status=status, error=str(error))


async def _set_within(event: asyncio.Event, seconds: float) -> bool:
    """Whether an event is set within some seconds."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
    return event.is_set()
