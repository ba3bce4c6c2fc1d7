"""The demo model's network: a small Qwen2 that begins with the circuit for copying in place."""

from __future__ import annotations

import torch
from torch import Tensor
from transformers import PreTrainedModel, Qwen2Config, Qwen2ForCausalLM, Qwen2Tokenizer

from bot.training.demo_model.branches import BRANCHED
from bot.training.demo_model.circuit import HEAD, ROTARY_BASE, set_copying_circuit
from bot.training.demo_model.examples import Batch
from bot.training.demo_model.tokenizer import end_of_turn

_QUIET = 0.2  # the strength of the rest: random layers of the usual one would drown the circuit


def new_model(tokenizer: Qwen2Tokenizer, *, small: bool = False) -> Qwen2ForCausalLM:
    """A model ready to be trained; set torch's seed before.

    Args:
        tokenizer: whose tokens it reads and writes.
        small: a third of the size, for tests.
    """
    width = 128 if small else 256
    config = Qwen2Config(
        vocab_size=len(tokenizer),
        hidden_size=width,
        intermediate_size=2 * width,
        num_hidden_layers=3 if small else 5,
        num_attention_heads=width // HEAD,
        num_key_value_heads=width // HEAD,
        max_position_embeddings=2048,
        rope_parameters={"rope_type": "default", "rope_theta": ROTARY_BASE},
        tie_word_embeddings=True,
        bos_token_id=None,
        eos_token_id=end_of_turn(tokenizer),
    )
    model = Qwen2ForCausalLM(config)
    with torch.no_grad():
        _quieten(model)
        set_copying_circuit(model, *tokenizer.encode("\n["))
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


def _quieten(model: Qwen2ForCausalLM) -> None:
    for layer in model.model.layers:
        layer.self_attn.o_proj.weight.mul_(_QUIET)
        layer.mlp.down_proj.weight.mul_(_QUIET)
