"""Paged attention for unmodified transformers models, through their attention interface.

The tokens of a whole step go through the model as one packed row. Where the model would attend,
it calls ``paged_attention``, which puts the step's keys and values into the pool and lets each
sequence attend to its own blocks. What the sequences are travels beside the tokens, as the
keyword argument ``paged`` of the model's forward pass.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence as Ordered
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import accumulate, takewhile
from typing import Any

import torch
from torch import Tensor, nn
from transformers import AttentionInterface

from bot.llm.scheduler import Batch

PAGED = "termwise_paged"  # the name among transformers' implementations of attention


@dataclass(frozen=True, slots=True)
class AttentionMetadata:
    """Who is who in a packed row, on one device.

    Attributes:
        query_lens: for each sequence, its tokens in this step.
        context_lens: for each sequence, its tokens in the pool, those of this step included.
        num_decodes: so many sequences at the beginning have one token in this step.
        query_starts: where each sequence's tokens begin, and where the last end; (sequences + 1,).
        seq_lens: ``context_lens``; (sequences,).
        slots: where each token's keys and values go: block times block size plus place; (tokens,).
        block_tables: each sequence's blocks, filled up with 0; (sequences, blocks).
    """

    query_lens: list[int]
    context_lens: list[int]
    num_decodes: int
    query_starts: Tensor
    seq_lens: Tensor
    slots: Tensor
    block_tables: Tensor

    def to(self, device: torch.device) -> AttentionMetadata:
        """The same on another device."""
        return replace(
            self,
            query_starts=self.query_starts.to(device),
            seq_lens=self.seq_lens.to(device),
            slots=self.slots.to(device),
            block_tables=self.block_tables.to(device),
        )


class LayerCache(ABC):
    """The keys and values of one layer, in blocks."""

    def __init__(self, shape: tuple[int, ...], dtype: torch.dtype, device: torch.device) -> None:
        """Allocate keys and values of a shape each."""
        self.device = device
        self._keys = torch.zeros(shape, dtype=dtype, device=device)
        self._values = torch.zeros(shape, dtype=dtype, device=device)

    def clear(self) -> None:
        """Set all keys and values to 0."""
        self._keys.zero_()
        self._values.zero_()

    @abstractmethod
    def store(self, key: Tensor, value: Tensor, slots: Tensor) -> None:
        """Put keys and values, (tokens, heads, width), where ``slots`` says."""

    @abstractmethod
    def attend(
        self, query: Tensor, batch: AttentionMetadata, scale: float, window: int | None
    ) -> Tensor:
        """Let queries, (tokens, heads, width), attend; returns the same shape.

        Args:
            query: of all sequences, packed.
            batch: who is who.
            scale: of the products.
            window: how many tokens back a token sees, itself included; ``None`` for all.
        """


@dataclass(slots=True)
class PagedBatch:
    """A step as the model's attention layers see it."""

    layers: Ordered[LayerCache]
    metadata: AttentionMetadata
    _on: dict[torch.device, AttentionMetadata] = field(default_factory=dict)

    def on(self, device: torch.device) -> AttentionMetadata:
        """The metadata on the device of a layer."""
        if device not in self._on:
            self._on[device] = self.metadata.to(device)
        return self._on[device]


def describe(batch: Batch, block_size: int, device: torch.device) -> AttentionMetadata:
    """The metadata of a batch before its tokens are computed."""
    slots: list[int] = []
    context_lens: list[int] = []
    for sequence, count in zip(batch.sequences, batch.num_tokens, strict=True):
        start, blocks = sequence.num_computed_tokens, sequence.table.blocks
        slots += [
            blocks[place // block_size] * block_size + place % block_size
            for place in range(start, start + count)
        ]
        context_lens.append(start + count)
    widest = -(-max(context_lens) // block_size)
    tables = [one.table.blocks[:widest] for one in batch.sequences]
    padded = [blocks + [0] * (widest - len(blocks)) for blocks in tables]
    int32 = partial(torch.tensor, dtype=torch.int32, device=device)
    return AttentionMetadata(
        query_lens=list(batch.num_tokens),
        context_lens=context_lens,
        num_decodes=sum(1 for _ in takewhile(lambda count: count == 1, batch.num_tokens)),
        query_starts=int32([0, *accumulate(batch.num_tokens)]),
        seq_lens=int32(context_lens),
        slots=torch.tensor(slots, device=device),
        block_tables=int32(padded),
    )


def paged_attention(
    module: nn.Module,
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attention_mask: Tensor | None,
    *,
    paged: PagedBatch,
    scaling: float | None = None,
    sliding_window: int | None = None,
    **_: Any,
) -> tuple[Tensor, None]:
    """Attend to the pool; called by each attention layer of a transformers model.

    Args:
        module: the layer; its ``layer_idx`` tells which.
        query: of the packed row; (1, heads, tokens, width).
        key: the same with the heads of keys.
        value: the same with the heads of keys.
        attention_mask: none; each sequence sees its own tokens up to itself.
        paged: the step.
        scaling: of the products; by default one over the root of the width.
        sliding_window: how many tokens back a token sees; ``None`` for all.

    Returns:
        What was attended to, (1, tokens, heads, width), and no weights.
    """
    layer = paged.layers[int(module.layer_idx)]  # type: ignore[arg-type]  # typed as a tensor
    metadata = paged.on(layer.device)
    layer.store(key[0].transpose(0, 1), value[0].transpose(0, 1), metadata.slots)
    scale = query.shape[-1] ** -0.5 if scaling is None else scaling
    output = layer.attend(query[0].transpose(0, 1), metadata, scale, sliding_window)
    return output[None], None


AttentionInterface.register(PAGED, paged_attention)
