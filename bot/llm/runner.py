"""What the engine's thread asks of a model."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Protocol

from bot.llm.scheduler import Batch
from bot.llm.sequence import Sequence


class Runner(Protocol):
    """The model itself, called from the worker's thread only."""

    context_tokens: int
    end_tokens: frozenset[int]
    num_blocks: int
    block_size: int

    @property
    def adapter_names(self) -> Collection[str]:
        """The adapters that a sequence may ask for."""

    def load_adapter(self, name: str, folder: Path) -> None:
        """Load another adapter."""

    def run(self, batch: Batch) -> dict[Sequence, int]:
        """Compute a batch; gives the next token of each sequence that got to one."""

    def forget(self, sequence: Sequence) -> None:
        """Let go what is kept for a sequence."""

    def recover(self) -> None:
        """Be ready for another step after one that failed."""
