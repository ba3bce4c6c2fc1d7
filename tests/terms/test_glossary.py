"""The glossary: names that have several senses, languages, and the shipped example."""

from __future__ import annotations

import csv
from dataclasses import replace

import pytest

from bot.question import Language, Term
from bot.settings import PROJECT
from bot.terms.formats import read_csv
from bot.terms.glossary import Glossary

FINANCE = PROJECT / "examples" / "finance" / "glossary.csv"


def term(concept: str, name: str, language: Language = "en", **more: object) -> Term:
    plain = Term(concept, language, name, f"what {concept} is.", "a book", "finance")
    return replace(plain, **more)  # type: ignore[arg-type]  # the fields are checked by use


MARGIN_LOAN = term("margin-loan", "margin loan", aliases=("margin",))
MARGIN_RATE = term("profit-margin", "profit margin", aliases=("margin",))
ROE_EN = term("roe", "return on equity", abbreviation="ROE")
ROE_ZH = term("roe", "净资产收益率", "zh", abbreviation="ROE")


@pytest.fixture
def glossary() -> Glossary:
    return Glossary([MARGIN_LOAN, MARGIN_RATE, ROE_EN, ROE_ZH])


@pytest.fixture(scope="module")
def finance() -> Glossary:
    return Glossary.read([FINANCE])


def test_a_name_that_both_languages_use_gives_the_wanted_one(glossary: Glossary) -> None:
    assert glossary.lookup("roe", "zh") == [ROE_ZH]
    assert glossary.lookup(" ＲＯＥ ", "en") == [ROE_EN]
    assert [m.term for m in glossary.match("ROE是什么", "zh")] == [ROE_ZH]


def test_a_term_without_a_definition_in_the_wanted_language_comes_in_the_one_it_has(
    glossary: Glossary,
) -> None:
    assert glossary.lookup("profit margin", "zh") == [MARGIN_RATE]


def test_an_ambiguous_name_gives_all_its_senses(glossary: Glossary) -> None:
    assert glossary.lookup("margin", "en") == [MARGIN_LOAN, MARGIN_RATE]
    assert [m.term for m in glossary.match("the margin", "en")] == [MARGIN_LOAN, MARGIN_RATE]


def test_the_most_specific_match_comes_first(glossary: Glossary) -> None:
    found = [m.term for m in glossary.match("ROE, then a margin loan", "en")]
    assert found == [MARGIN_LOAN, ROE_EN]


def test_concepts_are_counted_not_terms(glossary: Glossary) -> None:
    assert len(glossary) == 3


def test_any_change_of_any_term_changes_the_revision(glossary: Glossary) -> None:
    terms = [MARGIN_LOAN, MARGIN_RATE, ROE_EN]
    other = replace(ROE_ZH, definition=f"{ROE_ZH.definition}!")
    assert Glossary([*terms, ROE_ZH]).revision == glossary.revision
    assert Glossary([*terms, other]).revision != glossary.revision


def test_an_unknown_name_has_no_terms_and_nothing_near_nothing(glossary: Glossary) -> None:
    assert glossary.lookup("beta", "en") == []
    assert glossary.get("beta", "en") is None
    assert glossary.nearest("") == []
    assert glossary.nearest("\ud800") == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("EBITA", "EBITDA"), ("净资产收溢率", "净资产收益率"), ("sharp ratio", "Sharpe ratio")],
)
def test_a_misspelt_name_has_the_right_one_near_it(
    finance: Glossary, typed: str, meant: str
) -> None:
    meant_terms = finance.lookup(meant, "en") + finance.lookup(meant, "zh")
    names = {name for term in meant_terms for name in term.names}
    assert names & set(finance.nearest(typed))


def test_the_nearest_names_are_spelled_as_the_glossary_spells_what_was_meant(
    finance: Glossary,
) -> None:
    assert finance.nearest("EBITD")[0] == "EBITDA"


def test_a_part_of_a_name_has_whole_names_near_it(finance: Glossary) -> None:
    assert any("收益率" in name for name in finance.nearest("收益率"))


def test_each_name_in_the_shipped_glossary_finds_its_concept(finance: Glossary) -> None:
    for one in read_csv(FINANCE):
        for name in one.names:
            assert one in finance.lookup(name, one.language), name
            matched = finance.match(f"“{name}”", one.language)
            assert one.concept in {match.term.concept for match in matched}, name


def test_the_shipped_glossary_holds_every_concept_of_its_file(finance: Glossary) -> None:
    with FINANCE.open(encoding="utf-8", newline="") as file:
        concepts = {row["concept"] for row in csv.DictReader(file)}
    assert len(finance) == len(concepts)
    for concept in concepts:
        for language in ("zh", "en"):
            found = finance.get(concept, language)
            assert found is not None
            assert found.language == language
