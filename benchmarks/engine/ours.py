"""Our engine as a contender: the worker over a prepared model, without the tokenizer's part."""

from __future__ import annotations

import queue
import time
from collections.abc import Iterator
from collections.abc import Sequence as Ordered
from contextlib import contextmanager
from typing import Any

from prometheus_client import CollectorRegistry
from transformers import PreTrainedModel

from benchmarks.engine.contenders import Times
from bot.llm.listeners import Event
from bot.llm.model_runner import ModelRunner
from bot.llm.paging import load_runner
from bot.llm.sequence import SamplingParams, Sequence
from bot.llm.worker import Limits, Worker
from bot.metrics import EngineMetrics

CHUNK = 512  # tokens of a prompt in a step
_MB = 1_000_000
_GREEDY = SamplingParams(temperature=0, repetition_penalty=1.0, timeout_s=3600)


class Ours:
    """The engine's worker over a prepared model.

    Attributes:
        hits: of each answer, the tokens found in the cache and those of the prompt.
        weight_bytes: what a decoded token must read of the weights.
    """

    remembers = True

    def __init__(self, runner: ModelRunner, name: str, weight_bytes: int) -> None:
        """Start the worker's thread."""
        limits = Limits(max_num_seqs=32, max_num_batched_tokens=CHUNK, step_timeout_s=3600)
        self._worker = Worker(runner, limits, EngineMetrics(CollectorRegistry()))
        self.name = name
        self.weight_bytes = weight_bytes
        self.hits: list[tuple[int, int]] = []

    def answer(self, prompts: Ordered[list[int]], tokens: int) -> Times:
        """See ``Contender``."""
        start = time.perf_counter()
        times: Times = [[] for _ in prompts]
        ended: queue.SimpleQueue[Event] = queue.SimpleQueue()
        sequences = [Sequence(list(one), len(one), _GREEDY, tokens) for one in prompts]
        for place, sequence in enumerate(sequences):

            def listen(event: Event, place: int = place) -> None:
                if isinstance(event, int):
                    times[place].append(time.perf_counter() - start)
                else:
                    ended.put(event)

            self._worker.submit(sequence, listen)
        for _ in prompts:
            if (ending := ended.get()) != "length":
                raise RuntimeError(f"an answer ended otherwise than at its length: {ending}")
        self.hits += [(one.num_cached_tokens or 0, one.num_prompt_tokens) for one in sequences]
        return times

    def close(self) -> None:
        """Stop the worker."""
        self._worker.close()


@contextmanager
def engine(
    model: PreTrainedModel, *, context: int, pool_tokens: int, name: str = "Termwise"
) -> Iterator[Ours]:
    """Our engine over a model, which pages its keys and values from now on.

    Args:
        model: as loaded.
        context: tokens of the longest thread.
        pool_tokens: so many tokens' keys and values are kept.
        name: for people.
    """
    config = model.config
    width = config.hidden_size // config.num_attention_heads * config.num_key_value_heads
    token_bytes = 2 * width * config.num_hidden_layers * model.dtype.itemsize
    pool_mb = -(-pool_tokens * token_bytes // _MB)
    weight_bytes = _weight_bytes(model)
    runner = load_runner(model, context_tokens=context, kv_cache_mb=pool_mb)
    ours = Ours(runner, name, weight_bytes)
    try:
        yield ours
    finally:
        ours.close()


def _weight_bytes(model: PreTrainedModel) -> int:
    """All weights but an embedding that is only looked up in."""
    embedding: Any = model.get_input_embeddings().weight  # torch types it as Tensor | Module
    tied = model.get_output_embeddings().weight is embedding
    return int(model.get_memory_footprint()) - (0 if tied else embedding.nbytes)
