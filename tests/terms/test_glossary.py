"""The glossary: names that have several senses, languages, and the shipped example."""

from __future__ import annotations

import csv
from dataclasses import replace

import pytest

from bot.question import Language
from bot.settings import PROJECT
from bot.terms.formats import read_csv
from bot.terms.glossary import Glossary
from conversation_store.database import Database
from conversation_store.term import Status
from conversation_store.term_changes import TermChanges
from tests.glossaries import glossary_from, glossary_of, term

FINANCE = PROJECT / "examples" / "finance" / "glossary.csv"


MARGIN_LOAN = term("margin-loan", "margin loan", aliases=("margin",))
MARGIN_RATE = term("profit-margin", "profit margin", aliases=("margin",))
ROE_EN = term("roe", "return on equity", abbreviation="ROE")
ROE_ZH = term("roe", "净资产收益率", "zh", abbreviation="ROE")


@pytest.fixture
async def glossary(database: Database) -> Glossary:
    return await glossary_of(database, [MARGIN_LOAN, MARGIN_RATE, ROE_EN, ROE_ZH])


@pytest.fixture
async def finance(database: Database) -> Glossary:
    return await glossary_from(database, FINANCE)


async def test_a_name_that_both_languages_use_gives_the_wanted_one(glossary: Glossary) -> None:
    assert await glossary.lookup("roe", "zh") == [ROE_ZH]
    assert await glossary.lookup(" ＲＯＥ ", "en") == [ROE_EN]
    assert [m.term for m in await glossary.match("ROE是什么", "zh")] == [ROE_ZH]


async def test_a_term_without_a_definition_in_the_wanted_language_comes_in_the_one_it_has(
    glossary: Glossary,
) -> None:
    assert await glossary.lookup("profit margin", "zh") == [MARGIN_RATE]


async def test_an_ambiguous_name_gives_all_its_senses(glossary: Glossary) -> None:
    assert await glossary.lookup("margin", "en") == [MARGIN_LOAN, MARGIN_RATE]
    assert [m.term for m in await glossary.match("the margin", "en")] == [MARGIN_LOAN, MARGIN_RATE]


async def test_the_most_specific_match_comes_first(glossary: Glossary) -> None:
    found = [m.term for m in await glossary.match("ROE, then a margin loan", "en")]
    assert found == [MARGIN_LOAN, ROE_EN]


async def test_concepts_are_counted_not_terms(glossary: Glossary) -> None:
    assert len(glossary) == 3


async def test_another_process_s_change_is_known_after_a_refresh(
    glossary: Glossary, database: Database
) -> None:
    better = replace(ROE_EN, name="return on own capital", abbreviation="ROC")
    await TermChanges(database).put(better, who="U1", action="edit")
    assert glossary.spans("the ROC") == []
    before = glossary.revision
    await glossary.refresh()
    assert glossary.revision == before + 1
    (found,) = await glossary.match("the ROC", "en")
    assert found.term == replace(better, revision=2)
    assert await glossary.lookup("return on equity", "en") == []
    assert await glossary.lookup("ROE", "en") == [ROE_ZH]


@pytest.mark.parametrize("status", ["proposed", "deprecated"])
async def test_only_approved_terms_are_found_in_texts_but_all_are_looked_up(
    glossary: Glossary, database: Database, status: Status
) -> None:
    await TermChanges(database).put(replace(ROE_EN, status=status), who="U1", action="edit")
    await glossary.refresh()
    assert await glossary.match("return on equity", "en") == []
    assert [one.status for one in await glossary.lookup("return on equity", "en")] == [status]
    await TermChanges(database).put(ROE_EN, who="U1", action="approve")
    await glossary.refresh()
    assert len(await glossary.match("return on equity", "en")) == 1


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("profit magrin", "profit margin"),
        ("profit margins", "profit margin"),
        ("rprofit margin", None),
        ("净资产收溢率", "净资产收益率"),  # sounds alike
        ("总资产收益率", None),  # another term
        ("净资产率", None),
        ("margni", None),
        ("beta coefficient", None),
    ],
)
async def test_a_slip_of_the_pen_is_told_from_another_term(
    glossary: Glossary, typed: str, meant: str | None
) -> None:
    assert glossary.misspelled(typed) == meant


async def test_an_unknown_name_has_no_terms_and_nothing_near_nothing(glossary: Glossary) -> None:
    assert await glossary.lookup("beta", "en") == []
    assert await glossary.get([("beta", "en")]) == {}
    assert glossary.nearest("") == []
    assert glossary.nearest("\ud800") == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("EBITA", "EBITDA"), ("净资产收溢率", "净资产收益率"), ("sharp ratio", "Sharpe ratio")],
)
async def test_a_misspelt_name_has_the_right_one_near_it(
    finance: Glossary, typed: str, meant: str
) -> None:
    meant_terms = await finance.lookup(meant, "en") + await finance.lookup(meant, "zh")
    names = {name for term in meant_terms for name in term.names}
    assert names & set(finance.nearest(typed))


async def test_the_nearest_names_are_spelled_as_the_glossary_spells_what_was_meant(
    finance: Glossary,
) -> None:
    assert finance.nearest("EBITD")[0] == "EBITDA"


async def test_a_part_of_a_name_has_whole_names_near_it(finance: Glossary) -> None:
    assert any("收益率" in name for name in finance.nearest("收益率"))


async def test_each_name_in_the_shipped_glossary_finds_its_concept(finance: Glossary) -> None:
    for one in read_csv(FINANCE):
        for name in one.names:
            assert one in await finance.lookup(name, one.language), name
            matched = await finance.match(f"“{name}”", one.language)
            assert one.concept in {match.term.concept for match in matched}, name


async def test_the_shipped_glossary_holds_every_concept_of_its_file(finance: Glossary) -> None:
    with FINANCE.open(encoding="utf-8", newline="") as file:
        concepts = {row["concept"] for row in csv.DictReader(file)}
    assert len(finance) == len(concepts)
    languages: tuple[Language, ...] = ("zh", "en")
    for concept in concepts:
        for language in languages:
            assert (concept, language) in await finance.get([(concept, language)])
