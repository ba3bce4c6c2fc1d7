"""Paged attention on the processor: blocks are gathered, then attended to as usual."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import scaled_dot_product_attention

from bot.llm.attention import AttentionMetadata, LayerCache

BLOCK_SIZE = 16  # small: the finer the blocks, the more of a prefix is found again


class CpuLayerCache(LayerCache):
    """The keys and values of one layer, a row of blocks for each head.

    A head's part of a block lies together, so that gathering copies long stretches.
    """

    def __init__(
        self, num_blocks: int, heads: int, width: int, dtype: torch.dtype, device: torch.device
    ) -> None:
        """Allocate ``num_blocks`` blocks for ``heads`` heads of keys of a width."""
        super().__init__((heads, num_blocks, BLOCK_SIZE, width), dtype, device)

    def store(self, key: Tensor, value: Tensor, slots: Tensor) -> None:
        """Put keys and values where ``slots`` says; see ``LayerCache``."""
        for pool, new in ((self._keys, key), (self._values, value)):
            pool.flatten(1, 2).index_copy_(1, slots, new.transpose(0, 1))

    def attend(
        self, query: Tensor, batch: AttentionMetadata, scale: float, window: int | None
    ) -> Tensor:
        """Let queries attend; see ``LayerCache``."""
        parts = []
        if decodes := batch.num_decodes:
            parts.append(self._decode(query[:decodes], batch, scale, window))
        start = decodes
        for place in range(decodes, len(batch.query_lens)):
            end = start + batch.query_lens[place]
            parts.append(self._prefill(query[start:end], batch, place, scale, window))
            start = end
        return torch.cat(parts)

    def _decode(
        self, query: Tensor, batch: AttentionMetadata, scale: float, window: int | None
    ) -> Tensor:
        """All sequences with one token at once: their blocks are gathered side by side."""
        count, heads, width = query.shape
        longest = max(batch.context_lens[:count])
        tables = batch.block_tables[:count, : -(-longest // BLOCK_SIZE)]
        keys, values = (self._gather(pool, tables) for pool in (self._keys, self._values))
        lens = batch.seq_lens[:count]
        places = torch.arange(keys.shape[2], device=self.device)
        visible = places < lens[:, None]
        if window is not None:
            visible &= places >= lens[:, None] - window
        # Heads that share keys are rows of one product.
        grouped = query.view(count, len(self._keys), -1, width)
        mask = visible[:, None, None]
        output = scaled_dot_product_attention(grouped, keys, values, mask, scale=scale)
        return output.reshape(count, heads, width)

    def _prefill(
        self, query: Tensor, batch: AttentionMetadata, place: int, scale: float, window: int | None
    ) -> Tensor:
        """One sequence with many tokens."""
        context = batch.context_lens[place]
        table = batch.block_tables[place : place + 1, : -(-context // BLOCK_SIZE)]
        keys, values = (
            self._gather(pool, table)[:, :, :context] for pool in (self._keys, self._values)
        )
        mask = None
        if len(query) < context or window is not None:
            here = torch.arange(context - len(query), context, device=self.device)[:, None]
            there = torch.arange(context, device=self.device)
            mask = there <= here
            if window is not None:
                mask &= there > here - window
        output = scaled_dot_product_attention(
            query.transpose(0, 1)[None],
            keys,
            values,
            mask,
            is_causal=mask is None,
            scale=scale,
            enable_gqa=True,
        )
        return output[0].transpose(0, 1)

    @staticmethod
    def _gather(pool: Tensor, tables: Tensor) -> Tensor:
        """The blocks of some sequences; (sequences, heads, tokens, width)."""
        heads, _, _, width = pool.shape
        blocks = pool[:, tables.flatten()]
        return blocks.view(heads, len(tables), -1, width).transpose(0, 1)
