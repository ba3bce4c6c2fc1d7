"""How often a model gives exactly the right answer, mostly on terms that no training has seen."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from transformers import PreTrainedModel

from bot.llm.loader import load_model
from bot.llm.tokenizer import ChatTokenizer
from bot.question import Language, Term
from bot.training.demo_model.curriculum import COMPLETE
from bot.training.demo_model.dialogues import DialogueWriter, Kind, Lesson
from bot.training.demo_model.examples import collate, encode
from bot.training.demo_model.network import answer_logits
from bot.training.demo_model.shipped_terms import shipped_terms

_MEASURES: tuple[tuple[str, Kind, Language | None], ...] = (
    ("exact_zh", "definition", "zh"),
    ("exact_en", "definition", "en"),
    ("two_terms", "two_terms", None),
    ("again", "again", None),
    ("follow_up", "compared", None),
    ("abstains", "missing", None),
    ("small_talk", "small_talk", None),
)
_TOGETHER = 16  # conversations in a forward pass


def evaluate(model_dir: Path, *, count: int, seed: int) -> dict[str, float]:
    """Measure a model.

    Args:
        model_dir: the folder it was saved in.
        count: conversations for each measure.
        seed: equal seeds ask equal questions.

    Returns:
        For each measure the share of answers that greedy decoding gives word for word;
        ``exact_examples`` only where the example glossaries are; it alone asks for terms that
        training has seen.

    Raises:
        SettingsError: the folder holds no model that can be loaded.
    """
    judge = _Judge(load_model(model_dir, "none", "cpu"), ChatTokenizer.load(model_dir))
    writer = DialogueWriter(random.Random(seed), COMPLETE, held_out=True)  # noqa: S311 - repeatable
    shares = {
        name: judge.share_exact([writer.write_one(kind, language) for _ in range(count)])
        for name, kind, language in _MEASURES
    }
    if terms := shipped_terms():
        shares["exact_examples"] = judge.share_exact(_about_examples(terms, count, seed))
    return shares


class _Judge:
    """Compares what a model would answer with what is right."""

    def __init__(self, model: PreTrainedModel, tokenizer: ChatTokenizer) -> None:
        self._model = model
        self._tokenizer = tokenizer
        self._end_token: int = model.config.eos_token_id

    def share_exact(self, lessons: Sequence[Lesson]) -> float:
        """The share of conversations whose answer greedy decoding gives exactly."""
        exact = [is_exact for part in _parts(lessons) for is_exact in self._exact(part)]
        return sum(exact) / len(exact)

    @torch.inference_mode()
    def _exact(self, lessons: Sequence[Lesson]) -> list[bool]:
        """Whether each token of the answer is the likeliest after those before it.

        That is so exactly when greedy decoding gives this answer, and it takes one forward pass.
        """
        batch = collate([encode(one, self._tokenizer, self._end_token) for one in lessons])
        likeliest = answer_logits(self._model, batch).argmax(-1)
        wrong_rows = set(batch.rows[likeliest != batch.targets].tolist())
        return [row not in wrong_rows for row in range(len(lessons))]


def _parts(lessons: Sequence[Lesson]) -> Iterator[Sequence[Lesson]]:
    for start in range(0, len(lessons), _TOGETHER):
        yield lessons[start : start + _TOGETHER]


def _about_examples(terms: Sequence[Term], count: int, seed: int) -> list[Lesson]:
    """Questions for real terms, each alone or beside one or two others."""
    rng = random.Random(seed)  # noqa: S311 - repeatable
    writer = DialogueWriter(rng, COMPLETE, held_out=True)
    lessons = []
    for asked in rng.sample(terms, min(count, len(terms))):
        peers = [term for term in terms if term.language == asked.language and term != asked]
        lessons.append(writer.about(asked, rng.sample(peers, rng.choice((0, 0, 1, 2)))))
    return lessons
