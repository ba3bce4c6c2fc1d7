"""The leases that this process holds: kept alive while it answers, and noticed when lost."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TypeVar

import structlog

from bot.errors import LeaseLost
from conversation_store.errors import StoreError
from conversation_store.inbox_rows import FinalState, Leased, Wish
from conversation_store.leases import Leases
from conversation_store.threads import ThreadKey

log = structlog.get_logger(__name__)

T = TypeVar("T")

_RETRY_S = 2.0
# The time that passes while the whole machine is suspended counts too, where the system tells.
_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


@dataclass(frozen=True, slots=True)
class Sharing:
    """How processes share an inbox.

    Attributes:
        lease_s: for how long a process that says nothing keeps its questions, in seconds.
        poll_s: how often it looks for what others have changed, in seconds.
    """

    lease_s: float = 20.0
    poll_s: float = 0.5


class Lease:
    """One question that only this process may answer, as long as it holds.

    Attributes:
        leased: the question, and where it stands.
        stop: set when the answer is to end with what there is of it.
        ended: set when the answer is to be let go: the lease is lost, or the question has changed.
    """

    def __init__(self, leased: Leased, leases: Leases, sharing: Sharing, taken_at: float) -> None:
        """Hold ``leased``, taken at a moment of :func:`_now`."""
        self.leased = leased
        self.stop = asyncio.Event()
        self.ended = asyncio.Event()
        self.wish: Wish | None = leased.wish
        self._leases = leases
        self._lease_s = sharing.lease_s
        self._until = taken_at + sharing.lease_s
        self._lost = False
        self._ending = False
        self._messages: Sequence[str] = leased.answer_ts

    @property
    def held(self) -> bool:
        """Whether nobody else can have the question: asked before each message to Slack.

        By this process's own clock, which goes on while it is stopped: one that was asleep for
        longer than its lease knows so before it writes another word.
        """
        return not self._lost and _now() < self._until

    def check(self) -> None:
        """Go on only while the lease holds.

        Raises:
            LeaseLost: it does not.
        """
        if not self.held:
            raise LeaseLost(self.leased.entry.event_id)

    async def confirm(self) -> None:
        """Renew the lease now, before something is said for good.

        Raises:
            LeaseLost: somebody else has the question, or may have.
        """
        asked_at = _now()
        try:
            wishes = await self._leases.renew([self.leased], self._lease_s)
        except StoreError:  # nobody else can have it before our time is up
            log.exception("lease not confirmed", event_id=self.leased.entry.event_id)
        else:
            self.renewed(wishes, asked_at)
        self.check()

    def renewed(self, wishes: dict[int, Wish | None], asked_at: float) -> None:
        """Learn how a renewal that was asked for at a moment of :func:`_now` went."""
        if self._ending:
            return  # what is ended is not renewed: its end tells whether it was still held
        if self.leased.id not in wishes:
            self._lost = True
            self.ended.set()
            return
        self._until = asked_at + self._lease_s
        self.wish = wishes[self.leased.id]
        if self.wish == "stop":
            self.stop.set()
        elif self.wish is not None:
            self.ended.set()

    async def note(self, answer_ts: Sequence[str]) -> None:
        """Note the messages that the answer is shown in, for whoever comes after."""
        self._messages = answer_ts  # the end tells them again, should they not be noted now
        await self._leases.note(self.leased, answer_ts)

    async def finish(self, state: FinalState, *, sweep: bool = False) -> bool:
        """Say how it ended; False where the lease is lost or the question has changed."""
        self._ending = True
        finished = await persistently(
            lambda: self._leases.finish(self.leased, state, self._messages, sweep=sweep)
        )
        self._ending = finished
        return finished

    async def hand_back(self, *, pardoned: bool = True) -> None:
        """Let the question wait again; what is not pardoned counts as a failure of it."""
        self._ending = True
        await persistently(lambda: self._leases.hand_back(self.leased, pardoned=pardoned))

    @asynccontextmanager
    async def until_ended(self) -> AsyncIterator[None]:
        """Break the block off once the answer is to be let go.

        Raises:
            LeaseLost: it was.
        """
        task = asyncio.current_task()
        assert task is not None, "runs in a task"  # noqa: S101 - for the reader and mypy
        broken_off = False

        async def watch() -> None:
            nonlocal broken_off
            await self.ended.wait()
            broken_off = True
            task.cancel()

        watching = asyncio.create_task(watch())
        try:
            yield
        except asyncio.CancelledError as error:
            if broken_off and task.uncancel() == 0:
                raise LeaseLost(self.leased.entry.event_id) from error
            raise
        finally:
            watching.cancel()


class LeaseKeeper:
    """Takes leases and keeps them alive; all of a process's leases go through one."""

    def __init__(self, leases: Leases, sharing: Sharing) -> None:
        """Take leases from ``leases``, shared with others as ``sharing`` says."""
        self.sharing = sharing
        self._leases = leases
        self._held: set[Lease] = set()

    async def take(self) -> Lease | None:
        """A question to answer, if one waits."""
        return await self._take(self._leases.lease)

    async def take_errand(self) -> Lease | None:
        """A question about which something else is to be done, if there is one."""
        return await self._take(self._leases.lease_errand)

    def release(self, lease: Lease) -> None:
        """Keep a lease no longer."""
        self._held.discard(lease)

    def of_thread(self, thread: ThreadKey) -> Lease | None:
        """The lease on the question that is being answered in a thread here, if one is."""
        return next((one for one in self._held if one.leased.entry.thread == thread), None)

    async def stop(self, thread: ThreadKey) -> None:
        """End what is being answered in a thread, here or in another process."""
        if lease := self.of_thread(thread):
            lease.stop.set()
        await self._leases.stop(thread)  # for another process, or for ours should it die now

    async def look(self) -> None:
        """Renew all leases now, and learn what is wished of them."""
        held = list(self._held)
        asked_at = _now()
        wishes = await self._leases.renew([one.leased for one in held], self.sharing.lease_s)
        for lease in held:
            lease.renewed(wishes, asked_at)

    async def run(self) -> None:
        """Keep the leases alive until cancelled."""
        while True:
            await asyncio.sleep(self.sharing.poll_s)
            try:
                await self.look()
            except Exception:  # the next time may do; until then each lease knows its end
                log.exception("leases not renewed")

    async def _take(self, take: Callable[[float], Awaitable[Leased | None]]) -> Lease | None:
        asked_at = _now()
        leased = await persistently(lambda: take(self.sharing.lease_s))
        if leased is None:
            return None
        lease = Lease(leased, self._leases, self.sharing, asked_at)
        self._held.add(lease)
        return lease


def _now() -> float:
    """Seconds since some moment; it goes on while this process, or its machine, stands still."""
    return time.clock_gettime(_CLOCK)


async def persistently(work: Callable[[], Awaitable[T]]) -> T:
    """Do ``work`` with the inbox; a full disk or a lost connection is waited out."""
    while True:
        try:
            return await work()
        except Exception:  # whatever it is, a bot that answers no more must not look alive
            log.exception("the inbox failed, trying again", after_s=_RETRY_S)
            await asyncio.sleep(_RETRY_S)
