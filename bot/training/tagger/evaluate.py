"""How well a tagger finds terms that its training never saw."""

from __future__ import annotations

import json
import random
import statistics
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch

from bot.errors import UserError
from bot.terms.formats import read_csv
from bot.terms.tagger import Tagger
from bot.terms.units import units
from bot.training.tagger.baselines import Finder, between_stop_words
from bot.training.tagger.batches import tags_of
from bot.training.tagger.lexicon import Lexicon
from bot.training.tagger.material import held_out_material
from bot.training.tagger.sentences import Sentence, read_sentences
from bot.training.tagger.trials import trials, without_terms

_TAGS = ("O", "B-TERM", "I-TERM")
_LONG_QUESTION = 60  # characters, for the time it takes
_REPEATS = 100


@dataclass(frozen=True, slots=True)
class Score:
    """Whole terms found, both ends right (seqeval, strict, IOB2).

    Attributes:
        precision: share of the spans found that are terms.
        recall: share of the terms that are found.
        f1: their harmonic mean.
        terms: how many terms there are.
    """

    precision: float
    recall: float
    f1: float
    terms: int


@dataclass(frozen=True, slots=True)
class Report:
    """What was measured.

    Attributes:
        scores: by finder (``tagger``, ``stop_words``, ``dictionary``), then by group, such as
            ``held_out/zh/finance`` or ``written/en``.
        false_positives: by finder, then ``held_out`` and ``written``: spans found in 100
            sentences that hold no term.
        milliseconds: the tagger's median for a Chinese question of 60 characters, on
            one thread.
    """

    scores: dict[str, dict[str, Score]]
    false_positives: dict[str, dict[str, float]]
    milliseconds: float

    def to_json(self) -> str:
        """All figures in one line."""
        return json.dumps(asdict(self), ensure_ascii=False)


def evaluate(
    folder: Path, glossaries: Sequence[Path], *, written: Path | None, count: int
) -> Report:
    """Measure a tagger.

    Args:
        folder: where it was saved.
        glossaries: those it was trained with: they and its seed tell which names it never saw.
        written: sentences labelled by hand to report on as well, as ``read_sentences`` takes them.
        count: held-out sentences of each language and field, and sentences without terms.

    Raises:
        UserError: a file or the tagger cannot be read, or seqeval is not installed.
    """
    torch.set_num_threads(1)  # one sentence of a small network is no work to be shared
    tagger = Tagger.load(folder)
    seed = _seed(folder)
    lexicon = Lexicon([term for path in glossaries for term in read_csv(path)], seed)
    rng = random.Random(seed)  # noqa: S311 - it must be repeatable
    material = held_out_material(lexicon)
    groups = {"held_out": [*trials(material, rng, count), *without_terms(material, rng, count)]}
    if written:
        groups["written"] = read_sentences(written)
    finders: dict[str, Finder] = {
        "tagger": lambda text: [(span.start, span.end) for span in tagger.find(text)],
        "stop_words": between_stop_words,
        "dictionary": lambda text: list(lexicon.places(text)),
    }
    return Report(
        {name: _scores(groups, finder) for name, finder in finders.items()},
        {name: _false_positives(groups, finder) for name, finder in finders.items()},
        _milliseconds(tagger),
    )


def _seed(folder: Path) -> int:
    try:
        return int(json.loads((folder / "tagger.json").read_text("utf-8"))["training"]["seed"])
    except (KeyError, TypeError, ValueError) as error:
        raise UserError(f"{folder}/tagger.json does not say the training's seed.") from error


def _scores(groups: dict[str, list[Sentence]], finder: Finder) -> dict[str, Score]:
    parts: dict[str, list[Sentence]] = defaultdict(list)
    for group, sentences in groups.items():
        for sentence in sentences:
            parts[group].append(sentence)
            parts[f"{group}/{sentence.language}"].append(sentence)
            if sentence.field:
                parts[f"{group}/{sentence.language}/{sentence.field}"].append(sentence)
    return {name: score(parts[name], finder) for name in sorted(parts)}


def score(sentences: Iterable[Sentence], finder: Finder) -> Score:
    """Compare what is found with the labels.

    Args:
        sentences: completely labelled.
        finder: what to measure.

    Raises:
        UserError: seqeval is not installed.
    """
    try:
        from seqeval.metrics.v1 import precision_recall_fscore_support  # only who trains has it
        from seqeval.scheme import IOB2
    except ImportError as error:
        raise UserError("Measuring needs seqeval: pip install 'termwise[training]'") from error
    pairs = [(one, Sentence(one.text, tuple(finder(one.text)))) for one in sentences]
    right, found = ([_tags(pair[side]) for pair in pairs] for side in (0, 1))
    precision, recall, f1, terms = precision_recall_fscore_support(
        right, found, average="micro", scheme=IOB2, zero_division=0
    )
    return Score(_rounded(precision), _rounded(recall), _rounded(f1), int(terms))


def _rounded(figure: float) -> float:
    return round(float(figure), 4)


def _tags(sentence: Sentence) -> list[str]:
    return [_TAGS[tag] for tag in tags_of(sentence, units(sentence.text))]


def _false_positives(groups: dict[str, list[Sentence]], finder: Finder) -> dict[str, float]:
    rates = {}
    for group, sentences in groups.items():
        plain = [sentence for sentence in sentences if not sentence.spans]
        found = sum(len(finder(sentence.text)) for sentence in plain)
        rates[group] = round(100 * found / len(plain), 1) if plain else 0.0
    return rates


def _milliseconds(tagger: Tagger) -> float:
    question = "公司今年的资产周转为什么变慢了，和应收款项有没有关系？请按季度说明。" * 2
    times = []
    for _ in range(_REPEATS):
        begun = time.perf_counter()
        tagger.find(question[:_LONG_QUESTION])
        times.append(1000 * (time.perf_counter() - begun))
    return round(statistics.median(times), 2)
