"""Standard answers and their history: on both databases."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from conversation_store.database import Database
from conversation_store.retention import Retention
from conversation_store.standard_answers import (
    StandardAnswer,
    StandardAnswers,
    UnknownAnswerError,
)
from conversation_store.term_changes import ChangedMeanwhileError

LEAVE = StandardAnswer(
    question="How many days of leave do I have?",
    answer="**25** days a year.\n\n- Ask your manager.",
    language="en",
    audience="workspace:T1",
    wordings=("annual leave?", "年假|几天"),
    owner="U1",
    verified_by="Human Resources",
    verified_at=datetime(2026, 1, 5, 9, 30, tzinfo=UTC),
    expires_at=datetime(2027, 1, 1, tzinfo=UTC),
    status="approved",
)
TRIP = StandardAnswer("怎么报销差旅费?", "在系统里提交。", "zh", "channel:C1")


async def add(database: Database, answer: StandardAnswer = LEAVE) -> StandardAnswer:
    return await StandardAnswers(database).put(answer, who="U1", action="add")


async def test_an_answer_comes_back_with_all_that_it_says(database: Database) -> None:
    answers = StandardAnswers(database)
    put = await add(database)
    assert put == replace(LEAVE, id=put.id, revision=1)
    assert put.id > 0
    assert await answers.get(put.id) == put
    other = await add(database, TRIP)
    assert await answers.all() == [put, other]
    assert await answers.get(other.id + 1) is None


async def test_every_change_counts_the_answer_and_all_of_them_up(database: Database) -> None:
    answers = StandardAnswers(database)
    assert await answers.revision() == 0
    put = await add(database)
    assert await answers.revision() == 1
    changed = await answers.put(replace(put, answer="30 days."), who="U2", action="edit")
    assert (changed.revision, changed.answer) == (2, "30 days.")
    assert await answers.revision() == 2
    await add(database, TRIP)
    assert await answers.revision() == 3


async def test_what_says_the_same_already_is_no_change(database: Database) -> None:
    answers = StandardAnswers(database)
    put = await add(database)
    elsewhere = replace(
        put, expires_at=datetime(2027, 1, 1, 8, tzinfo=timezone(timedelta(hours=8)))
    )
    assert await answers.put(elsewhere, who="U2", action="edit") == put
    assert await answers.revision() == 1
    assert len(await answers.history(put.id)) == 1


async def test_the_history_tells_who_made_which_revision_and_what_it_said(
    database: Database,
) -> None:
    answers = StandardAnswers(database)
    before = datetime.now(UTC)
    put = await add(database)
    await answers.put(replace(put, status="suspended", expires_at=None), who="U2", action="suspend")
    latest, first = await answers.history(put.id)
    assert (latest.who, latest.action, latest.answer.status) == ("U2", "suspend", "suspended")
    assert latest.answer.expires_at is None
    assert (first.who, first.action, first.answer) == ("U1", "add", put)
    assert before <= first.at <= latest.at <= datetime.now(UTC)
    assert await answers.history(put.id + 1) == []


async def test_who_has_seen_an_older_revision_changes_nothing(database: Database) -> None:
    answers = StandardAnswers(database)
    put = await add(database)
    await answers.put(replace(put, owner="U9"), who="U2", action="edit", expected=1)
    with pytest.raises(ChangedMeanwhileError, match="standard answers were changed"):
        await answers.put(replace(put, owner="U8"), who="U3", action="edit", expected=1)
    now = await answers.get(put.id)
    assert now
    assert (now.owner, now.revision) == ("U9", 2)


async def test_one_of_several_who_have_seen_the_same_revision_changes_it(
    database: Database,
) -> None:
    answers = StandardAnswers(database)
    put = await add(database)
    changes = (
        answers.put(replace(put, owner=f"U{n}"), who=f"U{n}", action="edit", expected=1)
        for n in range(5)
    )
    done = await asyncio.gather(*changes, return_exceptions=True)
    assert sum(isinstance(one, StandardAnswer) for one in done) == 1
    assert sum(isinstance(one, ChangedMeanwhileError) for one in done) == 4
    assert len(await answers.history(put.id)) == 2


async def test_an_answer_that_is_not_there_cannot_be_changed(database: Database) -> None:
    with pytest.raises(UnknownAnswerError, match="no standard answer 7"):
        await add(database, replace(LEAVE, id=7))
    assert await StandardAnswers(database).all() == []


async def test_hits_are_counted_and_are_no_change(database: Database) -> None:
    answers = StandardAnswers(database)
    put, other = await add(database), await add(database, TRIP)
    await asyncio.gather(*(answers.count_hit(put.id) for _ in range(5)))
    assert [one.hits for one in await answers.all()] == [5, 0]
    assert await answers.revision() == 2
    changed = await answers.put(replace(put, owner="U9"), who="U1", action="edit")
    assert changed.hits == 5
    assert await answers.get(put.id) == changed
    assert await answers.get(other.id) == other


async def test_several_answers_come_at_once_and_count_all_of_them_up_once(
    database: Database,
) -> None:
    answers = StandardAnswers(database)
    put = await add(database)
    many = [replace(TRIP, question=f"问题 {n}?") for n in range(1_200)]
    changed = replace(put, owner="U9")
    done = await answers.put_all([*many, changed], who="U1", action="import", base=1)
    assert [one.question for one in done] == [one.question for one in (*many, changed)]
    assert {one.id: one for one in await answers.all()} == {one.id: one for one in done}
    assert await answers.revision() == 2
    assert [one.answer.owner for one in await answers.history(put.id)] == ["U9", "U1"]
    again = await answers.put_all(done, who="U1", action="import")
    assert again == done
    assert await answers.revision() == 2


async def test_of_several_answers_none_comes_where_one_is_refused(database: Database) -> None:
    answers = StandardAnswers(database)
    put = await add(database)
    with pytest.raises(UnknownAnswerError):
        await answers.put_all([TRIP, replace(TRIP, id=99)], who="U1", action="import")
    with pytest.raises(ChangedMeanwhileError):
        await answers.put_all([TRIP], who="U1", action="import", base=0)
    assert await answers.all() == [put]
    assert await answers.revision() == 1


async def test_two_that_import_at_once_do_not_add_the_same_twice(database: Database) -> None:
    answers = StandardAnswers(database)
    imports = (answers.put_all([LEAVE], who="U1", action="import", base=0) for _ in range(4))
    done = await asyncio.gather(*imports, return_exceptions=True)
    assert sum(isinstance(one, ChangedMeanwhileError) for one in done) == 3
    assert len(await answers.all()) == 1


async def test_standard_answers_are_kept_however_old_they_are(database: Database) -> None:
    put = await add(database)
    later = datetime.now(UTC) + timedelta(days=9999)
    assert await Retention(database).forget_before(later) == 0
    assert await StandardAnswers(database).all() == [put]
    assert len(await StandardAnswers(database).history(put.id)) == 1
