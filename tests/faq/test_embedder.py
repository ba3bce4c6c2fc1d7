"""A model from a folder, made here: random weights, tiny, and it knows a few English words."""

from __future__ import annotations

import json
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import BertConfig, BertModel, BertTokenizer

from bot.errors import SettingsError
from bot.faq.embedder import load_embed
from bot.faq.similar import SimilarQuestions

_VOCABULARY = "[PAD] [UNK] [CLS] [SEP] [MASK] what is the margin of a fund who pays taxes ? ##s 税"


needs_package = pytest.mark.skipif(
    find_spec("sentence_transformers") is None, reason="needs the extra embeddings"
)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model as sentence-transformers saves one."""
    folder = tmp_path_factory.mktemp("embedder")
    vocabulary = {piece: number for number, piece in enumerate(_VOCABULARY.split())}
    tokenizer = BertTokenizer(vocab=vocabulary, model_max_length=32)
    tokenizer.save_pretrained(folder)
    torch.manual_seed(3)
    config = BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=32,
    )
    BertModel(config).save_pretrained(folder)
    kinds = {"": "Transformer", "1_Pooling": "Pooling", "2_Normalize": "Normalize"}
    modules = [
        {"idx": at, "name": str(at), "path": path, "type": f"sentence_transformers.models.{kind}"}
        for at, (path, kind) in enumerate(kinds.items())
    ]
    (folder / "modules.json").write_text(json.dumps(modules))
    pooling = folder / "1_Pooling"
    pooling.mkdir()
    pooled = {"word_embedding_dimension": 32, "pooling_mode_mean_tokens": True}
    (pooling / "config.json").write_text(json.dumps(pooled))
    return folder


@pytest.fixture
def folder(saved: Path, tmp_path: Path) -> Path:
    """A copy that a test may damage."""
    return Path(shutil.copytree(saved, tmp_path / "model"))


@needs_package
def test_vectors_are_of_length_one(saved: Path) -> None:
    vectors = load_embed(saved)(["what is the margin", "who pays taxes?"])
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1], abs=1e-5)
    assert vectors[0] @ vectors[1] < 0.999


@needs_package
def test_a_text_in_a_language_that_the_model_does_not_know_has_no_vector(saved: Path) -> None:
    vectors = load_embed(saved)(["谁交税？", "who pays the 税 of a fund?", "", "税"])
    assert vectors.any(axis=1).tolist() == [False, True, False, True]


@needs_package
def test_threads_may_ask_at_once_and_for_long_texts(saved: Path) -> None:
    embed = load_embed(saved)
    texts = [f"what is {'the margin ' * n}" for n in range(40)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda text: embed([text])[0], texts))
    assert np.allclose(found, [embed([text])[0] for text in texts], atol=1e-5)


@needs_package
def test_what_shares_no_word_is_found_by_the_model_s_vectors(saved: Path) -> None:
    without, index = SimilarQuestions(), SimilarQuestions(load_embed(saved))
    for each in (without, index):
        each.put("1", "W", "who pays taxes?")
        each.put("2", "W", "谁交税？")
    assert without.nearest("what is the margin", (), ["W"]) == []
    assert [one.key for one in index.nearest("what is the margin", (), ["W"])] == ["1"]


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=f"{tmp_path} holds no sentence-transformers model"):
        load_embed(tmp_path)


@pytest.mark.parametrize("kind", ["os.system", "sentence_transformers.models.Router"])
def test_a_module_that_may_run_other_code_is_refused(folder: Path, kind: str) -> None:
    modules = json.loads((folder / "modules.json").read_text())
    modules[1]["type"] = kind
    (folder / "modules.json").write_text(json.dumps(modules))
    with pytest.raises(SettingsError, match=kind):
        load_embed(folder)


def test_pickled_weights_are_refused(folder: Path) -> None:
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    with pytest.raises(SettingsError, match="pickled weights"):
        load_embed(folder)


@needs_package
def test_damaged_weights_are_named(folder: Path) -> None:
    (folder / "model.safetensors").write_bytes(b"\0" * 100)
    with pytest.raises(SettingsError, match=f"{folder} cannot be used on cpu"):
        load_embed(folder)


def test_a_missing_package_is_named(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(SettingsError, match=r"pip install 'termwise\[embeddings\]'"):
        load_embed(saved)
