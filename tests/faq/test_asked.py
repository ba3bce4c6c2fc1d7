"""Whose answers may be read by whom, and what makes them stale."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.faq.frequent import FrequentQuestions
from bot.question import Audience, Channel, Person, Revisions, Workspace
from conversation_store.database import Database
from tests.faq.asking import answer, by, frequent_questions, opened, put, recalled, standard
from tests.questions import REVISIONS

EVERYBODY = Workspace("T1")
ROOM, SHARED = Channel("G1", "T1"), Channel("G1")
ALICE, BOB, GUEST = Person("U1", "T1"), Person("U2", "T1"), Person("U1")


@pytest.fixture
async def frequent(database: Database, tmp_path: Path) -> AsyncIterator[FrequentQuestions]:
    async with frequent_questions(database, tmp_path / "cache") as frequent:
        yield frequent


@pytest.mark.parametrize(
    ("given", "asked", "is_served"),
    [
        (EVERYBODY, EVERYBODY, True),
        (EVERYBODY, ALICE, True),
        (EVERYBODY, GUEST, False),  # a guest is not in all public channels
        (EVERYBODY, ROOM, False),
        (EVERYBODY, SHARED, False),
        (ALICE, ALICE, True),
        (ALICE, GUEST, True),  # the same person, of whom less is known
        (GUEST, ALICE, True),
        (ALICE, EVERYBODY, False),
        (ALICE, BOB, False),
        (ALICE, ROOM, False),
        (ROOM, ROOM, True),
        (ROOM, SHARED, True),  # the same channel, which others have joined: they read its threads
        (SHARED, ROOM, True),
        (ROOM, EVERYBODY, False),
        (ROOM, ALICE, False),
        (ROOM, Channel("G2", "T1"), False),
        (Workspace("T2"), EVERYBODY, False),
        (Workspace("T2"), ALICE, False),
        (EVERYBODY, Person("U1", "T2"), False),
        (Workspace("U1"), ALICE, False),  # the same id in another kind of audience
        (Channel("T1"), EVERYBODY, False),
        (Person("G1"), ROOM, False),
        (Workspace('T1", "m1'), EVERYBODY, False),
    ],
)
async def test_an_answer_stays_with_those_who_may_read_it(
    frequent: FrequentQuestions, given: Audience, asked: Audience, is_served: bool
) -> None:
    await answer(frequent, by("U1", "What is ROE?", audience=given), "canary")
    question = by("U1", "what's the meaning of ROE", 2, audience=asked)
    hit = await recalled(frequent, question)
    assert (hit.text if hit else None) == ("canary" if is_served else None)
    near = await opened(frequent, replace(question, text="What is ROE in total?"))
    assert await frequent.like(near) == (("What is ROE?",) if is_served else ())


@pytest.mark.parametrize(
    ("audience", "asked", "is_served"),
    [
        ("workspace:*", EVERYBODY, True),
        ("workspace:*", Workspace("T2"), True),
        ("workspace:*", ALICE, True),
        ("workspace:*", ROOM, True),
        ("workspace:*", GUEST, False),
        ("workspace:*", SHARED, False),  # with people of another company
        ("workspace:T1", EVERYBODY, True),
        ("workspace:T1", ALICE, True),
        ("workspace:T1", ROOM, True),
        ("workspace:T1", Workspace("T2"), False),
        ("workspace:T1", Person("U1", "T2"), False),
        ("workspace:T1", Channel("G1", "T2"), False),
        ("workspace:T1", GUEST, False),
        ("workspace:T1", SHARED, False),
        ("channel:G1", ROOM, True),
        ("channel:G1", SHARED, True),
        ("channel:G1", Channel("G2", "T1"), False),
        ("channel:G1", EVERYBODY, False),
        ("channel:G1", ALICE, False),
        ("channel:U1", ALICE, False),
        ("person:U1", BOB, False),
        ("person:U1", EVERYBODY, False),
    ],
)
async def test_a_standard_answer_is_shown_to_its_audience_only(
    frequent: FrequentQuestions,
    database: Database,
    audience: str,
    asked: Audience,
    is_served: bool,
) -> None:
    await put(database, standard("What is ROE?", "canary", audience=audience))
    question = by("U1", "what's the meaning of ROE", audience=asked)
    hit = await recalled(frequent, question)
    assert (hit.text if hit else None) == ("canary" if is_served else None)
    near = await opened(frequent, replace(question, text="What is ROE in total?"))
    assert await frequent.like(near) == (("What is ROE?",) if is_served else ())


@pytest.mark.parametrize("part", ["model", "prompt", "glossary", "knowledge"])
async def test_any_other_revision_makes_an_answer_stale(
    frequent: FrequentQuestions, part: str
) -> None:
    await answer(frequent, by("U1", "What is ROE?"), "a ratio")
    newer = replace(REVISIONS, **{part: "2"})
    assert await recalled(frequent, by("U1", "What is ROE?", 2), newer) is None
    near = await opened(frequent, by("U1", "What is ROE in total?", 3), newer)
    assert await frequent.like(near) == ()


async def test_the_parts_of_a_scope_cannot_run_into_each_other(frequent: FrequentQuestions) -> None:
    question = by("U1", "What is ROE?")
    one = await opened(frequent, question, Revisions("a", "bc", "g", "k"))
    for other in (
        Revisions("ab", "c", "g", "k"),
        Revisions('a", "b', "c", "g", "k"),
        Revisions("a", "bc", "gk", ""),
        Revisions("a", "bc", "", "gk"),
    ):
        assert (await opened(frequent, question, other)).scope != one.scope


async def test_wordings_that_ask_the_same_have_one_number(frequent: FrequentQuestions) -> None:
    same = [
        await opened(frequent, by("U1", text)) for text in ("What is ROE?", "the meaning of ROE")
    ]
    other = [await opened(frequent, by("U1", text)) for text in ("What is ROA?", "什么是ROE")]
    assert len({asked.wording for asked in same}) == 1
    assert len({asked.wording for asked in (*same, *other)}) == 3
