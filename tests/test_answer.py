"""The one path of every answer, with the model scripted and everything else as it is."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.answer import Answer
from bot.errors import EngineError, ReplyFailed
from bot.llm.sequence import FinishReason, SamplingParams
from bot.question import Person, Question
from conversation_store.asked_questions import AskedQuestions
from conversation_store.database import Database
from conversation_store.errors import StoreError
from conversation_store.threads import Threads
from tests.questions import ROE, ask
from tests.rooms import answering
from tests.scripted import CollectingReply, ScriptedRunner


async def remembered(database: Database, question: Question) -> list[tuple[str, str]]:
    history = await Threads(database).history(question.thread)
    return [(message.role, message.content) for message in history]


async def test_an_answer_streams_ends_and_is_remembered(database: Database, tmp_path: Path) -> None:
    question, reply = ask("What is ROE?"), CollectingReply()
    async with answering(database, tmp_path, ScriptedRunner("A ratio 😀.")) as answerer:
        answer = await answerer.answer(question, reply)
    assert answer == Answer("A ratio 😀.", terms=(ROE,))
    assert reply.answers == [answer]
    assert len(reply.pieces) > 1
    assert "".join(reply.pieces) == "A ratio 😀."
    assert await remembered(database, question) == [
        ("user", "What is ROE?"),
        ("assistant", "A ratio 😀."),
    ]


async def test_for_a_late_question_the_model_is_not_asked_and_nothing_remembered(
    database: Database, tmp_path: Path
) -> None:
    runner, reply = ScriptedRunner("A ratio."), CollectingReply()
    question = ask("What is ROE?", late=True)
    async with answering(database, tmp_path, runner) as answerer:
        assert await answerer.answer(question, reply) == Answer("", "missed")
    assert reply.answers == [Answer("", "missed")]
    assert runner.prompts == []
    assert await remembered(database, question) == []


async def test_the_same_question_again_is_answered_from_the_cache_and_remembered(
    database: Database, tmp_path: Path
) -> None:
    runner, reply = ScriptedRunner("A ratio."), CollectingReply()
    async with answering(database, tmp_path, runner) as answerer:
        await answerer.answer(ask("What is ROE?"), CollectingReply())
        answer = await answerer.answer(ask("what is roe", 2), reply)
    assert len(runner.prompts) == 1
    assert answer.text == "A ratio."
    assert answer.recalled is not None
    assert answer.terms == (ROE,)
    assert reply.pieces == []
    assert reply.answers == [answer]
    assert await remembered(database, ask("", 2)) == [
        ("user", "what is roe"),
        ("assistant", "A ratio."),
    ]


async def test_a_fresh_answer_passes_the_cache_by_and_replaces_what_is_in_it(
    database: Database, tmp_path: Path
) -> None:
    runner = ScriptedRunner("old", "new")
    async with answering(database, tmp_path, runner) as answerer:
        for again in (ask("What is ROE?"), ask("What is ROE?", attempt=1, fresh=True)):
            await answerer.answer(again, CollectingReply())
        later = await answerer.answer(ask("What is ROE?", 3), CollectingReply())
    assert later.text == "new"
    assert len(runner.prompts) == 2
    assert await remembered(database, ask("")) == [("user", "What is ROE?"), ("assistant", "new")]


async def test_twenty_equal_questions_at_once_cost_one_generation(
    database: Database, tmp_path: Path
) -> None:
    runner = ScriptedRunner("A ratio of two sums.", seconds_per_token=0.01)
    async with answering(database, tmp_path, runner) as answerer:
        answers = await asyncio.gather(
            *(answerer.answer(ask("What is ROE?", n), CollectingReply()) for n in range(20))
        )
    assert {answer.text for answer in answers} == {"A ratio of two sums."}
    assert sum(answer.recalled is None for answer in answers) == 1
    assert len(runner.prompts) == 1


class SlowReply(CollectingReply):
    """Takes its time to show an answer, as Slack does."""

    async def finish(self, answer: Answer) -> str:
        await asyncio.sleep(0.2)
        return await super().finish(answer)


async def test_those_who_get_a_cached_answer_do_not_wait_for_each_others_slack(
    database: Database, tmp_path: Path
) -> None:
    async with answering(database, tmp_path, ScriptedRunner("A ratio.")) as answerer:
        await answerer.answer(ask("What is ROE?"), CollectingReply())
        start = time.perf_counter()
        await asyncio.gather(
            *(answerer.answer(ask("What is ROE?", n), SlowReply()) for n in range(2, 22))
        )
    assert time.perf_counter() - start < 2


async def test_when_the_first_of_equal_questions_fails_the_next_is_tried(
    database: Database, tmp_path: Path
) -> None:
    runner = ScriptedRunner(EngineError("out of memory"), "A ratio.", seconds_per_token=0.01)
    async with answering(database, tmp_path, runner) as answerer:
        answers = await asyncio.gather(
            *(answerer.answer(ask("What is ROE?", n), CollectingReply()) for n in range(4))
        )
    assert sorted(answer.outcome for answer in answers) == ["failed", *["finished"] * 3]
    assert len(runner.prompts) == 2


async def test_an_answer_in_a_direct_message_is_not_served_in_public(
    database: Database, tmp_path: Path
) -> None:
    runner = ScriptedRunner("private", "public")
    async with answering(database, tmp_path, runner) as answerer:
        await answerer.answer(ask("What is ROE?", audience=Person("U1")), CollectingReply())
        answer = await answerer.answer(ask("What is ROE?", 2), CollectingReply())
    assert answer.text == "public"


@pytest.mark.parametrize("text", ["", "  \n ", "\u3000"])
async def test_where_nothing_is_asked_help_is_given(
    database: Database, tmp_path: Path, text: str
) -> None:
    runner, reply = ScriptedRunner("?"), CollectingReply()
    async with answering(database, tmp_path, runner) as answerer:
        await answerer.answer(ask(text), reply)
    assert reply.answers == [Answer("", "help")]
    assert runner.prompts == []
    assert await remembered(database, ask("")) == []


@pytest.mark.parametrize("error", [EngineError("out of memory"), RuntimeError("CUDA error")])
async def test_a_failed_answer_is_told_but_neither_remembered_nor_cached(
    database: Database, tmp_path: Path, error: Exception
) -> None:
    runner, reply = ScriptedRunner(("half an ans", error), "A ratio."), CollectingReply()
    async with answering(database, tmp_path, runner) as answerer:
        answer = await answerer.answer(ask("What is ROE?"), reply)
        assert answer.outcome == "failed"
        assert reply.answers == [answer]
        assert await remembered(database, ask("")) == []
        again = await answerer.answer(ask("What is ROE?", 2), CollectingReply())
    assert (again.text, again.recalled) == ("A ratio.", None)


async def test_an_answer_that_never_began_names_no_terms(
    database: Database, tmp_path: Path
) -> None:
    reply = CollectingReply()
    async with answering(database, tmp_path, ScriptedRunner(EngineError("lost"))) as answerer:
        await answerer.answer(ask("What is ROE?"), reply)
    assert reply.answers == [Answer("", "failed")]


async def test_where_the_store_fails_nothing_is_shown_so_that_it_can_be_asked_again(
    database: Database, tmp_path: Path
) -> None:
    reply = CollectingReply()
    async with answering(database, tmp_path, ScriptedRunner("A ratio.")) as answerer:
        with closing(sqlite3.connect(tmp_path / "termwise.db")) as connection:
            connection.execute("ALTER TABLE messages RENAME TO gone")
        with pytest.raises(StoreError):
            await answerer.answer(ask("Why?", 2, thread=1), reply)
    assert reply.answers == []


@pytest.mark.parametrize(
    ("reason", "params"),
    [
        ("length", SamplingParams(max_new_tokens=4)),
        ("timed_out", SamplingParams(timeout_s=0.3)),
    ],
)
async def test_an_answer_that_was_cut_off_is_remembered_but_not_cached(
    database: Database, tmp_path: Path, reason: FinishReason, params: SamplingParams
) -> None:
    runner = ScriptedRunner("A ratio that goes on " * 9, seconds_per_token=0.01)
    async with answering(database, tmp_path, runner, params) as answerer:
        for number in (1, 2):
            answer = await answerer.answer(ask("What is ROE?", number), CollectingReply())
            assert (answer.outcome, answer.recalled) == (reason, None)
            assert answer.text.startswith("A r")
    assert len(runner.prompts) == 2
    assert ("assistant", answer.text) in await remembered(database, ask("", 2))


async def test_silence_is_neither_remembered_nor_cached(database: Database, tmp_path: Path) -> None:
    runner = ScriptedRunner("", "A ratio.")
    async with answering(database, tmp_path, runner) as answerer:
        await answerer.answer(ask("What is ROE?"), CollectingReply())
        again = await answerer.answer(ask("What is ROE?", 2), CollectingReply())
    assert again.text == "A ratio."
    assert await remembered(database, ask("")) == []


async def test_an_answer_that_can_be_shown_nowhere_is_the_callers_to_know(
    database: Database, tmp_path: Path
) -> None:
    async with answering(database, tmp_path, ScriptedRunner("A ratio.", "Other.")) as answerer:
        with pytest.raises(ReplyFailed):
            await answerer.answer(ask("What is ROE?"), CollectingReply(fails=True))
        next_one = await answerer.answer(ask("What is ROE?", 2), CollectingReply())
    assert next_one.text == "Other."  # the flight was released


async def test_of_a_too_long_question_what_was_read_is_remembered_and_nothing_cached(
    database: Database, tmp_path: Path
) -> None:
    long = "What is ROE? " * 3000
    runner = ScriptedRunner("A ratio.")
    async with answering(database, tmp_path, runner) as answerer:
        answer = await answerer.answer(ask(long), CollectingReply())
        again = await answerer.answer(ask(long, 2), CollectingReply())
        await answerer.answer(ask("And in short?", 3, thread=1), CollectingReply())
    assert answer.question_kept is not None
    assert again.recalled is None
    asked, _, follow_up, _ = await remembered(database, ask(""))
    assert asked == ("user", long[: answer.question_kept])
    assert follow_up == ("user", "And in short?")
    assert "What is ROE? What is ROE?" in runner.texts()[2]


async def test_signs_that_break_others_are_answered_and_remembered(
    database: Database, tmp_path: Path
) -> None:
    strange = "ROE \u202e\u200b\x00\ud800 😀" + "\u0301" * 200
    async with answering(database, tmp_path, ScriptedRunner("A ratio.")) as answerer:
        answer = await answerer.answer(ask(strange), CollectingReply())
        follow_up = await answerer.answer(ask("Why?", 2, thread=1), CollectingReply())
    assert answer.terms == (ROE,)
    assert follow_up.outcome == "finished"


async def test_the_answer_to_an_old_wording_is_served_to_nobody_once_it_is_edited(
    database: Database, tmp_path: Path
) -> None:
    runner = ScriptedRunner("told too much", "A ratio.", "made anew")
    async with answering(database, tmp_path, runner) as answerer:
        await answerer.answer(ask("Is Bob paid by ROE?"), CollectingReply())
        edited = replace(ask("What is ROE?"), edited="1.2")
        await answerer.answer(edited, CollectingReply())
        again = await answerer.answer(ask("Is Bob paid by ROE?", 2), CollectingReply())
    assert again.text == "made anew"


async def test_a_deleted_question_is_not_among_those_that_several_people_asked(
    database: Database, tmp_path: Path
) -> None:
    async with answering(database, tmp_path, ScriptedRunner("A ratio.")) as answerer:
        for number, user in enumerate(("U1", "U2"), start=1):
            question = replace(ask("What is ROE?", number), user_id=user)
            await answerer.answer(question, CollectingReply())
        (asked,) = await AskedQuestions(database).most()
        assert asked.people == 2
        await answerer.forget(question)
    assert await AskedQuestions(database).most() == []
