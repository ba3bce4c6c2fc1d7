"""Has the inbox's questions answered, several at a time, one per thread, each by who holds it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, suppress
from typing import Protocol
from weakref import WeakValueDictionary

import structlog

from bot.answer import Answer, Answerer, Outcome, Reply
from bot.errors import AccessLost, LeaseLost, ReplyFailed
from bot.lanes import Lane
from bot.leases import Lease, LeaseKeeper
from bot.pace import Pace
from bot.question import Question
from conversation_store.errors import StoreError
from conversation_store.inbox_rows import FinalState
from conversation_store.threads import ThreadKey

log = structlog.get_logger(__name__)

_MAX_FAILURES = 3  # a question during which the process died so often gets an apology
_ERRANDS_AT_ONCE = 64  # one may wait for its channel's limit: the others must not wait for it
_HANDING_BACK_S = 2.0


class OpenReply(Reply, Protocol):
    """A reply while it is open."""

    @property
    def unsure(self) -> bool:
        """Whether a message of it may still come up in Slack that we do not know of."""

    async def refuse(self, answer: Answer) -> None:
        """Show soon, if only to the asker, why there is no answer."""

    async def retract(self) -> None:
        """Remove all that was ever shown of it."""


Open = Callable[[Question, Lease], AbstractAsyncContextManager[OpenReply]]


class Dispatcher:
    """The worker between the inbox and the answerer."""

    def __init__(
        self,
        keeper: LeaseKeeper,
        answerer: Answerer,
        open_reply: Open,
        concurrency: int,
        *,
        longest_wait_s: float = float("inf"),
        access_regained: Callable[[], Awaitable[object]] | None = None,
    ) -> None:
        """Answer what ``keeper`` takes from the inbox.

        Args:
            keeper: takes leases on questions.
            answerer: answers them.
            open_reply: opens the place where the answer to a question goes.
            concurrency: how many questions are being answered at once at most.
            longest_wait_s: a question that has waited for longer gets an apology, in seconds.
            access_regained: returns once Slack takes our calls again after it refused the token.
        """
        self.pace = Pace(concurrency)
        self._keeper = keeper
        self._answerer = answerer
        self._open_reply = open_reply
        self._longest_wait_s = longest_wait_s
        self._access_regained = access_regained
        self._access = asyncio.Event()
        self._access.set()
        self._regaining: asyncio.Task[None] | None = None
        poll_s = keeper.sharing.poll_s
        self._lanes = (
            Lane(keeper.take, self._answer_in_turn, concurrency, poll_s),
            Lane(keeper.take_errand, self._run_errand, _ERRANDS_AT_ONCE, poll_s),
        )
        self._turns: WeakValueDictionary[ThreadKey, asyncio.Lock] = WeakValueDictionary()

    def wake(self) -> None:
        """Tell that the inbox may hold something new."""
        for lane in self._lanes:
            lane.wake()

    async def look(self) -> None:
        """Learn at once that questions were edited or deleted."""
        await self._keeper.look()
        self.wake()

    async def run(self) -> None:
        """Answer questions until cancelled; what runs then is left to :meth:`drain`."""
        async with asyncio.TaskGroup() as tasks:
            for lane in self._lanes:
                tasks.create_task(lane.run(self._access))

    async def drain(self, grace_s: float) -> None:
        """Let what runs finish; what has not after ``grace_s`` seconds is handed back."""
        await asyncio.gather(*(lane.drain(grace_s) for lane in self._lanes))
        if self._regaining:
            self._regaining.cancel()

    async def _answer_in_turn(self, lease: Lease) -> None:
        try:
            # The turn before may still be closing, although its question is answered.
            async with self._turns.setdefault(lease.leased.entry.thread, asyncio.Lock()):
                with self.pace.measured():
                    await self._guarded(lease, self._answer)
        finally:
            self.wake()  # a further question of the same thread may have waited for this one

    async def _run_errand(self, lease: Lease) -> None:
        await self._guarded(lease, self._do_errand)

    async def _guarded(self, lease: Lease, work: Callable[[Lease], Awaitable[None]]) -> None:
        """Do ``work`` so that its fault, whatever it is, keeps no other question waiting."""
        event_id = lease.leased.entry.event_id
        try:
            async with lease.until_ended():
                await work(lease)
        except LeaseLost:
            await self._let_go(lease)
        except AccessLost as error:
            log.error("Slack refuses us: questions wait", event_id=event_id, reason=str(error))
            self._lose_access()
            await lease.hand_back()
        except ReplyFailed as error:
            log.warning("answer could not be shown", event_id=event_id, reason=str(error))
            await lease.finish("failed", sweep=True)
        except StoreError as error:
            log.error("the store failed: asked again", event_id=event_id, reason=str(error))
            await lease.hand_back(pardoned=False)
        except asyncio.CancelledError:
            with suppress(TimeoutError):
                async with asyncio.timeout(_HANDING_BACK_S):
                    await lease.hand_back()
            raise
        except Exception:  # whatever it is, it is this question's alone
            log.exception("question failed", event_id=event_id)
            await lease.finish("failed", sweep=True)
        finally:
            self._keeper.release(lease)

    async def _answer(self, lease: Lease) -> None:
        leased = lease.leased
        if leased.wish == "withdraw":
            raise LeaseLost(leased.entry.event_id)
        if leased.wish == "stop":
            lease.stop.set()
        question = Question.from_json(leased.entry.payload)
        async with self._open_reply(question, lease) as reply:
            state = await self._say(question, reply, lease)
            # Before the reply closes, which takes a while: a crash meanwhile must not have
            # a whole answer removed and made again.
            await self._finish(lease, state, sweep=reply.unsure)
        if state == "answered":
            await self._look_ahead(lease)

    async def _say(self, question: Question, reply: Reply, lease: Lease) -> FinalState:
        apology: Outcome | None = None
        if lease.leased.failures >= _MAX_FAILURES:
            apology = "failed"
        elif lease.leased.waited_s > self._longest_wait_s:
            apology = "too_late"
        if apology:
            await reply.finish(Answer("", apology))
            return "failed"
        answer = await self._answerer.answer(question, reply, lease.stop)
        return "failed" if answer.outcome == "failed" else "answered"

    async def _do_errand(self, lease: Lease) -> None:
        """Show a card, tell why a question is not answered, or remove what a deleted one got."""
        errand = lease.leased.errand
        if errand is None or errand == "withdraw" or lease.leased.wish == "withdraw":
            await self._withdraw(lease)
            return
        question = Question.from_json(lease.leased.entry.payload)
        state: FinalState = "answered" if errand == "look_up" else "refused"
        async with self._open_reply(question, lease) as reply:
            if errand == "look_up":
                await self._answerer.answer(question, reply)
            else:
                await reply.refuse(Answer("", errand))
            await self._finish(lease, state, sweep=reply.unsure)

    async def _withdraw(self, lease: Lease) -> None:
        question = Question.from_json(lease.leased.entry.payload)
        async with self._open_reply(question, lease) as reply:
            await reply.retract()
        await self._answerer.forget(question)
        await lease.finish("withdrawn", sweep=True)

    async def _finish(self, lease: Lease, state: FinalState, *, sweep: bool) -> None:
        if not await lease.finish(state, sweep=sweep or lease.leased.fence > 1):
            await lease.confirm()  # which learns whether it is lost, or what is wished
            raise LeaseLost(lease.leased.entry.event_id)

    async def _let_go(self, lease: Lease) -> None:
        """End with a question that is another process's, or is not what it was."""
        if not lease.held:
            log.warning("lease lost", event_id=lease.leased.entry.event_id)
        elif lease.wish == "withdraw":
            # Else the lease runs out, and its next holder does it.
            with suppress(LeaseLost, ReplyFailed, AccessLost, StoreError):
                await self._withdraw(lease)
        else:
            await lease.hand_back()

    async def _look_ahead(self, lease: Lease) -> None:
        try:
            await self._answerer.look_ahead(lease.leased.entry.thread)
        except Exception:  # the question is answered; only the next one takes longer
            log.exception("the next prompt is not read ahead", event_id=lease.leased.entry.event_id)

    def _lose_access(self) -> None:
        """Begin nothing more until Slack takes our calls again."""
        if self._access_regained is not None and self._access.is_set():
            self._access.clear()
            self._regaining = asyncio.create_task(self._regain(self._access_regained))

    async def _regain(self, regained: Callable[[], Awaitable[object]]) -> None:
        await regained()
        self._access.set()
