"""The network before any training."""

from __future__ import annotations

import torch

from bot.training.demo_model.network import new_model
from bot.training.demo_model.tokenizer import build_tokenizer


def test_a_new_model_already_repeats_what_followed_before_far_above_chance() -> None:
    torch.manual_seed(0)
    model = new_model(build_tokenizer()).eval()
    once = torch.randint(0, 5000, (8, 60))
    twice = torch.cat([once, once], dim=1)
    with torch.inference_mode():
        guessed = model(twice).logits[:, 64:-1].argmax(-1)
    share_right = (guessed == twice[:, 65:]).float().mean().item()
    assert share_right > 0.95  # chance is 1 in 6,000
