"""How soon an answer ends after its asker pressed Stop."""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any

from benchmarks.delivery.figures import Figures, Tell, percentile
from benchmarks.delivery.plan import Plan
from benchmarks.delivery.questions import ask
from benchmarks.delivery.scene import Place, Scene, scene

Json = dict[str, Any]

_PART = "stopped"
_AT_ONCE = 8
_NEVER_S = 60.0  # stands for an answer that was not over when the log was read
_WRITING = frozenset({"chat.startStream", "chat.appendStream", "chat.update", "chat.postMessage"})


@dataclass(frozen=True, slots=True)
class _Stopped:
    """An answer that was stopped at a moment; each has a direct message of its own."""

    channel: str
    at: float


class _Sessions:
    """Tells when a thread's session begins, from the stand-in's feed."""

    def __init__(self) -> None:
        self._begun: dict[str, asyncio.Event] = {}

    def begun(self, thread_ts: str) -> asyncio.Event:
        """Set once an answer is on its way in the thread."""
        return self._begun.setdefault(thread_ts, asyncio.Event())

    @asynccontextmanager
    async def followed(self, here: Scene) -> AsyncIterator[None]:
        """Listen for as long as the block runs."""
        async with here.http.get(f"{here.url}/_control/events") as feed:

            async def follow() -> None:
                async for line in feed.content:
                    item = json.loads(line[5:]) if line.startswith(b"data:") else {}
                    if item.get("status") == "processing":
                        self.begun(item["thread_ts"]).set()

            following = asyncio.create_task(follow())
            try:
                yield
            finally:
                following.cancel()


async def stops(plan: Plan, tell: Tell) -> Figures:
    """Stop answers at random instants, and read from Slack's log when each was over.

    It is over when the bot calls the session active, which it does after the generation was
    cancelled and the message has its end; whatever it writes after that is a later append.
    """
    chance, done = random.Random(3), count(1)  # noqa: S311 - repeatable
    gate, sessions = asyncio.Semaphore(min(_AT_ONCE, plan.concurrency)), _Sessions()
    async with scene(plan, max_waiting=0, max_waiting_per_person=0) as here:

        async def one(place: Place) -> _Stopped:
            async with gate:
                stopped = await _stop_somewhere(here, place, sessions, plan, chance)
                tell(_PART, next(done), plan.stops)
                return stopped

        async with sessions.followed(here):
            stopped = await asyncio.gather(*(one(place) for place in here.ims[: plan.stops]))
        await asyncio.sleep(plan.settling_s)
        log = await here.control.get("log")
    return _figures(stopped, log)


async def _stop_somewhere(
    here: Scene, place: Place, sessions: _Sessions, plan: Plan, chance: random.Random
) -> _Stopped:
    """Ask, and stop the answer at an instant of its time; again if it was over before that."""
    while True:
        asked = await ask(here, place)
        await sessions.begun(asked.ts).wait()
        await asyncio.sleep(chance.uniform(0, plan.answer_s))
        at = time.time()
        wish = {"channel": place.channel, "user": place.user, "thread_ts": asked.ts}
        async with here.http.post(f"{here.url}/_control/stop", json=wish) as response:
            if response.status == 200:
                return _Stopped(place.channel, at)


def _figures(stopped: list[_Stopped], log: list[Json]) -> Figures:
    took, later = [], 0
    for one in stopped:
        calls = [call for call in log if _channel(call) == one.channel and call["at"] > one.at]
        end = next((call["at"] for call in calls if _ends_session(call)), one.at + _NEVER_S)
        took.append(end - one.at)
        later += sum(call["method"] in _WRITING and call["at"] > end for call in calls)
    return {
        "stop_p50_s": round(percentile(took, 50), 3),
        "stop_max_s": round(max(took), 3),
        "stops": len(took),
        "later_appends": later,
    }


def _channel(call: Json) -> object:
    return call["arguments"].get("channel", call["arguments"].get("channel_id"))


def _ends_session(call: Json) -> bool:
    is_status = call["method"] == "agents.sessions.setStatus"
    return is_status and bool(call["arguments"]["status"] == "active")
