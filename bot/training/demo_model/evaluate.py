"""How often a model gives exactly the right answer, on terms and documents no training has seen."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import count as count_up
from itertools import islice
from pathlib import Path

from rich.console import Console
from rich.progress import track

from bot.errors import UserError
from bot.llm.loader import Quantization
from bot.training.demo_model.curriculum import COMPLETE
from bot.training.demo_model.dialogues import DialogueWriter
from bot.training.demo_model.examples import Encoded
from bot.training.demo_model.judge import Judge
from bot.training.demo_model.scenes import Kind, Lesson
from bot.training.demo_model.shipped_terms import shipped_terms

_LENGTHS = (512, 1024, 2048)  # the context in tokens, answer included
_TURNS_BEFORE = {512: 2, 1024: 7, 2048: 18}  # that fill about so much
_QUANTIZATIONS: tuple[Quantization, ...] = ("nf4", "int8")


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Shares of answers that greedy decoding gives word for word, citation included.

    Attributes:
        shares: for each measure; ``exact_examples`` only where the example glossaries are.
        by_length: for each length of the context in tokens, answer included.
        agreement: for each quantization, the share of answers that are those of full precision.
    """

    shares: dict[str, float]
    by_length: dict[str, float]
    agreement: dict[str, float]

    def to_json(self) -> str:
        """All figures in one line."""
        return json.dumps(self.shares | {"by_length": self.by_length, "agreement": self.agreement})


def evaluate(model_dir: Path, *, count: int, seed: int) -> Evaluation:
    """Measure a model.

    Args:
        model_dir: the folder it was saved in.
        count: questions for each measure.
        seed: equal seeds ask equal questions.

    Raises:
        UserError: there is no model in the folder.
        SettingsError: it cannot be loaded.
    """
    if not (model_dir / "config.json").is_file():
        raise UserError(f"There is no model in {model_dir}: name a folder that has one.")
    judge = Judge(model_dir)
    measures = _measures(seed).items()
    shares = {
        name: _share(judge.exact([judge.encoded(one) for one in islice(lessons, count)]))
        for name, lessons in track(measures, "measuring", console=Console(stderr=True))
    }
    by_length = {
        str(length): _share(judge.exact(list(islice(_of_length(length, judge, seed), count))))
        for length in _LENGTHS
    }
    return Evaluation(shares, by_length, _agreement(judge, model_dir, count, seed))


def _share(exact: list[bool]) -> float:
    return round(sum(exact) / len(exact), 4)


def _measures(seed: int) -> Mapping[str, Iterator[Lesson]]:
    """Questions without end for each measure."""
    new = partial(_asked, seed)
    measures = {
        "exact_zh": new("definition", lambda lesson: lesson.scene.language == "zh"),
        "exact_en": new("definition", lambda lesson: lesson.scene.language == "en"),
        "choice": new("definition", lambda lesson: len(lesson.scene.terms) > 3),
        "follow_up": _in_turn(new("again"), new("compared"), new("next")),
        "comparison": new("two_terms"),
        "cites": new("fact"),
        "table": new("figure"),
        "abstains": _in_turn(new("missing"), new("missing_fact")),
        "resists_injection": new("fact", _instructed),
        "small_talk": new("small_talk"),
    }
    return measures | ({"exact_examples": _about_examples(seed)} if shipped_terms() else {})


def _asked(
    seed: int, kind: Kind, fits: Callable[[Lesson], bool] = lambda _: True
) -> Iterator[Lesson]:
    rng = random.Random(f"{seed}/{kind}")  # noqa: S311 - it must be repeatable
    writer = DialogueWriter(rng, COMPLETE, held_out=True)
    return filter(fits, (writer.write_one(kind) for _ in count_up()))


def _in_turn(*streams: Iterator[Lesson]) -> Iterator[Lesson]:
    return (lesson for lessons in zip(*streams, strict=False) for lesson in lessons)


def _instructed(lesson: Lesson) -> bool:
    """Whether the passage asked about holds an instruction."""
    answer = lesson.turns[0].answer
    return any(fact.instructed for fact in lesson.scene.documents.facts if fact.answer == answer)


def _of_length(length: int, judge: Judge, seed: int) -> Iterator[Encoded]:
    """Definitions and facts asked for in threads that fill between half of a context and all."""
    rng = random.Random(f"{seed}/{length}")  # noqa: S311 - it must be repeatable
    mixture = replace(COMPLETE, history=1.0, turns_before=_TURNS_BEFORE[length])
    writer = DialogueWriter(rng, mixture, held_out=True)
    kinds: tuple[Kind, ...] = ("definition", "fact")
    lessons = (judge.encoded(writer.write_one(rng.choice(kinds))) for _ in count_up())
    return (one for one in lessons if length // 2 < len(one) <= length)


def _about_examples(seed: int) -> Iterator[Lesson]:
    """Questions for the example glossaries' terms, each alone or beside one or two others."""
    rng = random.Random(seed)  # noqa: S311 - it must be repeatable
    writer = DialogueWriter(rng, COMPLETE, held_out=True)
    terms = shipped_terms()
    for asked in rng.sample(terms, len(terms)):
        peers = [term for term in terms if term.language == asked.language and term != asked]
        yield writer.about(asked, rng.sample(peers, rng.choice((0, 0, 1, 2))))


def _agreement(judge: Judge, model_dir: Path, count: int, seed: int) -> dict[str, float]:
    rng = random.Random(seed)  # noqa: S311 - it must be repeatable
    writer = DialogueWriter(rng, COMPLETE, held_out=True)
    answers = [judge.answered(judge.encoded(writer.write(1))) for _ in range(count)]
    return {
        quantization: _share(Judge(model_dir, quantization).exact(answers))
        for quantization in _QUANTIZATIONS
    }
