"""The demo model's network: a small Qwen2 that begins with the circuit for copying in place."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor
from transformers import PreTrainedModel, Qwen2Config, Qwen2ForCausalLM, Qwen2Tokenizer

from bot.training.demo_model.branches import BRANCHED
from bot.training.demo_model.circuit import Marks, set_copying_circuit
from bot.training.demo_model.examples import Batch
from bot.training.demo_model.heads import HEAD, HEADS, ROTARY_BASE
from bot.training.demo_model.tokenizer import SPACE, end_of_turn

_QUIET = 0.2  # the strength of the rest: random layers of the usual one would drown the circuit


def new_model(tokenizer: Qwen2Tokenizer, *, small: bool = False) -> Qwen2ForCausalLM:
    """A model ready to be trained; set torch's seed before.

    Args:
        tokenizer: whose tokens it reads and writes.
        small: much smaller, for tests.
    """
    width = 128 if small else 256
    config = Qwen2Config(  # type: ignore[call-arg]  # "head_dim" is read, but not declared
        vocab_size=len(tokenizer),
        hidden_size=width,
        intermediate_size=3 * width // 2,
        num_hidden_layers=4 if small else 6,
        num_attention_heads=HEADS,
        num_key_value_heads=HEADS,
        head_dim=HEAD,
        max_position_embeddings=2048,
        rope_parameters={"rope_type": "default", "rope_theta": ROTARY_BASE},
        tie_word_embeddings=True,
        bos_token_id=None,
        eos_token_id=end_of_turn(tokenizer),
    )
    model = Qwen2ForCausalLM(config)
    with torch.no_grad():
        _quieten(model)
        ids = tokenizer.get_vocab()
        marks = Marks(*map(ids.__getitem__, ("Ċ", "**", "[", "<|im_start|>", "ssistant", "er")))
        set_copying_circuit(model, marks, _alike(ids))
    return model


def answer_logits(model: PreTrainedModel, batch: Batch) -> Tensor:
    """What a model predicts at the places of a batch that answers are learned from.

    Only there: the logits of a whole batch cost more than all the layers.

    Returns:
        Logits, places by vocabulary.
    """
    usual = model.config._attn_implementation
    model.set_attn_implementation(BRANCHED)
    try:
        hidden: Tensor = model.model(
            input_ids=batch.tokens[None],
            position_ids=batch.positions[None],
            lengths=batch.lengths,
            use_cache=False,
        ).last_hidden_state
    finally:
        model.set_attn_implementation(usual)
    logits: Tensor = model.lm_head(hidden[0, batch.places])
    return logits


def _alike(ids: Mapping[str, int]) -> list[int]:
    """For each token the first that differs in case and a space before it alone.

    A term is the same whether it begins a line or follows a space, in capitals or not.
    """
    first: dict[str, int] = {}
    pieces = sorted(ids, key=ids.__getitem__)
    return [first.setdefault(one.removeprefix(SPACE).lower(), ids[one]) for one in pieces]


def _quieten(model: Qwen2ForCausalLM) -> None:
    for layer in model.model.layers:
        layer.self_attn.o_proj.weight.mul_(_QUIET)
        layer.mlp.down_proj.weight.mul_(_QUIET)
