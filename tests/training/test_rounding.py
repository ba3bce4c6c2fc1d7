"""Learning to bear the rounding of NF4."""

from __future__ import annotations

import pytest
import torch
from transformers import Qwen2ForCausalLM

from bot.training.demo_model.network import new_model
from bot.training.demo_model.rounding import rounded
from bot.training.demo_model.tokenizer import build_tokenizer


@pytest.fixture
def model() -> Qwen2ForCausalLM:
    torch.manual_seed(0)
    return new_model(build_tokenizer(), small=True)


def test_within_each_block_of_a_weight_has_sixteen_values_at_most_and_after_it_is_as_before(
    model: Qwen2ForCausalLM,
) -> None:
    weight = model.model.layers[1].mlp.up_proj.weight
    exact = weight.detach().clone()
    with rounded(model):
        blocks = weight.detach().reshape(-1, 64)
        assert all(len(block.unique()) <= 16 for block in blocks)
        assert 0 < (weight - exact).abs().mean() < 0.15 * exact.abs().mean()
    assert torch.equal(weight, exact)


def test_the_exact_weights_are_back_even_when_a_step_fails(model: Qwen2ForCausalLM) -> None:
    exact = {name: one.clone() for name, one in model.state_dict().items()}
    with pytest.raises(RuntimeError), rounded(model):
        raise RuntimeError
    assert all(torch.equal(one, exact[name]) for name, one in model.state_dict().items())


def test_gradients_are_those_at_the_rounded_weights_and_reach_the_exact_ones(
    model: Qwen2ForCausalLM,
) -> None:
    tokens = torch.arange(300, 340)[None]

    def gradient() -> torch.Tensor:
        model.zero_grad()
        model(tokens).logits.logsumexp(-1).mean().backward()
        found: torch.Tensor | None = model.model.layers[1].mlp.up_proj.weight.grad
        assert found is not None
        return found.clone()

    exact = gradient()
    with rounded(model):
        at_the_rounded = gradient()
    assert 0 < (at_the_rounded - exact).norm() < exact.norm()
