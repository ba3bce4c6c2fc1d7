"""The finance example glossary keeps the form that its README promises."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

GLOSSARY = Path(__file__).parents[2] / "examples" / "finance" / "glossary.csv"
COLUMNS = [
    "concept",
    "language",
    "name",
    "abbreviation",
    "aliases",
    "field",
    "definition",
    "source",
    "related",
]
CONTROL_TOKEN = re.compile(r"<\||\|>|</?s>|\[/?INST\]|<<SYS>>|</?think>|</?tool_call>")
MARKDOWN = re.compile(r"[*_`#\[\]~<>|]|^[-+] |^\d+\. ")

# What practitioners really use for more than one concept; anything else shared is a slip.
AMBIGUOUS = {
    *("zh:pe", "zh:ev", "zh:ppp", "zh:t+1", "zh:t加1", "zh:期权", "zh:私募", "zh:回购"),
    *("zh:终值", "zh:贴现率", "zh:质押式回购", "zh:系统性风险"),
    *("en:pe", "en:ev", "en:ppp", "en:t+1", "en:t plus one", "en:option", "en:margin"),
    *("en:premium", "en:turnover", "en:underwriting", "en:discount rate", "en:expense ratio"),
}

Row = dict[str, str]


def split(cell: str) -> list[str]:
    return cell.split("|") if cell else []


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    with GLOSSARY.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        assert reader.fieldnames == COLUMNS
        return list(reader)


def test_no_row_has_a_missing_a_surplus_or_a_padded_cell(rows: list[Row]) -> None:
    for row in rows:
        assert list(row) == COLUMNS
        for cell in row.values():
            assert cell == cell.strip()
            assert "\n" not in cell
            assert "\r" not in cell


def test_each_of_150_concepts_and_more_stands_once_in_each_language(rows: list[Row]) -> None:
    languages: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        languages[row["concept"]].append(row["language"])
    assert len(languages) >= 150
    assert {
        concept for concept, found in languages.items() if sorted(found) != ["en", "zh"]
    } == set()


def test_required_cells_are_filled_and_ids_are_kebab_case(rows: list[Row]) -> None:
    for row in rows:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["concept"])
        assert row["field"] == "finance"
        assert row["name"]
        assert row["source"]


def test_no_name_is_given_twice_in_a_language(rows: list[Row]) -> None:
    names = Counter((row["language"], row["name"].casefold()) for row in rows)
    assert [name for name, times in names.items() if times > 1] == []


def test_only_names_known_to_be_ambiguous_stand_for_several_concepts(rows: list[Row]) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for name in (row["name"], row["abbreviation"], *split(row["aliases"])):
            owners[f"{row['language']}:{name.casefold()}"].add(row["concept"])
    shared = {name for name, concepts in owners.items() if len(concepts) > 1 and name[3:]}
    assert shared == AMBIGUOUS


def test_no_alias_repeats_its_own_term(rows: list[Row]) -> None:
    for row in rows:
        names = [row["name"], row["abbreviation"], *split(row["aliases"])]
        given = [name for name in names if name]
        assert len(given) == len(set(given)), row["name"]
        assert "" not in split(row["aliases"])


def test_related_concepts_exist_and_are_others(rows: list[Row]) -> None:
    concepts = {row["concept"] for row in rows}
    for row in rows:
        related = set(split(row["related"]))
        assert related, row["concept"]
        assert related <= concepts - {row["concept"]}, row["concept"]


def test_a_chinese_definition_is_a_phrase_of_25_to_90_characters(rows: list[Row]) -> None:
    for row in (row for row in rows if row["language"] == "zh"):
        definition = row["definition"]
        assert 25 <= len(definition) <= 90, row["name"]
        assert definition.endswith("。")
        assert definition.count("。") <= 2
        assert not definition.startswith(("是", "指", "即")), row["name"]
        assert not re.search(r"[,;:!?()\"']|：", definition), row["name"]
        assert row["name"] not in definition, "a definition must not use its own term"


def test_an_english_definition_is_a_phrase_of_12_to_45_words(rows: list[Row]) -> None:
    for row in (row for row in rows if row["language"] == "en"):
        definition = row["definition"]
        assert 12 <= len(definition.split()) <= 45, row["name"]
        assert definition.endswith(".")
        assert definition[0].islower()
        assert not re.search(r"[;:]|[^\x00-\x7f]", definition), row["name"]
        own = rf"\b{re.escape(row['name'])}\b"
        assert not re.search(own, definition, re.IGNORECASE), (
            "a definition must not use its own term"
        )


def test_no_cell_holds_a_control_token_and_no_definition_markdown(rows: list[Row]) -> None:
    for row in rows:
        assert not any(CONTROL_TOKEN.search(cell) for cell in row.values()), row["name"]
        assert not MARKDOWN.search(row["definition"]), row["name"]
