"""Linear layers for the processor."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch import nn

from bot.llm.linear_cpu import Int8Linear, PackedLinear, pack
from bot.llm.loader import load_model

pytestmark = pytest.mark.skipif(torch.cuda.is_available(), reason="it is for processors")


@pytest.fixture
def linear() -> nn.Linear:
    torch.manual_seed(1)
    return nn.Linear(256, 96)


@torch.inference_mode()
def test_a_product_is_near_that_of_the_whole_weight(linear: nn.Linear) -> None:
    rows = torch.randn(5, 7, 256)
    expected = linear(rows)
    error = (Int8Linear(linear)(rows) - expected).abs().max() / expected.abs().max()
    assert error < 0.02


@pytest.mark.parametrize("rows", [1, 3, 16, 17, 300])
@torch.inference_mode()
def test_a_packed_product_is_that_of_the_usual_layout(linear: nn.Linear, rows: int) -> None:
    given = torch.randn(1, rows, 256)
    torch.testing.assert_close(PackedLinear(linear)(given), linear(given))


def test_only_large_layers_are_packed() -> None:
    model = nn.Sequential(nn.Linear(64, 64), nn.Linear(512, 1024))
    pack(model)
    assert type(model[0]) is nn.Linear
    assert type(model[1]) is PackedLinear


@torch.inference_mode()
def test_a_row_gets_the_same_bits_alone_and_beside_others(linear: nn.Linear) -> None:
    quantized = Int8Linear(linear)
    rows = torch.randn(64, 256)
    together = quantized(rows)
    assert all(torch.equal(quantized(rows[n : n + 1])[0], together[n]) for n in range(64))


def test_a_row_of_zeros_is_no_error(linear: nn.Linear) -> None:
    with torch.no_grad():
        linear.weight[3] = 0
        assert Int8Linear(linear)(torch.ones(1, 256))[0, 3] == linear.bias[3]


def test_a_model_is_loaded_so_with_every_linear_layer_and_its_head(qwen_folder: Path) -> None:
    model = load_model(qwen_folder, "int8_weight_only", "auto")
    linears = [module for module in model.modules() if isinstance(module, nn.Linear)]
    assert len(linears) == 2 * 7 + 1
    assert all(isinstance(module, Int8Linear) for module in linears)
