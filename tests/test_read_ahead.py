"""After an answer the thread's next prompt is read, while nobody waits."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.llm.scheduler import Batch
from bot.llm.sequence import Sequence
from conversation_store.database import Database
from conversation_store.threads import Threads
from tests.questions import ask
from tests.rooms import ANSWER, CONTEXT, answering
from tests.scripted import CollectingReply, ScriptedRunner

ANSWERED = "A ratio of two sums that is asked for in every meeting. " * 4


class NotingRunner(ScriptedRunner):
    """Keeps the sequences that it computes."""

    def __init__(self, *script: str) -> None:
        super().__init__(*script)
        self.sequences: list[Sequence] = []

    def run(self, batch: Batch) -> dict[Sequence, int]:
        self.sequences += [one for one in batch.sequences if one not in self.sequences]
        return super().run(batch)

    async def idle(self, count: int) -> Sequence:
        """The last of so many sequences, once all of it is read."""
        async with asyncio.timeout(5):
            while len(self.sequences) < count or self.sequences[-1].block_table is not None:
                await asyncio.sleep(0.01)
        return self.sequences[-1]


async def test_a_question_that_follows_finds_the_thread_in_the_cache_up_to_the_last_answer(
    database: Database, tmp_path: Path
) -> None:
    runner = NotingRunner(ANSWERED)
    async with answering(database, tmp_path, runner) as answerer:
        await answerer.answer(ask("What is ROE?"), CollectingReply())
        ahead = await runner.idle(2)
        await answerer.answer(ask("And what of ROA?", 2, thread=1), CollectingReply())
        following = runner.sequences[2]
    assert ahead.only_read
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
            kept = len(await Threads(database).history(ask("", thread=1).thread)) // 2
        ahead = await runner.idle(2 * asked)
    longest = max(map(len, runner.prompts))
    assert longest <= CONTEXT - ANSWER
    assert len(ahead.token_ids) <= 0.55 * (CONTEXT - ANSWER) < longest
