"""How answers end: at their length, in time, at a stop string, or not begun at all."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest
from prometheus_client import CollectorRegistry

from bot.errors import EngineError
from bot.llm.engine import LocalEngine
from bot.llm.scheduler import Batch
from bot.llm.sequence import Delta, SamplingParams, Sequence
from bot.llm.worker import Limits
from bot.metrics import EngineMetrics
from tests.llm.test_engine import SPOKEN, text_of, whole, working
from tests.scripted import ScriptedRunner, demo_tokenizer


async def test_an_answer_of_no_tokens_ends_at_its_length() -> None:
    async with working(ScriptedRunner("no"), demo_tokenizer()) as engine:
        deltas = await whole(engine, params=SamplingParams(max_new_tokens=0))
    assert deltas == [Delta("", "length")]


async def test_an_answer_may_be_as_long_as_the_context_leaves() -> None:
    async with working(ScriptedRunner("一" * 3000), demo_tokenizer()) as engine:
        deltas = await whole(engine, params=SamplingParams(max_new_tokens=10**9))
    assert deltas[-1].finish_reason == "length"
    assert len(text_of(deltas)) == 2048 - len(SPOKEN.token_ids)


async def test_waiting_counts_towards_the_time_that_an_answer_may_take() -> None:
    limits = Limits(max_num_seqs=1)
    runner = ScriptedRunner("一" * 100, seconds_per_token=0.02)
    async with working(runner, demo_tokenizer(), limits) as engine:
        first = asyncio.create_task(whole(engine))
        await asyncio.sleep(0.1)
        deltas = await whole(engine, params=SamplingParams(timeout_s=0.1))
        assert deltas == [Delta("", "timed_out")]
        assert text_of(await first) == "一" * 40


async def test_more_questions_than_the_queue_holds_are_refused() -> None:
    limits = Limits(max_num_seqs=1, max_waiting=1)
    runner = ScriptedRunner("一二三", seconds_per_token=0.05)
    async with working(runner, demo_tokenizer(), limits) as engine:
        results = await asyncio.gather(*(whole(engine) for _ in range(3)), return_exceptions=True)
    assert [isinstance(result, EngineError) for result in results] == [False, False, True]


@pytest.mark.parametrize("stop", ["five", " four five", "ve s", "three four"])
async def test_a_stop_string_ends_the_answer_before_it_wherever_the_tokens_fall(stop: str) -> None:
    said = "one two three four five six"
    async with working(ScriptedRunner(said), demo_tokenizer()) as engine:
        deltas = await whole(engine, params=SamplingParams(stop=("never", stop)))
    assert text_of(deltas) == said[: said.index(stop)]
    assert deltas[-1].finish_reason == "stopped"


async def test_an_answer_that_ends_at_a_stop_string_is_counted_as_stopped() -> None:
    registry = CollectorRegistry()
    engine = LocalEngine(
        ScriptedRunner("one two" + " three" * 99, seconds_per_token=0.02),
        demo_tokenizer(),
        metrics=EngineMetrics(registry),
    )
    await whole(engine, params=SamplingParams(stop=("two",)))
    engine.close()
    assert registry.get_sample_value("termwise_endings_total", {"reason": "stopped"}) == 1
    assert registry.get_sample_value("termwise_endings_total", {"reason": "cancelled"}) is None


async def test_the_beginning_of_a_stop_string_is_shown_when_the_rest_does_not_come() -> None:
    async with working(ScriptedRunner("one two th"), demo_tokenizer()) as engine:
        deltas = await whole(engine, params=SamplingParams(stop=("three",)))
    assert (text_of(deltas), deltas[-1].finish_reason) == ("one two th", "finished")


class LostRunner(ScriptedRunner):
    """A GPU that takes no more orders from this process."""

    def recover(self) -> None:
        raise RuntimeError("an illegal memory access was encountered")


async def test_an_engine_that_cannot_begin_anew_says_that_it_is_broken() -> None:
    broken = threading.Event()
    engine = LocalEngine(LostRunner(RuntimeError("lost")), demo_tokenizer(), on_broken=broken.set)
    try:
        for _ in range(3):
            assert not broken.is_set()
            with pytest.raises(EngineError, match="illegal memory access"):
                await whole(engine)
        assert broken.wait(5)
    finally:
        engine.close()


class StuckRunner(ScriptedRunner):
    """A step that ends much too late."""

    def run(self, batch: Batch) -> dict[Sequence, int]:
        time.sleep(1)
        return super().run(batch)


async def test_an_engine_whose_step_does_not_end_says_that_it_is_broken() -> None:
    broken = threading.Event()
    limits = Limits(step_timeout_s=0.1)
    engine = LocalEngine(StuckRunner("a"), demo_tokenizer(), limits, on_broken=broken.set)
    try:
        with pytest.raises(EngineError, match="hangs"):
            await whole(engine)
        assert broken.wait(5)
    finally:
        engine.close()


async def test_closing_waits_for_the_step_that_is_being_computed() -> None:
    began = len(threading.enumerate())
    engine = LocalEngine(ScriptedRunner("a" * 20, seconds_per_token=0.2), demo_tokenizer())
    asking = asyncio.create_task(whole(engine))
    await asyncio.sleep(0.1)
    await asyncio.to_thread(engine.close)
    with pytest.raises(EngineError, match="closed"):
        await asking
    assert [one.name for one in threading.enumerate()[began:]].count("engine") == 0
