"""What was delivered to the app and how soon it was acknowledged, for tests to read."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from bot.playground.workspace import Json

_LONGEST = 20_000


class DeliveryLog:
    """The latest deliveries, oldest first; each repetition is one of its own."""

    def __init__(self) -> None:
        self._deliveries: deque[Json] = deque(maxlen=_LONGEST)

    @contextmanager
    def timed(self, kind: str, payload: Json, attempt: int) -> Iterator[None]:
        """Note a delivery; the block returns with its acknowledgement, or raises if none comes."""
        event = payload.get("event")
        event = event if isinstance(event, dict) else {}
        entry: Json = {"kind": kind, "event_id": payload.get("event_id"), "attempt": attempt}
        entry |= {name: event.get(name) for name in ("type", "subtype", "channel", "user", "ts")}
        entry |= {"at": time.time(), "acknowledged_after": None}
        self._deliveries.append(entry)
        begun = time.perf_counter()
        yield
        entry["acknowledged_after"] = time.perf_counter() - begun

    def entries(self) -> list[Json]:
        """All that is remembered; those without an acknowledgement wait for it, or waited."""
        return list(self._deliveries)

    def clear(self) -> None:
        """Forget them all."""
        self._deliveries.clear()
