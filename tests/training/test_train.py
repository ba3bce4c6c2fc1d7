"""A short training, and the measuring of what came out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from bot.errors import UserError
from bot.llm.tokenizer import ChatTokenizer
from bot.training.demo_model.evaluate import evaluate
from bot.training.demo_model.examples import Batch
from bot.training.demo_model.network import new_model
from bot.training.demo_model.tokenizer import build_tokenizer
from bot.training.demo_model.train import Lessons, Trainer, train


def trained(folder: Path, steps: int) -> Path:
    train(folder, steps=steps, fast=True, seed=3, resume=False, threads=1)
    return folder


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return trained(tmp_path_factory.mktemp("model"), 40)


def test_a_training_leaves_a_model_and_its_curve_and_no_checkpoint(model: Path) -> None:
    left = {path.name for path in model.iterdir()}
    assert {"model.safetensors", "config.json", "generation_config.json", "tokenizer.json"} <= left
    assert (model / "loss.png").read_bytes().startswith(b"\x89PNG")
    assert not (model / ".training").exists()


def test_the_evaluation_gives_a_share_for_each_measure(model: Path) -> None:
    evaluation = evaluate(model, count=4, seed=1)
    assert set(evaluation.shares) == {
        *("exact_zh", "exact_en", "exact_examples", "choice", "follow_up", "comparison"),
        *("cites", "table", "abstains", "resists_injection", "small_talk"),
    }
    assert list(evaluation.by_length) == ["512", "1024", "2048"]
    assert list(evaluation.agreement) == ["nf4", "int8"]
    groups = (evaluation.shares, evaluation.by_length, evaluation.agreement)
    assert all(0.0 <= share <= 1.0 for shares in groups for share in shares.values())
    assert json.loads(evaluation.to_json())["by_length"] == evaluation.by_length


def test_equal_seeds_give_equal_weights(model: Path, tmp_path: Path) -> None:
    again = trained(tmp_path, 40)
    first, second = (load_file(folder / "model.safetensors") for folder in (model, again))
    assert all(torch.equal(first[name], second[name]) for name in first)


def test_a_resumed_training_ends_where_an_uninterrupted_one_does(
    tokenizer: ChatTokenizer, tmp_path: Path
) -> None:
    class Interrupted(Lessons):
        def chunk(self, first: int, steps: int) -> Iterator[Batch]:
            if first > 0:
                raise KeyboardInterrupt
            return super().chunk(first, steps)

    def trainer(kind: type[Lessons], folder: Path) -> Trainer:
        torch.manual_seed(0)
        return Trainer(
            new_model(build_tokenizer(), small=True), kind(tokenizer, 5999, 0, 300), folder
        )

    whole = trainer(Lessons, tmp_path / "whole").run(105, resume=False)
    with pytest.raises(KeyboardInterrupt):
        trainer(Interrupted, tmp_path / "parts").run(105, resume=False)
    assert trainer(Lessons, tmp_path / "parts").run(105, resume=True) == whole


def test_resuming_another_training_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / ".training").mkdir()
    torch.save({"model": {}, "optimizer": {}, "losses": []}, tmp_path / ".training/training.pt")
    with pytest.raises(UserError, match="does not belong to this training"):
        train(tmp_path, steps=2, fast=True, seed=3, resume=True, threads=1)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="cannot be written"):
        trained(tmp_path / "file" / "model", 1)


def test_a_folder_without_a_model_is_not_evaluated(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no model"):
        evaluate(tmp_path / "nothing", count=1, seed=1)
