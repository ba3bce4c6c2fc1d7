"""An answer in a Slack thread: shown while it is being written, never cut short, never twice."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence, Set
from contextlib import suppress
from datetime import UTC, datetime

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.answer import Answer
from bot.errors import AccessLost, LeaseLost, ReplyFailed, ReplyStopped
from bot.handlers.answer_blocks import answer_text, final_blocks
from bot.handlers.limiter import Limiter, RateLimited
from bot.handlers.mrkdwn import Sanitizer
from bot.handlers.slack_calls import SlackCalls
from bot.handlers.split import close, cut, go_on
from bot.handlers.thread import Block, SlackThread
from bot.handlers.transports import PostedMessage, StreamedMessage, StreamLost
from bot.question import Language
from conversation_store.threads import ThreadKey

log = structlog.get_logger(__name__)

LONGEST_MESSAGE = 11_000
"""Characters of an answer in one message: 12,000 are allowed, and its blocks need some too."""

_CROWDED_S = 1.0  # a refusal waits no longer for its turn among the posts in a channel

Message = StreamedMessage | PostedMessage


class SlackReply:
    """Writes one answer into its thread.

    It streams where Slack lets it, and else posts and updates. One task does all the writing
    while the answer grows, so calls never overtake each other; what a call could not write stays
    for the next. Use ``finish`` once, and ``close`` in any case.

    Args:
        client: created with ``retry_handlers=[]``: its own retries would post twice.
        limiter: shared by all that write to Slack.
        thread: where the answer goes.
        user_id: who asked.
        question_ts: the question's ts.
        language: the language of the interface.
        allowed_hosts: the hosts that links may lead to.
        nonce: marks what is written as this question's.
        earlier: the ts of the messages that were noted of earlier tries.
        foreign: the ts of the messages of the thread's other questions.
        on_messages: told the ts of all messages of the answer whenever they change.
        check: called before each call of Slack; raises where no more may be written.
        confirm: called before the answer is finished; raises likewise.
        flush_interval: seconds between two writes at least.
        call_timeout: seconds after which the outcome of a call counts as unknown.

    Attributes:
        begun: set as soon as the answer's first words are on their way.
    """

    def __init__(
        self,
        *,
        client: AsyncWebClient,
        limiter: Limiter,
        thread: ThreadKey,
        user_id: str,
        question_ts: str,
        language: Language,
        allowed_hosts: frozenset[str] = frozenset(),
        nonce: str,
        earlier: Sequence[str] = (),
        foreign: Iterable[str] = (),
        on_messages: Callable[[list[str]], Awaitable[None]] | None = None,
        check: Callable[[], None] = lambda: None,
        confirm: Callable[[], Awaitable[None]] | None = None,
        flush_interval: float = 0.7,
        call_timeout: float = 10.0,
    ) -> None:
        calls = SlackCalls(limiter, thread.channel_id, call_timeout, check)
        self.begun = asyncio.Event()
        self._thread = SlackThread(client, calls, thread, user_id, question_ts, nonce, foreign)
        self._message: Message = StreamedMessage(self._thread)
        self._question_ts = question_ts
        self._earlier = earlier
        self._language = language
        self._on_messages = on_messages
        self._noted: list[str] = []
        self._confirm = confirm
        self._flush_interval = flush_interval
        self._limiter = limiter
        self._sanitizer = Sanitizer(allowed_hosts)
        self._given = ""  # as the model wrote it
        self._text = ""  # what the present message is to show
        self._news = asyncio.Event()
        self._ending = asyncio.Event()
        self._flusher: asyncio.Task[None] | None = None

    @property
    def unsure(self) -> bool:
        """Whether a message of it may still come up in Slack that we do not know of."""
        return self._thread.unsure

    async def rewrite(self) -> None:
        """Write in the place of the earlier answer, if there is one."""
        kept, *others = await self._thread.earlier(self._earlier) or [""]
        for ts in others:
            await self._thread.remove(ts)
        if kept:
            self._message = PostedMessage(self._thread, self._language, kept)
        await self._note([kept] if kept else [])

    async def remove(self) -> None:
        """Remove what earlier, interrupted tries have written, as far as Slack lets us."""
        for ts in await self._thread.earlier(self._earlier):
            await self._thread.remove(ts)
        await self._note([])

    async def sweep(self, elsewhere: Callable[[], Awaitable[Set[str] | None]]) -> None:
        """Remove what bears this question's nonce, or none, and is nobody's answer.

        Args:
            elsewhere: the ts of all the thread's answers; None while one is being written, whose
                stream bears no nonce yet. Asked only when it is known what there is.

        Raises:
            ReplyFailed: Slack does not tell.
        """
        strays = await self._thread.strays()
        answers = await elsewhere()
        for ts, is_ours in strays.items():
            if ts not in (answers or self._earlier) and (is_ours or answers is not None):
                await self._thread.remove(ts)

    async def refuse(self, answer: Answer) -> None:
        """Show soon why there is no answer: in the thread, or to the asker alone.

        Slack takes about one message a second in a channel, but more of those that one person
        sees: where many are refused at once, nobody is to wait for the others' refusals.

        Raises:
            ReplyFailed: it can be shown nowhere any more.
        """
        text = answer_text(answer, self._language)
        try:
            message = PostedMessage(self._thread, self._language)
            await message.finish(text, [], patience=_CROWDED_S)
        except RateLimited:
            await self._thread.whisper(text)
        else:
            await self._note([message.ts])

    async def retract(self) -> None:
        """Remove all that was ever shown of it."""
        await self.close()
        await self._thread.earlier(self._earlier)
        await self._thread.remove_all()
        await self._note([])

    async def append(self, text: str) -> None:
        """Show a further piece of the answer, soon.

        Raises:
            ReplyStopped: the asker wants no more of it.
            ReplyFailed: it can be shown nowhere any more.
        """
        if self._flusher is None:
            self._flusher = asyncio.create_task(self._flush())
        elif self._flusher.done():
            self._flusher.result()
        self._given += text
        self._text += self._sanitizer.feed(text)
        self._news.set()

    async def finish(self, answer: Answer) -> str:
        """Show the whole answer with what belongs below it; returns the ts of its last message.

        An answer that the asker stopped stays as it is.

        Raises:
            ReplyFailed: it can be shown nowhere any more.
        """
        try:
            await self._end_flushing()
            if self._confirm:
                await self._confirm()
            await self._show_final(answer)
        except ReplyStopped:
            log.debug("stopped by the asker", ts=self._message.ts)
        return self._message.ts

    async def close(self) -> None:
        """End the writing of an answer that is not finished; after ``finish`` it does nothing."""
        if self._flusher:
            self._flusher.cancel()
            # What went wrong in it was told by append or finish.
            await asyncio.gather(self._flusher, return_exceptions=True)

    async def _end_flushing(self) -> None:
        self._ending.set()
        self._news.set()
        if self._flusher:
            try:
                await self._flusher
            except (ReplyStopped, ReplyFailed, AccessLost, LeaseLost):
                raise
            except Exception:  # a fault of ours: the end is still to be shown
                log.exception("writing broke off", ts=self._message.ts)

    async def _show_final(self, answer: Answer) -> None:
        text = answer_text(answer, self._language)
        self._text += self._sanitizer.feed(_missing(self._given, text)) + self._sanitizer.close()
        if not self._message.ts:  # there is nothing to wait for any more: one call shows it all
            self._message = PostedMessage(self._thread, self._language)
        await self._end_full_messages()
        blocks = final_blocks(answer, self._language, self._question_ts, datetime.now(UTC))
        await self._finish_message(self._text if self._text.strip() else "…", blocks)
        await self._thread.remove_stray()

    async def _flush(self) -> None:
        """Write what has come, at once and then in intervals, until the end."""
        while not self._ending.is_set():
            await self._news.wait()
            self._news.clear()
            if self._ending.is_set():
                return
            pause = 0.0
            try:
                await self._show()
            except RateLimited as limited:
                pause = limited.retry_after
                self._news.set()
            usual = max(self._flush_interval, self._message.interval)
            await self._pause(max(pause, usual * self._limiter.slowed(self._message.method)))

    async def _pause(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._ending.wait()

    async def _show(self) -> None:
        await self._end_full_messages()
        text = self._text
        if text.strip():
            await self._write(lambda message: message.show(text))

    async def _end_full_messages(self) -> None:
        while (end := cut(self._text, self._message.shown, LONGEST_MESSAGE)) is not None:
            await self._finish_message(close(self._text[:end]), [])
            # Only now: meanwhile more may have come, and a failure must lose nothing.
            self._text = go_on(self._text, end)
            self._message = self._next_message()

    async def _finish_message(self, text: str, blocks: list[Block]) -> None:
        hazy = self._message.ts if self._thread.may_still_change(self._message.ts) else ""
        if hazy:  # what lands late finds its message gone, and not the end overwritten
            self._message = PostedMessage(self._thread, self._language)
        await self._write(lambda message: message.finish(text, blocks))
        if hazy:
            await self._thread.remove(hazy)
            await self._note([ts for ts in self._noted if ts != hazy])

    def _next_message(self) -> Message:
        if isinstance(self._message, StreamedMessage):
            return StreamedMessage(self._thread)
        return PostedMessage(self._thread, self._language)

    async def _write(self, write: Callable[[Message], Awaitable[None]]) -> None:
        """Write to the present message, by updates from when a stream takes no more."""
        self.begun.set()
        is_new = not self._message.ts
        try:
            await write(self._message)
        except StreamLost as lost:
            log.info("streaming no more", reason=str(lost))
            self._message = PostedMessage(self._thread, self._language, self._message.ts)
            await write(self._message)
        if is_new:
            await self._note([*self._noted, self._message.ts])

    async def _note(self, messages: list[str]) -> None:
        self._noted = messages
        if self._on_messages:
            await self._on_messages(messages)


def _missing(given: str, text: str) -> str:
    """What of the final text was not given yet; a text of its own goes into a new paragraph."""
    if text.startswith(given):
        return text[len(given) :]
    return "" if given.strip().startswith(text.strip()) else f"\n\n{text}"
