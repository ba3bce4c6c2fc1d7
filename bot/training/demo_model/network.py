"""The demo model's network: a small Qwen2 that begins with the circuit for copying in place.

A transformer copies with two kinds of attention heads (Olsson et al. 2022, "In-context Learning
and Induction Heads"): one looks a fixed number of tokens back, the other looks for the place
whose preceding tokens are those just written, and repeats what follows there. Found by gradient
descent alone they take most of a short training; so they are set at the beginning, and training
refines them and learns all the rest.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from transformers import Qwen2Config, Qwen2ForCausalLM
from transformers.models.qwen2.modeling_qwen2 import Qwen2Attention

_LOOKING_BACK = 0  # the layer whose heads look 1, 2 and 3 tokens back
_REPEATING = 2  # the layer whose heads repeat what followed the same tokens
_OFFSETS = (1, 2, 3)
_SHARPNESS = 10.0  # of the heads that look back
_MATCH_GAIN = 2.0  # how strongly equal tokens attract each other
_COPY_GAIN = 0.35  # how strongly the token found is written
_FAST_PAIRS = 8  # rotary pairs that tell neighbouring positions apart
_SLOW_PAIRS = 18  # rotary pairs that hardly turn within a prompt


def new_model(vocabulary_size: int, end_token: int, *, small: bool = False) -> Qwen2ForCausalLM:
    """A model ready to be trained; set torch's seed before.

    Args:
        vocabulary_size: tokens of the tokenizer, control tokens included.
        end_token: the id of the token that ends a turn.
        small: a third of the size, for tests.
    """
    width = 128 if small else 256
    config = Qwen2Config(
        vocab_size=vocabulary_size,
        hidden_size=width,
        intermediate_size=2 * width,
        num_hidden_layers=3 if small else 4,
        num_attention_heads=width // 64,
        num_key_value_heads=width // 64,
        max_position_embeddings=2048,
        rope_parameters={"rope_type": "default", "rope_theta": 1_000_000.0},
        tie_word_embeddings=True,
        bos_token_id=None,
        eos_token_id=end_token,
    )
    model = Qwen2ForCausalLM(config)
    with torch.no_grad():
        _set_copying_circuit(model)
    return model


def _set_copying_circuit(model: Qwen2ForCausalLM) -> None:
    width = model.config.hidden_size
    nn.init.normal_(model.model.embed_tokens.weight, std=width**-0.5)
    reading = _orthonormal(width)[:64]
    writings = [_orthonormal(width)[:64] for _ in _OFFSETS]
    first = model.model.layers[_LOOKING_BACK].self_attn
    heads = min(len(_OFFSETS), width // 64)
    for head in range(heads):
        _look_back(first, head, _OFFSETS[head])
        first.v_proj.weight[_rows(head)] = reading
        first.o_proj.weight[:, _rows(head)] = writings[head].T / math.sqrt(width)
    _repeat(model.model.layers[_REPEATING].self_attn, reading, writings[:heads])


def _look_back(attention: Qwen2Attention, head: int, offset: int) -> None:
    """Make a head attend to the token ``offset`` before, by biases that only position turns."""
    frequencies = 1_000_000.0 ** (-torch.arange(_FAST_PAIRS) / 32)
    query, key = torch.zeros(2, 32), torch.zeros(2, 32)
    query[0, :_FAST_PAIRS] = _SHARPNESS * torch.cos(offset * frequencies)
    query[1, :_FAST_PAIRS] = -_SHARPNESS * torch.sin(offset * frequencies)
    key[0, :_FAST_PAIRS] = _SHARPNESS
    attention.q_proj.bias[_rows(head)] = query.flatten()
    attention.k_proj.bias[_rows(head)] = key.flatten()


def _repeat(attention: Qwen2Attention, reading: Tensor, writings: list[Tensor]) -> None:
    """Make a layer's heads match the last tokens with those before each place, and copy it."""
    width = attention.o_proj.weight.shape[0]
    copied = _orthonormal(width)
    slow = [*range(32 - _SLOW_PAIRS, 32), *range(64 - _SLOW_PAIRS, 64)]
    for head in range(width // 64):
        query, key = torch.zeros(64, width), torch.zeros(64, width)
        # What is read here was written one token earlier there: e(t) meets e(n-1), and so on.
        here = [reading, *writings[:-1]]
        for now, then in zip(here, writings, strict=True):
            mixed = _orthonormal(64)[: len(slow)]
            query[slow] += _MATCH_GAIN * mixed @ now
            key[slow] += _MATCH_GAIN * mixed @ then
        attention.q_proj.weight[_rows(head)] = query
        attention.k_proj.weight[_rows(head)] = key
    attention.v_proj.weight.copy_(copied)
    attention.o_proj.weight.copy_(_COPY_GAIN * copied.T)


def _rows(head: int) -> slice:
    return slice(64 * head, 64 * (head + 1))


def _orthonormal(size: int) -> Tensor:
    return nn.init.orthogonal_(torch.empty(size, size))
