"""What one person who asks very much costs the others."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from itertools import count

from benchmarks.delivery.figures import Figures, Tell, percentile
from benchmarks.delivery.plan import Plan
from benchmarks.delivery.questions import Asked, ask, at_rate, fates, settled
from benchmarks.delivery.scene import Place, Scene, scene

_PART = "flooded"
_POLL_S = 0.2


async def fairness(plan: Plan, tell: Tell) -> Figures:
    """The wait of a few who ask one question each, alone and behind one person's many.

    The bounds are lifted, which would keep that person from asking so much.
    """
    async with scene(plan, max_waiting=0, max_waiting_per_person=0) as here:
        others, greedy = here.places[: plan.few], here.ims[len(here.ims) // 2]
        assert greedy.user not in {place.user for place in others}
        await settled(here, [await ask(here, greedy)], plan.deadline_s)  # the first takes longer
        alone = await _p95_wait(here, others, plan)
        flood, done = list[Asked](), count(1)

        async def one(_: int) -> None:
            flood.append(await ask(here, greedy))

        await at_rate(plan.rate, plan.flood, one, lambda: tell(_PART, next(done), plan.flood))
        await asyncio.sleep(plan.settling_s)  # by now all are in the inbox
        beside = await _p95_wait(here, others, plan)
        left = [fate for fate in await fates(here, flood) if fate.told == "nothing"]
    return {
        "fairness_ratio": round(beside / alone, 2),
        "fairness_alone_p95_s": round(alone, 2),
        "fairness_beside_p95_s": round(beside, 2),
        "fairness_flood_left": len(left),  # 0: they were not behind it until the end
    }


async def _p95_wait(here: Scene, others: list[Place], plan: Plan) -> float:
    """Until the first word of the answer.

    Answers of equal length end together, so it matters when one asks: they ask several times.
    """
    chance, waits = random.Random(4), list[float]()  # noqa: S311 - repeatable
    for _ in range(plan.rounds):
        await asyncio.sleep(chance.uniform(0, plan.answer_s))
        asked = await asyncio.gather(*(ask(here, place) for place in others))
        waits += await _waits(here, asked, plan)
    return percentile(waits, 95)


async def _waits(here: Scene, asked: Sequence[Asked], plan: Plan) -> list[float]:
    """One who waits for all the answers of the flood gives up."""
    longest = plan.deadline_s + plan.answer_s * plan.flood / plan.concurrency
    until = time.monotonic() + longest
    while True:
        found = await fates(here, asked)
        is_over = all(fate.told == "answered" for fate in found)
        if is_over or time.monotonic() > until:
            return [longest if fate.after is None else fate.after for fate in found]
        await asyncio.sleep(_POLL_S)
