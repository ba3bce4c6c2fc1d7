"""Paged attention on NVIDIA GPUs: FlashAttention's kernels read the pool in place."""

from __future__ import annotations

import torch
from torch import Tensor

from bot.llm.attention import AttentionMetadata, LayerCache

BLOCK_SIZE = 256  # FlashAttention-2's pages must be multiples of this; FlashAttention-3's need not


class CudaLayerCache(LayerCache):
    """The keys and values of one layer, in the kernels' own layout."""

    def __init__(
        self, num_blocks: int, heads: int, width: int, dtype: torch.dtype, device: torch.device
    ) -> None:
        """Allocate ``num_blocks`` blocks for ``heads`` heads of keys of a width."""
        super().__init__((num_blocks, BLOCK_SIZE, heads, width), dtype, device)

    def store(self, key: Tensor, value: Tensor, slots: Tensor) -> None:
        """Put keys and values where ``slots`` says; see ``LayerCache``."""
        for pool, new in ((self._keys, key), (self._values, value)):
            pool.flatten(0, 1).index_copy_(0, slots, new)

    def attend(
        self, query: Tensor, batch: AttentionMetadata, scale: float, window: int | None
    ) -> Tensor:
        """Let queries attend; see ``LayerCache``."""
        from torch.nn.attention.varlen import varlen_attn

        output: Tensor = varlen_attn(  # type: ignore[assignment]  # a pair only when asked for more
            query,
            self._keys,
            self._values,
            batch.query_starts,
            None,
            max(batch.query_lens),
            batch.block_tables.shape[1] * BLOCK_SIZE,
            scale=scale,
            window_size=(-1 if window is None else window - 1, 0),
            enable_gqa=True,
            seqused_k=batch.seq_lens,
            block_table=batch.block_tables,
            num_splits=1,  # else a sequence's result would depend on the longest beside it
        )
        return output
