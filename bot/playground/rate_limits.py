"""Slack's rate limits by tier (https://docs.slack.dev/apis/web-api/rate-limits)."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from bot.playground.workspace import Json


@dataclass(frozen=True, slots=True)
class Allowance:
    """So many calls a minute, of which ``burst`` may come at once."""

    per_minute: float
    burst: float
    per_channel: bool = False


_TIER_2 = Allowance(20, 20)
_TIER_3 = Allowance(50, 50)
_TIER_4 = Allowance(100, 100)
_SPECIAL = Allowance(600, 600)
_POSTING = Allowance(60, 10, per_channel=True)  # one a second, short bursts are let through

_ALLOWANCES = {
    "chat.startStream": _TIER_2,
    "chat.stopStream": _TIER_2,
    "users.list": _TIER_2,
    "conversations.list": _TIER_2,
    "chat.postMessage": _POSTING,
    "auth.test": _SPECIAL,
    "assistant.threads.setStatus": _SPECIAL,
    "chat.getPermalink": _SPECIAL,
    "chat.appendStream": _TIER_4,
    "chat.postEphemeral": _TIER_4,
    "users.info": _TIER_4,
    "files.info": _TIER_4,
    "views.open": _TIER_4,
    "views.push": _TIER_4,
    "views.update": _TIER_4,
    "views.publish": _TIER_4,
    "conversations.members": _TIER_4,
}


class RateLimits:
    """A bucket of calls for each method, refilled all the time.

    Args:
        clock: seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._buckets: dict[tuple[str, object], tuple[float, float]] = {}

    def clear(self) -> None:
        """Fill every bucket."""
        self._buckets.clear()

    def seconds_to_wait(self, method: str, arguments: Json) -> int:
        """Take one call out of the bucket.

        Returns:
            0 if it was allowed, else whole seconds for the ``Retry-After`` header.
        """
        allowance = _ALLOWANCES.get(method, _TIER_3)
        key = (method, arguments.get("channel") if allowance.per_channel else None)
        now = self._clock()
        left, since = self._buckets.get(key, (allowance.burst, now))
        left = min(allowance.burst, left + (now - since) * allowance.per_minute / 60)
        allowed = left >= 1
        self._buckets[key] = (left - 1 if allowed else left, now)
        return 0 if allowed else math.ceil((1 - left) * 60 / allowance.per_minute)
