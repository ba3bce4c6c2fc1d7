"""How an answer ends, and that sampling does as it is told."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from transformers import GenerationConfig, PreTrainedModel

from bot.llm.model_runner import ModelRunner
from bot.llm.sequence import FinishReason, SamplingParams

PROMPT = (5, 6, 7, 8)
GREEDY = SamplingParams(temperature=0, repetition_penalty=1.0, max_new_tokens=12)


def run(runner: ModelRunner, params: SamplingParams) -> tuple[list[int], FinishReason]:
    tokens: list[int] = []
    return tokens, runner.generate(PROMPT, params, tokens.append, threading.Event())


def test_an_answer_ends_at_its_greatest_length(runner: ModelRunner) -> None:
    tokens, reason = run(runner, GREEDY)
    assert len(tokens) == 12
    assert reason == "length"


def test_an_answer_that_runs_out_of_time_says_so(runner: ModelRunner) -> None:
    tokens, reason = run(runner, replace(GREEDY, max_new_tokens=1500, timeout_s=0.2))
    assert 0 < len(tokens) < 1500
    assert reason == "timed_out"


@pytest.mark.parametrize("several", [True, False])
def test_the_end_of_the_turn_finishes_and_is_not_handed_over(
    runner: ModelRunner, model: PreTrainedModel, monkeypatch: pytest.MonkeyPatch, several: bool
) -> None:
    tokens, _ = run(runner, GREEDY)
    last = tokens[3]
    kept = tokens[: tokens.index(last)]
    own = GenerationConfig(eos_token_id=[last, 1] if several else last, pad_token_id=0)
    monkeypatch.setattr(model, "generation_config", own)
    assert run(runner, GREEDY) == (kept, "finished")


def test_greedy_stays_greedy_whatever_the_model_brings_along(
    runner: ModelRunner, model: PreTrainedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, _ = run(runner, GREEDY)
    own = GenerationConfig(
        do_sample=True, temperature=0.7, top_k=20, top_p=0.8, repetition_penalty=1.9, eos_token_id=1
    )
    monkeypatch.setattr(model, "generation_config", own)
    assert run(runner, GREEDY)[0] == plain


def test_a_seed_makes_sampling_repeatable(runner: ModelRunner) -> None:
    hot = SamplingParams(temperature=2.0, top_p=1.0, max_new_tokens=12, seed=3)
    assert run(runner, hot) == run(runner, hot)
    assert run(runner, hot) != run(runner, replace(hot, seed=4))


def test_a_repetition_penalty_keeps_greedy_decoding_from_repeating(runner: ModelRunner) -> None:
    tokens, _ = run(runner, replace(GREEDY, repetition_penalty=50.0, max_new_tokens=40))
    assert len(set(tokens)) == len(tokens)


def test_cancelling_before_it_begins_ends_at_once(runner: ModelRunner) -> None:
    cancelled, tokens = threading.Event(), list[int]()
    cancelled.set()
    runner.generate(PROMPT, replace(GREEDY, max_new_tokens=1500), tokens.append, cancelled)
    assert len(tokens) <= 1


def test_the_context_is_what_the_model_was_made_for(runner: ModelRunner) -> None:
    assert runner.context_tokens == 2048
