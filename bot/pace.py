"""How fast questions are being answered, to tell people how long they will wait."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

_WEIGHT = 0.2  # of the newest answer in the mean
_FIRST_GUESS_S = 6.0


class Pace:
    """A running mean of how long an answer takes.

    Args:
        at_once: how many are answered at once.
    """

    def __init__(self, at_once: int) -> None:
        self._at_once = at_once
        self._mean_s = _FIRST_GUESS_S

    @contextmanager
    def measured(self) -> Iterator[None]:
        """Count the block as one answer."""
        begun = time.monotonic()
        yield
        self._mean_s += _WEIGHT * (time.monotonic() - begun - self._mean_s)

    def wait_s(self, ahead: int) -> float:
        """About how long until a question is answered that has so many before it, in seconds."""
        return (ahead + 1) * self._mean_s / self._at_once
