"""The engine over a real (tiny) model and over a scripted one."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager

import pytest
import torch
from transformers import PreTrainedModel

from bot.errors import EngineError
from bot.llm.engine import LocalEngine, Runner
from bot.llm.model_runner import ModelRunner
from bot.llm.sequence import Delta, FinishReason, Prompt, SamplingParams
from bot.llm.tokenizer import ChatTokenizer
from conversation_store.threads import Message
from tests.scripted import ScriptedRunner, demo_tokenizer

GREEDY = SamplingParams(temperature=0, repetition_penalty=1.0, max_new_tokens=40)
HELLO = (Message("system", "你是助手。", ""), Message("user", "What is 市盈率?", "1"))


@asynccontextmanager
async def working(runner: Runner, tokenizer: ChatTokenizer) -> AsyncIterator[LocalEngine]:
    engine = LocalEngine(runner, tokenizer)
    try:
        yield engine
    finally:
        engine.close()


def prompt_for(tokenizer: ChatTokenizer) -> Prompt:
    return Prompt(tuple(tokenizer.encode_chat(HELLO)), HELLO)


async def whole(
    engine: LocalEngine, prompt: Prompt, params: SamplingParams = GREEDY
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
            start = time.perf_counter()
        assert time.perf_counter() - start < 1
        assert text_of(await whole(engine, prompt_for(chat)))


async def test_cancelling_the_task_that_listens_cancels_the_generation() -> None:
    runner = ScriptedRunner("一" * 500, "下一个", seconds_per_token=0.02)
    async with working(runner, demo_tokenizer()) as engine:
        listening = asyncio.create_task(whole(engine, prompt_for(demo_tokenizer())))
        while not runner.prompts:
            await asyncio.sleep(0.01)
        listening.cancel()
        await asyncio.wait([listening], timeout=1)
        assert listening.cancelled()
        assert runner.cancelled == 1
        assert text_of(await whole(engine, prompt_for(demo_tokenizer()))) == "下一个"


async def test_a_question_that_waits_for_its_turn_can_be_given_up() -> None:
    runner = ScriptedRunner("一" * 30, seconds_per_token=0.02)
    async with working(runner, demo_tokenizer()) as engine:
        prompt = prompt_for(demo_tokenizer())
        first = asyncio.create_task(whole(engine, prompt))
        second = asyncio.create_task(whole(engine, prompt))
        while not runner.prompts:
            await asyncio.sleep(0.01)
        second.cancel()
        assert text_of(await first) == "一" * 30
        assert len(runner.prompts) == 1


async def test_questions_at_once_are_answered_one_after_the_other_and_not_mixed() -> None:
    runner = ScriptedRunner("alpha alpha", "贝塔贝塔", "gamma 😀", seconds_per_token=0.001)
    async with working(runner, demo_tokenizer()) as engine:
        prompt = prompt_for(demo_tokenizer())
        answers = await asyncio.gather(*(whole(engine, prompt) for _ in range(3)))
    assert [text_of(answer) for answer in answers] == ["alpha alpha", "贝塔贝塔", "gamma 😀"]


@pytest.mark.parametrize("error", [RuntimeError("CUDA error"), EngineError("out of memory")])
async def test_a_failure_in_the_runner_is_an_engine_error_and_the_engine_lives_on(
    error: Exception,
) -> None:
    runner = ScriptedRunner(error, ("half an ans", error), "well again")
    async with working(runner, demo_tokenizer()) as engine:
        prompt = prompt_for(demo_tokenizer())
        for _ in range(2):
            with pytest.raises(EngineError, match=str(error)):
                await whole(engine, prompt)
        assert text_of(await whole(engine, prompt)) == "well again"


class Astray(ScriptedRunner):
    """Names a token that no vocabulary has."""

    def generate(
        self, token_ids: object, params: object, emit: Callable[[int], None], cancelled: object
    ) -> FinishReason:
        emit(-1)
        return "finished"


async def test_a_token_that_no_vocabulary_has_is_an_engine_error() -> None:
    async with working(Astray(), demo_tokenizer()) as engine:
        with pytest.raises(EngineError):
            await whole(engine, prompt_for(demo_tokenizer()))
