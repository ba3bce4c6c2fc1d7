"""Compares what models answer with what is right, and with one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from transformers import PreTrainedModel

from bot.llm.loader import Quantization, load_model
from bot.llm.tokenizer import ChatTokenizer
from bot.training.demo_model.examples import Branch, Encoded, collate, encode
from bot.training.demo_model.network import answer_logits
from bot.training.demo_model.scenes import Lesson

_TOGETHER = 8  # conversations in a forward pass
_LONGEST_ANSWER = 300  # tokens


class Judge:
    """Asks one model, which chooses the likeliest token always."""

    def __init__(self, model_dir: Path, quantization: Quantization = "none") -> None:
        """Load a model.

        Args:
            model_dir: the folder it was saved in.
            quantization: as in the settings: ``none``, ``nf4`` or ``int8``.

        Raises:
            SettingsError: the folder holds no model that can be loaded so.
        """
        self._model = load_model(model_dir, quantization, "cpu")
        self._tokenizer = ChatTokenizer.load(model_dir)
        self._end_token: int = self._model.config.eos_token_id

    def encoded(self, lesson: Lesson) -> Encoded:
        """A lesson as this model's token ids."""
        return encode(lesson, self._tokenizer, self._end_token)

    def exact(self, lessons: Sequence[Encoded]) -> list[bool]:
        """For each lesson, whether all its answers come out word for word.

        That is so exactly when each token of an answer is the likeliest after those before it:
        one forward pass tells, nothing needs to be generated.
        """
        return [exact for part in _parts(lessons) for exact in self._exact(part)]

    @torch.inference_mode()
    def _exact(self, part: Sequence[Encoded]) -> list[bool]:
        batch = collate(part)
        likeliest = answer_logits(self._model, batch).argmax(-1)
        wrong = set(batch.lessons[likeliest != batch.targets].tolist())
        return [lesson not in wrong for lesson in range(len(part))]

    @torch.inference_mode()
    def answered(self, lesson: Encoded) -> Encoded:
        """The lesson's first question with the answer that this model gives."""
        prompt = torch.tensor([lesson.scene + lesson.branches[0].question])
        output = _generate(self._model, prompt, self._end_token)
        return Encoded(prompt[0].tolist(), [Branch([], output[0, prompt.shape[1] :].tolist())])


def _generate(model: PreTrainedModel, prompt: torch.Tensor, end_token: int) -> torch.Tensor:
    output: torch.Tensor = model.generate(  # type: ignore[operator]  # a mixin's, typed as tensor
        prompt,
        attention_mask=torch.ones_like(prompt),
        max_new_tokens=_LONGEST_ANSWER,
        do_sample=False,
        pad_token_id=end_token,
    )
    return output


def _parts(lessons: Sequence[Encoded]) -> Iterator[Sequence[Encoded]]:
    for start in range(0, len(lessons), _TOGETHER):
        yield lessons[start : start + _TOGETHER]
