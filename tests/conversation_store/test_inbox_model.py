"""The inbox against a model of it: lists and dictionaries."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from tempfile import TemporaryDirectory
from typing import TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from conversation_store.database import Database
from conversation_store.inbox import FinalState, Inbox, InboxEntry
from conversation_store.threads import ThreadKey
from tests.conversation_store.entries import states

T = TypeVar("T")

few = st.integers(0, 3)
threads = st.builds(lambda n: ThreadKey("T1", "C1", f"170000000{n}.000000"), few)
entries = st.builds(
    lambda event, message, attempt, thread: InboxEntry(
        f"Ev{event}", "message", thread, f"171000000{message}.000000", attempt, "U1", "{}"
    ),
    st.integers(0, 9),
    few,
    st.integers(0, 1),
    threads,
)
final_states = st.sampled_from(["answered", "failed"])


class InboxMachine(RuleBasedStateMachine):
    """Entries are in the order of their arrival, which is that of their ids."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.runner = asyncio.Runner()
        self.entries: list[InboxEntry] = []
        self.states: list[str] = []
        self.tries: list[int] = []
        self.ids: dict[int, int] = {}
        self.open()

    def run(self, work: Coroutine[object, object, T]) -> T:
        return self.runner.run(work)

    def open(self) -> None:
        self.database = self.run(Database.open(f"sqlite:///{self.folder.name}/termwise.db"))
        self.inbox = Inbox(self.database)

    def teardown(self) -> None:
        self.run(self.database.close())
        self.runner.close()
        self.folder.cleanup()

    def numbers(self, state: str) -> list[int]:
        return [number for number, one in enumerate(self.states) if one == state]

    @rule(entry=entries)
    def put(self, entry: InboxEntry) -> None:
        known = any(
            one.event_id == entry.event_id or (one.ts, one.attempt) == (entry.ts, entry.attempt)
            for one in self.entries
        )
        assert self.run(self.inbox.put(entry)) is not known
        if not known:
            self.entries.append(entry)
            self.states.append("waiting")
            self.tries.append(0)

    @rule()
    def lease(self) -> None:
        busy = {self.entries[number].thread for number in self.numbers("answering")}
        free = [n for n in self.numbers("waiting") if self.entries[n].thread not in busy]
        leased = self.run(self.inbox.lease())
        if not free:
            assert leased is None
            return
        assert leased is not None
        self.states[free[0]] = "answering"
        self.tries[free[0]] += 1
        self.ids[free[0]] = leased.id
        assert (leased.entry, leased.tries) == (self.entries[free[0]], self.tries[free[0]])

    @rule(data=st.data(), state=final_states)
    def finish(self, data: st.DataObject, state: FinalState) -> None:
        if not self.ids:
            return
        number = data.draw(st.sampled_from(sorted(self.ids)))
        self.run(self.inbox.finish(self.ids[number], state))
        if self.states[number] in ("waiting", "answering"):
            self.states[number] = state

    @rule()
    def restart(self) -> None:
        self.run(self.database.close())
        self.open()
        numbers = self.numbers("answering")
        assert self.run(self.inbox.requeue_unfinished()) == len(numbers)
        for number in numbers:
            self.states[number] = "waiting"

    @rule(entry=entries)
    def latest(self, entry: InboxEntry) -> None:
        asked = [one for one in self.entries if one.ts == entry.ts]
        latest = max(asked, key=lambda one: one.attempt, default=None)
        assert self.run(self.inbox.latest("message", "C1", entry.ts)) == latest

    @invariant()
    def each_stands_as_in_the_model(self) -> None:
        assert self.run(states(self.database)) == self.states


TestInbox = InboxMachine.TestCase
TestInbox.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
