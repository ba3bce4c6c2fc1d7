"""The engine on an NVIDIA GPU, in bfloat16: FlashAttention over the pool, and captured steps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import Qwen2Config, Qwen2ForCausalLM

from bot.llm.loader import Quantization, load_model
from bot.llm.paging import load_runner
from tests.llm.test_paging import SHAPE, Run, prompts_of, working

pytestmark = pytest.mark.gpu

PROMPTS = prompts_of(5, 33, 150, 300, 16, 257)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    torch.manual_seed(3)
    wider: dict[str, Any] = SHAPE | {"hidden_size": 256, "intermediate_size": 512}
    Qwen2ForCausalLM(Qwen2Config(**wider)).save_pretrained(tmp_path)
    return tmp_path


@pytest.mark.parametrize("quantization", ["none", "nf4", "int8"])
def test_where_it_differs_from_the_model_alone_the_tokens_were_as_likely(
    folder: Path, quantization: Quantization
) -> None:
    runner = load_runner(
        load_model(folder, quantization, "auto"), context_tokens=512, kv_cache_mb=64
    )
    worker = working(runner)
    answers = Run(PROMPTS).through(worker)
    worker.close()
    model = load_model(folder, quantization, "auto")
    agreed = total = 0
    for prompt, answer in zip(PROMPTS, answers, strict=True):
        ids = torch.tensor([prompt + answer], device=model.device)
        with torch.inference_mode():
            logits = model(ids).logits[0, len(prompt) - 1 : -1].float()
        said = torch.tensor(answer, device=logits.device)
        agreed += int((logits.argmax(-1) == said).sum())
        total += len(answer)
        chosen = logits.gather(1, said[:, None])[:, 0]
        assert (logits.amax(-1) - chosen).max() < 0.1 * logits.std()
    assert agreed >= 0.99 * total


def test_together_and_again_from_the_cache_it_says_the_same(folder: Path) -> None:
    model = load_model(folder, "none", "auto")
    worker = working(load_runner(model, context_tokens=512, kv_cache_mb=64))
    alone = [Run([prompt]).through(worker)[0] for prompt in PROMPTS]
    together = Run(PROMPTS).through(worker)
    worker.close()
    same = sum(one == other for one, other in zip(alone, together, strict=True))
    assert same >= len(PROMPTS) - 1


@pytest.mark.skipif(torch.cuda.device_count() < 2, reason="needs two NVIDIA GPUs")
def test_spread_over_two_gpus_it_says_what_it_says_on_one(folder: Path) -> None:
    answers = []
    for device_map in ("cuda:0", "balanced"):
        model = load_model(folder, "none", device_map)
        devices = {parameter.device for parameter in model.parameters()}
        assert len(devices) == (1 if device_map == "cuda:0" else 2)
        worker = working(load_runner(model, context_tokens=512, kv_cache_mb=64))
        answers.append([Run([prompt]).through(worker)[0] for prompt in PROMPTS])
        worker.close()
    assert answers[0] == answers[1]
