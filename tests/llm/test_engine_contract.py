"""What every engine must do, asked of the one in this process and of the one that asks a cluster.

Where a length counts, the answer is of 一, which is one token to both.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, aclosing, asynccontextmanager
from dataclasses import dataclass

import pytest

from bot.errors import EngineError
from bot.llm.engine import Engine, LocalEngine
from bot.llm.remote import ModelServer, RemoteEngine
from bot.llm.sequence import Delta, Prompt, SamplingParams
from conversation_store.threads import Message
from tests.llm.api_server import ApiServer, refuses, speaks
from tests.scripted import ScriptedRunner, demo_tokenizer

ASKED = (Message("user", "What is 市盈率?", "1"),)
PROMPT = Prompt(tuple(demo_tokenizer().encode_chat(ASKED)), ASKED, "team", "thread")


@dataclass(frozen=True)
class Stage:
    """An engine, and how many answers were let go before their end."""

    engine: Engine
    cancelled: Callable[[], int]


@asynccontextmanager
async def local(*script: str | EngineError, seconds_per_token: float = 0.0) -> AsyncIterator[Stage]:
    runner = ScriptedRunner(*script, seconds_per_token=seconds_per_token)
    engine = LocalEngine(runner, demo_tokenizer())
    try:
        yield Stage(engine, lambda: runner.cancelled)
    finally:
        engine.close()


@asynccontextmanager
async def remote(
    *script: str | EngineError, seconds_per_token: float = 0.0
) -> AsyncIterator[Stage]:
    responders = (
        speaks(line, seconds_per_token=seconds_per_token)
        if isinstance(line, str)
        else refuses(500, str(line))
        for line in script
    )
    async with (
        ApiServer(*responders).serving() as server,
        RemoteEngine.open(ModelServer(server.url, "model")) as engine,
    ):
        yield Stage(engine, lambda: server.cancelled)


Opened = Callable[..., AbstractAsyncContextManager[Stage]]

both_engines = pytest.mark.parametrize("opened", [local, remote])


async def whole(
    stage: Stage, params: SamplingParams | None = None, prompt: Prompt = PROMPT
) -> list[Delta]:
    params = params or SamplingParams(max_new_tokens=1000)
    return [delta async for delta in stage.engine.generate(prompt, params)]


async def let_go(stage: Stage) -> None:
    async with asyncio.timeout(2):
        while not stage.cancelled():
            await asyncio.sleep(0.01)


def text_of(deltas: list[Delta]) -> str:
    return "".join(delta.text for delta in deltas)


@both_engines
async def test_an_answer_streams_and_ends_with_exactly_one_finish_reason(opened: Opened) -> None:
    async with opened("市盈率是股价除以每股收益 😀") as stage:
        deltas = await whole(stage)
    assert text_of(deltas) == "市盈率是股价除以每股收益 😀"
    assert len([delta for delta in deltas if delta.text]) > 3
    reasons = [delta.finish_reason for delta in deltas]
    assert reasons == [None] * (len(deltas) - 1) + ["finished"]


@both_engines
async def test_closing_the_iterator_cancels_and_the_engine_goes_on(opened: Opened) -> None:
    async with opened("一" * 500, "下一个", seconds_per_token=0.02) as stage:
        async with aclosing(stage.engine.generate(PROMPT, SamplingParams())) as deltas:
            await anext(deltas)
            start = time.perf_counter()
        assert time.perf_counter() - start < 1
        await let_go(stage)
        assert text_of(await whole(stage)) == "下一个"


@both_engines
async def test_cancelling_the_task_that_listens_cancels_the_answer(opened: Opened) -> None:
    async with opened("一" * 500, seconds_per_token=0.02) as stage:
        listening = asyncio.create_task(whole(stage))
        await asyncio.sleep(0.3)
        listening.cancel()
        await asyncio.wait([listening], timeout=1)
        assert listening.cancelled()
        await let_go(stage)


@both_engines
async def test_an_answer_ends_at_the_length_asked_for(opened: Opened) -> None:
    async with opened("一" * 50) as stage:
        deltas = await whole(stage, SamplingParams(max_new_tokens=7))
        nothing = await whole(stage, SamplingParams(max_new_tokens=0))
    assert (text_of(deltas), deltas[-1].finish_reason) == ("一" * 7, "length")
    assert nothing == [Delta("", "length")]


@both_engines
async def test_an_answer_that_takes_too_long_ends_with_what_came_in_time(opened: Opened) -> None:
    async with opened("一" * 400, seconds_per_token=0.02) as stage:
        deltas = await whole(stage, SamplingParams(timeout_s=0.5))
        assert deltas[-1].finish_reason == "timed_out"
        assert 0 < len(text_of(deltas)) < 400
        await let_go(stage)


@both_engines
async def test_a_stop_string_ends_the_answer_and_is_no_part_of_it(opened: Opened) -> None:
    async with opened("one two three four") as stage:
        deltas = await whole(stage, SamplingParams(stop=("never", " three")))
    assert (text_of(deltas), deltas[-1].finish_reason) == ("one two", "stopped")


@both_engines
async def test_a_failure_is_told_and_the_next_question_is_answered(opened: Opened) -> None:
    async with opened(EngineError("out of memory"), "well again") as stage:
        with pytest.raises(EngineError, match="out of memory"):
            await whole(stage)
        assert text_of(await whole(stage)) == "well again"


@both_engines
async def test_questions_at_once_are_answered_side_by_side_and_not_mixed(opened: Opened) -> None:
    lines = ["一" * 20, "二" * 20, "three three", "😀 four"]
    async with opened(*lines, seconds_per_token=0.005) as stage:
        answers = await asyncio.gather(*(whole(stage) for _ in lines))
    assert sorted(map(text_of, answers)) == sorted(lines)


@both_engines
async def test_an_empty_prompt_is_refused(opened: Opened) -> None:
    async with opened("no") as stage:
        with pytest.raises(EngineError, match="empty"):
            await whole(stage, prompt=Prompt((), ()))
