from __future__ import annotations

import pytest

from bot.playground.rate_limits import RateLimits


class Clock:
    """Stands still until it is moved."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    ("method", "at_once"),
    [("chat.startStream", 20), ("chat.update", 50), ("chat.appendStream", 100)],
)
def test_a_tier_allows_so_many_calls_a_minute(method: str, at_once: int) -> None:
    clock = Clock()
    limits = RateLimits(clock)
    waits = [limits.seconds_to_wait(method, {}) for _ in range(at_once + 1)]
    assert waits[:-1] == [0] * at_once
    assert waits[-1] > 0
    clock.now += waits[-1]
    assert limits.seconds_to_wait(method, {}) == 0


def test_posting_is_limited_for_each_channel_by_itself() -> None:
    limits = RateLimits(Clock())
    waits = [limits.seconds_to_wait("chat.postMessage", {"channel": "C1"}) for _ in range(11)]
    assert waits[-1] == 1
    assert limits.seconds_to_wait("chat.postMessage", {"channel": "C2"}) == 0


def test_a_refused_call_does_not_lengthen_the_wait() -> None:
    clock = Clock()
    limits = RateLimits(clock)
    for _ in range(200):
        limits.seconds_to_wait("chat.startStream", {})
    clock.now += 3
    assert limits.seconds_to_wait("chat.startStream", {}) == 0
