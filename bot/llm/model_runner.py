"""The forward passes: transformers' own generation, one token handed over at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import torch
from transformers import GenerationConfig, PreTrainedModel, StoppingCriteria, StoppingCriteriaList
from transformers.generation.streamers import BaseStreamer

from bot.errors import EngineError
from bot.llm.sequence import FinishReason, SamplingParams


class ModelRunner:
    """Generates with a loaded model; not thread-safe, so one thread calls it."""

    def __init__(self, model: PreTrainedModel) -> None:
        self._model = model

    @property
    def context_tokens(self) -> int:
        """The longest context the model was made for, in tokens."""
        return int(self._model.config.max_position_embeddings)

    def generate(
        self,
        token_ids: tuple[int, ...],
        params: SamplingParams,
        emit: Callable[[int], None],
        cancelled: threading.Event,
    ) -> FinishReason:
        """Generate until the end of the turn; see ``bot.llm.engine.Runner``.

        Raises:
            EngineError: the GPU's memory did not suffice.
        """
        if params.seed is not None:
            torch.manual_seed(params.seed)
        prompt = torch.tensor([token_ids], device=self._model.device)
        config = self._config(params)
        try:
            generate: Any = (
                self._model.generate
            )  # torch types a module's attributes as Tensor | Module
            output = generate(
                prompt,
                attention_mask=torch.ones_like(prompt),
                generation_config=config,
                streamer=_Emitter(emit, config.eos_token_id),
                stopping_criteria=StoppingCriteriaList([_Cancelled(cancelled)]),
            )
        except torch.cuda.OutOfMemoryError as error:
            raise EngineError(
                "the GPU ran out of memory: lower TERMWISE_CONTEXT_TOKENS, or set "
                "TERMWISE_QUANTIZATION=nf4"
            ) from error
        return _finish_reason(output[0, prompt.shape[1] :].tolist(), config)

    def _config(self, params: SamplingParams) -> GenerationConfig:
        own = self._model.generation_config
        sampling: dict[str, Any] = (
            {"do_sample": True, "temperature": params.temperature, "top_p": params.top_p}
            if params.temperature > 0
            else {"do_sample": False}
        )
        eos = own.eos_token_id if own.eos_token_id is not None else self._model.config.eos_token_id
        pad = own.pad_token_id
        return GenerationConfig(
            **sampling,
            repetition_penalty=params.repetition_penalty,
            max_new_tokens=params.max_new_tokens,
            max_time=params.timeout_s,
            eos_token_id=eos,
            pad_token_id=pad if pad is not None else _as_list(eos)[0],
        )


class _Emitter(BaseStreamer):
    """Hands each token over as it comes, except the prompt and the end of the turn."""

    def __init__(self, emit: Callable[[int], None], eos: int | list[int]) -> None:
        self._emit = emit
        self._silent = frozenset(_as_list(eos))
        self._prompt_seen = False

    def put(self, value: torch.Tensor) -> None:
        if not self._prompt_seen:  # generate() begins by putting the prompt
            self._prompt_seen = True
            return
        for token in value.flatten().tolist():
            if token not in self._silent:
                self._emit(token)

    def end(self) -> None:
        pass


class _Cancelled(StoppingCriteria):
    def __init__(self, cancelled: threading.Event) -> None:
        self._cancelled = cancelled

    def __call__(self, input_ids: torch.Tensor, scores: Any, **_: Any) -> torch.Tensor:
        return torch.full((input_ids.shape[0],), self._cancelled.is_set(), device=input_ids.device)


def _as_list(eos: int | list[int]) -> list[int]:
    return eos if isinstance(eos, list) else [eos]


def _finish_reason(new_tokens: list[int], config: GenerationConfig) -> FinishReason:
    if new_tokens and new_tokens[-1] in _as_list(config.eos_token_id):
        return "finished"
    return "length" if len(new_tokens) >= config.max_new_tokens else "timed_out"
