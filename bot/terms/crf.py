"""A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001)."""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor, nn

UNLABELLED = -100  # a place whose tag nobody knows: every tag agrees with it
_NEVER = -1e4  # a finite stand-in for log 0: minus infinity turns gradients into NaN


class CRF(nn.Module):
    """Scores sequences of tags by what each unit emits and by which tag follows which.

    The score of a path y of T tags is ``start[y1] + sum(emission[t, yt]) +
    sum(transition[yt-1, yt]) + end[yT]``; its probability is the exponential of that, divided by
    the sum over all paths.
    """

    def __init__(
        self, tags: int, *, forbidden: Iterable[tuple[int, int]] = (), no_start: Iterable[int] = ()
    ) -> None:
        """Make a layer with small random transitions.

        Args:
            tags: how many tags there are.
            forbidden: pairs of tags of which the second never follows the first.
            no_start: tags that no sequence begins with.
        """
        super().__init__()
        self._transitions = nn.Parameter(torch.empty(tags, tags).uniform_(-0.1, 0.1))  # from, to
        self._starts = nn.Parameter(torch.empty(tags).uniform_(-0.1, 0.1))
        self._ends = nn.Parameter(torch.empty(tags).uniform_(-0.1, 0.1))
        barred = torch.zeros(tags + 1, tags)  # its last row is that of the start
        for before, after in (*forbidden, *((tags, tag) for tag in no_start)):
            barred[before, after] = _NEVER
        self.register_buffer("_barred", barred, persistent=False)
        self._barred: Tensor

    @property
    def transitions(self) -> Tensor:
        """Scores of one tag (row) followed by another (column), forbidden ones included."""
        return self._transitions + self._barred[:-1]

    @property
    def starts(self) -> Tensor:
        """Scores of each tag as the first one."""
        return self._starts + self._barred[-1]

    @property
    def ends(self) -> Tensor:
        """Scores of each tag as the last one."""
        return self._ends

    def forward(self, emissions: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """The negative log likelihood of tags.

        Where tags are ``UNLABELLED`` it is that of all paths which agree with the rest together
        (Tsuboi et al. 2008, "Training conditional random fields using incomplete annotations").

        Args:
            emissions: [batch, length, tags] scores.
            tags: [batch, length] tags, or ``UNLABELLED``.
            mask: [batch, length], true where there is a unit; always so at the first place.

        Returns:
            [batch], in nats.
        """
        known = nn.functional.one_hot(tags.clamp(min=0), emissions.shape[-1]).bool()
        agreeing = known | (tags == UNLABELLED).unsqueeze(-1)
        both = torch.cat([emissions, emissions.masked_fill(~agreeing, _NEVER)])
        every, these = self.log_partition(both, mask.repeat(2, 1)).chunk(2)
        return every - these

    def log_partition(self, emissions: Tensor, mask: Tensor | None = None) -> Tensor:
        """The logarithm of the sum over all paths, by the forward algorithm.

        Args:
            emissions: [batch, length, tags] scores; a very low one excludes a tag at a place.
            mask: as for ``forward``; ``None`` where all sequences are of full length.

        Returns:
            [batch], in nats.
        """
        transitions = self.transitions
        alpha = self.starts + emissions[:, 0]  # of all paths up to here, by their last tag
        for place in range(1, emissions.shape[1]):
            after = (alpha.unsqueeze(2) + transitions).logsumexp(1) + emissions[:, place]
            alpha = after if mask is None else torch.where(mask[:, place, None], after, alpha)
        return (alpha + self.ends).logsumexp(1)

    @torch.no_grad()
    def decode(self, emissions: Tensor, mask: Tensor | None = None) -> list[list[int]]:
        """The likeliest path of each sequence, by the Viterbi algorithm.

        Args:
            emissions: [batch, length, tags] scores.
            mask: as for ``log_partition``.
        """
        full = [emissions.shape[1]] * len(emissions)
        lengths: list[int] = full if mask is None else mask.sum(1).tolist()
        starts, ends = self.starts.tolist(), self.ends.tolist()
        into = self.transitions.T.tolist()  # to, from
        return [
            _likeliest(rows[:length], starts, into, ends)
            for rows, length in zip(emissions.tolist(), lengths, strict=True)
        ]


def _likeliest(
    emissions: list[list[float]], starts: list[float], into: list[list[float]], ends: list[float]
) -> list[int]:
    """Viterbi in plain numbers: for a handful of tags, tensors would cost ten times as much."""
    tags = range(len(starts))
    best = [start + emission for start, emission in zip(starts, emissions[0], strict=True)]
    steps: list[list[int]] = []
    for emission in emissions[1:]:
        scores = [[best[before] + into[tag][before] for before in tags] for tag in tags]
        steps.append([row.index(max(row)) for row in scores])
        best = [max(row) + emission[tag] for tag, row in enumerate(scores)]
    last = max(tags, key=lambda tag: best[tag] + ends[tag])
    path = [last]
    for step in reversed(steps):
        path.append(step[path[-1]])
    return path[::-1]
