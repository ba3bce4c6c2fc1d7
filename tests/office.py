"""A dispatcher at work on a real inbox, with replies that are only kept."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from bot.dispatcher import Dispatcher, Open
from bot.leases import Lease, LeaseKeeper, Sharing
from bot.question import Question
from conversation_store.database import Database
from conversation_store.inbox import Inbox
from conversation_store.inbox_rows import InboxEntry
from conversation_store.leases import Leases
from conversation_store.threads import ThreadKey
from tests.rooms import answering
from tests.scripted import CollectingReply, ScriptedRunner


@dataclass
class Desk:
    """Where the replies to all questions go, and how many of them are open."""

    make: Callable[[Question], CollectingReply] = lambda _: CollectingReply()
    replies: dict[str, CollectingReply] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    open_now: Counter[ThreadKey] = field(default_factory=Counter)
    most_in_a_thread: int = 0
    most_at_once: int = 0
    closing: asyncio.Event = field(default_factory=asyncio.Event)  # one is, or was
    may_close: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.may_close.set()

    @asynccontextmanager
    async def open(self, question: Question, lease: Lease) -> AsyncIterator[CollectingReply]:
        self.open_now[question.thread] += 1
        self.most_in_a_thread = max(self.most_in_a_thread, *self.open_now.values())
        self.most_at_once = max(self.most_at_once, self.open_now.total())
        self.order.append(question.text)
        reply = self.replies[question.text] = self.make(question)
        try:
            yield reply
        finally:
            self.closing.set()
            await self.may_close.wait()
            self.open_now[question.thread] -= 1

    def said(self, text: str) -> list[str]:
        """The answers shown to the question with that text."""
        return [answer.text for answer in self.replies[text].answers]


@dataclass
class Office:
    """A dispatcher at work, with what it works from and for.

    ``keeper`` is there while it is at work.
    """

    database: Database
    folder: Path
    runner: ScriptedRunner
    desk: Desk = field(default_factory=Desk)
    concurrency: int = 4

    open_reply: Open | None = None
    access_regained: Callable[[], Awaitable[object]] | None = None
    longest_wait_s: float = float("inf")
    sharing: Sharing = field(default_factory=lambda: Sharing(lease_s=5.0, poll_s=0.05))

    @property
    def inbox(self) -> Inbox:
        return Inbox(self.database)

    @property
    def leases(self) -> Leases:
        return Leases(self.database)

    async def put(
        self, question: Question, payload: str | None = None, inbox: Inbox | None = None
    ) -> None:
        await (inbox or self.inbox).put(
            InboxEntry(
                event_id=question.event_id,
                surface="message",
                thread=question.thread,
                ts=question.ts,
                attempt=question.attempt,
                user_id=question.user_id,
                payload=question.to_json() if payload is None else payload,
            )
        )

    def states(self) -> list[str]:
        """How each question stands, in the order they came in."""
        with closing(sqlite3.connect(self.folder / "termwise.db")) as connection:
            return [state for (state,) in connection.execute("SELECT state FROM inbox ORDER BY id")]

    async def settled(self, *states: str) -> None:
        """Wait until the questions stand like this."""
        async with asyncio.timeout(5):
            while self.states() != list(states):
                await asyncio.sleep(0.01)

    @asynccontextmanager
    async def at_work(self, grace_s: float = 5) -> AsyncIterator[Dispatcher]:
        async with answering(self.database, self.folder, self.runner) as answerer:
            self.keeper = LeaseKeeper(self.leases, self.sharing)
            dispatcher = Dispatcher(
                self.keeper,
                answerer,
                self.open_reply or self.desk.open,
                self.concurrency,
                longest_wait_s=self.longest_wait_s,
                access_regained=self.access_regained,
            )
            keeping = asyncio.create_task(self.keeper.run())
            working = asyncio.create_task(dispatcher.run())
            try:
                yield dispatcher
            finally:
                working.cancel()
                with suppress(asyncio.CancelledError):
                    await working
                await dispatcher.drain(grace_s)
                keeping.cancel()
                await asyncio.gather(keeping, return_exceptions=True)
