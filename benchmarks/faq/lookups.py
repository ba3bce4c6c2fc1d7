"""How long it takes to find an answer among many, or what is like the question."""

from __future__ import annotations

import random
import time
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import quantiles
from typing import TypeVar

from rich.progress import track

from benchmarks.faq.made_up import MadeUp, questions
from benchmarks.faq.rooms import Rooms, open_rooms, question
from bot.faq.asked import Asked
from bot.faq.guard import leaning, read
from bot.faq.kept import KeptAnswer
from bot.question import Revisions

_T = TypeVar("_T")
_TEXT = "The answer, as the model wrote it, with what one has to know and to do. " * 5
_SINCE = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class LookupFigures:
    """Milliseconds of each look-up, in ascending order.

    Attributes:
        kept: answers in the cache, each to another question.
        exact: of a question in the wording that its answer is kept for.
        near: of one in another wording: to its answer, or to what is offered in place of it.
        near_missed: those of the latter that had to look for what to offer.
        offered: of these, those that were offered something.
    """

    kept: int
    exact: list[float]
    near: list[float]
    near_missed: list[float]
    offered: int


async def measure_lookups(count: int, lookups: int = 2_000, seed: int = 1) -> LookupFigures:
    """Fill the cache, and look up one question after the other.

    Args:
        count: answers to keep, up to 100,000.
        lookups: how many of either way.
        seed: of what is looked up.
    """
    chance = random.Random(seed)  # noqa: S311 - it must be repeatable
    async with open_rooms() as rooms:
        revisions = await rooms.revisions(question("", 0))
        kept = await _fill(rooms, count, revisions)
        await _known(rooms, kept[-1], revisions)
        again, anew = ([chance.choice(kept) for _ in range(lookups)] for _ in range(2))
        exact = await _exact(rooms, again, revisions)
        near, offered = await _near(rooms, anew, revisions)
    missed = [took for took, found in near if not found]
    return LookupFigures(
        len(kept), sorted(exact), sorted(took for took, _ in near), sorted(missed), offered
    )


async def _exact(rooms: Rooms, sought: Sequence[MadeUp], revisions: Revisions) -> list[float]:
    samples = []
    for number, one in enumerate(track(sought, "in the same wording", transient=True)):
        took, (_, recalled) = await _timed(rooms.recall(question(one.text, number), revisions))
        if recalled is None or recalled.question:
            raise RuntimeError(f"the answer to {one.text!r} is not found")
        samples.append(took)
    return samples


async def _near(
    rooms: Rooms, sought: Sequence[MadeUp], revisions: Revisions
) -> tuple[list[tuple[float, bool]], int]:
    """How long each took and whether it met an answer; how many others were offered something."""
    samples, offered = [], 0
    for number, one in enumerate(track(sought, "in another wording", transient=True)):
        took, met = await _timed(rooms.meet(question(one.other, number), revisions))
        samples.append((took, met.recalled is not None))
        offered += bool(met.offered)
    return samples, offered


def percentile(samples: Sequence[float], share: int) -> float:
    """The value that ``share`` percent of the samples do not exceed; NaN of too few."""
    if len(samples) < 2:
        return float("nan")
    return quantiles(samples, n=100, method="inclusive")[share - 1]


async def _fill(rooms: Rooms, count: int, revisions: Revisions) -> list[MadeUp]:
    """Keep answers to so many questions that are read as different ones."""
    kept: dict[str, MadeUp] = {}
    for made in track(questions(), f"keeping {count:,} answers", total=count, transient=True):
        if asked := _asked(rooms, made.text, len(kept), revisions):
            key = asked.key(asked.scope)
            if key not in kept:
                kept[key] = made
                await rooms.cache.put(key, _answer(asked))
        if len(kept) == count:
            return list(kept.values())
    raise RuntimeError(f"only {len(kept):,} of the made-up questions are read as different ones")


def _asked(rooms: Rooms, text: str, number: int, revisions: Revisions) -> Asked | None:
    """A question as it is opened, without a look into the store for each of them."""
    mentions = rooms.glossary.mentions(text)
    reading = read(text, mentions)
    if reading is None or leaning(text):
        return None
    concepts = tuple(one.concept for one in mentions)
    return Asked(question(text, number), reading, concepts, revisions, None, removals=0)


def _answer(asked: Asked) -> KeptAnswer:
    asker, ts = asked.question.user_id, asked.question.ts
    return KeptAnswer(asked.question.text, _TEXT, (), asker, f"C1/{ts}", asked.scope, _SINCE)


async def _known(rooms: Rooms, last: MadeUp, revisions: Revisions) -> None:
    """Wait until all that lies in the cache may be offered; the first look begins the reading."""
    asked, _ = await rooms.recall(question(last.text, 0), revisions)
    if asked:
        await rooms.like(asked)
    await rooms.read_in()


async def _timed(work: Awaitable[_T]) -> tuple[float, _T]:
    """How many milliseconds it took, and what came of it."""
    begun = time.perf_counter()
    result = await work
    return (time.perf_counter() - begun) * 1_000, result
