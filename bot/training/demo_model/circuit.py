"""The circuit for copying, written into a network before it is trained.

A transformer copies with two kinds of attention heads (Olsson et al. 2022, "In-context Learning
and Induction Heads"): one looks a fixed number of tokens back, the other looks for the place
whose preceding tokens are those just written, and repeats what follows there. Found by gradient
descent alone they take most of a short training; so they are set at the beginning, and training
refines them and learns all the rest.

Several tokens are compared, not one or two: in a real definition most pairs of words occur twice.
And two heads look for the last label: how the line began, so that one row of a table is not taken
for another, and which numbered passage it is, so that it can be cited.

The width is divided into orthogonal parts, so that one does not disturb the other: one for the
token at a place, one for each of the tokens before it, one for each kind of label.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import torch
from torch import Tensor, nn
from transformers import Qwen2ForCausalLM
from transformers.models.qwen2.modeling_qwen2 import Qwen2Attention

HEAD = 64  # the width of a head
ROTARY_BASE = 1e8  # high, so that most rotary pairs hardly turn within a prompt

_PAIRS = HEAD // 2  # rotary pairs
_BEFORE = 5  # tokens before that are compared
_LABEL_LAYER, _REPEATING = 1, 2
_FAST_PAIRS = 8  # rotary pairs that tell neighbouring positions apart
_SLOW_PAIRS = 24  # rotary pairs that tell nothing about the position
_SHARPNESS = 10.0  # of the heads that look back
_MATCH_GAIN = 2.0  # how strongly equal tokens attract each other
_COPY_GAIN = 0.5  # how strongly the token found is written
_CITE_GAIN = 1.0  # the same of the number of its passage: only the training tells when
_NEARER = {5: 2.0, 6: 4.0, 7: 10.0, 8: 12.0, 9: 18.0, 11: 30.0, 13: 30.0}  # by rotary pair
_LABEL_GAIN = 6.0  # how strongly a label attracts


def set_copying_circuit(model: Qwen2ForCausalLM, line_start: int, number_start: int) -> None:
    """Write the circuit into a new model.

    Args:
        model: with at least four heads in a layer, or the labels are left out.
        line_start: the id of the token before each line.
        number_start: the id of the token before each passage's number.
    """
    width: int = model.config.hidden_size
    heads = width // HEAD
    labels = [line_start, number_start] if heads >= _BEFORE - 1 else []
    offsets = range(1, min(_BEFORE, 2 * heads) + 1)
    share = width // 10  # for each token before and each label; the token itself has the rest
    others = [share] * (len(offsets) + len(labels))
    here, *written = _orthonormal(width).split([width - sum(others), *others])
    embedding = model.model.embed_tokens.weight
    embedding.copy_(torch.randn(embedding.shape[0], len(here)) / len(here) ** 0.5 @ here)
    read = _orthonormal(len(here))[:share] @ here
    before, parts = written[: len(offsets)], written[len(offsets) :]
    layers = [layer.self_attn for layer in model.model.layers]
    for place, (offset, part) in enumerate(zip(offsets, before, strict=True)):
        layer, head = divmod(place, heads)
        _look_back(layers[layer], head, offset, read, part / width**0.5)
    compared = list(pairwise([read, *before]))
    if labels:
        # A mark lies wholly in what is read of a token, so that no other is taken for it.
        embedding[labels] = marks = _orthonormal(share)[: len(labels)] @ read
        for head, (mark, part) in enumerate(zip(marks, parts, strict=True), heads - 2):
            towards = read @ mark @ before[0]
            _look_for_label(layers[_LABEL_LAYER], head, towards, read, part / width**0.5)
        compared.append((parts[0], parts[0]))
        _repeat(layers[_REPEATING], [0], compared, (_CITE_GAIN * parts[1], read))
    copied = _orthonormal(len(here))[:HEAD] @ here
    copying = range(1 if labels else 0, heads)
    _repeat(layers[_REPEATING], copying, compared, (_COPY_GAIN * copied, copied))


def _look_back(
    attention: Qwen2Attention, head: int, offset: int, read: Tensor, written: Tensor
) -> None:
    """Let a head write what stood ``offset`` tokens before, by biases that only position turns."""
    frequencies = _frequencies(torch.arange(_FAST_PAIRS))
    query, key = torch.zeros(2, _PAIRS), torch.zeros(2, _PAIRS)
    query[0, :_FAST_PAIRS] = _SHARPNESS * torch.cos(offset * frequencies)
    query[1, :_FAST_PAIRS] = -_SHARPNESS * torch.sin(offset * frequencies)
    key[0, :_FAST_PAIRS] = _SHARPNESS
    _attend(attention, head, query, key)
    _carry(attention, head, read, written)


def _look_for_label(
    attention: Qwen2Attention, head: int, towards: Tensor, read: Tensor, written: Tensor
) -> None:
    """Let a head write the last label: what lies in a direction attracts, the nearer the more."""
    query, key = torch.zeros(2, _PAIRS), torch.zeros(2, _PAIRS)
    for pair, gain in _NEARER.items():
        query[0, pair] = key[0, pair] = (gain * HEAD**0.5) ** 0.5
    query[0, -1] = _SHARPNESS
    _attend(attention, head, query, key)
    attention.k_proj.weight[HEAD * head + _PAIRS - 1] = _LABEL_GAIN * towards
    _carry(attention, head, read, written)


def _repeat(
    attention: Qwen2Attention,
    heads: Sequence[int],
    compared: Sequence[tuple[Tensor, Tensor]],
    found: tuple[Tensor, Tensor],
) -> None:
    """Let heads find the place after the same tokens, and write what is there.

    Args:
        attention: the layer's.
        heads: their numbers.
        compared: what is read here, and what must be read the same at the place to find: this
            token and the one before that place, and so on.
        found: how to read what is at the place, and how to write it.
    """
    width = compared[0][0].shape[1]
    slow = [*range(_PAIRS - _SLOW_PAIRS, _PAIRS), *range(HEAD - _SLOW_PAIRS, HEAD)]
    share = len(slow) // len(compared)
    for head in heads:
        query, key = torch.zeros(HEAD, width), torch.zeros(HEAD, width)
        for place, (now, then) in enumerate(compared):
            mixed = _MATCH_GAIN * _orthonormal(len(now))[:share]
            dimensions = slow[share * place : share * place + len(mixed)]
            query[dimensions] = mixed @ now
            key[dimensions] = mixed @ then
        rows = slice(HEAD * head, HEAD * (head + 1))
        attention.q_proj.weight[rows] = query
        attention.k_proj.weight[rows] = key
        _carry(attention, head, *found)


def _attend(attention: Qwen2Attention, head: int, query: Tensor, key: Tensor) -> None:
    rows = slice(HEAD * head, HEAD * (head + 1))
    attention.q_proj.bias[rows] = query.flatten()
    attention.k_proj.bias[rows] = key.flatten()


def _carry(attention: Qwen2Attention, head: int, read: Tensor, written: Tensor) -> None:
    """Let a head read some directions where it looks, and write them as others."""
    rows = slice(HEAD * head, HEAD * head + len(read))
    attention.v_proj.weight[rows] = read
    attention.o_proj.weight[:, rows] = written.T


def _frequencies(pairs: Tensor) -> Tensor:
    return ROTARY_BASE ** (-pairs / _PAIRS)


def _orthonormal(size: int) -> Tensor:
    return nn.init.orthogonal_(torch.empty(size, size))
