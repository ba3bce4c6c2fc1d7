"""Models of a named shape with random weights: nothing is downloaded, and speed needs no sense."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from transformers import GenerationConfig, Qwen2Config, Qwen2ForCausalLM

_SMALL = {
    "hidden_size": 896,
    "intermediate_size": 4864,
    "num_attention_heads": 14,
    "num_key_value_heads": 2,
    "vocab_size": 151936,
    "tie_word_embeddings": True,
}
SHAPES: dict[str, dict[str, Any]] = {
    "qwen2.5-0.5b-6l": {**_SMALL, "num_hidden_layers": 6},
    "qwen2.5-0.5b": {**_SMALL, "num_hidden_layers": 24},
    "qwen2.5-7b": {
        "hidden_size": 3584,
        "intermediate_size": 18944,
        "num_hidden_layers": 28,
        "num_attention_heads": 28,
        "num_key_value_heads": 4,
        "vocab_size": 152064,
        "tie_word_embeddings": False,
    },
    "tiny": {
        "hidden_size": 64,
        "intermediate_size": 128,
        "num_hidden_layers": 2,
        "num_attention_heads": 4,
        "num_key_value_heads": 2,
        "vocab_size": 1000,
        "tie_word_embeddings": True,
    },
}
_CONTEXT = 32768


def write_random(shape: str, folder: Path, device: str) -> None:
    """Write a model of a shape as the hub would give it, to be loaded as usual.

    Args:
        shape: a name in ``SHAPES``.
        folder: to write to.
        device: ``cpu`` or ``cuda``; where the numbers are drawn, and in which precision.
    """
    torch.manual_seed(0)
    config = Qwen2Config(
        **SHAPES[shape], max_position_embeddings=_CONTEXT, eos_token_id=None, bos_token_id=None
    )
    config.dtype = torch.float32 if device == "cpu" else torch.bfloat16
    with torch.device(device):
        model = Qwen2ForCausalLM._from_config(config)
    # No token ends an answer: every contender generates as many as it was told to.
    model.generation_config = GenerationConfig(eos_token_id=None, bos_token_id=None)
    model.save_pretrained(folder)
