"""One rate limit for each Slack method and channel.

Source: https://docs.slack.dev/apis/web-api/rate-limits
"""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar

from slack_sdk.errors import SlackApiError

from bot.errors import TermwiseError

T = TypeVar("T")
_Key = tuple[str, str]

SPACING = {"chat.postMessage": 1.0}
"""Seconds between two calls of a method in one channel, where Slack names such a limit."""

_BURST = 5  # calls that may come at once before they are spaced: Slack allows "short bursts"

_LONGEST_BACKOFF = 30.0  # seconds
_EASED_AFTER_S = 20.0  # without a refusal, a method is used twice as often again
_MOST_SLOWED = 16.0
_KEPT = 1_000  # limits, beyond which those in the past are forgotten


class RateLimited(TermwiseError):  # noqa: N818 - a state to plan with, not a fault
    """The call has to wait longer than its caller would.

    Attributes:
        retry_after: how long, in seconds.
    """

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"rate limited for {retry_after:.1f} s")
        self.retry_after = retry_after


class Limiter:
    """Holds calls back until Slack takes them again; shared by all that call Slack.

    Args:
        clock: seconds, monotonic.
        sleep: waits for some seconds.
        spacing: seconds between two calls in one channel, by method.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        spacing: Mapping[str, float] = SPACING,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._spacing = spacing
        self._free_at: dict[_Key, float] = {}  # after a refusal
        self._spent_until: dict[_Key, float] = {}  # the "theoretical arrival time" of GCRA
        self._refusals: dict[_Key, int] = {}  # in a row
        self._slowed: dict[str, tuple[float, float]] = {}  # how much, since when

    async def call(
        self,
        method: str,
        channel: str,
        send: Callable[[], Awaitable[T]],
        patience: float = float("inf"),
    ) -> T:
        """Call Slack as soon as the method's limit in this channel allows, however often refused.

        Args:
            method: such as ``chat.update``.
            channel: the channel's id.
            send: makes the call, with what there is to send at that moment.
            patience: how long to wait at most, in seconds.

        Raises:
            RateLimited: it would take longer than ``patience``.
            SlackApiError: Slack refused for another reason.
        """
        key = method, channel
        while True:
            await self._wait(key, patience)
            try:
                result = await send()
            except SlackApiError as error:
                if _status(error) != 429:
                    raise
                self._refused(key, error)
            else:
                self._refusals.pop(key, None)
                return result

    def slowed(self, method: str) -> float:
        """How many times as long to pause between calls of a method that need not come so often.

        Slack counts most calls of all channels together, so that many answers at once use up what
        each of them would be granted. With each refusal all of them are written less often.
        """
        factor, since = self._slowed.get(method, (1.0, 0.0))
        eased: float = factor * 0.5 ** ((self._clock() - since) / _EASED_AFTER_S)
        return max(1.0, eased)

    async def _wait(self, key: _Key, patience: float) -> None:
        at_latest = self._clock() + patience  # others may take the turn that was waited for
        while (wait := self._time_to_wait(key)) > 0:
            if self._clock() + wait > at_latest:
                raise RateLimited(wait)
            await self._sleep(wait)
        if gap := self._spacing.get(key[0]):
            self._spent_until[key] = max(self._spent_until.get(key, 0.0), self._clock()) + gap
            self._forget_the_past(self._spent_until)

    def _time_to_wait(self, key: _Key) -> float:
        """Seconds until Slack takes the call: after a refusal, or where a burst is used up.

        Source: the generic cell rate algorithm, ITU-T I.371.
        """
        credit = (_BURST - 1) * self._spacing.get(key[0], 0.0)
        free_at = max(self._free_at.get(key, 0.0), self._spent_until.get(key, 0.0) - credit)
        return free_at - self._clock()

    def _refused(self, key: _Key, error: SlackApiError) -> None:
        refusals = self._refusals[key] = self._refusals.get(key, 0) + 1
        slowed = min(_MOST_SLOWED, 2.0 * self.slowed(key[0]))
        self._slowed[key[0]] = slowed, self._clock()
        wait = _retry_after(error)
        if wait is None:
            longest = min(_LONGEST_BACKOFF, 2.0 ** min(refusals, 10))
            wait = longest * random.uniform(0.5, 1.0)  # noqa: S311 - spreads retries, no secret
        self._reserve(key, wait)

    def _reserve(self, key: _Key, seconds: float) -> None:
        self._free_at[key] = max(self._free_at.get(key, 0.0), self._clock() + seconds)
        self._forget_the_past(self._free_at)

    def _forget_the_past(self, times: dict[_Key, float]) -> None:
        if len(times) > _KEPT:
            now = self._clock()
            for key in [key for key, at in times.items() if at <= now]:
                del times[key]


def _status(error: SlackApiError) -> int | None:
    return getattr(error.response, "status_code", None)


def _retry_after(error: SlackApiError) -> float | None:
    """The seconds Slack asks for; None where the header is missing or makes no sense."""
    header = str(error.response.headers.get("Retry-After", ""))
    return float(header) if re.fullmatch(r"\d{1,5}", header, re.ASCII) else None
