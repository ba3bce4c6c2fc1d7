"""An approval and its change are one, and a new term is a concept of its own: on both databases."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from conversation_store.approvals import Approvals
from conversation_store.database import Database
from conversation_store.suggestions import Suggestion, Suggestions
from conversation_store.term import Term
from conversation_store.term_changes import ChangedMeanwhileError, TermChanges, queue_up
from conversation_store.terms import Terms
from tests.glossaries import term

C_PLUS, C_SHARP = (term("c", name, definition=f"the language {name}.") for name in ("C++", "C#"))


async def suggested(database: Database, one: Term, base: int = 0) -> Suggestion:
    return await Suggestions(database).add(
        one, team_id="T1", base_revision=base, suggested_by="U1", note=""
    )


async def approve(database: Database, one: Suggestion, expected: int = 0) -> Term | None:
    return await Approvals(database).approve(
        one, one.term, who="U2", action="approved", expected=expected, concepts=("c", "c-2")
    )


async def test_two_new_terms_with_one_id_become_two_concepts(database: Database) -> None:
    both = [await suggested(database, one) for one in (C_PLUS, C_SHARP)]
    made = await asyncio.gather(*(approve(database, one) for one in both))
    assert {one.concept for one in made if one} == {"c", "c-2"}
    found = await Terms(database).get([("c", "en"), ("c-2", "en")])
    assert {one.name for one in found.values()} == {"C++", "C#"}
    assert [one.revision for one in found.values()] == [1, 1]
    for one, term_made in zip(both, made, strict=True):
        kept = await Suggestions(database).get(one.id)
        assert kept
        assert term_made
        assert kept.term.concept == term_made.concept


async def test_an_id_that_a_term_of_the_other_language_has_is_taken(database: Database) -> None:
    await TermChanges(database).put(term("c", "丙", "zh"), who="U1", action="add")
    made = await approve(database, await suggested(database, C_PLUS))
    assert made
    assert made.concept == "c-2"


async def test_with_no_id_left_nothing_is_decided(database: Database) -> None:
    for concept in ("c", "c-2"):
        await TermChanges(database).put(term(concept, concept), who="U1", action="add")
    one = await suggested(database, C_PLUS)
    with pytest.raises(ChangedMeanwhileError):
        await approve(database, one)
    assert [left.id for left in await Suggestions(database).open()] == [one.id]


async def test_of_many_who_approve_at_once_one_does(database: Database) -> None:
    one = await suggested(database, C_PLUS)
    made = await asyncio.gather(*(approve(database, one) for _ in range(5)))
    assert len([each for each in made if each]) == 1
    assert len(await Terms(database).history("c")) == 1


async def test_a_change_that_is_refused_leaves_the_suggestion_open(database: Database) -> None:
    await TermChanges(database).put(C_PLUS, who="U1", action="add")
    one = await suggested(database, replace(C_PLUS, definition="better."), base=1)
    await TermChanges(database).put(replace(C_PLUS, source="a law"), who="U1", action="set")
    with pytest.raises(ChangedMeanwhileError):
        await approve(database, one, expected=1)
    assert await Suggestions(database).open() == [one]
    assert await approve(database, one, expected=2)
    assert await Suggestions(database).open() == []


async def test_who_ends_before_the_commit_has_decided_nothing(database: Database) -> None:
    one = await suggested(database, C_PLUS)
    async with database.transaction() as connection:
        # The decision waits for the glossary's lock with the change: cut it off there.
        await queue_up(connection)
        approving = asyncio.create_task(approve(database, one))
        await asyncio.sleep(0.1)
        approving.cancel()
        with pytest.raises(asyncio.CancelledError):
            await approving
    assert await Suggestions(database).open() == [one]
    assert await Terms(database).history("c") == []


async def test_what_cannot_be_written_decides_nothing(database: Database) -> None:
    one = await suggested(database, C_PLUS)
    broken = replace(C_PLUS, name=None)  # type: ignore[arg-type]  # no row may hold it
    with pytest.raises(IntegrityError):
        await Approvals(database).approve(one, broken, who="U2", action="approved", expected=0)
    assert await Suggestions(database).open() == [one]
