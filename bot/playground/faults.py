"""Faults on request: what can go wrong between an app and Slack, at chosen or random calls."""

from __future__ import annotations

import random
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.dataclasses import dataclass

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
EventFault = Literal["duplicate", "reorder", "drop_ack", "lose"]


@dataclass(slots=True, config=ConfigDict(extra="forbid"))
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
    probability: Annotated[float, Field(ge=0, le=1)] = 1.0
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


class Wishes(BaseModel):
    """What ``Faults.set`` can be told; what is left out stays as it is.

    Attributes:
        rules: which calls to spoil.
        events: for each fault of deliveries, its probability.
        stream_lifetime: seconds after which an open stream ends by itself.
        rate_limits: whether calls are limited by Slack's tiers.
        seed: of the chance.
        disconnect: for Socket Mode alone.
    """

    model_config = ConfigDict(extra="forbid")

    rules: list[FaultRule] | None = None
    events: dict[EventFault, float] | None = None
    stream_lifetime: Annotated[float, Field(gt=0)] | None = None
    rate_limits: bool | None = None
    seed: int | None = None
    disconnect: bool = False


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
        self._events: dict[EventFault, float] = {}
        self._random = random.Random(0)  # noqa: S311 - for repeatable faults

    def set(self, wishes: Json) -> None:
        """Replace the parts that ``wishes`` names, see ``Wishes``; an empty one clears everything.

        Raises:
            Refusal: ``invalid_arguments`` for what cannot be set, or not so.
        """
        try:
            told = Wishes.model_validate(wishes)
        except ValidationError as error:
            wrong = (f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
            raise Refusal("invalid_arguments", *wrong) from error
        if not wishes:
            self.clear()
        if told.rules is not None:
            self._rules = told.rules
        if told.events is not None:
            self._events = dict(told.events)
        if told.stream_lifetime is not None:
            self.stream_lifetime = told.stream_lifetime
        if told.rate_limits is not None:
            self.rate_limits = told.rate_limits
        if told.seed is not None:
            self._random.seed(told.seed)

    def random(self) -> float:
        """The next random number from 0 to 1 of the seeded sequence."""
        return self._random.random()

    def event_has(self, fault: EventFault) -> bool:
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
