"""``termwise terms import`` and ``export``: all or nothing, and what is said about it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from bot.cli.store import with_store
from conversation_store.database import Database
from conversation_store.terms import Terms
from tests.command_line import EXAMPLES, FORMATS, Run, rows_file, runner

PE = "pe,en,price-earnings ratio,finance,a ratio.,a book,PE,"


@pytest.fixture
def terms(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    return runner(tmp_path, monkeypatch, capsys)


async def revision(database: Database) -> int:
    return await Terms(database).revision()


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("glossary.csv", 10),
        ("glossary.tbx", 10),
        ("glossary-dct.tbx", 10),
        ("glossary-2008.tbx", 10),
        ("glossary.ttl", 10),
        ("xbrl", 10),
        ("umls", 5),
    ],
)
def test_each_format_is_taken_in_once(terms: Run, name: str, count: int) -> None:
    said = terms("import", str(FORMATS / name), "--field", "finance", "--source", "a book")
    assert (said.code, said.lines[0]) == (0, f"{count} new, 0 changed, 0 the same.")
    again = terms("import", str(FORMATS / name), "--field", "finance", "--source", "a book")
    assert again.lines[0] == f"0 new, 0 changed, {count} the same."
    assert len(terms("list", "--json").rows) == count


def test_what_a_file_leaves_open_is_given_for_the_whole_import(terms: Run) -> None:
    chosen = ["--field", "accounts", "--owner", "Kim", "--licence", "CC0", "--status", "proposed"]
    terms("import", str(FORMATS / "xbrl"), "--format", "xbrl", "--source", "a book", *chosen)
    for row in terms("list", "--json").rows:
        assert [row[name] for name in ("field", "source", "owner", "licence", "status")] == [
            "accounts",
            "a book",
            "Kim",
            "CC0",
            "proposed",
        ]


def test_a_dry_run_says_the_same_and_changes_nothing(terms: Run) -> None:
    dry = terms("import", str(FORMATS / "glossary.csv"), "--dry-run")
    assert "Nothing was changed" in dry.err
    assert with_store(revision) == 0
    assert terms("import", str(FORMATS / "glossary.csv")).out == dry.out
    assert with_store(revision) == 1


def test_what_is_left_out_is_counted_by_its_reason(terms: Run) -> None:
    said = terms("import", str(FORMATS / "umls"))
    assert "Skipped, 6 in all:" in said.lines
    assert "  language SPA: 1" in said.lines


def test_changed_fields_are_shown_before_and_after(terms: Run, tmp_path: Path) -> None:
    terms("import", rows_file(tmp_path / "a.csv", PE))
    long = "a ratio, " + "and again " * 50 + "at last."
    changed = PE.replace("a ratio.", f'"{long}"').replace("finance", "markets").replace(",PE", ",")
    said = terms("import", rows_file(tmp_path / "a.csv", changed))
    assert said.lines[0] == "0 new, 1 changed, 0 the same."
    assert "    abbreviation: PE -> (none)" in said.lines
    (definition,) = (line for line in said.lines if "definition:" in line)
    assert definition.startswith("    definition: a ratio. -> a ratio, and again")
    assert definition.endswith("…")
    assert said.lines[-2:] == [
        "Terms in another field than before:",
        "  pe (en) price-earnings ratio: finance -> markets",
    ]


def test_a_name_with_more_senses_than_before_is_named(terms: Run, tmp_path: Path) -> None:
    terms("import", rows_file(tmp_path / "a.csv", PE))
    more = [
        "embolism,en,pulmonary embolism,medicine,a clot.,a book,PE,",
        "embolism,zh,肺栓塞,medicine,血栓。,a book,PE,",
        "private,en,private equity,finance,a fund.,a book,ＰＥ,",
        "alone,en,alone,finance,one.,a book,,",
    ]
    for arguments in (["--dry-run"], []):
        said = terms("import", rows_file(tmp_path / "b.csv", *more), *arguments)
        assert said.lines[-2:] == [
            "Names with more senses than before:",
            "  PE now has 3 senses: pe, embolism, private",
        ]
    assert "senses" not in terms("import", str(tmp_path / "b.csv")).out


def test_a_name_that_moves_to_another_concept_keeps_one_sense(terms: Run, tmp_path: Path) -> None:
    terms("import", rows_file(tmp_path / "a.csv", PE))
    other = "private,en,private equity,finance,a fund.,a book,PE,"
    said = terms("import", rows_file(tmp_path / "b.csv", other, PE.replace(",PE,", ",P/E,")))
    assert "senses" not in said.out


def test_a_broken_line_is_named_and_nothing_is_taken_in(terms: Run, tmp_path: Path) -> None:
    good = [PE.replace("pe,", f"pe{number},", 1) for number in range(2_500)]
    broken = PE.replace("a ratio.", "")
    said = terms("import", rows_file(tmp_path / "a.csv", *good, broken))
    assert said.sentence.endswith("a.csv, line 2502: the field definition is empty.")
    assert said.code == 1
    assert with_store(revision) == 0
    assert terms("list", "--json").rows == []


@pytest.mark.parametrize("name", ["missing.csv", "[bold]nothing.csv", "notes.txt"])
def test_what_is_no_glossary_is_one_sentence(terms: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "notes.txt").write_text("Remember the milk.")
    said = terms("import", name)
    assert name in said.sentence
    assert said.code == 1


@pytest.mark.parametrize("suffix", ["csv", "tbx"])
def test_what_was_written_is_the_same_when_it_is_read(
    terms: Run, tmp_path: Path, suffix: str
) -> None:
    for field in ("finance", "medicine", "law"):
        terms("import", str(EXAMPLES / field / "glossary.csv"))
    terms("deprecate", "ebitda")
    file = tmp_path / f"all.{suffix}"
    written = int(terms("export", str(file)).err.split()[0].replace(",", ""))
    assert written > 2_000
    said = terms("import", str(file))
    assert said.lines == [f"0 new, 0 changed, {written:,} the same."]


def test_a_part_can_be_written_to_standard_output(terms: Run) -> None:
    for field in ("finance", "law"):
        terms("import", str(EXAMPLES / field / "glossary.csv"))
    terms("deprecate", "ebitda")
    rows = list(csv.DictReader(terms("export", "--field", "law").lines))
    assert {row["field"] for row in rows} == {"law"}
    rows = list(csv.DictReader(terms("export", "-", "--status", "deprecated").lines))
    assert [row["concept"] for row in rows] == ["ebitda", "ebitda"]
    assert terms("export", "--format", "tbx").out.endswith("</tbx>\n")


def test_a_file_that_exists_is_replaced_by_force_only(terms: Run, tmp_path: Path) -> None:
    terms("import", str(FORMATS / "glossary.csv"))
    file = tmp_path / "out.csv"
    file.write_text("precious")
    said = terms("export", str(file))
    assert (said.code, file.read_text()) == (1, "precious")
    assert "--force" in said.sentence
    assert terms("export", str(file), "--force").code == 0
    assert file.read_text("utf-8").startswith("concept,")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["data", "out.csv"]


@pytest.mark.parametrize("name", ["missing/out.csv", "out.xls", "data"])
def test_a_file_that_cannot_be_written_is_named(terms: Run, tmp_path: Path, name: str) -> None:
    terms("import", str(FORMATS / "glossary.csv"))
    said = terms("export", name, "--force")
    assert name in said.sentence
    assert said.code == 1
    assert [one.name for one in tmp_path.iterdir()] == ["data"]
