"""What is done for every question finds its rows by an index."""

from __future__ import annotations

from pathlib import Path

import pytest

from conversation_store.asked_questions import AskedQuestions
from conversation_store.cache_removals import CacheRemovals
from conversation_store.database import Database
from conversation_store.served_answers import ServedAnswers
from conversation_store.standard_answers import StandardAnswers
from conversation_store.threads import ThreadKey
from tests.conversation_store.test_plans import recorded
from tests.conversation_store.test_standard_answers import LEAVE

TABLES = (
    "SCAN standard_answer", "SCAN served_answers", "SCAN cache_removals", "SCAN faq_counters",
    "SCAN asked_questions",
)  # fmt: skip


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/termwise.db"  # PostgreSQL plans by how much there is


async def test_every_statement_but_lists_of_all_finds_its_rows_by_an_index(
    database: Database,
) -> None:
    answers, removals = StandardAnswers(database), CacheRemovals(database)
    served, asked = ServedAnswers(database), AskedQuestions(database)
    with recorded(("SELECT", "UPDATE", "DELETE")) as statements:
        put = await answers.put(LEAVE, who="U1", action="add")
        await answers.put(put, who="U1", action="add")
        await answers.revision()
        await answers.count_hit(put.id)
        await answers.history(put.id)
        await served.note(ThreadKey("T1", "C1", "1.0"), "1.0", "1.5", "key", 1, "workspace:T1")
        await served.of("C1", "1.5")
        await served.forget_answer("C1", "1.0")
        await removals.add("entry", "key")
        await removals.latest()
        await removals.since(0)
        await asked.forget("key")
        await asked.dismiss("key")
        await asked.forget_person("U1")
    assert len(statements) > 14
    for sql, parameters in statements:
        async with database.reading() as connection:
            plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", parameters)
            steps = [row[-1] for row in plan]
        assert [step for step in steps if step.startswith(TABLES)] == [], sql
