"""What is loaded, how it is quantized, and what is said when it is not there."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from transformers import PreTrainedModel

from bot.errors import SettingsError, UserError
from bot.llm.loader import (
    check_config,
    check_tokenizer,
    download,
    fingerprint,
    load_model,
    locate,
    resolve,
)
from bot.llm.tokenizer import ChatTokenizer

ON_CPU = not torch.cuda.is_available()


@pytest.fixture
def copied(qwen_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(qwen_folder, tmp_path / "model"))


def test_auto_names_a_quantization_by_whether_there_is_a_gpu() -> None:
    assert resolve("auto") == ("none" if ON_CPU else "nf4")
    assert resolve("int8") == "int8"


def test_without_quantization_a_cpu_computes_in_full_precision(qwen_folder: Path) -> None:
    model = load_model(qwen_folder, "none", "auto")
    assert not model.training
    assert model.dtype == (torch.float32 if ON_CPU else torch.bfloat16)


def answers(model: PreTrainedModel) -> bool:
    with torch.inference_mode():
        return bool(torch.isfinite(model(torch.tensor([[1, 2, 3]]).to(model.device)).logits).all())


def test_nf4_is_double_quantized_and_computes_in_the_models_type(qwen_folder: Path) -> None:
    model = load_model(qwen_folder, "nf4", "auto")
    config = model.config.quantization_config
    assert config.load_in_4bit
    assert config.bnb_4bit_quant_type == "nf4"
    assert config.bnb_4bit_use_double_quant
    assert config.bnb_4bit_compute_dtype == (torch.float32 if ON_CPU else torch.bfloat16)
    assert any(type(module).__name__ == "Linear4bit" for module in model.modules())
    assert answers(model)


def test_int8_has_no_outlier_threshold_so_that_answers_do_not_depend_on_the_batch(
    qwen_folder: Path,
) -> None:
    model = load_model(qwen_folder, "int8", "auto")
    assert model.config.quantization_config.llm_int8_threshold == 0.0
    assert any(type(module).__name__ == "Linear8bitLt" for module in model.modules())
    assert answers(model)


@pytest.mark.parametrize("name", ["pytorch_model.bin", "model.pt"])
def test_pickled_weights_are_not_read(copied: Path, name: str) -> None:
    (copied / "model.safetensors").unlink()
    (copied / name).write_bytes(b"not even a pickle")
    with pytest.raises(SettingsError, match="could not be loaded"):
        load_model(copied, "none", "auto")


def test_code_that_comes_with_a_model_is_not_run(copied: Path, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    (copied / "evil.py").write_text(f"open({str(ran)!r}, 'w')\nclass Evil: ...\n")
    config = json.loads((copied / "config.json").read_text())
    config |= {"model_type": "evil", "auto_map": {"AutoConfig": "evil.Evil"}}
    (copied / "config.json").write_text(json.dumps(config))
    with pytest.raises(SettingsError):
        load_model(copied, "none", "auto")
    assert not ran.exists()


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda file: file.write_bytes(file.read_bytes()[:1000]), id="cut off"),
        pytest.param(lambda file: file.write_bytes(b"\xff" * 1000), id="overwritten"),
    ],
)
def test_damaged_weights_are_named(copied: Path, damage: Callable[[Path], int]) -> None:
    damage(copied / "model.safetensors")
    with pytest.raises(SettingsError, match=str(copied)):
        load_model(copied, "none", "auto")


def test_a_folder_with_a_model_is_found_as_it_is(qwen_folder: Path) -> None:
    assert locate(str(qwen_folder), "any") == qwen_folder
    assert download(str(qwen_folder), "any") == qwen_folder


@pytest.mark.parametrize("model", ["/no/such/folder", "nobody/no-such-model", "not a name//"])
def test_a_model_that_is_not_here_is_named_with_the_remedy(
    model: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(SettingsError, match="termwise model download"):
        locate(model, "0" * 40)


def test_a_name_that_no_hub_can_have_is_refused_in_a_sentence() -> None:
    with pytest.raises(UserError, match="TERMWISE_MODEL"):
        download("/no/such/folder", "main")


def test_the_fingerprint_tells_weights_apart(copied: Path) -> None:
    before = fingerprint(copied)
    assert fingerprint(copied) == before
    weights = copied / "model.safetensors"
    time.sleep(0.01)
    weights.write_bytes(weights.read_bytes())
    assert fingerprint(copied) != before


def test_a_tokenizer_with_more_tokens_than_the_model_is_refused(
    model: PreTrainedModel, chat: ChatTokenizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_tokenizer(chat, model)
    monkeypatch.setattr(model.config, "vocab_size", chat.vocabulary_size - 1)
    with pytest.raises(SettingsError, match="does not belong to the model"):
        check_tokenizer(chat, model)


def test_a_tokenizer_whose_end_of_turn_is_another_is_refused(
    model: PreTrainedModel, chat: ChatTokenizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model.generation_config, "eos_token_id", 5)
    with pytest.raises(SettingsError, match="does not belong to the model"):
        check_tokenizer(chat, model)


@pytest.mark.parametrize("layers", [1, 3])
def test_weights_for_more_or_fewer_layers_are_refused(copied: Path, layers: int) -> None:
    config = json.loads((copied / "config.json").read_text())
    assert config["num_hidden_layers"] == 2
    kinds = ["full_attention"] * layers
    config |= {"num_hidden_layers": layers, "layer_types": kinds}
    (copied / "config.json").write_text(json.dumps(config))
    with pytest.raises(SettingsError, match=r"layers.*termwise model download"):
        load_model(copied, "none", "cpu")


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("intermediate_size", 96, "other sizes than its config.json says"),
        ("vocab_size", 7, "termwise model download"),
        ("hidden_size", "wide", "termwise model download"),
    ],
)
def test_weights_of_another_shape_are_refused_in_our_own_words(
    copied: Path, key: str, value: object, told: str
) -> None:
    config = json.loads((copied / "config.json").read_text())
    (copied / "config.json").write_text(json.dumps(config | {key: value}))

    def load() -> None:
        check_config(copied)
        load_model(copied, "none", "cpu")

    with pytest.raises(SettingsError, match=re.escape(told)):
        load()


@pytest.mark.parametrize("content", ["{", "[]", "{}", '{"model_type": "no such"}'])
def test_a_damaged_config_is_named(copied: Path, content: str) -> None:
    (copied / "config.json").write_text(content)
    with pytest.raises(SettingsError, match=r"config\.json.*termwise model download"):
        check_config(copied)


def test_int8_does_not_warn_at_each_product(
    qwen_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    model = load_model(qwen_folder, "int8", "cpu")
    with torch.no_grad():
        model(torch.tensor([[1, 2, 3]]))
    assert not [record for record in caplog.records if "MatMul8bitLt" in record.getMessage()]
