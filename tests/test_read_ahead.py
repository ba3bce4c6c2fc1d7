"""After an answer the thread's next prompt is read, while nobody waits."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.llm.scheduler import Batch
from bot.llm.sequence import Sequence
from bot.prompt import PromptBuilder
from conversation_store.database import Database
from conversation_store.threads import Threads
from tests.questions import ask
from tests.rooms import ANSWER, CONTEXT, answering
from tests.scripted import CollectingReply, ScriptedRunner
from tests.test_dispatcher import Office

ANSWERED = "A ratio of two sums that is asked for in every meeting. " * 4
THREAD = ask("", 1).thread


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
