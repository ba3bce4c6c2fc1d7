"""A training that was interrupted, on disk, so that it can go on where it stopped."""

from __future__ import annotations

from pathlib import Path
from pickle import UnpicklingError
from typing import Any

import torch
from torch.optim import Optimizer
from transformers import Qwen2ForCausalLM

from bot.errors import UserError

_NAME = "training.pt"


def save_checkpoint(
    folder: Path, model: Qwen2ForCausalLM, optimizer: Optimizer, losses: list[float]
) -> None:
    """Write what is needed to go on; a crash while writing leaves the last one.

    Args:
        folder: where the checkpoint lies.
        model: its weights are kept.
        optimizer: its moments are kept.
        losses: the loss of each step so far, in nats per token.
    """
    fresh = folder / f"{_NAME}.new"
    state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "losses": losses}
    torch.save(state, fresh)
    fresh.replace(folder / _NAME)


def load_checkpoint(folder: Path, model: Qwen2ForCausalLM, optimizer: Optimizer) -> list[float]:
    """Put a saved training's state into ``model`` and ``optimizer``.

    Returns:
        The loss of each step so far; empty when nothing was saved.

    Raises:
        UserError: what was saved cannot be read, or is that of another model.
    """
    if not (folder / _NAME).is_file():
        return []
    try:
        state: dict[str, Any] = torch.load(folder / _NAME, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        return list(state["losses"])
    except (RuntimeError, ValueError, KeyError, OSError, EOFError, UnpicklingError) as error:
        raise UserError(
            f"{folder / _NAME} does not belong to this training: resume with the options that it "
            "was begun with (--fast or not), or begin anew without --resume."
        ) from error
