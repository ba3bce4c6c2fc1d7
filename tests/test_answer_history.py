"""What an answer knows of its thread."""

from __future__ import annotations

from pathlib import Path

import pytest

from conversation_store.database import Database
from conversation_store.threads import Message, Threads
from tests.questions import ROE, ask
from tests.rooms import CONTEXT, ROA, answering
from tests.scripted import CollectingReply, ScriptedRunner
from tests.test_answer import remembered


async def talk_long(database: Database) -> None:
    """Fill the first question's thread with more than a prompt holds."""
    for number in range(1, 60):
        ts = ask("", number).ts
        asked, said = Message("user", f"q{number} " * 10, ts), Message("assistant", "a " * 10, ts)
        await Threads(database).save_turn(ask("").thread, asked, said, "U1")


async def test_the_mark_of_a_trimmed_history_is_kept(database: Database, tmp_path: Path) -> None:
    await talk_long(database)
    runner = ScriptedRunner("Good.")
    async with answering(database, tmp_path, runner) as answerer:
        await answerer.answer(ask("And now?", 60, thread=1), CollectingReply())
        await answerer.answer(ask("And then?", 61, thread=1), CollectingReply())
    first, second = runner.texts()
    history = await Threads(database).history(ask("").thread)
    assert history[0].content != "q1 " * 10
    assert history[0].content in first
    assert len(runner.prompts[0]) < 0.55 * CONTEXT
    assert second.startswith(first[: first.index("And now?")])  # the engine can reuse it


async def test_the_first_words_do_not_wait_for_the_mark_of_a_trimmed_history(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reply, shown = CollectingReply(), []

    async def mark(*_: object) -> None:
        shown.append(list(reply.answers))

    monkeypatch.setattr(Threads, "start_history_at", mark)
    await talk_long(database)
    async with answering(database, tmp_path, ScriptedRunner("Good.")) as answerer:
        answer = await answerer.answer(ask("And now?", 60, thread=1), reply)
    assert shown == [[answer]]


async def test_a_follow_up_is_not_cached_and_knows_what_was_said(
    database: Database, tmp_path: Path
) -> None:
    runner = ScriptedRunner("A ratio.", "Because.", "For another reason.")
    async with answering(database, tmp_path, runner) as answerer:
        await answerer.answer(ask("What is ROE?"), CollectingReply())
        await answerer.answer(ask("Why?", 2, thread=1), CollectingReply())
        other = await answerer.answer(ask("Why?", 3, thread=1), CollectingReply())
    assert other.text == "For another reason."
    assert "What is ROE?" in runner.texts()[1]
    assert "A ratio." in runner.texts()[1]


async def test_the_terms_of_the_turn_before_come_along_for_what_it_stands_for(
    database: Database, tmp_path: Path
) -> None:
    runner = ScriptedRunner("A ratio.")
    async with answering(database, tmp_path, runner) as answerer:
        await answerer.answer(ask("What is ROE?"), CollectingReply())
        second = await answerer.answer(ask("How is it unlike ROA?", 2, thread=1), CollectingReply())
        third = await answerer.answer(ask("Thanks!", 3, thread=1), CollectingReply())
        fourth = await answerer.answer(ask("Bye.", 4, thread=1), CollectingReply())
    assert second.terms == (ROA, ROE)
    assert third.terms == (ROA,)
    assert fourth.terms == ()
    assert ROE.definition in runner.texts()[1]


async def test_a_question_that_opens_a_thread_does_not_wait_for_its_history(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def look(*_: object, **__: object) -> list[Message]:
        raise AssertionError("looked into a thread that holds nothing")

    monkeypatch.setattr(Threads, "history", look)
    async with answering(database, tmp_path, ScriptedRunner("A ratio.")) as answerer:
        answer = await answerer.answer(ask("What is ROE?"), CollectingReply())
    assert answer.outcome == "finished"


async def test_an_older_question_asked_again_does_not_see_what_came_later(
    database: Database, tmp_path: Path
) -> None:
    runner = ScriptedRunner("first", "second", "first anew")
    async with answering(database, tmp_path, runner) as answerer:
        await answerer.answer(ask("What is ROE?"), CollectingReply())
        await answerer.answer(ask("Tell me later things.", 2, thread=1), CollectingReply())
        again = ask("What is ROE?", attempt=1, fresh=True)
        await answerer.answer(again, CollectingReply())
    assert "later things" not in runner.texts()[2]
    assert [text for _, text in await remembered(database, ask(""))] == [
        "What is ROE?",
        "first anew",
        "Tell me later things.",
        "second",
    ]
