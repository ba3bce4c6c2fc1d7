"""Makes a transformers model page its keys and values, and checks that it says the same so."""

from __future__ import annotations

from functools import partial
from typing import Any

import torch
from torch import Tensor
from transformers import PreTrainedModel

from bot.errors import SettingsError
from bot.llm.attention import PAGED
from bot.llm.decode_graphs import capture_on_cuda
from bot.llm.kv_cache import BlockManager
from bot.llm.linear_cpu import pack
from bot.llm.model_runner import ModelRunner
from bot.llm.pool import Pool, allocate_pool, attention_layers
from bot.llm.scheduler import Batch
from bot.llm.sequence import SamplingParams, Sequence

_KINDS = {"full_attention", "sliding_attention"}  # of layers; others keep more than keys and values
_ROTATIONS_OF_ALL = {"dynamic", "longrope"}  # they turn everybody's keys by the longest thread
_PROBE = 24  # tokens
_TOLERANCE = 0.1  # of the logits' spread: bfloat16 stays far below, a wrong mask far above


def load_runner(model: PreTrainedModel, *, context_tokens: int, kv_cache_mb: int) -> ModelRunner:
    """Prepare a loaded model for the engine: page its attention, pack its weights.

    Args:
        model: as transformers loaded it.
        context_tokens: the longest thread; a shorter context of the model's own counts.
        kv_cache_mb: megabytes for keys and values; 0 for what is free.

    Raises:
        SettingsError: the model attends in a way that cannot be paged, or memory is short.
    """
    _refuse_other_kinds(model)
    expected = _probed(model)
    own = int(model.config.get_text_config().max_position_embeddings)
    context = min(context_tokens, own)
    pack(model)  # before the pool takes its share of what is free
    pool = allocate_pool(model, context_tokens=context, size_mb=kv_cache_mb)
    model.set_attn_implementation(PAGED)
    devices = {layer.device for layer in pool.layers}
    captured = len(devices) == 1 and model.device.type == "cuda"
    capture = partial(capture_on_cuda, model.device) if captured else None
    runner = ModelRunner(model, pool, context, capture)
    _compare(expected, _paged(model, runner, pool))
    return runner


def _refuse_other_kinds(model: PreTrainedModel) -> None:
    config = model.config.get_text_config()
    kinds = set(getattr(config, "layer_types", None) or ["full_attention"])
    whole = len(attention_layers(model)) == config.num_hidden_layers
    if not (model._supports_attention_backend and whole and kinds <= _KINDS) or (
        _rotations(getattr(config, "rope_parameters", None)) & _ROTATIONS_OF_ALL
    ):
        raise SettingsError(
            f"The engine cannot run a {type(model).__name__}: its layers keep something else than "
            "keys and values for each token. Set TERMWISE_MODEL to a decoder such as Qwen2.5, "
            "Qwen3 or Llama, or run it in vLLM and set TERMWISE_REMOTE_URL."
        )


def _rotations(parameters: Any) -> set[str]:
    """The kinds of rotary positions, which may differ by the kind of layer."""
    if not isinstance(parameters, dict):
        return set()
    nested = set().union(*map(_rotations, parameters.values()))
    return nested | {str(parameters.get("rope_type", "default"))}


def _probe(model: PreTrainedModel) -> list[int]:
    """Some token ids, the same for every model of one vocabulary."""
    size = model.config.get_text_config().vocab_size
    return [(place * 7919 + 17) % size for place in range(_PROBE)]


@torch.inference_mode()
def _probed(model: PreTrainedModel) -> Tensor:
    """The logits after the probe's last token, with transformers' own attention."""
    tokens = torch.tensor([_probe(model)], device=model.device)
    logits: Tensor = model(input_ids=tokens, use_cache=False).logits[0, -1].float()
    return logits


def _paged(model: PreTrainedModel, runner: ModelRunner, pool: Pool) -> Tensor:
    """The same through the pool: in two parts, the second of one token."""
    blocks = BlockManager(pool.num_blocks, pool.block_size)
    probe = _probe(model)
    sequence = Sequence(probe, len(probe), SamplingParams(), max_new_tokens=1)
    sequence.block_table = blocks.open("", probe)
    blocks.reserve(sequence.block_table, len(probe))
    runner.logits(Batch([sequence], [len(probe) - 1]), [0])
    sequence.num_computed_tokens = len(probe) - 1
    return runner.logits(Batch([sequence], [1]), [0])[0]


def _compare(expected: Tensor, paged: Tensor) -> None:
    if not torch.isfinite(expected).all():
        raise SettingsError("The model's results are not numbers: its weights may be damaged.")
    if not (expected - paged).abs().max() <= _TOLERANCE * expected.std():  # nor is it a number
        raise SettingsError(
            "The engine does not give what this model gives by itself: its attention has parts "
            "that cannot be paged. Set TERMWISE_MODEL to a decoder such as Qwen2.5, Qwen3 or Llama."
        )
