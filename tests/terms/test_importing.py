"""Files into the glossary: all of a file, or nothing of it, whoever else changes it meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest

from bot.errors import UserError
from bot.terms.importing import compare_terms, import_terms, plant_terms
from conversation_store.database import Database
from conversation_store.term import Term
from conversation_store.term_changes import ChangedMeanwhileError, Difference, TermChanges
from conversation_store.terms import Terms
from tests.glossaries import term

BATCH = 2_000


def numbered(count: int) -> list[Term]:
    return [term(f"c{number}", f"name {number}") for number in range(count)]


def breaking_after(terms: list[Term]) -> Iterator[Term]:
    yield from terms
    raise UserError("terms.csv, line 9: wrong.")


def in_numbers(difference: Difference) -> tuple[int, int, int]:
    return difference.new, difference.changed, difference.same


async def test_what_is_new_changed_and_the_same_is_told_apart(database: Database) -> None:
    changes = TermChanges(database)
    roe, roa = term("roe", "ROE"), term("roa", "ROA")
    first = await import_terms(changes, iter([roe, roa]), who="kim", action="import a.csv")
    assert in_numbers(first) == (2, 0, 0)
    better = replace(roe, definition="profit by equity.")
    several = [better, roa, term("nav", "NAV")]
    second = await import_terms(changes, iter(several), who="kim", action="import b.csv")
    assert in_numbers(second) == (1, 1, 1)
    assert second.examples == [(roe, better), (None, several[2])]
    (latest, _) = await Terms(database).history("roe")
    assert (latest.who, latest.action, latest.term.revision) == ("kim", "import b.csv", 2)


async def test_what_is_there_may_be_kept(database: Database) -> None:
    changes = TermChanges(database)
    await changes.put(term("c0", "name 0", owner="kim"), who="kim", action="add")

    def keep(before: Term | None, after: Term) -> Term:
        return before or after

    for work in (
        compare_terms(changes, iter(numbered(2)), keep=keep),
        import_terms(changes, iter(numbered(2)), who="lee", action="import", keep=keep),
    ):
        assert in_numbers(await work) == (1, 0, 1)
    assert (await Terms(database).get([("c0", "en")]))["c0", "en"].owner == "kim"


async def test_progress_is_told_after_each_batch(database: Database) -> None:
    told: list[int] = []
    terms = iter(numbered(BATCH + 1))
    await import_terms(
        TermChanges(database), terms, who="kim", action="import", progress=told.append
    )
    assert told == [BATCH, BATCH + 1]


async def test_a_comparison_changes_nothing(database: Database) -> None:
    changes = TermChanges(database)
    await import_terms(changes, iter(numbered(2)), who="kim", action="import")
    several = [*numbered(1), replace(numbered(2)[1], name="two"), term("nav", "NAV")]
    assert in_numbers(await compare_terms(changes, iter(several))) == (1, 1, 1)
    assert await Terms(database).revision() == 1


@pytest.mark.parametrize("good", [1, BATCH, BATCH + 1])
async def test_a_file_that_breaks_off_leaves_nothing(database: Database, good: int) -> None:
    changes = TermChanges(database)
    for work in (
        import_terms(changes, breaking_after(numbered(good)), who="kim", action="import"),
        compare_terms(changes, breaking_after(numbered(good))),
        plant_terms(
            changes, partial(breaking_after, numbered(good)), who="termwise", action="read"
        ),
    ):
        with pytest.raises(UserError, match="line 9"):
            await work
    assert await Terms(database).revision() == 0
    assert await Terms(database).listed() == []


async def test_others_are_not_overwritten(database: Database) -> None:
    changes, other = TermChanges(database), term("c0", "theirs")

    def terms() -> Iterator[Term]:
        yield from numbered(BATCH)
        running = asyncio.run_coroutine_threadsafe(
            changes.put(other, who="lee", action="edit"), loop
        )
        running.result(10)

    loop = asyncio.get_running_loop()
    with pytest.raises(ChangedMeanwhileError):
        await import_terms(changes, terms(), who="kim", action="import")
    assert await Terms(database).listed() == [other]


async def test_what_people_have_changed_is_planted_no_more(database: Database) -> None:
    changes, theirs = TermChanges(database), term("c0", "theirs")
    await changes.put(theirs, who="lee", action="edit")
    brought = await plant_terms(changes, partial(iter, numbered(3)), who="termwise", action="read")
    assert in_numbers(brought) == (2, 0, 1)
    assert (await Terms(database).get([("c0", "en")]))["c0", "en"] == theirs


async def test_several_processes_plant_the_same_file_at_once(database: Database) -> None:
    changes = TermChanges(database)
    planting = (
        plant_terms(changes, partial(iter, numbered(50)), who="termwise", action="read")
        for _ in range(3)
    )
    brought = await asyncio.gather(*planting)
    assert sorted(one.new for one in brought) == [0, 0, 50]
    assert {one.revision for one in await Terms(database).listed()} == {1}
