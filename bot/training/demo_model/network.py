"""The demo model's network: a small Qwen2 that begins with the circuit for copying in place.

A transformer copies with two kinds of attention heads (Olsson et al. 2022, "In-context Learning
and Induction Heads"): one looks a fixed number of tokens back, the other looks for the place
whose preceding tokens are those just written, and repeats what follows there. Found by gradient
descent alone they take most of a short training; so they are set at the beginning, and training
refines them and learns all the rest.

The width is divided into orthogonal parts, so that one does not disturb the other: one for the
token at a place, one for each of the tokens before it. Six tokens are compared, not one or two:
in a real definition most pairs of words occur twice. And what is not set is made quiet: random
layers of the usual strength would drown the circuit.
"""

from __future__ import annotations

from itertools import pairwise

import torch
from torch import Tensor, nn
from transformers import PreTrainedModel, Qwen2Config, Qwen2ForCausalLM
from transformers.models.qwen2.modeling_qwen2 import Qwen2Attention

from bot.training.demo_model.examples import Batch

_HEAD = 64  # the width of a head
_PAIRS = _HEAD // 2  # rotary pairs
_ROTARY_BASE = 1e8  # high, so that most rotary pairs hardly turn within a prompt
_LOOKING_BACK = (0, 1)  # the layers whose heads look back
_REPEATING = 2  # the layer whose heads repeat what followed the same tokens
_BEFORE = 6  # tokens before that are compared
_FAST_PAIRS = 8  # rotary pairs that tell neighbouring positions apart
_SLOW_PAIRS = 24  # rotary pairs that tell nothing about the position
_SHARPNESS = 10.0  # of the heads that look back
_MATCH_GAIN = 2.0  # how strongly equal tokens attract each other
_COPY_GAIN = 0.5  # how strongly the token found is written
_QUIET = 0.2  # the strength of what is not set


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
        num_hidden_layers=3 if small else 5,
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
        _quieten(model)
        _set_copying_circuit(model, width)
    return model


def answer_logits(model: PreTrainedModel, batch: Batch) -> Tensor:
    """What a model predicts at the places of a batch that answers are learned from.

    Only there: the logits of a whole batch cost more than all the layers.

    Returns:
        Logits, places by vocabulary.
    """
    hidden: Tensor = model.model(
        input_ids=batch.tokens,
        attention_mask=batch.visible,
        position_ids=batch.positions,
        use_cache=False,
    ).last_hidden_state
    logits: Tensor = model.lm_head(hidden[batch.rows, batch.columns])
    return logits


def _quieten(model: Qwen2ForCausalLM) -> None:
    for layer in model.model.layers:
        layer.self_attn.o_proj.weight.mul_(_QUIET)
        layer.mlp.down_proj.weight.mul_(_QUIET)


def _set_copying_circuit(model: Qwen2ForCausalLM, width: int) -> None:
    heads = width // _HEAD
    offsets = range(1, min(_BEFORE, len(_LOOKING_BACK) * heads) + 1)
    share = width // 9  # for each token before; the token itself has the rest
    parts = [width - share * len(offsets), *(share for _ in offsets)]
    here, *before = _orthonormal(width).split(parts)
    embedding = model.model.embed_tokens.weight
    embedding.copy_(torch.randn(embedding.shape[0], len(here)) / len(here) ** 0.5 @ here)
    read = _orthonormal(len(here))[:share] @ here
    for place, (offset, written) in enumerate(zip(offsets, before, strict=True)):
        layer, head = divmod(place, heads)
        attention = model.model.layers[_LOOKING_BACK[layer]].self_attn
        _look_back(attention, head, offset, read, written / width**0.5)
    _repeat(model.model.layers[_REPEATING].self_attn, here, [read, *before])


def _look_back(
    attention: Qwen2Attention, head: int, offset: int, read: Tensor, written: Tensor
) -> None:
    """Let a head write what stood ``offset`` tokens before, by biases that only position turns."""
    frequencies = _ROTARY_BASE ** (-torch.arange(_FAST_PAIRS) / _PAIRS)
    query, key = torch.zeros(2, _PAIRS), torch.zeros(2, _PAIRS)
    query[0, :_FAST_PAIRS] = _SHARPNESS * torch.cos(offset * frequencies)
    query[1, :_FAST_PAIRS] = -_SHARPNESS * torch.sin(offset * frequencies)
    key[0, :_FAST_PAIRS] = _SHARPNESS
    start = _HEAD * head
    attention.q_proj.bias[start : start + _HEAD] = query.flatten()
    attention.k_proj.bias[start : start + _HEAD] = key.flatten()
    attention.v_proj.weight[start : start + len(read)] = read
    attention.o_proj.weight[:, start : start + len(read)] = written.T


def _repeat(attention: Qwen2Attention, here: Tensor, read: list[Tensor]) -> None:
    """Let heads find the place after the same tokens, and write the token that is there.

    Args:
        attention: the layer's.
        here: the part of the width that tells the token, as rows.
        read: how to read the token at a place, the one before it, and so on.
    """
    width = here.shape[1]
    slow = [*range(_PAIRS - _SLOW_PAIRS, _PAIRS), *range(_HEAD - _SLOW_PAIRS, _HEAD)]
    share = len(slow) // (len(read) - 1)
    for head in range(width // _HEAD):
        query, key = torch.zeros(_HEAD, width), torch.zeros(_HEAD, width)
        # What stands here stood one token before the place to find: e(t) meets e(n - 1), ...
        for place, (now, then) in enumerate(pairwise(read)):
            mixed = _MATCH_GAIN * _orthonormal(len(now))[:share]
            dimensions = slow[share * place : share * place + len(mixed)]
            query[dimensions] = mixed @ now
            key[dimensions] = mixed @ then
        rows = slice(_HEAD * head, _HEAD * (head + 1))
        attention.q_proj.weight[rows] = query
        attention.k_proj.weight[rows] = key
        copied = _orthonormal(len(here))[:_HEAD] @ here
        attention.v_proj.weight[rows][: len(copied)] = copied
        attention.o_proj.weight[:, rows][:, : len(copied)] = _COPY_GAIN * copied.T


def _orthonormal(size: int) -> Tensor:
    return nn.init.orthogonal_(torch.empty(size, size))
