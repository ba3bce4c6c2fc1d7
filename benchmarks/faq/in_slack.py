"""What people see of the cache in Slack: how soon a hit comes, and who shares one answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from rich.progress import track

from benchmarks.faq.workspace import Crowd, crowd

_CHANNELS = 10
_PAUSE_S = 0.13  # with ten channels, the bot need not wait for its turn to post in one of them
_STEP_S = 0.05
_QUESTIONS = [
    ("上海分公司报销差旅费需要哪些发票？", "请问上海分公司报销差旅费需要哪些发票呢？"),
    ("深圳研发中心的服务器由谁维护？", "你好，深圳研发中心的服务器由谁维护？"),
    ("采购合同要保存几年？", "请问一下，采购合同要保存几年？"),
    ("新供应商准入要经过哪些部门？", "麻烦问一下，新供应商准入要经过哪些部门？"),
    ("数据库备份保留多少天？", "请问数据库备份保留多少天？"),
    ("Who approves travel claims in the Shanghai office?", "Hi, who approves travel claims in the "
     "Shanghai office?"),
    ("How many days of annual leave does a new employee get?", "Hello, how many days of annual "
     "leave does a new employee get, please?"),
    ("Which form does a supplier check need?", "Please, which form does a supplier check need?"),
    ("How do I reset the password of the expense system?", "How can I reset the password of the "
     "expense system?"),
    ("Where are paper contracts archived?", "Hey, where are paper contracts archived?"),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hits:
    """Answers from the cache.

    Attributes:
        ms: from the question to the final message, of each hit.
        other_wording: those that were asked in another wording than the first time.
    """

    ms: list[float]
    other_wording: int


async def measure_hits(count: int) -> Hits:
    """Have as many people ask, one after the other, what was answered in public already.

    Raises:
        RuntimeError: one of them was not answered from the cache.
    """
    took, other_wording = [], 0
    async with crowd(count, _CHANNELS) as here:
        for number, (text, _) in enumerate(_QUESTIONS):
            await here.ask(text, here.people[0], here.channels[number % _CHANNELS])
        made = here.runner.generations
        if made != len(_QUESTIONS):
            raise RuntimeError(f"{made} answers were made to {len(_QUESTIONS)} new questions")
        for number, user in enumerate(track(here.people, "hits in Slack", transient=True)):
            wordings = _QUESTIONS[number % len(_QUESTIONS)]
            is_other = number // len(_QUESTIONS) % 2
            await asyncio.sleep(_PAUSE_S)
            ms, _ = await here.ask(wordings[is_other], user, here.channels[number % _CHANNELS])
            took.append(ms)
            other_wording += is_other
            if here.runner.generations != made:
                raise RuntimeError(f"{wordings[is_other]!r} was not answered from the cache")
    return Hits(took, other_wording)


@asynccontextmanager
async def asking_at_once(askers: int) -> AsyncIterator[Awaitable[int]]:
    """Have as many people ask the same new question at once, in threads of one public channel.

    Yields:
        How many answers the model has made once each of them has one, which takes as many seconds
        as there are people: so often Slack takes a post in a channel.
    """
    async with crowd(askers, 1, _STEP_S) as here:
        asking = asyncio.create_task(_generations(here))
        try:
            yield asking
        finally:
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)


async def _generations(here: Crowd) -> int:
    (channel,) = here.channels
    (text, _), *_ = _QUESTIONS
    await asyncio.gather(*(here.ask(text, user, channel) for user in here.people))
    return here.runner.generations
