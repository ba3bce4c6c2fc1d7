"""Attention of lessons in one packed row: each branch sees its scene and itself."""

from __future__ import annotations

from itertools import chain
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.functional import scaled_dot_product_attention
from transformers import AttentionInterface

BRANCHED = "termwise_branched"  # the name among transformers' implementations of attention


def branched_attention(
    _module: nn.Module,
    query: Tensor,
    key: Tensor,
    value: Tensor,
    _attention_mask: Tensor | None,
    *,
    lengths: list[list[int]],
    **_: Any,
) -> tuple[Tensor, None]:
    """Attend within lessons; called by each attention layer of a transformers model.

    Computed part by part, because two branches never see each other, and most of a row is branches.

    Args:
        query: of the packed row; (1, heads, tokens, width).
        key: the same.
        value: the same.
        lengths: for each lesson the tokens of its scene, then those of each branch.

    Returns:
        What was attended to, (1, tokens, heads, width), and no weights.
    """
    sizes = list(chain.from_iterable(lengths))
    # In float32: on a processor the way back through torch's kernel takes longer in bfloat16.
    with torch.autocast(query.device.type, enabled=False):
        whole = [tensor.float() for tensor in (query, key, value)]
        parts = zip(*(tensor.split(sizes, dim=2) for tensor in whole), strict=True)
        outputs: list[Tensor] = []
        for lesson in lengths:
            query_, key_, value_ = next(parts)
            outputs.append(scaled_dot_product_attention(query_, key_, value_, is_causal=True))
            outputs += [_branch(key_, value_, *next(parts)) for _ in lesson[1:]]
    return torch.cat(outputs, dim=2).transpose(1, 2).to(query.dtype), None


def _branch(
    scene_key: Tensor, scene_value: Tensor, query: Tensor, key: Tensor, value: Tensor
) -> Tensor:
    key = torch.cat([scene_key, key], dim=2)
    value = torch.cat([scene_value, value], dim=2)
    shape = query.shape[2], key.shape[2]
    visible = torch.ones(shape, dtype=torch.bool).tril(shape[1] - shape[0])
    return scaled_dot_product_attention(query, key, value, attn_mask=visible)


AttentionInterface.register(BRANCHED, branched_attention)
