"""The key-value pool's memory: how much there is, and its layers on their devices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import structlog
import torch
from torch import nn
from transformers import PreTrainedModel

from bot.errors import SettingsError
from bot.llm import attention_cpu, attention_cuda
from bot.llm.attention import LayerCache
from bot.llm.free_memory import free_memory

log = structlog.get_logger(__name__)

_MB = 1_000_000
_CUDA_SHARE = 0.9  # of what is free after the weights: the rest is for a step's own results
_CPU_SHARE = 0.25  # a machine's memory is shared with all else that runs on it
_FULL_THREADS_ON_CPU = 16  # more than so many full threads is never wanted there


@dataclass(frozen=True, slots=True)
class Pool:
    """The memory for keys and values.

    Attributes:
        layers: one for each of the model's.
        num_blocks: the blocks that sequences can have; each layer has one more, to spare.
        block_size: tokens in a block.
    """

    layers: Sequence[LayerCache]
    num_blocks: int
    block_size: int


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a layer keeps of a token: ``heads`` keys and values of ``width`` numbers each."""

    heads: int
    width: int
    dtype: torch.dtype

    @property
    def bytes_per_token(self) -> int:
        return 2 * self.heads * self.width * self.dtype.itemsize


def allocate_pool(model: PreTrainedModel, *, context_tokens: int, size_mb: int) -> Pool:
    """Allocate the pool beside a loaded model.

    Args:
        model: loaded, on its devices.
        context_tokens: the longest thread; the pool must hold one such at least.
        size_mb: megabytes to take in all; 0 for what is free after the weights.

    Raises:
        SettingsError: there is too little memory for one full thread.
    """
    layers = attention_layers(model)
    shape = _shape_of(model, layers[0])
    devices = [next(layer.parameters()).device for layer in layers]
    on_cuda = devices[0].type == "cuda"
    if len({device.type for device in devices}) > 1:
        raise SettingsError(
            "The model does not fit on the GPUs: set TERMWISE_QUANTIZATION=nf4, choose a smaller "
            "TERMWISE_MODEL, or set TERMWISE_DEVICE_MAP=cpu."
        )
    kind = attention_cuda if on_cuda else attention_cpu
    cache = attention_cuda.CudaLayerCache if on_cuda else attention_cpu.CpuLayerCache
    block_bytes = kind.BLOCK_SIZE * shape.bytes_per_token
    blocks_per_thread = -(-context_tokens // kind.BLOCK_SIZE)
    if size_mb:
        num_blocks = size_mb * _MB // (block_bytes * len(layers))
    else:
        num_blocks = _fitting(Counter(devices), block_bytes)
        if not on_cuda:
            num_blocks = min(num_blocks, _FULL_THREADS_ON_CPU * blocks_per_thread)
    pool_bytes = num_blocks * block_bytes * len(layers)
    _log(model, pool_bytes, num_blocks // blocks_per_thread)
    if num_blocks < blocks_per_thread:
        raise SettingsError(
            f"The memory left beside the weights holds {num_blocks * kind.BLOCK_SIZE} tokens, less "
            f"than one full thread of {context_tokens}: lower TERMWISE_CONTEXT_TOKENS, enlarge "
            "TERMWISE_KV_CACHE_MB, or set TERMWISE_QUANTIZATION=nf4."
        )
    # One block more than is handed out: the rows that fill up a captured step write there.
    try:
        made = [cache(num_blocks + 1, shape.heads, shape.width, shape.dtype, on) for on in devices]
    except RuntimeError as error:  # torch's for memory that is not there, on any device
        raise SettingsError(
            f"There is no room for a key-value pool of {pool_bytes // _MB} MB beside the weights: "
            "lower TERMWISE_KV_CACHE_MB, or set TERMWISE_QUANTIZATION=nf4."
        ) from error
    return Pool(made, num_blocks, kind.BLOCK_SIZE)


def attention_layers(model: PreTrainedModel) -> list[nn.Module]:
    """The modules that attend, in the order of the layers."""
    found = {
        int(module.layer_idx): module  # type: ignore[arg-type]  # typed as a tensor
        for module in model.modules()
        if hasattr(module, "layer_idx") and hasattr(module, "k_proj")
    }
    return [found[index] for index in sorted(found)]


def _shape_of(model: PreTrainedModel, layer: nn.Module) -> _Shape:
    config = model.config.get_text_config()
    width = getattr(layer, "head_dim", config.hidden_size // config.num_attention_heads)
    return _Shape(config.num_key_value_heads, int(width), model.dtype)


def _fitting(layers_on: Mapping[torch.device, int], block_bytes: int) -> int:
    """So many blocks fit on the device that has least room for each of its layers."""
    return min(
        int(_free_bytes(device) / count) // block_bytes for device, count in layers_on.items()
    )


def _free_bytes(device: torch.device) -> float:
    if device.type == "cuda":
        free, _ = torch.cuda.mem_get_info(device)
        return free * _CUDA_SHARE
    return free_memory() * _CPU_SHARE


def _log(model: PreTrainedModel, pool_bytes: int, full_threads: int) -> None:
    log.info(
        "memory",
        weights_mb=round(model.get_memory_footprint() / _MB),
        kv_cache_mb=round(pool_bytes / _MB),
        full_threads=full_threads,
    )
