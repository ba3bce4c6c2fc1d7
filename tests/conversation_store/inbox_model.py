"""What the inbox is meant to be: a list of entries and where each of them stands."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from conversation_store.inbox_rows import InboxEntry

_LEASED = ("answering", "running")


@dataclass
class Row:
    """An entry; ``run_out`` where its lease has, ``moved`` where it had another turn before."""

    entry: InboxEntry
    state: str
    errand: str | None = None
    wish: str | None = None
    tries: int = 0
    pardoned: int = 0
    run_out: bool = False
    moved: bool = False

    def is_held(self, fence: int) -> bool:
        return self.tries == fence and self.state in _LEASED

    @property
    def failures(self) -> int:
        return max(0, self.tries - 1 - self.pardoned)


@dataclass
class Model:
    """The rows are in the order of their arrival; ``most`` may wait."""

    most: int
    rows: list[Row] = field(default_factory=list)

    def named(self, event_id: str) -> Row:
        return next(row for row in self.rows if row.entry.event_id == event_id)

    def attempts(self, ts: str) -> list[Row]:
        rows = [row for row in self.rows if row.entry.ts == ts]
        return sorted(rows, key=lambda row: row.entry.attempt)

    def put(self, entry: InboxEntry) -> str:
        if self._is_known(entry):
            return "known"
        if sum(row.state == "waiting" for row in self.rows) >= self.most:
            self.rows.append(Row(entry, "errand", errand="busy"))
            return "refused"
        self.rows.append(Row(entry, "waiting"))
        return "new"

    def put_withdrawn(self, entry: InboxEntry) -> None:
        if self._is_known(entry):
            self.withdraw(entry.ts)
        else:
            self.rows.append(Row(entry, "withdrawn"))

    def may_be_answered(self) -> list[Row]:
        busy = {row.entry.thread for row in self.rows if row.state == "answering"}
        return [
            row
            for row in self.rows
            if (row.state == "waiting" and row.entry.thread not in busy)
            or (row.state == "answering" and row.run_out)
        ]

    def passed_by(self, taken: Row) -> list[Row]:
        """Who waits in the thread for longer and was passed by all the same."""
        earlier = self.rows[: self.rows.index(taken)]
        return [
            row
            for row in earlier
            if row.state == "waiting" and row.entry.thread == taken.entry.thread and not row.moved
        ]

    def errands(self) -> list[Row]:
        return [
            row
            for row in self.rows
            if row.state == "errand" or (row.state == "running" and row.run_out)
        ]

    def take(self, row: Row, state: str) -> None:
        row.state, row.tries, row.run_out = state, row.tries + 1, False
        row.wish = None if row.wish == "restart" else row.wish

    def expire(self) -> int:
        leased = [row for row in self.rows if row.state in _LEASED]
        for row in leased:
            row.run_out = True
        return len(leased)

    def finish(self, row: Row, fence: int, state: str) -> bool:
        if not row.is_held(fence) or (row.wish not in (None, "stop") and state != "withdrawn"):
            return False
        row.state, row.wish = state, None
        return True

    def hand_back(self, row: Row, fence: int) -> bool:
        if not row.is_held(fence):
            return False
        row.state = "waiting" if row.errand is None else "errand"
        row.wish = row.wish if row.wish == "withdraw" else None
        row.pardoned = row.tries
        return True

    def stop(self, entry: InboxEntry) -> None:
        for row in self.rows:
            if row.entry.thread == entry.thread and row.state == "answering":
                row.wish = row.wish or "stop"

    def amend(self, ts: str, payload: str) -> str:
        attempts = self.attempts(ts)
        if not attempts or attempts[-1].wish == "withdraw":
            return "unknown"
        row = attempts[-1]
        if row.state not in ("waiting", "answering", "answered", "failed"):
            return "unknown"
        row.entry = replace(row.entry, payload=payload)
        if row.state == "waiting":
            return "waiting"
        if row.state == "answering":
            row.wish = "restart"
            return "restarted"
        row.state, row.pardoned, row.moved = "waiting", row.tries, True
        return "asked again"

    def withdraw(self, ts: str) -> bool:
        for row in self.attempts(ts):
            if row.state in _LEASED:
                row.wish = "withdraw"
            elif row.state == "waiting" and not row.tries:
                row.state = "withdrawn"
            elif row.state != "withdrawn":
                row.state, row.errand, row.pardoned = "errand", "withdraw", row.tries
        return bool(self.attempts(ts))

    def _is_known(self, entry: InboxEntry) -> bool:
        return any(
            row.entry.event_id == entry.event_id
            or (row.entry.ts, row.entry.attempt) == (entry.ts, entry.attempt)
            for row in self.rows
        )
