"""How soon an envelope is acknowledged while people write."""

from __future__ import annotations

import asyncio
import random
import time
from itertools import count
from typing import Any

from benchmarks.delivery.figures import Figures, Tell, percentile
from benchmarks.delivery.plan import Plan
from benchmarks.delivery.questions import ask, at_rate
from benchmarks.delivery.scene import Scene, scene
from bot.playground.delivery import ACK_TIMEOUT

Json = dict[str, Any]

_PART = "acknowledged"


async def acks(plan: Plan, tell: Tell) -> Figures:
    """Let people write, every other message a mention, to a bot with its usual settings.

    What the bot writes comes back to it as events, too; those are acknowledged without more ado
    and would flatter the figures, so they are left out.
    """
    total, done = round(plan.rate * plan.seconds), count(1)
    async with scene(plan) as here:
        await ask(here, here.spots[0])
        await asyncio.sleep(1.0)
        begun = time.time()
        chance = random.Random(1)  # noqa: S311 - to be repeatable is what it is for

        async def write(number: int) -> None:
            place = chance.choice(here.spots)
            if number % 2:
                await ask(here, place)
            else:
                await here.control.say("Lunch?", channel=place.channel, user=place.user)

        await at_rate(plan.rate, total, write, lambda: tell(_PART, next(done), total))
        await asyncio.sleep(plan.settling_s)
        return _figures(here, await here.control.get("deliveries"), begun)


def _figures(here: Scene, log: list[Json], begun: float) -> Figures:
    people = {place.user for place in here.spots}
    deliveries = [one for one in log if one["user"] in people and one["at"] >= begun]
    silent = [one for one in deliveries if one["acknowledged_after"] is None]
    # One that never came took at least as long as Slack waits.
    times = [1000 * (one["acknowledged_after"] or ACK_TIMEOUT) for one in deliveries]
    return {
        "ack_p50_ms": round(percentile(times, 50), 1),
        "ack_p99_ms": round(percentile(times, 99), 1),
        "ack_max_ms": round(max(times), 1),
        "acks": len(times),
        "acks_missing": len(silent),
    }
