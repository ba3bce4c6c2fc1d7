"""After an answer the thread's next prompt is read, while nobody waits."""

from __future__ import annotations

import asyncio
from itertools import takewhile
from pathlib import Path

import pytest

from bot.llm.scheduler import Batch
from bot.llm.sequence import Sequence
from bot.prompt import PromptBuilder
from conversation_store.database import Database
from conversation_store.threads import Message, Threads
from tests.office import Office
from tests.questions import ROE, ask
from tests.rooms import ANSWER, CONTEXT, answering
from tests.scripted import CollectingReply, ScriptedRunner, demo_tokenizer
from tests.test_prompt import BOTH, turns

BUDGET = CONTEXT - ANSWER
ANSWERED = "A ratio of two sums that is asked for in every meeting. " * 4
THREAD = ask("", 1).thread


@pytest.fixture(scope="module")
def builder() -> PromptBuilder:
    return PromptBuilder(demo_tokenizer(), CONTEXT, ANSWER)


class NotingRunner(ScriptedRunner):
    """Keeps the sequences that it computes."""

    def __init__(self, *script: str) -> None:
        super().__init__(*script)
        self.sequences: list[Sequence] = []

    def run(self, batch: Batch) -> dict[Sequence, int]:
        self.sequences += [one for one in batch.sequences if one not in self.sequences]
        return super().run(batch)

    async def ahead(self) -> Sequence:
        """The last sequence, once it is one that was read ahead to its end."""
        async with asyncio.timeout(5):
            while not self.sequences[-1].only_read or self.sequences[-1].block_table is not None:
                await asyncio.sleep(0.01)
        return self.sequences[-1]


async def test_a_question_that_follows_finds_the_thread_in_the_cache_up_to_the_last_answer(
    database: Database, tmp_path: Path
) -> None:
    runner = NotingRunner(ANSWERED)
    async with answering(database, tmp_path, runner) as answerer:
        await answerer.answer(ask("What is ROE?"), CollectingReply())
        await answerer.look_ahead(THREAD)
        ahead = await runner.ahead()
        await answerer.answer(ask("And what of ROA?", 2, thread=1), CollectingReply())
        following = runner.sequences[-1]
    assert ANSWERED.strip() in runner.texts()[1]
    assert following.num_cached_tokens is not None
    assert len(ahead.token_ids) - following.num_cached_tokens <= 2 * runner.block_size


async def test_a_thread_that_is_nearly_full_is_trimmed_before_the_next_question(
    database: Database, tmp_path: Path
) -> None:
    runner = NotingRunner(ANSWERED)
    kept, asked = 0, 0
    async with answering(database, tmp_path, runner) as answerer:
        while kept == asked:
            asked += 1
            await answerer.answer(ask(f"What is {asked}?", asked, thread=1), CollectingReply())
            await answerer.look_ahead(THREAD)
            kept = len(await Threads(database).history(THREAD)) // 2
        ahead = await runner.ahead()
    assert max(map(len, runner.prompts)) <= CONTEXT - ANSWER
    assert len(ahead.token_ids) <= 0.55 * (CONTEXT - ANSWER)
    assert kept > 1


async def test_a_question_stays_answered_when_the_next_prompt_cannot_be_read(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(PromptBuilder, "ahead", fail)
    office = Office(database, tmp_path, NotingRunner(ANSWERED))
    await office.put(ask("What is ROE?"))
    async with office.at_work():
        await office.settled("answered")
    assert office.states() == ["answered"]


async def test_after_an_answer_in_slack_the_thread_is_read_ahead(
    database: Database, tmp_path: Path
) -> None:
    runner = NotingRunner(ANSWERED)
    office = Office(database, tmp_path, runner)
    await office.put(ask("What is ROE?"))
    async with office.at_work():
        await office.settled("answered")
        async with asyncio.timeout(5):
            while len(runner.sequences) < 2:
                await asyncio.sleep(0.01)
    assert [one.only_read for one in runner.sequences] == [False, True]


def test_what_is_read_ahead_is_how_the_next_prompt_begins(builder: PromptBuilder) -> None:
    question = ask("And ROA?", 4, thread=1)
    following = builder.ahead(question.thread, turns(3))
    assert following is not None
    prompt, trimmed = following
    assert trimmed is None
    later = builder.build(question, turns(3), [ROE]).prompt
    pairs = zip(prompt.token_ids, later.token_ids, strict=False)
    begun = list(takewhile(lambda pair: pair[0] == pair[1], pairs))
    assert len(begun) >= len(prompt.token_ids) - 10  # all but the empty question


def test_a_history_that_another_turn_would_fill_is_trimmed_ahead(builder: PromptBuilder) -> None:
    question = ask("And?", 90, thread=1)
    history = turns(60)
    while builder.build(question, history, []).history_start is not None:
        history = history[2:]
    following = builder.ahead(question.thread, history)
    assert following is not None
    prompt, trimmed = following
    assert trimmed == prompt.messages[1].ts
    assert 0.3 * BUDGET < len(prompt.token_ids) <= 0.55 * BUDGET
    shorter = builder.ahead(question.thread, history[4:])
    assert shorter is not None
    assert shorter[1] is None  # there is room for another turn


def test_nothing_is_read_ahead_where_not_even_the_last_turn_would_stay(
    builder: PromptBuilder,
) -> None:
    assert builder.ahead(THREAD, [Message(role, "long " * 700, "1") for role in BOTH]) is None
