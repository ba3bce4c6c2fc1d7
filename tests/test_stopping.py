"""An asker who has had enough: the answer ends with what there is of it."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.answer import Answer
from conversation_store.database import Database
from tests.questions import ROE, ask
from tests.rooms import answering
from tests.scripted import CollectingReply, ScriptedRunner
from tests.test_answer import remembered


async def test_stopping_ends_within_a_second_and_keeps_what_there_is(
    database: Database, tmp_path: Path
) -> None:
    runner = ScriptedRunner("on and on " * 50, "A whole one.", seconds_per_token=0.05)
    reply, stop = CollectingReply(), asyncio.Event()
    async with answering(database, tmp_path, runner) as answerer:
        answering_it = asyncio.create_task(answerer.answer(ask("What is ROE?"), reply, stop))
        while not reply.began.is_set():
            await asyncio.sleep(0.01)
        stop.set()
        answer = await asyncio.wait_for(answering_it, timeout=1)
        async with asyncio.timeout(1):
            while not runner.cancelled:
                await asyncio.sleep(0.01)
        shown = list(reply.pieces)
        await asyncio.sleep(0.1)
        assert reply.pieces == shown
        assert answer.outcome == "stopped"
        assert answer.text == "".join(shown)
        assert await remembered(database, ask("")) == [
            ("user", "What is ROE?"),
            ("assistant", answer.text),
        ]
        again = await answerer.answer(ask("What is ROE?", 2), CollectingReply())
    assert again.text == "A whole one."  # half an answer is not cached


async def test_stopping_before_the_first_word_shows_and_remembers_nothing(
    database: Database, tmp_path: Path
) -> None:
    runner, reply, stop = (
        ScriptedRunner("A ratio.", seconds_per_token=5),
        CollectingReply(),
        asyncio.Event(),
    )
    stop.set()
    async with answering(database, tmp_path, runner) as answerer:
        await asyncio.wait_for(answerer.answer(ask("What is ROE?"), reply, stop), timeout=1)
    assert reply.answers == [Answer("", "stopped", terms=(ROE,))]
    assert await remembered(database, ask("")) == []


async def test_a_question_that_waits_for_its_equal_can_be_stopped_too(
    database: Database, tmp_path: Path
) -> None:
    runner = ScriptedRunner("on and on " * 50, seconds_per_token=0.05)
    stop, stop_first = asyncio.Event(), asyncio.Event()
    first_reply, reply = CollectingReply(), CollectingReply()
    async with answering(database, tmp_path, runner) as answerer:
        first = asyncio.create_task(answerer.answer(ask("What is ROE?"), first_reply, stop_first))
        while not first_reply.began.is_set():
            await asyncio.sleep(0.01)
        second = asyncio.create_task(answerer.answer(ask("What is ROE?", 2), reply, stop))
        await asyncio.sleep(0.05)
        stop.set()
        await asyncio.wait_for(second, timeout=1)
        assert not first.done()
        stop_first.set()
        await asyncio.wait_for(first, timeout=1)
    assert reply.answers == [Answer("", "stopped")]


async def test_an_asker_who_stops_the_reply_itself_gets_what_there_is(
    database: Database, tmp_path: Path
) -> None:
    reply = CollectingReply(stops=True)
    async with answering(database, tmp_path, ScriptedRunner("one two three")) as answerer:
        answer = await answerer.answer(ask("What is ROE?"), reply)
    assert answer.outcome == "stopped"
    assert answer.text == "".join(reply.pieces)
    assert len(reply.pieces) == 1
