"""How much is asked of the bot in each part of a run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

_TOKENS = 39  # of the scripted answer, and its end

Store = Literal["sqlite", "postgresql"]


@dataclass(frozen=True, slots=True)
class Plan:
    """The sizes of a run.

    Attributes:
        seconds: how long messages come; the overload takes half as long.
        rate: messages a second, mentions and others in turn.
        store: where the bot keeps its inbox.
        seconds_per_token: how fast the model is.
        people: who write, each with a direct message.
        channels: that they write into besides.
        concurrency: questions that the bot answers at once.
        waiting: questions that may wait during the overload.
        overload: how many times as many questions as can be answered.
        few: those who ask one question each beside one who asks many.
        flood: how many that is.
        rounds: how often those few ask.
        stops: answers that are stopped.
        settling_s: how long what was asked may take to come to rest.
    """

    seconds: float = 60.0
    rate: float = 50.0
    store: Store = "sqlite"
    seconds_per_token: float = 0.1
    people: int = 100
    channels: int = 30
    concurrency: int = 16
    waiting: int = 40
    overload: float = 10.0
    few: int = 20
    flood: int = 500
    rounds: int = 3
    stops: int = 50
    settling_s: float = 3.0

    @property
    def answer_s(self) -> float:
        """How long the model takes for an answer."""
        return _TOKENS * self.seconds_per_token

    @property
    def deadline_s(self) -> float:
        """By when each question of the overload is to have been told something."""
        return 5.0 + 3 * self.answer_s * (1 + self.waiting / self.concurrency)


def quick(store: Store = "sqlite") -> Plan:
    """A run of a few seconds, which shows that everything is measured, not how well it is."""
    return Plan(
        seconds=2.5,
        rate=30.0,
        store=store,
        seconds_per_token=0.012,
        people=30,
        channels=10,
        concurrency=4,
        waiting=6,
        overload=6.0,
        few=6,
        flood=45,
        rounds=1,
        stops=6,
        settling_s=0.5,
    )
