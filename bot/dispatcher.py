"""Leases questions from the inbox and has them answered, several at a time, one per thread."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import TypeVar
from weakref import WeakValueDictionary

import structlog

from bot.answer import Answer, Answerer, Reply
from bot.errors import ReplyFailed
from bot.question import Question
from conversation_store.inbox import FinalState, Inbox, Leased
from conversation_store.threads import ThreadKey

log = structlog.get_logger(__name__)

_MAX_TRIES = 3  # a question during which the process died each time gets an apology
_RETRY_S = 5.0

T = TypeVar("T")
OpenReply = Callable[[Question, Leased], AbstractAsyncContextManager[Reply]]


class Dispatcher:
    """The worker between the inbox and the answerer."""

    def __init__(
        self, inbox: Inbox, answerer: Answerer, open_reply: OpenReply, concurrency: int
    ) -> None:
        """Answer from ``inbox``.

        Args:
            inbox: where the questions wait.
            answerer: answers them.
            open_reply: opens the place where the answer to a question goes.
            concurrency: how many questions are being answered at once at most.
        """
        self._inbox = inbox
        self._answerer = answerer
        self._open_reply = open_reply
        self._slots = asyncio.Semaphore(concurrency)
        self._news = asyncio.Event()
        self._turns: WeakValueDictionary[ThreadKey, asyncio.Lock] = WeakValueDictionary()
        self._stops: dict[ThreadKey, asyncio.Event] = {}
        self._running: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        """Tell that the inbox may hold something new."""
        self._news.set()

    def stop(self, thread: ThreadKey) -> None:
        """End what is being answered in a thread, if anything is."""
        if stop := self._stops.get(thread):
            stop.set()

    async def run(self) -> None:
        """Answer questions until cancelled; what runs then is left to :meth:`drain`."""
        if again := await _persistently(self._inbox.requeue_unfinished):
            log.info("taking up what an earlier run left", questions=again)
        while True:
            await self._slots.acquire()
            try:
                leased = await self._next()
            except BaseException:
                self._slots.release()
                raise
            task = asyncio.create_task(self._work(leased))
            self._running.add(task)
            task.add_done_callback(self._running.discard)

    async def drain(self, grace_s: float) -> None:
        """Let what runs finish; what has not after ``grace_s`` seconds is answered next time."""
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=grace_s)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _next(self) -> Leased:
        while True:
            self._news.clear()  # before looking: news that come meanwhile are not missed
            if leased := await _persistently(self._inbox.lease):
                return leased
            await self._news.wait()

    async def _work(self, leased: Leased) -> None:
        try:
            # The turn before may still be closing, although its question is answered.
            async with self._turns.setdefault(leased.entry.thread, asyncio.Lock()):
                await self._take_turn(leased)
        finally:
            self._slots.release()
            self.wake()  # a further question of the same thread may have waited for this one

    async def _take_turn(self, leased: Leased) -> None:
        event_id = leased.entry.event_id
        stop = self._stops[leased.entry.thread] = asyncio.Event()
        try:
            question = Question.from_json(leased.entry.payload)
            async with self._open_reply(question, leased) as reply:
                state = await self._answer(question, reply, leased.tries, stop)
                # Before the reply closes, which takes a while: a crash meanwhile must not have
                # a whole answer removed and made again.
                await self._finish(leased, state)
            if state == "answered":
                await self._look_ahead(leased)
        except ReplyFailed as error:
            log.warning("answer could not be shown", event_id=event_id, reason=str(error))
            await self._finish(leased, "failed")
        except Exception:  # one question's fault must not keep the next from being answered
            log.exception("question failed", event_id=event_id)
            await self._finish(leased, "failed")
        finally:
            del self._stops[leased.entry.thread]

    async def _answer(
        self, question: Question, reply: Reply, tries: int, stop: asyncio.Event
    ) -> FinalState:
        if tries > _MAX_TRIES:
            await reply.finish(Answer("", "failed"))
            return "failed"
        answer = await self._answerer.answer(question, reply, stop)
        return "failed" if answer.outcome == "failed" else "answered"

    async def _look_ahead(self, leased: Leased) -> None:
        try:
            await self._answerer.look_ahead(leased.entry.thread)
        except Exception:  # the question is answered; only the next one takes longer
            log.exception("the next prompt is not read ahead", event_id=leased.entry.event_id)

    async def _finish(self, leased: Leased, state: FinalState) -> None:
        await _persistently(lambda: self._inbox.finish(leased.id, state))


async def _persistently(work: Callable[[], Awaitable[T]]) -> T:
    """Do ``work`` with the inbox; a full disk or a lost connection is waited out."""
    while True:
        try:
            return await work()
        except Exception:  # whatever it is, a bot that answers no more must not look alive
            log.exception("the inbox failed, trying again", after_s=_RETRY_S)
            await asyncio.sleep(_RETRY_S)
