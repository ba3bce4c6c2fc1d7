"""A short training of the tagger, and the measuring of what came out."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from bot.errors import UserError
from bot.terms.formats import read_csv
from bot.terms.tagger import SHIPPED, Network, Shape, Tagger
from bot.training.tagger.baselines import between_stop_words
from bot.training.tagger.evaluate import Score, evaluate, score
from bot.training.tagger.lexicon import Lexicon
from bot.training.tagger.material import training_material
from bot.training.tagger.sentences import Sentence, read_sentences
from bot.training.tagger.train import train
from bot.training.tagger.trials import trials

GLOSSARIES = [Path("examples/finance/glossary.csv")]
WRITTEN = Path(__file__).with_name("tagger_written.jsonl")


def trained(folder: Path, steps: int, seed: int = 3) -> Path:
    train(GLOSSARIES, folder, reviewed=None, seed=seed, steps=steps)
    return folder


def f1(tagger: Tagger, sentences: Sequence[Sentence]) -> float:
    return score(sentences, lambda text: [(span.start, span.end) for span in tagger.find(text)]).f1


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return trained(tmp_path_factory.mktemp("tagger"), 120)


def test_a_short_training_learns_the_frames_that_it_sees(model: Path) -> None:
    lexicon = Lexicon([term for path in GLOSSARIES for term in read_csv(path)], 3)
    rng = random.Random(1)  # noqa: S311 - no secret, and it must be repeatable
    sentences = [*trials(training_material(lexicon), rng, 60)]
    torch.manual_seed(3)
    before, after = Tagger(Network(Shape())), Tagger.load(model)
    assert f1(before, sentences) < 0.05
    assert f1(after, sentences) > 0.3


def test_equal_seeds_give_equal_weights(tmp_path: Path) -> None:
    folders = [trained(tmp_path / name, 3, seed) for name, seed in (("a", 5), ("b", 5), ("c", 6))]
    first, second, other = (load_file(folder / "tagger.safetensors") for folder in folders)
    assert all(torch.equal(first[name], second[name]) for name in first)
    assert any(not torch.equal(first[name], other[name]) for name in first)


def test_the_report_has_a_score_for_each_group_and_baseline(model: Path) -> None:
    report = evaluate(model, GLOSSARIES, written=WRITTEN, count=10)
    assert list(report.scores) == ["tagger", "stop_words", "dictionary"]
    for scores in report.scores.values():
        assert {"held_out", "held_out/zh/finance", "written/en", "written/zh/law"} <= scores.keys()
    # A seen name may be most of a held-out one: CAR is found in CAR-T, which is one word.
    assert report.scores["dictionary"]["held_out"].recall < 0.05
    assert report.false_positives["dictionary"]["held_out"] == 0.0
    assert report.scores["tagger"]["written"].terms == sum(
        len(sentence.spans) for sentence in read_sentences(WRITTEN)
    )
    figures = json.loads(report.to_json())
    assert figures["scores"]["tagger"]["written"]["f1"] == report.scores["tagger"]["written"].f1
    assert figures["milliseconds"] > 0


def test_a_score_counts_whole_terms_only() -> None:
    sentences = [Sentence("甲乙丙丁", ((0, 2),)), Sentence("甲乙丙丁", ((1, 3),)), Sentence("好")]
    found = {"甲乙丙丁": [(0, 2)], "好": [(0, 1)]}
    assert score(sentences, lambda text: found[text]) == Score(0.3333, 0.5, 0.4, 2)


def test_the_rule_takes_what_stop_words_leave() -> None:
    for text, terms in (
        ("什么是超额收益率？", ["超额收益率"]),
        ("What is the hurdle rate?", ["hurdle rate"]),
        ("你好", []),
    ):
        assert [text[start:end] for start, end in between_stop_words(text)] == terms


def test_the_shipped_tagger_finds_more_terms_it_never_saw_than_the_rule_does() -> None:
    sentences = read_sentences(WRITTEN)
    shipped = Tagger.load(SHIPPED)
    assert f1(shipped, sentences) > 0.5
    assert score(sentences, between_stop_words).f1 < 0.25


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="cannot be written"):
        trained(tmp_path / "file" / "model", 1)


def test_a_tagger_that_does_not_say_its_seed_is_not_evaluated(model: Path, tmp_path: Path) -> None:
    for file in model.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    shape = json.loads((tmp_path / "tagger.json").read_text("utf-8"))["shape"]
    (tmp_path / "tagger.json").write_text(json.dumps({"shape": shape}), "utf-8")
    with pytest.raises(UserError, match="seed"):
        evaluate(tmp_path, GLOSSARIES, written=None, count=5)
