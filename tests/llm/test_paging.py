"""Paged generation gives what transformers' own gives, whatever else the engine is doing."""

from __future__ import annotations

import queue
import random
from collections.abc import Sequence as Ordered
from pathlib import Path
from typing import Any

import pytest
import torch
from prometheus_client import CollectorRegistry
from transformers import (
    GPT2Config,
    GPT2LMHeadModel,
    LlamaConfig,
    LlamaForCausalLM,
    MistralConfig,
    MistralForCausalLM,
    PreTrainedModel,
    Qwen2Config,
    Qwen2ForCausalLM,
    Qwen3Config,
    Qwen3ForCausalLM,
)

from bot.errors import EngineError, SettingsError
from bot.llm.listeners import Event
from bot.llm.loader import Quantization, load_model
from bot.llm.paging import load_runner
from bot.llm.runner import Runner
from bot.llm.sequence import SamplingParams, Sequence
from bot.llm.worker import Limits, Worker
from bot.metrics import EngineMetrics

VOCABULARY, END, ANSWER = 300, 299, 24
SHAPE: dict[str, Any] = {
    "vocab_size": VOCABULARY,
    "hidden_size": 64,
    "intermediate_size": 128,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "max_position_embeddings": 512,
    "eos_token_id": END,
    "bos_token_id": None,
    "pad_token_id": END,
}
GREEDY = SamplingParams(temperature=0, repetition_penalty=1.0)


def build(kind: str) -> PreTrainedModel:
    torch.manual_seed(3)
    models: dict[str, Any] = {
        "qwen2": lambda: Qwen2ForCausalLM(Qwen2Config(**SHAPE)),
        "wide": lambda: Qwen2ForCausalLM(Qwen2Config(**SHAPE | {"hidden_size": 128})),
        "packed": lambda: Qwen2ForCausalLM(Qwen2Config(**SHAPE | {"intermediate_size": 8192})),
        "qwen3": lambda: Qwen3ForCausalLM(Qwen3Config(**SHAPE, head_dim=16)),
        "llama": lambda: LlamaForCausalLM(LlamaConfig(**SHAPE)),
        "window": lambda: MistralForCausalLM(MistralConfig(**SHAPE, sliding_window=24)),
    }
    model: PreTrainedModel = models[kind]()
    model.eval()
    return model


def prompts_of(*lengths: int) -> list[list[int]]:
    chance = random.Random(4)  # noqa: S311 - nothing secret
    return [[chance.randrange(END) for _ in range(length)] for length in lengths]


PROMPTS = prompts_of(1, 5, 33, 150, 64, 90, 16, 17)


def generated(model: PreTrainedModel, prompt: list[int]) -> list[int]:
    """What transformers' own greedy generation gives."""
    ids = torch.tensor([prompt])
    generate: Any = model.generate  # torch types a module's attributes as Tensor | Module
    output = generate(
        ids, attention_mask=torch.ones_like(ids), do_sample=False, max_new_tokens=ANSWER
    )
    tokens: list[int] = output[0, len(prompt) :].tolist()
    return [token for token in tokens if token != END]


class Run:
    """Sequences on their way through a worker, and what came of them."""

    def __init__(self, prompts: Ordered[list[int]], params: SamplingParams = GREEDY) -> None:
        self.sequences = [Sequence(list(p), len(p), params, max_new_tokens=ANSWER) for p in prompts]
        self.tokens: list[list[int]] = [[] for _ in prompts]
        self.endings: dict[int, Event] = {}
        self._ended: queue.SimpleQueue[int] = queue.SimpleQueue()

    def through(self, worker: Worker) -> list[list[int]]:
        for place, sequence in enumerate(self.sequences):
            worker.submit(sequence, self._listener(place))
        for _ in self.sequences:
            self._ended.get(timeout=60)
        return self.tokens

    def _listener(self, place: int) -> Any:
        def listen(event: Event) -> None:
            if isinstance(event, int):
                self.tokens[place].append(event)
            else:
                self.endings[place] = event
                self._ended.put(place)

        return listen


SMALL_STEPS = Limits(max_num_seqs=5, max_num_batched_tokens=32)


def working(runner: Runner, limits: Limits = SMALL_STEPS) -> Worker:
    return Worker(runner, limits, EngineMetrics(CollectorRegistry()))


def answers(runner: Runner, limits: Limits, runs: int = 1) -> list[Run]:
    worker = working(runner, limits)
    try:
        made = [Run(PROMPTS) for _ in range(runs)]
        for run in made:
            run.through(worker)
        assert worker.check_integrity() == 0
        return made
    finally:
        worker.close()


@pytest.mark.parametrize("kind", ["qwen2", "qwen3", "llama", "window", "packed"])
def test_batched_and_chunked_and_from_the_cache_it_says_what_generate_says(kind: str) -> None:
    model = build(kind)
    expected = [generated(model, prompt) for prompt in PROMPTS]
    first, again = answers(load_runner(model, context_tokens=512, kv_cache_mb=1), SMALL_STEPS, 2)
    assert first.tokens == expected
    assert again.tokens == expected
    assert sum(one.num_cached_tokens or 0 for one in again.sequences) > 250


