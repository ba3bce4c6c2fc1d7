"""Asking, and what came of it: read from the channels when all is over."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from benchmarks.delivery.scene import Place, Scene
from bot.handlers.texts import WORDS
from tests.chaos.scripted_model import answer, word

Json = dict[str, Any]
Told = Literal["answered", "refused", "otherwise", "begun", "nothing"]

_POLL_S = 0.5
_FINAL: tuple[Told, ...] = ("answered", "refused", "otherwise")
_REFUSALS = [words[why] for words in WORDS.values() for why in ("busy", "too_many")]
_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that stands in Slack, and opens a thread there."""

    word: str
    place: Place
    ts: str


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a question.

    Attributes:
        asked: the question.
        told: the whole answer, that it cannot be taken in now, something else, only the beginning
            of an answer, or nothing.
        after: seconds from the question to the first message of the bot in its thread, by
            Slack's own timestamps.
    """

    asked: Asked
    told: Told
    after: float | None = None


async def ask(scene: Scene, place: Place) -> Asked:
    """Ask something that was never asked before."""
    named = word(next(_numbers))
    text = f"What is {named}?" if place.is_im else f"@termwise What is {named}?"
    ts = await scene.control.say(text, channel=place.channel, user=place.user)
    return Asked(named, place, ts)


async def at_rate(
    rate: float, count: int, act: Callable[[int], Awaitable[object]], tell: Callable[[], None]
) -> None:
    """Begin ``count`` acts at a rate that does not slow down when they take long.

    Args:
        rate: acts a second.
        count: of acts.
        act: given its number.
        tell: called after each beginning.
    """
    begun = time.perf_counter()
    async with asyncio.TaskGroup() as together:
        for number in range(count):
            await asyncio.sleep(max(0.0, begun + number / rate - time.perf_counter()))
            together.create_task(_awaited(act(number)))
            tell()


async def fates(scene: Scene, asked: Iterable[Asked]) -> list[Fate]:
    """What has become of each question so far."""
    questions = list(asked)
    channels = sorted({question.place.channel for question in questions})
    first: dict[str, Json] = {}
    for channel in channels:
        for message in await scene.control.messages(channel):
            if message.get("bot_id") and "thread_ts" in message:
                first.setdefault(message["thread_ts"], message)
    return [_fate(question, first.get(question.ts)) for question in questions]


async def settled(scene: Scene, asked: Sequence[Asked], within_s: float) -> list[Fate]:
    """The fates once each question has one for good, or when the time is up."""
    until = time.monotonic() + within_s
    while True:
        found = await fates(scene, asked)
        if all(fate.told in _FINAL for fate in found):
            return found
        if time.monotonic() > until:
            return found
        await asyncio.sleep(_POLL_S)


def _fate(asked: Asked, message: Json | None) -> Fate:
    if message is None:
        return Fate(asked, "nothing")
    after = float(message["ts"]) - float(asked.ts)
    text = str(message.get("text", ""))
    if answer(asked.word) in text and not message.get("streaming"):
        return Fate(asked, "answered", after)
    if any(refusal in text for refusal in _REFUSALS):
        return Fate(asked, "refused", after)
    is_begun = message.get("streaming") or answer(asked.word).startswith(text)
    return Fate(asked, "begun" if is_begun else "otherwise", after)


async def _awaited(act: Awaitable[object]) -> None:
    await act
