"""Those who are measured: each answers prompts and notes when each token came."""

from __future__ import annotations

import time
from collections.abc import Sequence as Ordered
from typing import Any, Protocol

import torch
from transformers import (
    ContinuousBatchingConfig,
    GenerationConfig,
    PreTrainedModel,
    StoppingCriteria,
    StoppingCriteriaList,
)

Times = list[list[float]]  # for each prompt, when each token of its answer came, in seconds


class Contender(Protocol):
    """A way to generate.

    Attributes:
        name: for people.
        remembers: whether it keeps something of a prompt for the next that begins with it.
    """

    name: str
    remembers: bool

    def answer(self, prompts: Ordered[list[int]], tokens: int) -> Times:
        """Answer prompts of one length with ``tokens`` tokens each; the clock starts at 0."""

    def close(self) -> None:
        """Let go what is held."""


class Naive:
    """``generate``, one prompt after the other, the whole prompt each time."""

    name = "generate, one at a time"
    remembers = False

    def __init__(self, model: PreTrainedModel) -> None:
        self._model = model

    def answer(self, prompts: Ordered[list[int]], tokens: int) -> Times:
        """See ``Contender``."""
        start = time.perf_counter()
        return [times for one in prompts for times in _generated(self._model, [one], tokens, start)]

    def close(self) -> None:
        """Nothing is held."""


class Static(Naive):
    """``generate`` over all prompts at once."""

    name = "generate, static batch"

    def answer(self, prompts: Ordered[list[int]], tokens: int) -> Times:
        """See ``Contender``."""
        return _generated(self._model, prompts, tokens, time.perf_counter())


class _Clock(StoppingCriteria):
    """Notes when each token was there; stops nothing."""

    def __init__(self, start: float) -> None:
        self.times: list[float] = []
        self._start = start

    def __call__(self, input_ids: torch.Tensor, scores: Any, **_: Any) -> torch.Tensor:
        if input_ids.is_cuda:
            torch.cuda.synchronize()
        self.times.append(time.perf_counter() - self._start)
        return torch.zeros(input_ids.shape[0], dtype=torch.bool, device=input_ids.device)


def _generated(
    model: PreTrainedModel, prompts: Ordered[list[int]], tokens: int, start: float
) -> Times:
    clock = _Clock(start)
    ids = torch.tensor(list(prompts), device=model.device)
    generate: Any = model.generate  # torch types a module's attributes as Tensor | Module
    with torch.inference_mode():
        generate(
            ids,
            attention_mask=torch.ones_like(ids),
            do_sample=False,
            max_new_tokens=tokens,
            pad_token_id=0,
            stopping_criteria=StoppingCriteriaList([clock]),
        )
    return [clock.times for _ in prompts]


class ContinuousBatching:
    """transformers' own continuous batching with its prefix cache."""

    name = "transformers continuous batching"
    remembers = True

    def __init__(self, model: PreTrainedModel, pool_tokens: int) -> None:
        config = GenerationConfig(do_sample=False, eos_token_id=-1, pad_token_id=0)
        batching = ContinuousBatchingConfig(
            page_size=16, num_blocks=pool_tokens // 16, max_batch_tokens=512
        )
        generation: Any = model
        self._manager = generation.init_continuous_batching(
            generation_config=config, continuous_batching_config=batching
        )
        self._manager.start()

    def answer(self, prompts: Ordered[list[int]], tokens: int) -> Times:
        """See ``Contender``."""
        start = time.perf_counter()
        names = [
            self._manager.add_request(list(one), max_new_tokens=tokens, streaming=True)
            for one in prompts
        ]
        times: dict[str, list[float]] = {name: [] for name in names}
        while any(len(one) < tokens for one in times.values()):
            output = self._manager.get_result(timeout=120)
            if output is None:
                raise RuntimeError("transformers' continuous batching gave nothing for 2 minutes")
            new = len(output.generated_tokens) - len(times[output.request_id])
            times[output.request_id] += [time.perf_counter() - start] * new
        return list(times.values())

    def close(self) -> None:
        """Stop the manager's thread."""
        self._manager.stop(block=True, timeout=5)
