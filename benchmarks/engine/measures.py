"""What is measured, as functions of a contender."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Sequence
from statistics import median

import torch

from benchmarks.engine.contenders import Contender, Times
from benchmarks.engine.ours import Ours
from bot.llm.kv_cache import BlockManager

TURN = 50  # tokens that a turn adds
_DECODED = 24  # tokens of each answer whose pace is measured
_VOCABULARY = 900  # ids to draw from: every shape has them
_BANDWIDTH_BYTES = 1 << 30


class Prompts:
    """Draws token ids that no earlier prompt had in common."""

    def __init__(self, seed: int) -> None:
        """Draw from a seed."""
        self._rng = random.Random(seed)  # noqa: S311 - it must be repeatable

    def draw(self, tokens: int) -> list[int]:
        """Some token ids."""
        return [self._rng.randrange(_VOCABULARY) for _ in range(tokens)]


def interleaved(
    contenders: Sequence[Contender], measure: Callable[[Contender], float], rounds: int
) -> dict[str, float]:
    """A measure's median for each contender, taken in turns: a noisy minute hits all."""
    taken: dict[str, list[float]] = {one.name: [] for one in contenders}
    for _ in range(rounds):
        for contender in contenders:
            taken[contender.name].append(measure(contender))
    return {name: median(values) for name, values in taken.items()}


def first_token_s(contender: Contender, history: int, prompts: Prompts) -> float:
    """Seconds to the first token of a turn whose history was answered before."""
    thread = prompts.draw(history)
    if contender.remembers:
        contender.answer([thread], 1)
    ((first, *_),) = contender.answer([thread + prompts.draw(TURN)], 1)
    return first


def decode_rate(contender: Contender, threads: int, context: int, prompts: Prompts) -> float:
    """Tokens per second in all, from when all threads decode until the first is through."""
    drawn = [prompts.draw(context) for _ in range(threads)]
    if contender.remembers:  # else the first would be through before the last was read
        contender.answer(drawn, 1)
    return _rate(contender.answer(drawn, _DECODED))


def _rate(times: Times) -> float:
    begun, ended = max(one[0] for one in times), min(one[-1] for one in times)
    if begun >= ended:  # one after the other
        return sum(len(one) - 1 for one in times) / sum(one[-1] - one[0] for one in times)
    return sum(1 for one in times for when in one if begun < when <= ended) / (ended - begun)


def prefix_hit_rate(ours: Ours, threads: int, full: int, prompts: Prompts) -> float:
    """The share of prompt tokens found in the cache while threads take turns until all are full.

    Args:
        ours: with a pool that holds fewer full threads than take turns.
        threads: so many talk in rotation.
        full: tokens of a full thread.
        prompts: draws what is said.
    """
    said = [prompts.draw(full // 8) for _ in range(threads)]
    ours.hits.clear()
    while len(said[0]) < full:
        for thread in said:
            ours.answer([thread], 1)
            thread += prompts.draw(full // 16)
    cached, asked = (sum(column) for column in zip(*ours.hits, strict=True))
    return float(cached / asked)


def simulated_hit_rate(block_size: int, threads: int, held: int, full: int) -> float:
    """The same share for blocks of another size, from the block manager alone.

    Args:
        block_size: tokens in a block.
        threads: so many talk in rotation.
        held: so many full threads fit into the pool.
        full: tokens of a full thread.
    """
    prompts, blocks = Prompts(8), BlockManager(held * full // block_size, block_size)
    said = [prompts.draw(full // 8) for _ in range(threads)]
    cached = asked = 0
    while len(said[0]) < full:
        for thread in said:
            table = blocks.open("", thread)
            cached, asked = cached + len(table.blocks) * block_size, asked + len(thread)
            blocks.reserve(table, len(thread))
            blocks.commit(table, thread, len(thread))
            blocks.release(table)
            thread += prompts.draw(full // 16)
    return cached / asked


def chunk_s(ours: Ours, chunk: int, chunks: int, prompts: Prompts) -> float:
    """Seconds that a chunk of a long prompt takes on average."""
    ((took,),) = ours.answer([prompts.draw(chunks * chunk)], 1)
    return took / chunks


def short_question_s(ours: Ours, long: int, after_s: float, prompts: Prompts) -> float:
    """Seconds to the first token of a short question asked while a long prompt is read.

    Args:
        ours: idle.
        long: tokens of the long prompt.
        after_s: seconds from the long prompt to the question.
        prompts: draws both.
    """
    reading = threading.Thread(target=ours.answer, args=([prompts.draw(long)], 1))
    reading.start()
    time.sleep(after_s)
    ((first, *_),) = ours.answer([prompts.draw(TURN)], 1)
    reading.join()
    return first


def bandwidth(device: str) -> float:
    """Bytes per second that a device reads, the best of five sums over a gibibyte."""
    numbers = torch.ones(_BANDWIDTH_BYTES // 4, device=device)
    best = 0.0
    for _ in range(5):
        start = time.perf_counter()
        numbers.sum().item()
        best = max(best, _BANDWIDTH_BYTES / (time.perf_counter() - start))
    return best
