"""CUDA graphs for decoding: all the kernels of a step are launched as one.

With few sequences a GPU computes a layer faster than Python can launch it. A step in which every
sequence computes one token is captured once for each of some sizes, and replayed on the same
memory; a batch is filled up to the next size with rows that write into a spare block. All other
steps run as usual, and so does everything where capturing fails.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import structlog
import torch
from torch import Tensor

from bot.llm.attention import AttentionMetadata

log = structlog.get_logger(__name__)

SIZES = (1, 2, 4, 8, 16, 32)  # rows of the captured steps
_WARM_UPS = 3  # runs before a capture: libraries choose and prepare their kernels in the first

Forward = Callable[[Tensor, Tensor, AttentionMetadata], Tensor]
Capture = Callable[[Callable[[], Tensor]], tuple[Callable[[], None], Tensor]]


@dataclass(frozen=True, slots=True)
class _Captured:
    """A captured step: where its input lies, where its output will, and how to run it."""

    tokens: Tensor
    positions: Tensor
    metadata: AttentionMetadata
    logits: Tensor
    replay: Callable[[], None]


class DecodeGraphs:
    """The captured decode steps of one model on one device."""

    def __init__(
        self, forward: Forward, capture: Capture, *, spare_block: int, block_size: int, blocks: int
    ) -> None:
        """Plan the captures; each is made when its size first comes.

        Args:
            forward: the model's: ids and positions, (1, tokens), and who is who; returns logits,
                (tokens, vocabulary).
            capture: makes a step to be replayed, such as ``capture_on_cuda``.
            spare_block: a block that no sequence ever has.
            block_size: tokens in a block.
            blocks: the blocks of the longest sequence.
        """
        self._forward = forward
        self._capture = capture
        self._spare_block = spare_block
        self._block_size = block_size
        self._blocks = blocks
        self._captured: dict[int, _Captured] = {}
        self._failed = False

    @torch.inference_mode()
    def run(self, tokens: Tensor, positions: Tensor, metadata: AttentionMetadata) -> Tensor | None:
        """Compute a step in which every sequence has one token.

        Args:
            tokens: ids; (1, sequences).
            positions: where each stands in its sequence; (1, sequences).
            metadata: who is who.

        Returns:
            Logits, (sequences, vocabulary), which the next run overwrites; ``None`` where there is
            no graph for so many.
        """
        count = tokens.shape[1]
        step = None if self._failed else self._step_for(count, tokens.device)
        if step is None:
            return None
        step.tokens[:, :count] = tokens
        step.positions[:, :count] = positions
        held = step.metadata
        held.seq_lens[:count] = metadata.seq_lens
        held.slots[:count] = metadata.slots
        held.block_tables[:count, : metadata.block_tables.shape[1]] = metadata.block_tables
        # The rows behind may be left over from a fuller step.
        held.seq_lens[count:] = 1
        held.slots[count:] = self._spare_block * self._block_size
        held.block_tables[count:, 0] = self._spare_block
        step.positions[:, count:] = 0
        step.replay()
        return step.logits[:count]

    def _step_for(self, count: int, device: torch.device) -> _Captured | None:
        size = next((size for size in SIZES if size >= count), None)
        if size is None:
            return None
        if size not in self._captured:
            try:
                self._captured[size] = self._new(size, device)
            except RuntimeError as error:  # a kernel that cannot be captured, or no memory
                log.warning("decoding runs without CUDA graphs", error=str(error))
                self._failed = True
                self._captured.clear()
                return None
        return self._captured[size]

    def _new(self, size: int, device: torch.device) -> _Captured:
        tokens = torch.zeros((1, size), dtype=torch.long, device=device)
        positions = torch.zeros_like(tokens)
        int32 = torch.int32
        metadata = AttentionMetadata(
            query_lens=[1] * size,
            context_lens=[self._blocks * self._block_size] * size,
            num_decodes=size,
            query_starts=torch.arange(size + 1, dtype=int32, device=device),
            seq_lens=torch.ones(size, dtype=int32, device=device),
            slots=torch.full((size,), self._spare_block * self._block_size, device=device),
            block_tables=torch.full(
                (size, self._blocks), self._spare_block, dtype=int32, device=device
            ),
        )
        replay, logits = self._capture(lambda: self._forward(tokens, positions, metadata))
        return _Captured(tokens, positions, metadata, logits, replay)


def capture_on_cuda(
    device: torch.device, step: Callable[[], Tensor]
) -> tuple[Callable[[], None], Tensor]:
    """Capture a step; see https://docs.pytorch.org/docs/stable/notes/cuda.html#cuda-graphs.

    Args:
        device: the GPU that all of it runs on.
        step: computes always on the same memory.

    Returns:
        What runs it again, and its result, which every run overwrites.
    """
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.device(device):
        aside = torch.cuda.Stream()
        aside.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(aside):
            for _ in range(_WARM_UPS):
                step()
        torch.cuda.current_stream().wait_stream(aside)
        # Other threads may use the GPU meanwhile.
        with torch.cuda.graph(graph, capture_error_mode="thread_local"):
            result = step()
    return graph.replay, result
