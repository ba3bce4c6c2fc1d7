"""The inbox and its leases against a model of them."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Coroutine
from contextlib import ExitStack
from typing import TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from conversation_store.database import Database
from conversation_store.inbox import Bounds, Inbox
from conversation_store.inbox_rows import FinalState, InboxEntry, Leased
from conversation_store.leases import Leases
from conversation_store.threads import ThreadKey
from tests.conversation_store.conftest import NewUrl
from tests.conversation_store.entries import LONG, states, where
from tests.conversation_store.inbox_model import Model, Row

T = TypeVar("T")

MOST = 5  # may wait
few = st.integers(0, 3)
threads = st.builds(lambda n: ThreadKey("T1", "C1", f"170000000{n}.000000"), few)
entries = st.builds(
    lambda event, message, attempt, thread, user: InboxEntry(
        f"Ev{event}", "message", thread, f"171000000{message}.000000", attempt, f"U{user}", "{}"
    ),
    st.integers(0, 19),
    st.integers(0, 6),
    st.integers(0, 1),
    threads,
    st.integers(0, 2),
)
final_states: st.SearchStrategy[FinalState] = st.sampled_from(["answered", "failed", "withdrawn"])


class InboxMachine(RuleBasedStateMachine):
    """Who once had a lease speaks up again at any time, also when it is another's by then."""

    given_out = Bundle("given_out")

    def __init__(self, new_url: NewUrl) -> None:
        super().__init__()
        self.resources = ExitStack()
        self.url = self.resources.enter_context(new_url())
        self.runner = asyncio.Runner()
        self.model = Model(MOST)
        self.open()

    def run(self, work: Coroutine[object, object, T]) -> T:
        return self.runner.run(work)

    def open(self) -> None:
        self.database = self.run(Database.open(self.url))
        self.inbox = Inbox(self.database, Bounds(waiting=MOST))
        self.leases = Leases(self.database)

    def teardown(self) -> None:
        self.run(self.database.close())
        self.runner.close()
        self.resources.close()

    def row(self, leased: Leased) -> Row:
        return self.model.named(leased.entry.event_id)

    @rule(entry=entries)
    def put(self, entry: InboxEntry) -> None:
        assert self.run(self.inbox.put(entry)) == self.model.put(entry)

    @rule(entry=entries)
    def put_withdrawn(self, entry: InboxEntry) -> None:
        self.run(self.inbox.put_withdrawn(entry))
        self.model.put_withdrawn(entry)

    @rule(target=given_out)
    def lease(self) -> object:
        free = self.model.may_be_answered()
        return self.taken(self.run(self.leases.lease(LONG)), free, "answering")

    @rule(target=given_out)
    def lease_errand(self) -> object:
        first = self.model.errands()[:1]
        return self.taken(self.run(self.leases.lease_errand(LONG)), first, "running")

    def taken(self, leased: Leased | None, free: list[Row], state: str) -> object:
        if leased is None:
            assert free == []
            return multiple()
        row = self.row(leased)
        assert row in free
        if row.state == "waiting" and not row.moved:
            assert self.model.passed_by(row) == []
        self.model.take(row, state)
        assert (leased.entry, leased.fence) == (row.entry, row.tries)
        assert (leased.wish, leased.errand, leased.failures) == (row.wish, row.errand, row.failures)
        return leased

    @rule(leased=given_out)
    def renew(self, leased: Leased) -> None:
        row, wishes = self.row(leased), self.run(self.leases.renew([leased], LONG))
        assert wishes == ({leased.id: row.wish} if row.is_held(leased.fence) else {})
        row.run_out = row.run_out and not wishes

    @rule(leased=given_out)
    def note(self, leased: Leased) -> None:
        noted = self.run(self.leases.note(leased, [f"{leased.id}.{leased.fence}"]))
        assert noted == self.row(leased).is_held(leased.fence)

    @rule(leased=given_out, state=final_states)
    def finish(self, leased: Leased, state: FinalState) -> None:
        finished = self.run(self.leases.finish(leased, state))
        assert finished == self.model.finish(self.row(leased), leased.fence, state)

    @rule(leased=given_out)
    def hand_back(self, leased: Leased) -> None:
        handed_back = self.run(self.leases.hand_back(leased))
        assert handed_back == self.model.hand_back(self.row(leased), leased.fence)

    @rule(entry=entries)
    def stop(self, entry: InboxEntry) -> None:
        self.run(self.leases.stop(entry.thread))
        self.model.stop(entry)

    @rule(entry=entries, payload=st.sampled_from(["{1}", "{2}"]))
    def amend(self, entry: InboxEntry, payload: str) -> None:
        amended = self.run(self.inbox.amend(*where(entry), payload))
        assert amended == self.model.amend(entry.ts, payload)

    @rule(entry=entries)
    def withdraw(self, entry: InboxEntry) -> None:
        assert self.run(self.inbox.withdraw(*where(entry))) == self.model.withdraw(entry.ts)

    @rule()
    def expire(self) -> None:
        assert self.run(self.leases.expire_all()) == self.model.expire()

    @rule()
    def restart(self) -> None:
        self.run(self.database.close())
        self.open()

    @rule(entry=entries)
    def latest(self, entry: InboxEntry) -> None:
        asked = self.model.attempts(entry.ts)
        latest = self.run(self.inbox.latest(*where(entry)))
        assert latest == (asked[-1].entry if asked else None)

    @invariant()
    def each_stands_as_in_the_model(self) -> None:
        assert self.run(states(self.database)) == [row.state for row in self.model.rows]

    @invariant()
    def a_thread_has_one_answer_in_flight(self) -> None:
        rows = self.model.rows
        in_flight = Counter(row.entry.thread for row in rows if row.state == "answering")
        assert max(in_flight.values(), default=0) <= 1


def test_the_inbox_behaves_as_its_model(new_url: NewUrl) -> None:
    class Machine(InboxMachine):
        def __init__(self) -> None:
            super().__init__(new_url)

    budget = settings(max_examples=25, stateful_step_count=40, deadline=None)
    run_state_machine_as_test(Machine, settings=budget)
