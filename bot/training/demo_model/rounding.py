"""Computing with weights as they will be stored, so that a model learns to bear the rounding."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bitsandbytes.functional import dequantize_4bit, quantize_4bit
from torch import Tensor, nn
from transformers import Qwen2ForCausalLM


@contextmanager
def rounded(model: Qwen2ForCausalLM) -> Iterator[None]:
    """Let a model compute with what NF4 keeps of its weights, and have the exact ones back after.

    Gradients are those at the rounded weights and are meant for the exact ones (the
    straight-through estimator, Bengio et al. 2013). As in a model that is loaded in NF4, the
    embedding and the head are not rounded.

    Args:
        model: in float32. Forward and backward must both run within.
    """
    layers = [module for module in model.model.layers.modules() if isinstance(module, nn.Linear)]
    exact = [layer.weight.data for layer in layers]
    for layer in layers:
        layer.weight.data = _nf4(layer.weight.data)
    try:
        yield
    finally:
        for layer, weight in zip(layers, exact, strict=True):
            layer.weight.data = weight


def _nf4(weight: Tensor) -> Tensor:
    kept: Tensor = dequantize_4bit(
        *quantize_4bit(weight, compress_statistics=True, quant_type="nf4")
    )
    return kept
