"""Many times as many questions as can be answered: who is told so, how soon, at what cost."""

from __future__ import annotations

import asyncio
import random
import time
from itertools import count, islice

from benchmarks.delivery.figures import Figures, Tell, percentile
from benchmarks.delivery.plan import Plan
from benchmarks.delivery.questions import Asked, Fate, ask, at_rate, settled
from benchmarks.delivery.scene import Place, Scene, scene

_PART = "overloaded"
_WAVES = 2
_CROWDED = 0.05  # of a run's time: Slack takes one message a second in a channel


async def overload(plan: Plan, tell: Tell) -> Figures:
    """Learn how much the bot can answer, then ask so many times more, by many people.

    At last half of them ask in one channel, which Slack lets the bot write into once a second.
    """
    bounds = {"max_waiting": plan.waiting, "longest_wait_s": plan.deadline_s}
    async with scene(plan, **bounds) as here:
        rate = plan.overload * await _answered_a_second(here, plan)
        sizes, told = [here.resident_bytes()], list[Fate]()
        for _ in range(_WAVES):  # two, to see whether the memory comes to rest
            asked = await _ask_at(rate, plan.seconds / 2 / _WAVES, here, here.places, tell)
            told += await settled(here, asked, plan.deadline_s)
            await asyncio.sleep(plan.settling_s)
            sizes.append(here.resident_bytes())
        crowded = await _ask_at(rate, plan.seconds * _CROWDED, here, _crowded(here), tell)
        beside = await settled(here, crowded, plan.deadline_s)
    figures = _figures(told, plan) | _memory(sizes)
    figures["beside_crowd_refusal_p99_s"] = round(percentile(_refused_in_ims(beside), 99), 3)
    return {"overload_questions_per_s": round(rate, 1)} | figures


async def _answered_a_second(here: Scene, plan: Plan) -> float:
    """Measured with all places of the bot taken; it warms its memory up, too."""
    questions = 2 * plan.concurrency
    begun = time.monotonic()
    asked = await asyncio.gather(*(ask(here, place) for place in islice(here.ims, questions)))
    await settled(here, asked, plan.deadline_s)
    return questions / (time.monotonic() - begun)


def _crowded(here: Scene) -> list[Place]:
    """Everybody's direct message, and for each of them the same channel."""
    channel = here.spots[0].channel
    return [place for im in here.ims for place in (im, Place(channel, im.user))]


async def _ask_at(
    rate: float, seconds: float, here: Scene, places: list[Place], tell: Tell
) -> list[Asked]:
    """Ask at random places."""
    chance, done = random.Random(2), count(1)  # noqa: S311 - repeatable
    total, asked = round(rate * seconds), list[Asked]()

    async def one(_: int) -> None:
        asked.append(await ask(here, chance.choice(places)))

    await at_rate(rate, total, one, lambda: tell(_PART, next(done), total))
    return asked


def _figures(told: list[Fate], plan: Plan) -> Figures:
    refused = [fate.after for fate in told if fate.told == "refused" and fate.after is not None]
    silent = [fate for fate in told if fate.after is None or fate.after > plan.deadline_s]
    return {
        "overload_refusal_p50_s": round(percentile(refused, 50), 3),
        "overload_refusal_p99_s": round(percentile(refused, 99), 3),
        "refused": len(refused),
        "answered": sum(fate.told == "answered" for fate in told),
        "apologies": sum(fate.told == "otherwise" for fate in told),
        "unfinished": sum(fate.told == "begun" for fate in told),
        "silent": len(silent),
    }


def _refused_in_ims(told: list[Fate]) -> list[float]:
    """Where there is no limit to wait for, whatever goes on in the crowded channel."""
    return [
        fate.after
        for fate in told
        if fate.told == "refused" and fate.after is not None and fate.asked.place.is_im
    ]


def _memory(sizes: list[int]) -> Figures:
    before, *_, after_first, after_all = sizes
    return {
        "memory_growth": round(after_all / before, 3),
        "memory_growth_second_wave": round(after_all / after_first, 3),
        "memory_before_mb": round(before / 2**20, 1),
    }
