"""Captured decode steps; the capturing itself needs a GPU, all around it does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from torch import Tensor

from bot.llm.attention import PAGED
from bot.llm.decode_graphs import Capture, DecodeGraphs, capture_on_cuda
from bot.llm.model_runner import ModelRunner
from bot.llm.pool import allocate_pool
from bot.llm.worker import Limits
from tests.llm.test_paging import PROMPTS, Run, build, generated, working


class Recorder:
    """Captures a step as Python can: to replay it is to run it again on the same memory."""

    def __init__(self) -> None:
        self.sizes: list[int] = []
        self.replays = 0

    def __call__(self, step: Callable[[], Tensor]) -> tuple[Callable[[], None], Tensor]:
        result = step()
        self.sizes.append(len(result))

        def replay() -> None:
            self.replays += 1
            result.copy_(step())

        return replay, result


def answered(capture: Capture) -> tuple[list[list[int]], list[list[int]]]:
    model = build("qwen2")
    expected = [generated(model, prompt) for prompt in PROMPTS]
    pool = allocate_pool(model, context_tokens=512, size_mb=1)
    model.set_attn_implementation(PAGED)
    worker = working(ModelRunner(model, pool, 512, capture), Limits(max_num_seqs=5))
    try:
        return Run(PROMPTS).through(worker), expected
    finally:
        worker.close()


def test_replayed_steps_say_what_generate_says_and_are_captured_once_for_each_size() -> None:
    recorder = Recorder()
    tokens, expected = answered(recorder)
    assert tokens == expected
    assert recorder.replays > 20
    assert sorted(recorder.sizes) == sorted(set(recorder.sizes))
    assert set(recorder.sizes) <= {1, 2, 4, 8}


def test_what_cannot_be_captured_runs_as_usual() -> None:
    attempts = []

    def failing(step: Callable[[], Tensor]) -> tuple[Callable[[], None], Tensor]:
        attempts.append(step)
        raise RuntimeError("operation not permitted when stream is capturing")

    tokens, expected = answered(failing)
    assert tokens == expected
    assert len(attempts) == 1


@pytest.mark.gpu
def test_a_gpu_replays_what_it_captured() -> None:
    given = torch.zeros(4, device="cuda")
    replay, result = capture_on_cuda(given.device, lambda: given * 2 + 1)
    given.fill_(3)
    replay()
    assert result.tolist() == [7.0] * 4


def test_more_sequences_than_any_capture_has_rows_run_as_usual() -> None:
    graphs = DecodeGraphs(
        lambda *_: torch.zeros(1, 1), Recorder(), spare_block=0, block_size=16, blocks=1
    )
    tokens = torch.zeros((1, 33), dtype=torch.long)
    assert graphs.run(tokens, tokens, metadata=None) is None  # type: ignore[arg-type]  # not read
