"""LoRA adapters beside a model, made by peft itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from peft import LoraConfig, PrefixTuningConfig, get_peft_model
from safetensors.torch import load_file, save_file
from transformers import PreTrainedModel

from bot.errors import EngineError, SettingsError
from bot.llm.engine import LocalEngine
from bot.llm.loader import Quantization, load_model
from bot.llm.paging import load_runner
from bot.llm.sequence import SamplingParams
from tests.llm.test_engine import text_of, whole
from tests.llm.test_paging import PROMPTS, Run, build, generated, working
from tests.scripted import ScriptedRunner, demo_tokenizer


def saved_adapter(folder: Path, seed: int, **options: Any) -> Path:
    """A LoRA adapter that says something else than the model does."""
    config = LoraConfig(
        r=4, target_modules=["q_proj", "v_proj"], init_lora_weights=False, **options
    )
    adapted = get_peft_model(build("qwen2"), config)
    torch.manual_seed(seed)
    for name, weight in adapted.named_parameters():
        if "lora_" in name:
            torch.nn.init.normal_(weight, std=0.5)
    adapted.save_pretrained(str(folder))
    return folder


def adapted_answer(folder: Path, prompt: list[int]) -> list[int]:
    model = build("qwen2")
    model.load_adapter(str(folder))
    return generated(model, prompt)


def test_questions_with_different_adapters_and_none_are_answered_side_by_side(
    tmp_path: Path,
) -> None:
    law, medicine = (saved_adapter(tmp_path / name, n) for n, name in enumerate(("law", "med")))
    runner = load_runner(build("qwen2"), context_tokens=512, kv_cache_mb=2)
    runner.load_adapter("law", law)
    runner.load_adapter("medicine", medicine)
    worker = working(runner)
    asked: list[str | None] = [None, "law", "medicine", "law", None]
    run = Run([PROMPTS[3]] * len(asked))
    for sequence, name in zip(run.sequences, asked, strict=True):
        sequence.params = SamplingParams(temperature=0, repetition_penalty=1.0, adapter=name)
    tokens = run.through(worker)
    worker.close()
    plain = generated(build("qwen2"), PROMPTS[3])
    of_law, of_medicine = (adapted_answer(folder, PROMPTS[3]) for folder in (law, medicine))
    assert tokens == [plain, of_law, of_medicine, of_law, plain]
    assert len({tuple(one) for one in (plain, of_law, of_medicine)}) == 3


@pytest.mark.parametrize("quantization", ["nf4", "int8"])
def test_an_adapter_goes_beside_quantized_weights(
    quantization: Quantization, tmp_path: Path
) -> None:
    build("qwen2").save_pretrained(tmp_path / "model")
    folder = saved_adapter(tmp_path / "law", 1)
    runner = load_runner(
        load_model(tmp_path / "model", quantization, "cpu"), context_tokens=512, kv_cache_mb=2
    )
    runner.load_adapter("law", folder)
    worker = working(runner)
    adapted = SamplingParams(temperature=0, repetition_penalty=1.0, adapter="law")
    with_it, without = Run([PROMPTS[3]], adapted), Run([PROMPTS[3]])
    assert with_it.through(worker) != without.through(worker)
    worker.close()


async def test_an_adapter_can_be_loaded_while_the_engine_answers() -> None:
    engine = LocalEngine(ScriptedRunner("yes"), demo_tokenizer())
    try:
        await engine.load_adapter("law", Path("anywhere"))
        assert text_of(await whole(engine, params=SamplingParams(adapter="law"))) == "yes"
        with pytest.raises(EngineError, match="no adapter named tax"):
            await whole(engine, params=SamplingParams(adapter="tax"))
    finally:
        engine.close()


def refused(folder: Path, model: PreTrainedModel | None = None) -> str:
    runner = load_runner(model or build("qwen2"), context_tokens=512, kv_cache_mb=2)
    with pytest.raises(SettingsError) as error:
        runner.load_adapter("law", folder)
    return str(error.value)


def test_a_folder_without_an_adapter_is_refused(tmp_path: Path) -> None:
    assert "no adapter" in refused(tmp_path)


def test_an_adapter_of_another_kind_is_refused(tmp_path: Path) -> None:
    config = PrefixTuningConfig(task_type="CAUSAL_LM", num_virtual_tokens=4)
    get_peft_model(build("qwen2"), config).save_pretrained(str(tmp_path))
    assert "only LoRA" in refused(tmp_path)


def test_an_adapter_for_another_model_is_refused(tmp_path: Path) -> None:
    assert "does not go with this model" in refused(saved_adapter(tmp_path, 1), build("wide"))


def test_pickled_weights_of_an_adapter_are_refused(tmp_path: Path) -> None:
    folder = saved_adapter(tmp_path, 1)
    (folder / "adapter_model.safetensors").rename(folder / "adapter_model.bin")
    assert "safetensors" in refused(folder)


@pytest.mark.parametrize(
    "key", ["modules_to_save", "trainable_token_indices", "bias", "init_lora_weights"]
)
def test_an_adapter_that_would_change_the_model_itself_is_refused(tmp_path: Path, key: str) -> None:
    folder = saved_adapter(tmp_path, 1)
    file = folder / "adapter_config.json"
    wish: object = "all" if key == "bias" else "pissa" if key.startswith("init") else ["lm_head"]
    file.write_text(json.dumps(json.loads(file.read_text()) | {key: wish}))
    assert key in refused(folder)


def test_weights_of_the_model_s_own_within_an_adapter_are_refused_and_not_taken(
    tmp_path: Path,
) -> None:
    folder = saved_adapter(tmp_path, 1)
    weights = load_file(folder / "adapter_model.safetensors")
    bias = "base_model.model.model.layers.0.self_attn.q_proj.bias"
    save_file(weights | {bias: torch.ones(64)}, folder / "adapter_model.safetensors")
    model = build("qwen2")
    before = model.model.layers[0].self_attn.q_proj.bias.clone()
    assert "the model's own" in refused(folder, model)
    assert torch.equal(model.model.layers[0].self_attn.q_proj.bias, before)


def test_a_name_that_is_taken_is_refused(tmp_path: Path) -> None:
    folder = saved_adapter(tmp_path, 1)
    runner = load_runner(build("qwen2"), context_tokens=512, kv_cache_mb=2)
    runner.load_adapter("law", folder)
    with pytest.raises(SettingsError, match="loaded already"):
        runner.load_adapter("law", folder)
