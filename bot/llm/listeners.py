"""Who waits for which answer: every sequence is ended exactly once, whoever ends it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Literal

from bot.errors import EngineError
from bot.llm.sequence import FinishReason, Sequence
from bot.metrics import EngineMetrics

Event = int | FinishReason | EngineError  # a token, or how it ended
Listener = Callable[[Event], None]
LeaveReason = Literal["cancelled", "stopped"]


class Listeners:
    """May be called from any thread; a listener is taken out by the one who ends it."""

    def __init__(self, metrics: EngineMetrics) -> None:
        """Count endings in ``metrics``."""
        self._metrics = metrics
        self._waiting: dict[Sequence, Listener] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        """How many wait for an ending."""
        return len(self._waiting)

    def add(self, sequence: Sequence, listener: Listener) -> None:
        """Let a listener hear each token of a sequence, and at last its ending."""
        with self._lock:
            self._waiting[sequence] = listener

    def tell(self, sequence: Sequence, token: int) -> None:
        """Tell the listener of a token, if it still listens."""
        with self._lock:
            listener = self._waiting.get(sequence)
        if listener:
            listener(token)

    def end(self, sequence: Sequence, ending: FinishReason | EngineError) -> None:
        """Tell the listener how it ended, unless it was told before."""
        with self._lock:
            listener = self._waiting.pop(sequence, None)
        if listener:
            reason = "failed" if isinstance(ending, EngineError) else ending
            self._metrics.endings.labels(reason).inc()
            listener(ending)

    def leave(self, sequence: Sequence, reason: LeaveReason) -> None:
        """Let a listener hear nothing more, because it wants nothing more."""
        with self._lock:
            left = self._waiting.pop(sequence, None)
        if left:
            self._metrics.endings.labels(reason).inc()

    def end_all(self, error: EngineError) -> list[Sequence]:
        """Tell everybody that something failed; gives the sequences that waited until now."""
        with self._lock:
            ended = list(self._waiting)
        for sequence in ended:
            self.end(sequence, error)
        return ended
