"""The picture of a training: its loss over its steps."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.errors import UserError

_SMOOTHING = 25  # steps averaged


def draw_curve(losses: Sequence[float], path: Path) -> None:
    """Draw the loss, averaged over some steps, on a logarithmic scale.

    Args:
        losses: one per step, in nats per token.
        path: the PNG file to write.

    Raises:
        UserError: matplotlib is not installed.
    """
    try:
        from matplotlib.figure import Figure  # only who trains has it installed
    except ImportError as error:
        raise UserError("Training needs matplotlib: pip install 'termwise[training]'") from error
    figure = Figure(figsize=(7, 4), layout="constrained")
    axes = figure.subplots()
    starts = range(0, len(losses), _SMOOTHING)
    means = [sum(part) / len(part) for s in starts if (part := losses[s : s + _SMOOTHING])]
    axes.plot([min(s + _SMOOTHING, len(losses)) for s in starts], means)
    axes.set(xlabel="step", ylabel="loss (nats per token)", yscale="log")
    axes.grid(visible=True, which="both", alpha=0.3)
    figure.savefig(path, dpi=110)
