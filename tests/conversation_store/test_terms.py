"""The glossary in the store: on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from conversation_store.database import Database
from conversation_store.term import Term
from conversation_store.term_changes import ChangedMeanwhileError, Difference, TermChanges
from conversation_store.terms import Named, TermKey, Terms

ROE = Term(
    concept="roe",
    language="en",
    name="return on equity",
    definition="the ratio of net profit to equity.",
    source="general knowledge",
    field="finance",
    aliases=("equity return",),
    abbreviation="ROE",
    related=("roa",),
    owner="U1",
    licence="CC0",
)
ROE_ZH = replace(
    ROE, language="zh", name="净资产收益率", definition="净利润与净资产之比。", aliases=()
)
ROA = replace(ROE, concept="roa", name="return on assets", abbreviation="ROA", related=())


async def names(terms: Terms, since: int = 0) -> list[Named]:
    return [one for batch in [rows async for rows in terms.named(since)] for one in batch]


async def test_a_term_is_found_again_as_it_was_put(database: Database) -> None:
    terms, changes = Terms(database), TermChanges(database)
    assert await terms.revision() == 0
    assert await changes.put(ROE, who="U1", action="add") == ROE
    assert await terms.revision() == 1
    found = await terms.get([("roe", "en"), ("roe", "zh"), ("none", "en")])
    assert found == {("roe", "en"): ROE}


async def test_each_change_is_a_revision_with_who_and_what(database: Database) -> None:
    terms, changes = Terms(database), TermChanges(database)
    await changes.put(ROE, who="U1", action="add")
    await changes.put(ROE_ZH, who="U1", action="add")
    better = await changes.put(
        replace(ROE, definition="profit by equity."), who="U2", action="edit"
    )
    assert (better.revision, await terms.revision()) == (2, 3)
    history = await terms.history("roe")
    assert [(one.who, one.action, one.term.revision) for one in history] == [
        ("U2", "edit", 2),
        ("U1", "add", 1),
        ("U1", "add", 1),
    ]
    assert history[0].at >= history[-1].at
    assert (await terms.get([("roe", "en")]))["roe", "en"].definition == "profit by equity."


async def test_a_change_that_changes_nothing_is_no_revision(database: Database) -> None:
    terms, changes = Terms(database), TermChanges(database)
    await changes.put(ROE, who="U1", action="add")
    assert await changes.put(replace(ROE, revision=7), who="U2", action="edit") == ROE
    assert await terms.revision() == 1


async def test_of_two_people_who_change_one_revision_at_once_one_is_told(
    database: Database,
) -> None:
    terms, changes = Terms(database), TermChanges(database)
    await changes.put(ROE, who="U1", action="add")
    attempts = [
        changes.put(replace(ROE, definition=f"{n}."), who=f"U{n}", action="edit", expected=1)
        for n in range(6)
    ]
    outcomes = await asyncio.gather(*attempts, return_exceptions=True)
    assert sum(isinstance(one, Term) for one in outcomes) == 1
    assert sum(isinstance(one, ChangedMeanwhileError) for one in outcomes) == 5
    assert len(await terms.history("roe")) == 2


async def test_a_term_that_somebody_added_meanwhile_is_not_added_again(database: Database) -> None:
    changes = TermChanges(database)
    await changes.put(ROE, who="U1", action="add", expected=0)
    with pytest.raises(ChangedMeanwhileError, match="roe"):
        await changes.put(replace(ROE, name="x"), who="U2", action="add", expected=0)


async def test_what_is_staged_is_seen_by_nobody_until_all_of_it_appears(database: Database) -> None:
    terms, changes = Terms(database), TermChanges(database)
    await changes.put(ROE, who="U1", action="add")
    async with changes.change(who="U2", action="import") as staging:
        await staging.add([replace(ROE, definition="other."), ROE_ZH])
        await staging.add([ROA])
        assert (await terms.revision(), len(await names(terms))) == (1, 1)
        assert (await terms.get([("roe", "en")]))["roe", "en"] == ROE
    difference = staging.difference
    assert (difference.new, difference.changed, difference.same) == (2, 1, 0)
    assert (await terms.revision(), len(await names(terms))) == (2, 3)
    assert len(await names(terms, since=1)) == 3
    assert (await terms.get([("roe", "en")]))["roe", "en"].revision == 2


async def test_an_import_that_fails_leaves_nothing_behind(database: Database) -> None:
    terms, changes = Terms(database), TermChanges(database)

    async def broken() -> None:
        async with changes.change(who="U2", action="import") as staging:
            await staging.add([ROE, ROA])
            raise ValueError("line 7")

    with pytest.raises(ValueError, match="line 7"):
        await broken()
    assert (await terms.revision(), await names(terms)) == (0, [])
    assert await terms.history("roe") == []
    await changes.put(ROE, who="U1", action="add")
    assert len(await terms.history("roe")) == 1


async def test_an_import_gives_way_to_a_change_made_meanwhile(database: Database) -> None:
    terms, changes = Terms(database), TermChanges(database)
    await changes.put(ROE, who="U1", action="add")

    async def overtaken() -> None:
        async with changes.change(who="U2", action="import") as staging:
            await staging.add([replace(ROE, definition="imported."), ROA])
            await changes.put(replace(ROE, definition="by hand."), who="U1", action="edit")

    with pytest.raises(ChangedMeanwhileError, match="roe"):
        await overtaken()
    assert [one.key for one in await names(terms)] == [("roe", "en")]
    assert (await terms.get([("roe", "en")]))["roe", "en"].definition == "by hand."


async def test_an_import_is_not_hindered_by_changes_of_other_terms(database: Database) -> None:
    terms, changes = Terms(database), TermChanges(database)
    async with changes.change(who="U2", action="import") as staging:
        await staging.add([ROA])
        await changes.put(ROE, who="U1", action="add")
    assert (await terms.revision(), len(await names(terms))) == (2, 2)


async def test_an_import_of_what_is_there_already_is_no_revision(database: Database) -> None:
    terms, changes = Terms(database), TermChanges(database)
    await changes.put(ROE, who="U1", action="add")
    async with changes.change(who="U2", action="import") as staging:
        await staging.add([ROE])
    assert (staging.difference.same, await terms.revision()) == (1, 1)


async def test_a_comparison_changes_nothing(database: Database) -> None:
    terms, changes = Terms(database), TermChanges(database)
    await changes.put(ROE, who="U1", action="add")
    difference = Difference()
    await changes.compare([replace(ROE, name="x"), ROA], difference)
    assert (difference.new, difference.changed) == (1, 1)
    assert difference.examples == [(ROE, replace(ROE, name="x")), (None, ROA)]
    assert await terms.revision() == 1


def keeping_owner(before: Term | None, after: Term) -> Term:
    return replace(after, owner=before.owner) if before else after


async def test_an_import_may_keep_some_of_what_is_there(database: Database) -> None:
    terms, changes = Terms(database), TermChanges(database)
    await changes.put(ROE, who="U1", action="add")
    several = [replace(ROE, owner="", name="x"), replace(ROA, owner="")]
    difference = Difference()
    await changes.compare(several, difference, keep=keeping_owner)
    async with changes.change(who="U2", action="import") as staging:
        await staging.add(several, keep=keeping_owner)
    assert staging.difference == difference
    found = await terms.get([("roe", "en"), ("roa", "en")])
    assert (found["roe", "en"].name, found["roe", "en"].owner) == ("x", "U1")
    assert found["roa", "en"].owner == ""


async def test_terms_are_listed_by_field_and_status(database: Database) -> None:
    terms, changes = Terms(database), TermChanges(database)
    proposed = replace(ROA, field="law", status="proposed")
    async with changes.change(who="U", action="import") as staging:
        await staging.add([ROE, ROE_ZH, proposed])
    assert await terms.listed(field="law") == [proposed]
    assert await terms.listed(status="approved", language="zh") == [ROE_ZH]
    assert [one.name for one in await terms.listed(limit=1, offset=1)] == ["return on equity"]
    assert await terms.counts() == {("finance", "approved"): 1, ("law", "proposed"): 1}
    assert [one async for one in terms.everything()] == [proposed, ROE_ZH, ROE]
    assert [one async for one in terms.everything("proposed")] == [proposed]


async def test_the_latest_terms_come_first_and_once_for_each_concept(database: Database) -> None:
    terms, changes = Terms(database), TermChanges(database)
    for term in (ROE, ROA, ROE_ZH):
        await changes.put(term, who="U", action="add")
    assert [one.concept for one in await terms.latest()] == ["roe", "roa"]


async def test_fifty_changes_at_once_count_up_without_a_gap(database: Database) -> None:
    terms, changes = Terms(database), TermChanges(database)
    several = [replace(ROE, concept=f"c{n}") for n in range(50)]
    await asyncio.gather(*(changes.put(term, who="U", action="add") for term in several))
    assert await terms.revision() == 50
    keys: list[TermKey] = [(one.concept, one.language) for one in several]
    assert len(await terms.get(keys)) == 50
