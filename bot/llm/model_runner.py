"""The forward pass: what a batch computes, and which tokens follow."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from transformers import PreTrainedModel

from bot.errors import EngineError
from bot.llm.adapters import Adapters
from bot.llm.attention import AttentionMetadata, PagedBatch, describe
from bot.llm.decode_graphs import Capture, DecodeGraphs
from bot.llm.loader import end_tokens
from bot.llm.pool import Pool
from bot.llm.sampler import Sampler
from bot.llm.scheduler import Batch
from bot.llm.sequence import Sequence


class ModelRunner:
    """Runs a model whose attention is paged; not thread-safe, so one thread calls it.

    Attributes:
        context_tokens: the longest sequence that it takes.
        end_tokens: the ids that end an answer.
        num_blocks: the blocks of its pool.
        block_size: tokens in a block.
    """

    def __init__(
        self,
        model: PreTrainedModel,
        pool: Pool,
        context_tokens: int,
        capture: Capture | None = None,
    ) -> None:
        """Take a model that was told to page its attention, and the pool's layers.

        Args:
            model: prepared.
            pool: allocated for it.
            context_tokens: the longest sequence to take.
            capture: how a decode step is captured to be replayed, where that can be done.
        """
        self.context_tokens = context_tokens
        self.end_tokens = end_tokens(model)
        self.num_blocks = pool.num_blocks
        self.block_size = pool.block_size
        self._model = model
        self._layers = pool.layers
        self._sampler = Sampler()
        self._adapters = Adapters(model)
        self._head_device = _head_device(model)
        self._graphs = capture and DecodeGraphs(
            self._forward,
            capture,
            spare_block=pool.num_blocks,
            block_size=pool.block_size,
            blocks=-(-context_tokens // pool.block_size),
        )

    @property
    def adapter_names(self) -> Collection[str]:
        """The adapters that are loaded beside the model."""
        return self._adapters.names

    def load_adapter(self, name: str, folder: Path) -> None:
        """Load another adapter; see ``Adapters.load``."""
        self._adapters.load(name, folder)

    @torch.inference_mode()
    def run(self, batch: Batch) -> dict[Sequence, int]:
        """Compute a batch.

        Returns:
            The next token of each sequence that got to one.

        Raises:
            EngineError: the GPU's memory did not suffice, or the results are not numbers.
        """
        choosing = list(batch.choosing())
        self._adapters.use(batch.adapter)
        try:
            logits = self.logits(batch, [place for place, _ in choosing])
        except torch.cuda.OutOfMemoryError as error:
            raise EngineError(
                "the GPU ran out of memory: lower TERMWISE_KV_CACHE_MB or "
                "TERMWISE_PREFILL_CHUNK_TOKENS, or set TERMWISE_QUANTIZATION=nf4"
            ) from error
        sequences = [sequence for _, sequence in choosing]
        tokens = self._sampler.choose(sequences, logits) if sequences else []
        return dict(zip(sequences, tokens, strict=True))

    def forget(self, sequence: Sequence) -> None:
        """Let go what is kept for a sequence."""
        self._sampler.forget(sequence)

    def recover(self) -> None:
        """Give back what a failed step may have left behind, and forget the pool's content.

        A key that is not a number would be seen even where it is masked: 0 times it is not 0.
        """
        for layer in self._layers:
            layer.clear()
        if self._model.device.type == "cuda":
            torch.cuda.empty_cache()

    @torch.inference_mode()
    def logits(self, batch: Batch, choosing: list[int]) -> Tensor:
        """Compute a batch without choosing anything.

        Args:
            batch: whose sequences have the blocks that they need.
            choosing: the places of the sequences to give logits for.

        Returns:
            Logits after the last token of each; (places, vocabulary), in float32.
        """
        device = self._model.device
        metadata = describe(batch, self.block_size, device)
        spans = [
            (one.token_ids, one.num_computed_tokens, one.num_computed_tokens + count)
            for one, count in zip(batch.sequences, batch.num_tokens, strict=True)
        ]
        tokens = [token for ids, start, end in spans for token in ids[start:end]]
        positions = [place for _, start, end in spans for place in range(start, end)]
        ids, places = torch.tensor([[tokens], [positions]], device=device)
        logits = None
        if self._graphs and metadata.num_decodes == len(batch.sequences) and not batch.adapter:
            logits = self._graphs.run(ids, places, metadata)
        if logits is not None:
            return logits[choosing].float()
        last = (metadata.query_starts[1:].long()[choosing] - 1).to(self._head_device)
        return self._forward(ids, places, metadata, last).float()

    def _forward(
        self,
        tokens: Tensor,
        positions: Tensor,
        metadata: AttentionMetadata,
        last: Tensor | int = 0,
    ) -> Tensor:
        """The model's logits after the tokens at ``last``, after all by default."""
        output = self._model(
            input_ids=tokens,
            position_ids=positions,
            use_cache=False,
            logits_to_keep=last,
            paged=PagedBatch(self._layers, metadata),
        )
        logits: Tensor = output.logits[0]
        return logits


def _head_device(model: PreTrainedModel) -> torch.device:
    """Where the logits are made, which is not where tokens go in when several GPUs share a model.

    What chooses among them must stay there: accelerate's hook would bring it to the first GPU.
    """
    hook: Any = getattr(model, "_hf_hook", None)
    if hook is not None:
        kept = getattr(hook, "skip_keys", None) or []
        hook.skip_keys = [*([kept] if isinstance(kept, str) else kept), "logits_to_keep"]
    device: torch.device = model.get_output_embeddings().weight.device
    return device
