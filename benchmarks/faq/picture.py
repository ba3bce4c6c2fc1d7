"""What a threshold costs, as a picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.faq.baselines import CosineResult


class Point(NamedTuple):
    """What a way without a threshold serves: paraphrases and near misses."""

    served: int
    false_hits: int


class Totals(NamedTuple):
    """How many pairs there are of either kind."""

    paraphrases: int
    near_misses: int


def draw(
    curves: Mapping[str, Sequence[CosineResult]],
    points: Mapping[str, Point],
    totals: Totals,
    path: Path,
) -> None:
    """Draw the near misses that are served over the paraphrases that are, in percent.

    Args:
        curves: for each name what all thresholds serve.
        points: for each name what is served: by the guard, by the exact match.
        totals: what 100 % are.
        path: the picture to write.
    """
    from matplotlib.figure import Figure  # of the extra ``training``

    figure = Figure(figsize=(6, 4), layout="constrained")
    axes = figure.subplots()
    for name, results in curves.items():
        axes.plot(
            [100 * one.served / totals.paraphrases for one in results],
            [100 * one.false_hits / totals.near_misses for one in results],
            label=f"{name}, all thresholds",
        )
    for (name, point), marker in zip(points.items(), _markers(len(points)), strict=True):
        axes.plot(
            100 * point.served / totals.paraphrases,
            100 * point.false_hits / totals.near_misses,
            marker,
            markersize=9,
            clip_on=False,
            label=f"{name}: {point.served} served, {point.false_hits} wrongly",
        )
    axes.set(xlabel="paraphrases served, %", ylabel="near misses served, %")
    axes.set(xlim=(0, 100), ylim=(0, 100))
    axes.set_title("Answers kept for another wording")
    axes.legend(fontsize="small", loc="upper left")
    axes.grid(alpha=0.3)
    figure.savefig(path, dpi=120)


def _markers(count: int) -> list[str]:
    return [("*", "s", "^", "D")[at % 4] for at in range(count)]
