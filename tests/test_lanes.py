"""Work is taken up one by one, done several at a time, and none is dropped at the end."""

from __future__ import annotations

import asyncio
from collections import deque

from bot.lanes import Lane


class Pile:
    """Things to do, and what became of them."""

    def __init__(self, *things: int, taking_s: float = 0.0, doing_s: float = 0.0) -> None:
        self.waiting = deque(things)
        self.done: list[int] = []
        self.at_once = self.most_at_once = 0
        self.taking = asyncio.Event()
        self._taking_s = taking_s
        self._doing_s = doing_s

    async def take(self) -> int | None:
        one = self.waiting.popleft() if self.waiting else None
        self.taking.set()
        await asyncio.sleep(self._taking_s)
        return one

    async def work(self, one: int) -> None:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(self._doing_s)
        self.at_once -= 1
        self.done.append(one)


def allowed() -> asyncio.Event:
    event = asyncio.Event()
    event.set()
    return event


async def until_done(pile: Pile, count: int) -> None:
    async with asyncio.timeout(5):
        while len(pile.done) < count:
            await asyncio.sleep(0.001)


async def end(running: asyncio.Task[None]) -> None:
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_no_more_is_done_at_once_than_there_are_slots() -> None:
    pile = Pile(*range(20), doing_s=0.005)
    running = asyncio.create_task(Lane(pile.take, pile.work, 3, poll_s=9).run(allowed()))
    await until_done(pile, 20)
    await end(running)
    assert pile.most_at_once == 3
    assert sorted(pile.done) == list(range(20))


async def test_what_comes_later_is_found_when_told_and_without_being_told() -> None:
    for poll_s, told in ((9.0, True), (0.02, False)):
        pile = Pile()
        lane = Lane(pile.take, pile.work, 1, poll_s)
        running = asyncio.create_task(lane.run(allowed()))
        await pile.taking.wait()
        await asyncio.sleep(0.01)
        pile.waiting.append(1)
        if told:
            lane.wake()
        await until_done(pile, 1)
        await end(running)


async def test_nothing_is_taken_up_while_it_is_not_allowed() -> None:
    pile, gate = Pile(1), asyncio.Event()
    running = asyncio.create_task(Lane(pile.take, pile.work, 1, poll_s=0.01).run(gate))
    await asyncio.sleep(0.05)
    assert pile.done == []
    gate.set()
    await until_done(pile, 1)
    await end(running)


async def test_what_is_being_taken_up_at_the_end_is_still_done() -> None:
    pile = Pile(1, 2, taking_s=0.05)
    lane = Lane(pile.take, pile.work, 1, poll_s=9)
    running = asyncio.create_task(lane.run(allowed()))
    await pile.taking.wait()
    await end(running)
    await lane.drain(5)
    assert pile.done == [1]
    assert list(pile.waiting) == [2]


async def test_what_is_not_done_in_time_at_the_end_is_cancelled() -> None:
    pile = Pile(1, doing_s=60)
    lane = Lane(pile.take, pile.work, 1, poll_s=9)
    running = asyncio.create_task(lane.run(allowed()))
    while not pile.at_once:
        await asyncio.sleep(0.001)
    await end(running)
    async with asyncio.timeout(1):
        await lane.drain(0.01)
    assert pile.done == []
