"""How often a person may use a command: a bound on what one can make the store do."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable

_MOST_PEOPLE = 10_000  # remembered at once; those who came the longest ago are forgotten


class Quota:
    """Allows each person a number of uses in any span of time (a sliding window log)."""

    def __init__(
        self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Start with nothing used.

        Args:
            most: uses in any span of ``seconds``; 0 is no bound.
            seconds: the length of the span.
            clock: seconds that only grow.
        """
        self.most = most
        self._seconds = seconds
        self._clock = clock
        self._used: OrderedDict[str, deque[float]] = OrderedDict()

    def allows(self, user_id: str) -> bool:
        """Whether a person may use it now; a use that is not allowed counts for nothing."""
        if not self.most:
            return True
        now = self._clock()
        used = self._used.setdefault(user_id, deque(maxlen=self.most))
        self._used.move_to_end(user_id)
        if len(self._used) > _MOST_PEOPLE:
            self._used.popitem(last=False)
        if len(used) == self.most and now - used[0] < self._seconds:
            return False
        used.append(now)
        return True

    def give_back(self, user_id: str) -> None:
        """Count the last use for nothing: it came to nothing."""
        if used := self._used.get(user_id):
            used.pop()
