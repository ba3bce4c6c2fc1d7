"""What a part of a run has measured."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence

Figures = dict[str, float]
Tell = Callable[[str, int, int], None]
"""Takes what is being done, how much of it is done, and how much there is."""


def percentile(samples: Sequence[float], share: int) -> float:
    """The value that ``share`` percent of the samples do not exceed; the longest of few."""
    if len(samples) < 2:
        return max(samples, default=0.0)
    return statistics.quantiles(samples, n=100, method="inclusive")[share - 1]
