"""What becomes of the second question of each pair once the first one's answer is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.progress import track

from benchmarks.faq.baselines import plain
from benchmarks.faq.pairs import Pair
from benchmarks.faq.rooms import EVERYBODY, Met, Rooms, open_rooms, question
from bot.question import Audience, Channel, Question


@dataclass(frozen=True, slots=True)
class Outcome:
    """What b of one pair met.

    Attributes:
        pair: the two questions.
        served: b was served the answer that a is served.
        offered: b was served nothing, and a was among what it was offered.
        not_kept: a's answer may not be kept, or b not be served one: either leans on its asker or
            its day, or says nothing by itself.
        other: the wording of another pair's question whose answer b was served; empty for none.
    """

    pair: Pair
    served: bool = False
    offered: bool = False
    not_kept: bool = False
    other: str = ""


async def each_by_itself(pairs: Sequence[Pair]) -> list[Outcome]:
    """Ask b where nothing but a's answer is kept.

    Each pair is asked in a private channel of its own. Nothing passes from one such channel to
    another: an answer's key and the similar questions belong to one of them, down to how rare a
    word is. So that is a cache with one answer, without a thousand caches.
    """
    outcomes = []
    async with open_rooms() as rooms:
        for number, pair in enumerate(track(pairs, "each pair by itself", transient=True)):
            audience = Channel(f"C{number}", "T1")
            served = await _ask_first(rooms, pair, number, audience)
            met = await _ask_next(rooms, question(pair.b, len(pairs) + number, audience))
            outcomes.append(_outcome(pair, served, met, pairs))
    return outcomes


async def all_together(pairs: Sequence[Pair]) -> list[Outcome]:
    """Ask every b where the answers to all a's are kept, in public.

    An a that asks the same as an earlier one is served that one's answer, as in the answering
    path; then that is the answer that its b is to be served, and its wording stands for both.
    """
    async with open_rooms() as rooms:
        served = [
            await _ask_first(rooms, pair, number, EVERYBODY)
            for number, pair in enumerate(track(pairs, "keeping all", transient=True))
        ]
        return [
            _outcome(
                pair,
                served[number],
                await _ask_next(rooms, question(pair.b, len(pairs) + number)),
                pairs,
            )
            for number, pair in enumerate(track(pairs, "all together", transient=True))
        ]


async def _ask_first(rooms: Rooms, pair: Pair, number: int, audience: Audience) -> str | None:
    """Ask a; its answer, if it may be kept, is the number of the pair that it was made for."""
    return await rooms.answer(question(pair.a, number, audience), str(number))


async def _ask_next(rooms: Rooms, asked: Question) -> Met:
    return await rooms.meet(asked, await rooms.revisions(asked))


def _outcome(pair: Pair, own: str | None, met: Met, pairs: Sequence[Pair]) -> Outcome:
    if met.recalled:
        if met.recalled.text == own:
            return Outcome(pair, served=True)
        other = pairs[int(met.recalled.text)].a
        # The same text is the same question: nobody need judge that.
        return Outcome(pair, other="" if plain(other) == plain(pair.b) else other)
    if own is None or met.asked is None or met.asked.leaning:
        return Outcome(pair, not_kept=True)
    return Outcome(pair, offered=bool({pair.a, pairs[int(own)].a} & set(met.offered)))