def test_preempted_it_says_what_generate_says() -> None:
    model = build("qwen2")
    expected = [generated(model, prompt) for prompt in PROMPTS]
    block_mb = 16 * 2 * 2 * 16 * 4 * 2 / 1e6
    runner = load_runner(model, context_tokens=180, kv_cache_mb=0)
    runner.num_blocks = round(0.11 / block_mb)  # as if the pool were smaller
    (run,) = answers(runner, SMALL_STEPS)
    assert run.tokens == expected
    assert sum(one.num_preemptions for one in run.sequences) > 0


@pytest.mark.parametrize("quantization", ["nf4", "int8"])
def test_quantized_it_says_what_generate_says(quantization: Quantization, tmp_path: Path) -> None:
    build("qwen2").save_pretrained(tmp_path)
    expected = [generated(load_model(tmp_path, quantization, "cpu"), prompt) for prompt in PROMPTS]
    paged = load_model(tmp_path, quantization, "cpu")
    (run,) = answers(load_runner(paged, context_tokens=512, kv_cache_mb=2), SMALL_STEPS)
    assert run.tokens == expected


def test_with_weights_in_int8_it_differs_from_generate_only_where_two_tokens_are_as_likely(
    tmp_path: Path,
) -> None:
    build("qwen2").save_pretrained(tmp_path)
    model = load_model(tmp_path, "int8_weight_only", "cpu")
    expected = [generated(model, prompt) for prompt in PROMPTS]
    paged = load_model(tmp_path, "int8_weight_only", "cpu")
    (run,) = answers(load_runner(paged, context_tokens=512, kv_cache_mb=2), SMALL_STEPS)
    for prompt, ours, theirs in zip(PROMPTS, run.tokens, expected, strict=True):
        unlike = (n for n, pair in enumerate(zip(ours, theirs, strict=False)) if len({*pair}) > 1)
        if (place := next(unlike, None)) is not None:
            one, other = ours[place], theirs[place]
            logits = model(torch.tensor([prompt + ours[:place]])).logits[0, -1]
            # Sums are rounded to bfloat16, which turns the smallest differences into this much.
            assert (logits[one] - logits[other]).abs() < 0.02 * logits.std()


def test_two_equal_prompts_at_once_get_the_same_answer() -> None:
    model = build("qwen2")
    expected = generated(model, PROMPTS[3])
    worker = working(load_runner(model, context_tokens=512, kv_cache_mb=2))
    assert Run([PROMPTS[3]] * 3).through(worker) == [expected] * 3
    worker.close()


def test_a_seed_repeats_an_answer_whoever_else_is_served() -> None:
    runner = load_runner(build("qwen2"), context_tokens=512, kv_cache_mb=2)
    seeded = SamplingParams(temperature=1.0, top_p=0.9, top_k=40, seed=11)
    worker = working(runner)
    (alone,) = Run([PROMPTS[3]], seeded).through(worker)
    beside = Run([PROMPTS[3], *PROMPTS], seeded).through(worker)[0]
    other = Run([PROMPTS[3]], SamplingParams(temperature=1.0, seed=12)).through(worker)[0]
    worker.close()
    assert alone == beside
    assert alone != other


def test_a_penalty_keeps_a_model_from_saying_the_same_again() -> None:
    runner = load_runner(build("qwen2"), context_tokens=512, kv_cache_mb=2)
    worker = working(runner)
    strict = SamplingParams(temperature=0, repetition_penalty=50.0)
    (tokens,) = Run([PROMPTS[1]], strict).through(worker)
    worker.close()
    assert len(set(tokens)) == len(tokens)


def test_a_model_whose_results_are_not_numbers_is_refused() -> None:
    model = build("qwen2")
    with torch.no_grad():
        model.model.norm.weight[0] = torch.nan
    with pytest.raises(SettingsError, match="not numbers"):
        load_runner(model, context_tokens=512, kv_cache_mb=2)


def test_results_that_are_not_numbers_end_that_answer_with_a_sentence() -> None:
    model = build("qwen2")
    runner = load_runner(model, context_tokens=512, kv_cache_mb=2)
    with torch.no_grad():
        model.model.embed_tokens.weight[7] = torch.nan
    worker = working(runner)
    run = Run([[7, 8], [9, 10]])
    run.through(worker)
    worker.close()
    assert isinstance(run.endings[0], EngineError)
    assert "not a number" in str(run.endings[0])
    assert run.endings[1] in ("finished", "length")


def test_a_decoder_that_does_not_attend_through_the_interface_is_refused() -> None:
    config = GPT2Config(vocab_size=VOCABULARY, n_embd=64, n_layer=2, n_head=4, n_positions=512)
    with pytest.raises(SettingsError, match="GPT2LMHeadModel"):
        load_runner(GPT2LMHeadModel(config).eval(), context_tokens=512, kv_cache_mb=2)


@pytest.mark.parametrize("kind", ["dynamic", "longrope"])
def test_a_model_that_turns_everybody_s_keys_by_the_longest_thread_is_refused(kind: str) -> None:
    model = build("qwen2")
    model.config.rope_parameters = {"rope_type": kind, "rope_theta": 1e4, "factor": 2.0}
    with pytest.raises(SettingsError, match="Qwen2ForCausalLM"):
        load_runner(model, context_tokens=512, kv_cache_mb=2)
