"""Chooses the next tokens from the logits of a step, each sequence by its own parameters.

No sequence's choice depends on another's: each has its own source of chance, so that a seed
repeats an answer whoever else is served beside it. All that is heavy is done for all at once.
"""

from __future__ import annotations

import random
from collections.abc import Sequence as Ordered

import torch
from torch import Tensor
from torch.nn.functional import pad

from bot.errors import EngineError
from bot.llm.sequence import SamplingParams, Sequence

_GREEDY_BELOW = 1e-5  # a temperature that nothing could be divided by
_LIKELIEST = 256  # tokens looked at first: sorting a whole vocabulary takes as long as a layer


class Sampler:
    """Keeps a source of chance, and the tokens seen, for each sequence that needs them."""

    def __init__(self) -> None:
        self._chances: dict[Sequence, random.Random] = {}
        self._seen: dict[Sequence, tuple[int, Tensor]] = {}

    def choose(self, sequences: Ordered[Sequence], logits: Tensor) -> list[int]:
        """The next token of each sequence.

        Args:
            sequences: whose parameters and tokens so far count.
            logits: over the vocabulary, in float32; (sequences, vocabulary).

        Raises:
            EngineError: the logits are not numbers.
        """
        logits = self._penalized(sequences, logits)
        best, chosen = logits.max(dim=-1)
        if not torch.isfinite(best).all():  # what is not a number counts as the greatest
            raise EngineError("the model's result is not a number: its weights may be damaged")
        sampled = [
            place for place, one in enumerate(sequences) if one.params.temperature >= _GREEDY_BELOW
        ]
        if sampled:
            those = [sequences[place] for place in sampled]
            draws = [[self._chance(one).random()] for one in those]
            shares, tokens = candidates(logits[sampled], [one.params for one in those])
            chosen[sampled] = _drawn(shares, tokens, torch.tensor(draws, device=logits.device))
        return chosen.tolist()

    def forget(self, sequence: Sequence) -> None:
        """Let go what is kept for a sequence."""
        self._chances.pop(sequence, None)
        self._seen.pop(sequence, None)

    def _chance(self, sequence: Sequence) -> random.Random:
        if sequence not in self._chances:
            self._chances[sequence] = random.Random(sequence.params.seed)  # noqa: S311 - no secret
        return self._chances[sequence]

    def _penalized(self, sequences: Ordered[Sequence], logits: Tensor) -> Tensor:
        """Make tokens that occurred less likely (Keskar et al. 2019, "CTRL", section 4.1)."""
        penalties = [one.params.repetition_penalty for one in sequences]
        places = [place for place, penalty in enumerate(penalties) if penalty != 1]
        if not places:
            return logits
        seen = [self._seen_tokens(sequences[place], logits.device) for place in places]
        columns = torch.cat(seen)
        lengths = torch.tensor([len(one) for one in seen], device=logits.device)
        rows = torch.tensor(places, device=logits.device).repeat_interleave(
            lengths, output_size=len(columns)
        )
        penalty = torch.tensor(penalties, device=logits.device)[rows]
        scores = logits[rows, columns]
        scores = torch.where(scores > 0, scores / penalty, scores * penalty)
        return logits.index_put((rows, columns), scores)

    def _seen_tokens(self, sequence: Sequence, device: torch.device) -> Tensor:
        """A sequence's tokens so far; some may come twice."""
        count, seen = self._seen.get(sequence, (0, None))
        if new := sequence.token_ids[count:]:
            added = torch.tensor(new, device=device)
            seen = added.unique() if seen is None else torch.cat([seen, added])
            self._seen[sequence] = len(sequence.token_ids), seen
        if seen is None:
            raise ValueError("a sequence has a token at least")
        return seen


def candidates(logits: Tensor, params: Ordered[SamplingParams]) -> tuple[Tensor, Tensor]:
    """What may be sampled, in the order that transformers applies its warpers.

    Args:
        logits: (sequences, vocabulary).
        params: of each sequence, with a temperature above 0.

    Returns:
        Shares, the greatest first, which are 0 where a token was dropped, and the tokens they are
        of; both (sequences, candidates).
    """
    size = logits.shape[-1]

    def column(values: list[float]) -> Tensor:
        return torch.tensor(values, device=logits.device)[:, None]

    probabilities = (logits / column([one.temperature for one in params])).softmax(-1)
    top_k = column([min(one.top_k or size, size) for one in params])
    top_p = column([one.top_p for one in params])
    shares, tokens = probabilities.topk(min(_LIKELIEST, size))
    reached = shares.sum(-1, keepdim=True) >= top_p
    more = ~((top_k <= _LIKELIEST) | (reached & (top_k == size)))[:, 0]
    if more.any():
        shares, tokens = (pad(one, (0, size - one.shape[1])) for one in (shares, tokens))
        shares[more], tokens[more] = probabilities[more].sort(descending=True, stable=True)
    shares = shares.masked_fill(torch.arange(shares.shape[1], device=logits.device) >= top_k, 0)
    # With a top_k the share to reach is one of what it left; without, of everything.
    whole = torch.where(top_k < size, shares.sum(-1, keepdim=True), 1.0)
    before = shares.cumsum(-1) - shares
    # A token stays while those before it have not reached the share: the first always does.
    return shares.masked_fill(before >= top_p * whole, 0), tokens


def _drawn(shares: Tensor, tokens: Tensor, draws: Tensor) -> Tensor:
    """The tokens at which the summed shares pass the draws, which lie between 0 and 1."""
    sums = shares.cumsum(-1)
    places = torch.searchsorted(sums, draws * sums[:, -1:], right=True)
    last = (shares > 0).sum(-1, keepdim=True).clamp(min=1) - 1  # rounding may lead past it
    return tokens.gather(1, places.minimum(last))[:, 0]
