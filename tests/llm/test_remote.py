"""The client of a model server, over real connections to one that misbehaves as told."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager

import pytest

from bot.errors import EngineError
from bot.llm.remote import ModelServer, RemoteEngine
from bot.llm.sequence import Delta, Prompt, SamplingParams
from conversation_store.threads import Message
from tests.llm.api_server import (
    DONE,
    ApiServer,
    Responder,
    event,
    hangs_up,
    refuses,
    sends,
    speaks,
)

SECRET = "sk-not-to-be-shown"
ASKED = (Message("system", "你是助手。", ""), Message("user", "What is 市盈率?", "1"))
PROMPT = Prompt((1, 2, 3), ASKED)


@asynccontextmanager
async def asking(
    *script: Responder, max_requests: int = 8
) -> AsyncIterator[tuple[RemoteEngine, ApiServer]]:
    async with ApiServer(*script).serving() as server:
        where = ModelServer(server.url, "qwen", SECRET, max_requests=max_requests, backoff_s=0.02)
        async with RemoteEngine.open(where) as engine:
            yield engine, server


async def whole(
    engine: RemoteEngine, params: SamplingParams | None = None, prompt: Prompt = PROMPT
) -> list[Delta]:
    return [delta async for delta in engine.generate(prompt, params or SamplingParams())]


async def answer(*script: Responder) -> list[Delta]:
    async with asking(*script) as (engine, _):
        return await whole(engine)


async def error(*script: Responder) -> str:
    with pytest.raises(EngineError) as raised:
        await answer(*script)
    return str(raised.value)


async def test_the_request_says_all_that_was_asked_for() -> None:
    params = SamplingParams(
        temperature=0.5,
        top_p=0.8,
        top_k=20,
        repetition_penalty=1.1,
        max_new_tokens=64,
        stop=("", "\n\n"),
        seed=0,
    )
    async with asking(speaks("yes")) as (engine, server):
        await whole(engine, params, Prompt((1,), ASKED, cache_salt="T1", thread="T1/C1/1.0"))
    assert server.bodies == [
        {
            "model": "qwen",
            "messages": [
                {"role": "system", "content": "你是助手。"},
                {"role": "user", "content": "What is 市盈率?"},
            ],
            "stream": True,
            "temperature": 0.5,
            "top_p": 0.8,
            "top_k": 20,
            "repetition_penalty": 1.1,
            "max_tokens": 64,
            "stop": ["\n\n"],
            "seed": 0,
            "cache_salt": "T1",
        }
    ]
    assert server.headers[0]["Authorization"] == f"Bearer {SECRET}"


async def test_what_was_not_asked_for_is_left_out() -> None:
    async with asking(speaks("yes")) as (engine, server):
        await whole(engine)
    assert not {"stop", "seed", "cache_salt"} & set(server.bodies[0])
    assert server.bodies[0]["top_k"] == -1  # no limit, and not what the model's files advise
    assert "X-Session-ID" not in server.headers[0]


async def test_an_adapter_is_a_model_of_its_own() -> None:
    async with asking(speaks("yes")) as (engine, server):
        await whole(engine, SamplingParams(adapter="finance"))
    assert server.bodies[0]["model"] == "finance"


async def test_a_thread_is_named_to_the_router_alike_each_time_and_not_in_plain() -> None:
    async with asking(speaks("yes")) as (engine, server):
        for thread in ("T1/C1/1.0", "T1/C1/1.0", "T1/C1/2.0"):
            await whole(engine, prompt=Prompt((1,), ASKED, thread=thread))
    first, again, other = (headers["X-Session-ID"] for headers in server.headers)
    assert first == again == server.headers[0]["X-SMG-Routing-Key"]
    assert first != other
    assert "C1" not in first


async def test_pings_and_usage_are_no_part_of_the_answer_and_bytes_may_be_cut_anywhere() -> None:
    usage = b'data: {"choices": [], "usage": {"total_tokens": 9}}\r\n\r\n'
    stream = b": ping\n\n" + event("市盈") + usage + event("率 😀", "stop") + DONE
    deltas = await answer(sends(*(stream[at : at + 7] for at in range(0, len(stream), 7))))
    assert deltas == [Delta("市盈"), Delta("率 😀", "finished")]


@pytest.mark.parametrize(
    ("last", "reason"),
    [
        (event("", "stop"), "finished"),
        (event("", "stop", stop_reason=None), "finished"),
        (event("", "stop", stop_reason=151645), "finished"),
        (event("", "stop", stop_reason="\n\n"), "stopped"),
        (event("", "stop", matched_stop="\n\n"), "stopped"),
        (event("", "length"), "length"),
        (DONE, "finished"),
    ],
)
async def test_finish_reasons_keep_their_meaning(last: bytes, reason: str) -> None:
    deltas = await answer(sends(event("so"), last))
    assert [delta.finish_reason for delta in deltas] == [None, reason]


async def test_an_answer_may_come_after_failures_that_pass() -> None:
    async with asking(hangs_up, refuses(503), speaks("well")) as (engine, server):
        deltas = await whole(engine)
    assert "".join(delta.text for delta in deltas) == "well"
    assert len(server.bodies) == 3


async def test_an_answer_cut_off_before_its_first_word_is_asked_for_again() -> None:
    cut = sends(event(""), then_cuts=True)
    async with asking(cut, speaks("well")) as (engine, _):
        assert "".join(delta.text for delta in await whole(engine)) == "well"


async def test_three_attempts_are_enough() -> None:
    async with asking(refuses(503, "loading"), refuses(503, "loading")) as (engine, server):
        with pytest.raises(EngineError, match="503: loading"):
            await whole(engine)
    assert len(server.bodies) == 3


async def test_a_busy_server_says_when_to_come_again() -> None:
    async with asking(refuses(429, Retry_After="1"), speaks("well")) as (engine, _):
        start = time.perf_counter()
        await whole(engine)
    assert time.perf_counter() - start >= 1


@pytest.mark.parametrize("unusable", ["Wed, 21 Oct 2026 07:28:00 GMT", "-5", "9" * 5000])
async def test_a_retry_after_that_is_no_number_of_seconds_is_left_to_the_back_off(
    unusable: str,
) -> None:
    deltas = await answer(refuses(429, Retry_After=unusable), speaks("w"))
    assert deltas == [Delta("w"), Delta("", "finished")]


async def test_waiting_for_a_busy_server_ends_at_the_deadline() -> None:
    async with asking(refuses(429, Retry_After="9")) as (engine, _):
        assert await whole(engine, SamplingParams(timeout_s=0.2)) == [Delta("", "timed_out")]


async def test_a_server_that_asks_for_a_long_pause_is_not_waited_for() -> None:
    async with asking(refuses(503, "maintenance", Retry_After="3600")) as (engine, server):
        with pytest.raises(EngineError, match="503: maintenance"):
            await whole(engine)
    assert len(server.bodies) == 1


async def test_a_listener_that_is_slow_is_not_interrupted_at_the_deadline() -> None:
    async with (
        asking(speaks("一" * 500, seconds_per_token=0.01)) as (engine, _),
        aclosing(engine.generate(PROMPT, SamplingParams(timeout_s=0.5))) as deltas,
    ):
        await anext(deltas)
        await asyncio.sleep(0.7)
        assert [delta async for delta in deltas][-1] == Delta("", "timed_out")


async def test_a_connection_cut_in_the_middle_is_told_and_not_tried_again() -> None:
    async with asking(sends(event("Well,"), then_cuts=True)) as (engine, server):
        deltas = engine.generate(PROMPT, SamplingParams())
        assert await anext(deltas) == Delta("Well,")
        with pytest.raises(EngineError, match="cut off in the middle"):
            await anext(deltas)
    assert len(server.bodies) == 1


@pytest.mark.parametrize("status", [302, 400, 401, 404, 500])
async def test_other_failures_are_not_tried_again(status: int) -> None:
    async with asking(refuses(status, Location="/v1/elsewhere")) as (engine, server):
        with pytest.raises(EngineError, match=str(status)):
            await whole(engine)
    assert len(server.bodies) == 1


@pytest.mark.parametrize(
    "body",
    [
        json.dumps({"error": {"message": "no such model\nTraceback", "code": 404}}),
        json.dumps({"object": "error", "message": "no such model"}),
        json.dumps({"detail": "no such model"}),
        json.dumps({"error": "no such model"}),
        "\nno such model\n<html>",
    ],
)
async def test_a_refusal_is_told_in_the_servers_own_words(body: str) -> None:
    assert await error(refuses(404, body)) == "the model server answered 404: no such model"


async def test_a_refusal_is_told_in_one_short_line_without_the_key() -> None:
    told = await error(refuses(401, f"the key {SECRET} is wrong{'!' * 1000}"))
    assert SECRET not in told
    assert "the key *** is wrong" in told
    assert len(told) < 250


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"data: {not json}\n\n", "not JSON"),
        (b"data: " + b"[" * 100_000 + b"\n\n", "not JSON"),
        (event().replace(b'""', b"7"), "not a piece of an answer"),
        (b"data: 7\n\n", "not a piece of an answer"),
        (b'data: {"choices": [{"delta": null}]}\n\n', "not a piece of an answer"),
        (b'data: {"error": {"message": "the engine died"}}\n\n', "the engine died"),
        (event("", "abort"), "abort"),
        (b"", "before the answer's end"),
        (b"data: [DONE]", "before the answer's end"),
    ],
)
async def test_a_stream_that_is_not_an_answer_is_told(data: bytes, told: str) -> None:
    assert told in await error(sends(event("Well,"), data))


async def test_a_page_instead_of_a_stream_is_told_with_the_setting_to_look_at() -> None:
    told = await error(refuses(200, "<html>Welcome</html>"))
    assert "text/plain" in told
    assert "TERMWISE_REMOTE_URL" in told


async def test_a_key_that_a_stream_repeats_in_an_error_is_not_shown() -> None:
    data = json.dumps({"error": {"message": f"bad key {SECRET}"}}).encode()
    assert SECRET not in await error(sends(b"data: " + data + b"\n\n"))


async def test_a_server_that_is_not_there_is_told() -> None:
    async with ApiServer(speaks("gone")).serving() as server:
        where = ModelServer(server.url, "qwen", backoff_s=0.01)
    async with RemoteEngine.open(where) as engine:
        with pytest.raises(EngineError, match="the connection to the model server failed"):
            await whole(engine)


async def test_no_more_questions_are_asked_at_once_than_allowed_and_waiting_counts() -> None:
    slow = speaks("一" * 30, seconds_per_token=0.01)
    async with asking(slow, max_requests=2) as (engine, server):
        first = [asyncio.create_task(whole(engine)) for _ in range(3)]
        await asyncio.sleep(0.1)
        assert await whole(engine, SamplingParams(timeout_s=0.05)) == [Delta("", "timed_out")]
        answers = await asyncio.gather(*first)
    assert [deltas[-1].finish_reason for deltas in answers] == ["finished"] * 3
    assert server.most_active == 2


def test_a_server_is_shown_without_its_key() -> None:
    assert SECRET not in repr(ModelServer("http://router:8000/v1", "qwen", SECRET))
