"""What is going to happen: who asks what, and what befalls which bot; equal for equal seeds."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from tests.chaos.scripted_model import word

_CHANNELS = {
    "C0GENERAL": ("U0LILEI", "U0HANMEI", "U0ALICE"),
    "C0FINANCE": ("U0LILEI", "U0HANMEI", "U0ALICE"),
    "G0DEALROOM": ("U0LILEI", "U0ALICE"),
    "D0LILEI": ("U0LILEI",),
    "D0HANMEI": ("U0HANMEI",),
    "D0ALICE": ("U0ALICE",),
}
_TEXTS = ("What is {}?", "Tell me about {}, please.", "{} 是什么意思？")
_ROUND_S = 2.5  # about as long as a bot takes to start and to be in the middle of its work
_LONGEST_LIFE_S = 2.0
_FOLLOWS_UP = 0.3
_PAUSES = (1.1, 2.5)  # times as long as a lease
_DIES_YOUNG = 0.2  # the share of kills that do not wait until the bot is ready


@dataclass(frozen=True, slots=True)
class Ask:
    """Somebody asks something; ``follows`` is the word of an earlier question of that thread."""

    word: str
    user: str
    channel: str
    text: str
    follows: str | None
    pause: float


@dataclass(frozen=True, slots=True)
class Kill:
    """A bot dies some seconds after it was ready, or already after it was started."""

    replica: int
    when_ready: bool
    after: float


@dataclass(frozen=True, slots=True)
class Pause:
    """A bot stands still for some leases: a machine that is suspended or out of memory."""

    replica: int
    after: float
    leases: float


@dataclass(frozen=True, slots=True)
class Round:
    """Questions, and what befalls a bot among them; in the last round nothing does."""

    asks: tuple[Ask, ...]
    blow: Kill | Pause | None


def make_plan(questions: int, kills: int, replicas: int, seed: int, pauses: int = 0) -> list[Round]:
    """Spread the questions over as many rounds as there are kills and pauses, and one."""
    chance = random.Random(seed)  # noqa: S311 - to be repeatable is what it is for
    threads: list[Ask] = []
    rounds = []
    befalls: list[Callable[[random.Random, int], Kill | Pause]] = []
    befalls += [_kill] * kills + [_pause] * pauses
    random.Random(seed).shuffle(befalls)  # noqa: S311 - likewise; kills alone stay as planned
    for number in range(len(befalls) + 1):
        first, end = (questions * (number + i) // (len(befalls) + 1) for i in (0, 1))
        pace = 2 * _ROUND_S / max(end - first, 1)
        asks = tuple(_ask(chance, n, threads, pace) for n in range(first, end))
        blow = befalls[number](chance, replicas) if number < len(befalls) else None
        rounds.append(Round(asks, blow))
    return rounds


def _ask(chance: random.Random, number: int, threads: list[Ask], pace: float) -> Ask:
    pause = chance.uniform(0, pace)
    root = chance.choice(threads[-6:]) if threads and chance.random() < _FOLLOWS_UP else None
    channel = root.channel if root else chance.choice(list(_CHANNELS))
    user = chance.choice(_CHANNELS[channel])
    text = chance.choice(_TEXTS).format(word(number))
    if not channel.startswith("D"):
        # In every message: a follow-up may arrive before the question that brings the bot in.
        text = f"@termwise {text}"
    ask = Ask(word(number), user, channel, text, root.word if root else None, pause)
    if root is None:
        threads.append(ask)
    return ask


def _pause(chance: random.Random, replicas: int) -> Pause:
    after, leases = chance.uniform(0, _LONGEST_LIFE_S), chance.uniform(*_PAUSES)
    return Pause(chance.randrange(replicas), after, leases)


def _kill(chance: random.Random, replicas: int) -> Kill:
    when_ready = chance.random() >= _DIES_YOUNG
    return Kill(chance.randrange(replicas), when_ready, chance.uniform(0, _LONGEST_LIFE_S))
