"""The engine over a real (tiny) model and over a scripted one."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from pathlib import Path

import pytest
import torch
from transformers import PreTrainedModel

from bot.errors import EngineError
from bot.llm.engine import LocalEngine
from bot.llm.model_runner import ModelRunner
from bot.llm.runner import Runner
from bot.llm.scheduler import Batch
from bot.llm.sequence import Delta, Prompt, SamplingParams, Sequence
from bot.llm.tokenizer import ChatTokenizer
from bot.llm.worker import Limits
from conversation_store.threads import Message
from tests.scripted import ScriptedRunner, demo_tokenizer

GREEDY = SamplingParams(temperature=0, repetition_penalty=1.0, max_new_tokens=40)
HELLO = (Message("system", "你是助手。", ""), Message("user", "What is 市盈率?", "1"))


@asynccontextmanager
async def working(
    runner: Runner, tokenizer: ChatTokenizer, limits: Limits | None = None
) -> AsyncIterator[LocalEngine]:
    engine = LocalEngine(runner, tokenizer, limits)
    try:
        yield engine
    finally:
        engine.close()


def prompt_for(tokenizer: ChatTokenizer) -> Prompt:
    return Prompt(tuple(tokenizer.encode_chat(HELLO)), HELLO)


SPOKEN = prompt_for(demo_tokenizer())


async def whole(
    engine: LocalEngine, prompt: Prompt = SPOKEN, params: SamplingParams = GREEDY
) -> list[Delta]:
    return [delta async for delta in engine.generate(prompt, params)]


def text_of(deltas: list[Delta]) -> str:
    return "".join(delta.text for delta in deltas)


async def test_the_streamed_answer_is_what_greedy_generation_gives(
    runner: ModelRunner, model: PreTrainedModel, chat: ChatTokenizer
) -> None:
    prompt = prompt_for(chat)
    ids = torch.tensor([prompt.token_ids])
    generated = model.generate(ids, do_sample=False, max_new_tokens=40)[0, ids.shape[1] :]  # type: ignore[operator]  # torch types a module's attributes as Tensor | Module
    async with working(runner, chat) as engine:
        deltas = await whole(engine, prompt)
    assert text_of(deltas) == chat.decode(generated.tolist())
    assert [delta.finish_reason for delta in deltas][-1] == "length"
    assert {delta.finish_reason for delta in deltas[:-1]} <= {None}


async def test_closing_the_iterator_cancels_at_once_and_the_next_question_is_answered(
    runner: ModelRunner, chat: ChatTokenizer
) -> None:
    endless = SamplingParams(temperature=0, repetition_penalty=1.0, max_new_tokens=1900)
    async with working(runner, chat) as engine:
        async with aclosing(engine.generate(prompt_for(chat), endless)) as deltas:
            await anext(deltas)
        assert engine.check_integrity() == 0  # all that was held is free after the present step
        assert text_of(await whole(engine, prompt_for(chat)))


async def test_cancelling_the_task_that_listens_cancels_the_generation() -> None:
    runner = ScriptedRunner("一" * 500, "下一个", seconds_per_token=0.02)
    async with working(runner, demo_tokenizer()) as engine:
        listening = asyncio.create_task(whole(engine))
        while not runner.prompts:
            await asyncio.sleep(0.01)
        listening.cancel()
        await asyncio.wait([listening], timeout=1)
        assert listening.cancelled()
        assert text_of(await whole(engine)) == "下一个"
        assert runner.cancelled == 1


class Counting(ScriptedRunner):
    steps = 0

    def run(self, batch: Batch) -> dict[Sequence, int]:
        self.steps += 1
        return super().run(batch)


async def test_questions_at_once_are_answered_side_by_side_and_not_mixed() -> None:
    runner = Counting("alpha alpha", "贝塔贝塔", "gamma 😀", seconds_per_token=0.05)
    async with working(runner, demo_tokenizer()) as engine:
        answers = await asyncio.gather(*(whole(engine) for _ in range(3)))
    texts = [text_of(answer) for answer in answers]
    assert texts == ["alpha alpha", "贝塔贝塔", "gamma 😀"]
    longest = max(len(demo_tokenizer().encode(text)) for text in texts)
    assert runner.steps <= longest + 3  # an end each, and not all came before the first step


@pytest.mark.parametrize("error", [RuntimeError("CUDA error"), EngineError("out of memory")])
async def test_a_failure_in_the_runner_is_an_engine_error_and_the_engine_lives_on(
    error: Exception,
) -> None:
    runner = ScriptedRunner(error, ("half an ans", error), "well again")
    async with working(runner, demo_tokenizer()) as engine:
        for _ in range(2):
            with pytest.raises(EngineError, match=str(error)):
                await whole(engine)
        assert text_of(await whole(engine)) == "well again"


class Astray(ScriptedRunner):
    """Names a token that no vocabulary has."""

    def run(self, batch: Batch) -> dict[Sequence, int]:
        return {sequence: -2 for _, sequence in batch.choosing()}


async def test_a_token_that_no_vocabulary_has_is_an_engine_error() -> None:
    async with working(Astray(), demo_tokenizer()) as engine:
        with pytest.raises(EngineError):
            await whole(engine)


class Forgetful(ScriptedRunner):
    """Runs out of memory at every seventh step."""

    steps = 0

    def run(self, batch: Batch) -> dict[Sequence, int]:
        self.steps += 1
        if self.steps % 7 == 0:
            raise EngineError("the GPU ran out of memory")
        return super().run(batch)


async def test_memory_that_runs_out_now_and_then_costs_nobody_an_answer() -> None:
    lines = [
        "one two three four five six seven",
        "eins zwei drei vier fünf sechs",
        "一二三四五六七八",
    ]
    async with working(Forgetful(*lines), demo_tokenizer()) as engine:
        answers = await asyncio.gather(*(whole(engine) for _ in lines))
    assert [text_of(answer) for answer in answers] == lines


class Poisoned(ScriptedRunner):
    """Fails whenever the first prompt is in the batch."""

    def run(self, batch: Batch) -> dict[Sequence, int]:
        chosen = super().run(batch)
        if any(sequence.arrival == 1 for sequence in batch.sequences):
            raise RuntimeError("a poison question")
        return chosen


async def test_a_question_that_cannot_be_computed_does_not_take_the_others_with_it() -> None:
    async with working(Poisoned("nobody sees this", "well"), demo_tokenizer()) as engine:
        poisoned = asyncio.create_task(whole(engine))
        others = [asyncio.create_task(whole(engine)) for _ in range(3)]
        answers = await asyncio.gather(*others)
        with pytest.raises(EngineError, match="a poison question"):
            await poisoned
    assert [text_of(answer) for answer in answers] == ["well"] * 3


class Hanging(ScriptedRunner):
    """Hangs in its first step."""

    hung = False

    def run(self, batch: Batch) -> dict[Sequence, int]:
        if not self.hung:
            self.hung = True
            time.sleep(1.5)
        return super().run(batch)


async def test_a_step_that_hangs_is_told_to_all_who_wait_and_the_engine_recovers() -> None:
    limits = Limits(step_timeout_s=0.3)
    async with working(Hanging("well again"), demo_tokenizer(), limits) as engine:
        start = time.perf_counter()
        for _ in range(2):  # the second finds it hanging
            with pytest.raises(EngineError, match="hangs"):
                await whole(engine)
        assert time.perf_counter() - start < 1.2
        await asyncio.sleep(1.5)
        assert text_of(await whole(engine)) == "well again"


class Dying(ScriptedRunner):
    """Ends the thread that calls it, once."""

    died = False

    def run(self, batch: Batch) -> dict[Sequence, int]:
        if not self.died:
            self.died = True
            raise SystemExit("killed")
        return super().run(batch)


async def test_the_death_of_the_thread_is_told_to_all_who_wait_and_another_takes_over() -> None:
    async with working(Dying("well again"), demo_tokenizer()) as engine:
        with pytest.raises(EngineError, match="killed"):
            await whole(engine)
        assert text_of(await whole(engine)) == "well again"


async def test_who_gives_up_waiting_for_an_adapter_takes_nobody_s_answer() -> None:
    runner = ScriptedRunner("一" * 20, seconds_per_token=0.02)
    async with working(runner, demo_tokenizer()) as engine:
        answering = asyncio.create_task(whole(engine))
        await asyncio.sleep(0.05)
        loading = asyncio.create_task(engine.load_adapter("law", Path("anywhere")))
        await asyncio.sleep(0)
        loading.cancel()
        assert text_of(await answering) == "一" * 20


async def test_a_closed_engine_answers_all_that_is_asked_of_it_with_an_error() -> None:
    async with working(ScriptedRunner("too late"), demo_tokenizer()) as engine:
        assert engine.check_integrity() == 0
    with pytest.raises(EngineError, match="closed"):
        engine.check_integrity()
    with pytest.raises(EngineError, match="closed"):
        await whole(engine)


async def test_an_empty_prompt_is_refused() -> None:
    async with working(ScriptedRunner("no"), demo_tokenizer()) as engine:
        with pytest.raises(EngineError, match="empty"):
            await whole(engine, Prompt((), ()))


async def test_a_prompt_longer_than_the_context_is_refused_with_the_setting_to_change() -> None:
    async with working(ScriptedRunner("no"), demo_tokenizer()) as engine:
        with pytest.raises(EngineError, match="TERMWISE_CONTEXT_TOKENS"):
            await whole(engine, Prompt((5,) * 2049, ()))


async def test_cancelling_at_any_instant_leaves_no_block_behind(
    runner: ModelRunner, chat: ChatTokenizer
) -> None:
    chance = random.Random(5)  # noqa: S311 - nothing secret
    async with working(runner, chat, Limits(max_num_seqs=4, max_num_batched_tokens=64)) as engine:

        async def cancelled_some_time() -> None:
            prompt = Prompt(tuple(chance.choices(range(900), k=chance.randint(1, 300))), ())
            task = asyncio.create_task(whole(engine, prompt))
            await asyncio.sleep(chance.random() * 0.05)
            task.cancel()
            await asyncio.wait([task])

        for _ in range(50):
            await asyncio.gather(*(cancelled_some_time() for _ in range(10)))
        assert text_of(await whole(engine, prompt_for(chat)))
        assert engine.check_integrity() == 0
