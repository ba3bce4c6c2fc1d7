"""Attention heads set by hand: what each looks for, and what it carries from there.

A head is given by how queries meet keys. Rotary pairs that turn fast tell positions apart, by
biases alone; the slow ones hardly turn within a prompt, so that what is written into them is
compared whatever the distance (Su et al. 2021, "RoFormer: Enhanced Transformer with Rotary Position
Embedding").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor, nn
from transformers.models.qwen2.modeling_qwen2 import Qwen2Attention

HEAD = 64  # the width of a head
HEADS = 5  # in a layer
ROTARY_BASE = 1e11  # high, so that most rotary pairs hardly turn within a prompt

_PAIRS = HEAD // 2  # rotary pairs
_FAST_PAIRS = 6  # rotary pairs that tell neighbouring positions apart
_WINDOW_PAIRS = 12  # rotary pairs that tell a part of a text from the next
_SLOW_PAIRS = 23  # rotary pairs that tell nothing about the position
_SHARPNESS = 10.0  # of the heads that look back
_NEARER = {4: 6.0, 5: 10.0, 6: 12.0, 7: 18.0, 8: 30.0, 9: 30.0}  # draws to a label, by pair
_RECENT = {6: 4.0, 7: 4.0, 8: 6.0}  # draws to the last turn, by pair
_GATE = 1.4  # how strong a sign must be for a head to choose there


def look_back(
    attention: Qwen2Attention, head: int, offsets: Sequence[int], read: Tensor, written: Tensor
) -> None:
    """Let a head write what stood so many tokens before, by biases that only position turns."""
    pairs = _FAST_PAIRS if len(offsets) == 1 else _WINDOW_PAIRS
    angles = torch.tensor(offsets)[:, None] * _frequencies(torch.arange(pairs))
    query, key = torch.zeros(2, _PAIRS), torch.zeros(2, _PAIRS)
    query[0, :pairs] = _SHARPNESS * torch.cos(angles).mean(0)
    query[1, :pairs] = -_SHARPNESS * torch.sin(angles).mean(0)
    key[0, :pairs] = _SHARPNESS
    _attend(attention, head, query, key)
    _carry(attention, head, read, written)


def look_for_label(
    attention: Qwen2Attention, head: int, towards: Tensor, read: Tensor, written: Tensor
) -> None:
    """Let a head write the last label: what lies ``towards`` attracts, the nearer the more."""
    query, key = _drawn_near(_NEARER)
    query[0, -1] = _SHARPNESS
    _attend(attention, head, query, key)
    attention.k_proj.weight[HEAD * head + _PAIRS - 1] = towards
    _carry(attention, head, read, written)


def repeat(
    attention: Qwen2Attention,
    head: int,
    gain: float,
    compared: Sequence[tuple[Tensor, Tensor]],
    found: tuple[Tensor, Tensor],
) -> None:
    """Let a head find the place after the same tokens, and write what is there.

    Args:
        attention: the layer's.
        head: its number.
        gain: how strongly equal tokens attract each other.
        compared: what is read here, and what must be read the same at the place to find: this
            token and the one before that place, and so on.
        found: how to read what is at the place, and how to write it.
    """
    width = compared[0][0].shape[1]
    slow = [*range(_PAIRS - _SLOW_PAIRS, _PAIRS), *range(HEAD - _SLOW_PAIRS, HEAD - 1)]
    share = len(slow) // len(compared)
    query, key = torch.zeros(HEAD, width), torch.zeros(HEAD, width)
    for place, (now, then) in enumerate(compared):
        mixed = gain * orthonormal(len(now))[:share]
        dimensions = slow[share * place : share * place + len(mixed)]
        query[dimensions] = mixed @ now
        key[dimensions] = mixed @ then
    rows = slice(HEAD * head, HEAD * (head + 1))
    attention.q_proj.weight[rows] = query
    attention.k_proj.weight[rows] = key
    _carry(attention, head, *found)


def choose(
    attention: Qwen2Attention,
    head: int,
    here: Tensor,
    towards: Tensor,
    found: tuple[Tensor, Tensor],
) -> None:
    """Let a head look ``towards`` something in the last turn, but only from what is ``here``.

    Args:
        attention: the layer's.
        head: its number.
        here: what it looks from; (width,).
        towards: what attracts it then, and puts it off elsewhere; (width,).
        found: how to read what is there, and how to write it.
    """
    place = HEAD * head + _PAIRS - 1
    _attend(attention, head, *_drawn_near(_RECENT))
    attention.q_proj.weight[place] = here
    attention.q_proj.bias[place] = -_GATE
    attention.k_proj.weight[place] = towards
    _carry(attention, head, *found)


def avoid(attention: Qwen2Attention, head: int, direction: Tensor) -> None:
    """Let a head look away from what lies in a direction, by the pair that turns least."""
    last = HEAD * (head + 1) - 1
    attention.q_proj.bias[last] = -direction.norm()
    attention.k_proj.weight[last] = direction


def _drawn_near(gains: Mapping[int, float]) -> tuple[Tensor, Tensor]:
    """Biases of queries and keys that draw a head to what is near."""
    query, key = torch.zeros(2, _PAIRS), torch.zeros(2, _PAIRS)
    for pair, gain in gains.items():
        query[0, pair] = key[0, pair] = (gain * HEAD**0.5) ** 0.5
    return query, key


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


def orthonormal(size: int) -> Tensor:
    """So many directions at right angles, drawn at random."""
    return nn.init.orthogonal_(torch.empty(size, size))
