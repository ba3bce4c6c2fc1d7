"""Chooses the next tokens from the logits, each sequence by its own parameters.

No sequence's choice depends on another's: each has its own source of chance, so that a seed
repeats an answer whoever else is served beside it.
"""

from __future__ import annotations

import torch
from torch import Tensor

from bot.errors import EngineError
from bot.llm.sequence import SamplingParams, Sequence


class Sampler:
    """Keeps a source of chance for each sequence that samples."""

    def __init__(self) -> None:
        self._generators: dict[Sequence, torch.Generator] = {}

    def choose(self, sequence: Sequence, logits: Tensor) -> int:
        """The next token of one sequence.

        Args:
            sequence: whose parameters and tokens so far count.
            logits: over the vocabulary, in float32.

        Raises:
            EngineError: the logits are not numbers.
        """
        if torch.isnan(logits).any():
            raise EngineError("the model's result is not a number: its weights may be damaged")
        params = sequence.params
        if params.repetition_penalty != 1.0:
            logits = _penalized(logits, sequence.token_ids, params.repetition_penalty)
        if params.temperature == 0:
            return int(logits.argmax())
        probabilities = _probabilities(logits, params)
        return int(torch.multinomial(probabilities, 1, generator=self._generator(sequence, logits)))

    def forget(self, sequence: Sequence) -> None:
        """Let a sequence's source of chance go."""
        self._generators.pop(sequence, None)

    def _generator(self, sequence: Sequence, logits: Tensor) -> torch.Generator:
        if sequence not in self._generators:
            generator = torch.Generator(logits.device)
            seed = sequence.params.seed
            if seed is None:
                generator.seed()
            else:
                generator.manual_seed(seed)
            self._generators[sequence] = generator
        return self._generators[sequence]


def _penalized(logits: Tensor, token_ids: list[int], penalty: float) -> Tensor:
    """Make tokens that occurred less likely (Keskar et al. 2019, "CTRL", section 4.1)."""
    logits = logits.clone()
    seen = torch.tensor(token_ids, device=logits.device).unique()
    scores = logits[seen]
    logits[seen] = torch.where(scores > 0, scores / penalty, scores * penalty)
    return logits


def _probabilities(logits: Tensor, params: SamplingParams) -> Tensor:
    """The distribution to sample from, in the order that transformers applies its warpers."""
    logits = logits / params.temperature
    if 0 < params.top_k < len(logits):
        logits = logits.masked_fill(logits < logits.topk(params.top_k).values[-1], -torch.inf)
    probabilities = logits.softmax(-1)
    if params.top_p < 1:
        ordered, places = probabilities.sort(descending=True)
        # A token stays while those before it have not reached the share: the first always does.
        dropped = ordered.cumsum(-1) - ordered >= params.top_p
        probabilities = probabilities.index_fill(0, places[dropped], 0)
    return probabilities
