"""Every example glossary keeps the form that its README promises."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from bot.terms.formats import read_csv

GLOSSARIES = {
    path.parent.name: path
    for path in sorted((Path(__file__).parents[2] / "examples").glob("*/glossary.csv"))
    if path.parent.name != "formats"  # a few lines that show each format
}
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

# What practitioners of a field really use for more than one concept; anything else is a slip.
AMBIGUOUS = {
    "finance": {
        *("zh:pe", "zh:ev", "zh:ppp", "zh:t+1", "zh:t加1", "zh:期权", "zh:私募", "zh:回购"),
        *("zh:终值", "zh:贴现率", "zh:质押式回购", "zh:系统性风险"),
        *("en:pe", "en:ev", "en:ppp", "en:t+1", "en:t plus one", "en:option", "en:margin"),
        *("en:premium", "en:turnover", "en:underwriting", "en:discount rate", "en:expense ratio"),
    },
    "law": {
        *("zh:保证", "zh:和解", "zh:当事人", "zh:承诺", "zh:撤销权", "zh:数据处理者"),
        *("zh:清算", "zh:过失"),
        *("en:brief", "en:charge", "en:civil law"),
        *("en:discharge", "en:execution", "en:fraud", "en:instrument", "en:interest"),
        *("en:liquidation", "en:negligence", "en:party", "en:probation"),
        "en:right of revocation",
    },
    "medicine": {
        *("zh:ad", "zh:ap", "zh:ast", "zh:ca", "zh:ct", "zh:ga", "zh:hr", "zh:ir", "zh:ms"),
        *("zh:pd", "zh:pe", "zh:rr", "zh:携带者", "zh:耐受", "zh:风险比"),
        *("en:ad", "en:ap", "en:ast", "en:ca", "en:ct", "en:ga", "en:hr", "en:ir", "en:ms"),
        *("en:pd", "en:pe", "en:rr", "en:carrier", "en:compliance", "en:tolerance"),
    },
}

# Where the fields meet, only the text around a name can tell which concept is meant.
SHARED = {
    ("finance", "medicine"): {
        *("zh:adr", "zh:aml", "zh:ev", "zh:gp", "zh:irr", "zh:iv", "zh:npv", "zh:pd", "zh:pe"),
        *("en:adr", "en:aml", "en:ev", "en:gp", "en:irr", "en:iv", "en:npv", "en:pd", "en:pe"),
        *("en:margin", "en:stress test", "en:cell"),
    },
    ("finance", "law"): {
        *("zh:期权", "zh:对价", "zh:承诺", "en:consideration", "en:equity", "en:security"),
        *("en:settlement", "en:interest", "en:default", "en:adr"),
    },
    ("law", "medicine"): {"en:discharge", "en:trial", "en:arrest", "en:consent"},
}

Row = dict[str, str]


def split(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        assert reader.fieldnames == COLUMNS
        return list(reader)


def owners_of(rows: list[Row]) -> dict[str, set[str]]:
    """Map ``language:name``, case-folded, to the ids of the concepts that bear the name."""
    owners: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for name in (row["name"], row["abbreviation"], *split(row["aliases"])):
            if name:
                owners[f"{row['language']}:{name.casefold()}"].add(row["concept"])
    return owners


@pytest.fixture(scope="module", params=sorted(GLOSSARIES))
def field(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def rows(field: str) -> list[Row]:
    return rows_of(GLOSSARIES[field])


def test_the_example_fields_are_all_found() -> None:
    assert set(GLOSSARIES) == {"finance", "law", "medicine"}


def test_a_readme_lies_beside_the_glossary(field: str) -> None:
    assert "glossary.csv" in GLOSSARIES[field].with_name("README.md").read_text(encoding="utf-8")


def test_the_bot_reads_every_row(field: str, rows: list[Row]) -> None:
    terms = list(read_csv(GLOSSARIES[field]))
    assert [term.name for term in terms] == [row["name"] for row in rows]


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


def test_required_cells_are_filled_and_ids_are_kebab_case(field: str, rows: list[Row]) -> None:
    for row in rows:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["concept"])
        assert row["field"] == field
        assert row["name"]
        assert row["source"]


def test_no_name_is_given_twice_in_a_language(rows: list[Row]) -> None:
    names = Counter((row["language"], row["name"].casefold()) for row in rows)
    assert [name for name, times in names.items() if times > 1] == []


def test_only_names_known_to_be_ambiguous_stand_for_several_concepts(
    field: str, rows: list[Row]
) -> None:
    owners = owners_of(rows)
    assert {name for name, concepts in owners.items() if len(concepts) > 1} == AMBIGUOUS[field]


@pytest.mark.parametrize("fields", sorted(SHARED))
def test_fields_share_names_that_only_context_tells_apart(fields: tuple[str, str]) -> None:
    one, other = (set(owners_of(rows_of(GLOSSARIES[name]))) for name in fields)
    assert one & other >= SHARED[fields]


def test_no_concept_has_the_id_of_another_field_s() -> None:
    ids = [{row["concept"] for row in rows_of(path)} for path in GLOSSARIES.values()]
    assert len(set.union(*ids)) == sum(map(len, ids))


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
