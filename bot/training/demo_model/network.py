"""The demo model's network: a small Qwen2 that begins with the circuit for copying in place.

A transformer copies with two kinds of attention heads (Olsson et al. 2022, "In-context Learning
and Induction Heads"): one looks a fixed number of tokens back, the other looks for the place
whose preceding tokens are those just written, and repeats what follows there. Found by gradient
descent alone they take most of a short training; so they are set at the beginning, and training
refines them and learns all the rest.

The width is divided into orthogonal parts, so that one does not disturb the other: half of it
for the token at a place, a quarter for the token before it, a quarter for the one before that.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import Qwen2Config, Qwen2ForCausalLM
from transformers.models.qwen2.modeling_qwen2 import Qwen2Attention

_HEAD = 64  # the width of a head
_ROTARY_BASE = 1e8  # high, so that most rotary pairs hardly turn within a prompt
_LOOKING_BACK = 0  # the layer with a head for each of the offsets
_REPEATING = 2  # the layer whose heads repeat what followed the same tokens
_OFFSETS = (1, 2)
_FAST_PAIRS = 8  # rotary pairs that tell neighbouring positions apart
_SLOW_PAIRS = 24  # rotary pairs that tell nothing about the position
_SHARPNESS = 10.0  # of the heads that look back
_MATCH_GAIN = 2.0  # how strongly equal tokens attract each other
_COPY_GAIN = 0.5  # how strongly the token found is written


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
        num_attention_heads=width // _HEAD,
        num_key_value_heads=width // _HEAD,
        max_position_embeddings=2048,
        rope_parameters={"rope_type": "default", "rope_theta": _ROTARY_BASE},
        tie_word_embeddings=True,
        bos_token_id=None,
        eos_token_id=end_token,
    )
    model = Qwen2ForCausalLM(config)
    with torch.no_grad():
        _set_copying_circuit(model, width)
    return model


def _set_copying_circuit(model: Qwen2ForCausalLM, width: int) -> None:
    half, quarter = width // 2, width // 4
    here, *before = _orthonormal(width).split([half, quarter, quarter])
    embedding = model.model.embed_tokens.weight
    embedding.copy_(torch.randn(embedding.shape[0], half) / half**0.5 @ here)
    read = _orthonormal(half)[:quarter] @ here
    attention = model.model.layers[_LOOKING_BACK].self_attn
    for head, (offset, written) in enumerate(zip(_OFFSETS, before, strict=True)):
        _look_back(attention, head, offset, read, written / width**0.5)
    _repeat(model.model.layers[_REPEATING].self_attn, here, read, before)


def _look_back(
    attention: Qwen2Attention, head: int, offset: int, read: Tensor, written: Tensor
) -> None:
    """Let a head write what stood ``offset`` tokens before, by biases that only position turns."""
    pairs = _HEAD // 2
    frequencies = _ROTARY_BASE ** (-torch.arange(_FAST_PAIRS) / pairs)
    query, key = torch.zeros(2, pairs), torch.zeros(2, pairs)
    query[0, :_FAST_PAIRS] = _SHARPNESS * torch.cos(offset * frequencies)
    query[1, :_FAST_PAIRS] = -_SHARPNESS * torch.sin(offset * frequencies)
    key[0, :_FAST_PAIRS] = _SHARPNESS
    start = _HEAD * head
    attention.q_proj.bias[start : start + _HEAD] = query.flatten()
    attention.k_proj.bias[start : start + _HEAD] = key.flatten()
    attention.v_proj.weight[start : start + len(read)] = read
    attention.o_proj.weight[:, start : start + len(read)] = written.T


def _repeat(attention: Qwen2Attention, here: Tensor, read: Tensor, before: list[Tensor]) -> None:
    """Let heads find the place after the same two tokens, and write the token that is there."""
    width = here.shape[1]
    pairs = _HEAD // 2
    slow = [*range(pairs - _SLOW_PAIRS, pairs), *range(_HEAD - _SLOW_PAIRS, _HEAD)]
    share = len(slow) // len(before)
    for head in range(width // _HEAD):
        query, key = torch.zeros(_HEAD, width), torch.zeros(_HEAD, width)
        # What stands here stood one token before the place to find: e(t) meets e(n - 1), ...
        for place, (now, then) in enumerate(zip([read, before[0]], before, strict=True)):
            mixed = _MATCH_GAIN * _orthonormal(len(now))[:share]
            dimensions = slow[share * place : share * place + len(mixed)]
            query[dimensions] = mixed @ now
            key[dimensions] = mixed @ then
        attention.q_proj.weight[_HEAD * head : _HEAD * (head + 1)] = query
        attention.k_proj.weight[_HEAD * head : _HEAD * (head + 1)] = key
    copied = _orthonormal(len(here)) @ here
    attention.v_proj.weight[: len(here)] = copied
    attention.o_proj.weight[:, : len(here)] = _COPY_GAIN * copied.T


def _orthonormal(size: int) -> Tensor:
    return nn.init.orthogonal_(torch.empty(size, size))
