"""Faults on request: what can go wrong between an app and Slack, at chosen or random calls."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Literal, get_args

from bot.playground.refusals import Refusal
from bot.playground.workspace import Json

FaultKind = Literal[
    "429",
    "429_no_header",
    "429_bad_header",
    "500",
    "html",
    "delay",
    "drop_after_store",
    "late_landing",
    "error",
]
_EVENT_FAULTS = frozenset({"duplicate", "reorder", "drop_ack", "lose"})


@dataclass(slots=True)
class FaultRule:
    """Spoils the calls that it matches.

    Attributes:
        kind: ``429`` and its kin refuse; ``500`` and ``html`` answer with no JSON; ``delay``
            answers after ``seconds``; ``drop_after_store`` does the work and breaks the
            connection; ``late_landing`` breaks the connection and does the work after
            ``seconds``; ``error`` refuses with ``error``.
        method: the Web API method, or ``*`` for all.
        channel: only calls for this channel, if given.
        skip: how many matching calls to leave alone first.
        times: how many calls to spoil, None for no end.
        probability: the chance of each matching call to be spoilt.
        retry_after: seconds for the ``Retry-After`` header of a ``429``.
        after_store: whether ``500`` and ``html`` do the work first.
    """

    kind: FaultKind
    method: str = "*"
    channel: str | None = None
    skip: int = 0
    times: int | None = None
    probability: float = 1.0
    retry_after: int = 30
    seconds: float = 1.0
    error: str = "fatal_error"
    after_store: bool = False

    def matches(self, method: str, arguments: Json) -> bool:
        """Whether it speaks of this call and is not used up."""
        channel = arguments.get("channel", arguments.get("channel_id"))
        return (
            self.method in ("*", method)
            and self.channel in (None, channel)
            and (self.times is None or self.times > 0)
        )


class Faults:
    """The faults that are set at present; none at first.

    Attributes:
        stream_lifetime: seconds after which an open stream ends by itself.
        rate_limits: whether calls are limited by Slack's tiers.
    """

    def __init__(self, *, stream_lifetime: float, rate_limits: bool) -> None:
        self._defaults = (stream_lifetime, rate_limits)
        self.clear()

    def clear(self) -> None:
        """Go back to none."""
        self.stream_lifetime, self.rate_limits = self._defaults
        self._rules: list[FaultRule] = []
        self._events: dict[str, float] = {}
        self._random = random.Random(0)  # noqa: S311 - for repeatable faults

    def set(self, wishes: Json) -> None:
        """Replace the parts that ``wishes`` names; an empty one clears everything.

        Raises:
            Refusal: ``invalid_arguments`` for an unknown kind or setting.
        """
        if not wishes:
            self.clear()
        if "rules" in wishes:
            self._rules = [_rule(wish) for wish in wishes["rules"]]
        if unknown := set(wishes.get("events", {})) - _EVENT_FAULTS:
            raise Refusal("invalid_arguments", f"unknown event faults: {sorted(unknown)}")
        self._events = wishes.get("events", self._events)
        self.stream_lifetime = float(wishes.get("stream_lifetime", self.stream_lifetime))
        self.rate_limits = bool(wishes.get("rate_limits", self.rate_limits))
        if "seed" in wishes:
            self._random.seed(wishes["seed"])

    def random(self) -> float:
        """The next random number from 0 to 1 of the seeded sequence."""
        return self._random.random()

    def event_has(self, fault: str) -> bool:
        """Whether the delivery at hand is to suffer this fault, by its probability."""
        probability = self._events.get(fault, 0.0)
        return probability > 0 and self.random() < probability

    def of_call(self, method: str, arguments: Json) -> FaultRule | None:
        """The rule that spoils this call, counted as used, or None."""
        for rule in self._rules:
            if not rule.matches(method, arguments):
                continue
            if rule.skip > 0:
                rule.skip -= 1
            elif self.random() < rule.probability:
                rule.times = None if rule.times is None else rule.times - 1
                return rule
        return None


def _rule(wish: Json) -> FaultRule:
    if wish.get("kind") not in get_args(FaultKind):
        raise Refusal("invalid_arguments", f"unknown fault: {wish.get('kind')}")
    try:
        return FaultRule(**wish)
    except TypeError as error:
        raise Refusal("invalid_arguments", str(error)) from error
