"""What is wrong with a glossary file is said with file, line and field."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from bot.errors import UserError
from bot.question import Term
from bot.terms.formats import read_csv

HEADER = "concept,language,name,abbreviation,aliases,field,definition,source,related\n"
ROW = 'roe,en,return on equity,ROE,equity return| ROE%,finance,"net profit, by equity.",IFRS,roa\n'


def read(folder: Path, content: str | bytes) -> list[Term]:
    file = folder / "glossary.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_csv(file))


def refusal(folder: Path, content: str | bytes) -> str:
    with pytest.raises(UserError) as refused:
        read(folder, content)
    return str(refused.value)


def test_a_row_becomes_a_term(tmp_path: Path) -> None:
    assert read(tmp_path, HEADER + ROW) == [
        Term(
            concept="roe",
            language="en",
            name="return on equity",
            definition="net profit, by equity.",
            source="IFRS",
            field="finance",
            aliases=("equity return", "ROE%"),
            abbreviation="ROE",
            related=("roa",),
        )
    ]


def test_what_excel_writes_is_read_too(tmp_path: Path) -> None:
    saved = b"\xef\xbb\xbf" + (HEADER + ROW).replace("\n", "\r\n").encode()
    assert [term.name for term in read(tmp_path, saved)] == ["return on equity"]


@pytest.mark.parametrize("field", ["concept", "language", "name", "field", "definition", "source"])
def test_an_empty_field_is_named_with_its_line(tmp_path: Path, field: str) -> None:
    cells = dict(zip(HEADER.strip().split(","), ROW.strip().split(","), strict=False))
    cells |= {"definition": "what it is.", "source": "IFRS", "related": "", field: "  "}
    said = refusal(tmp_path, HEADER + ROW + ",".join(cells.values()))
    assert "glossary.csv, line 3" in said
    assert f"field {field} " in said


def test_an_unknown_language_is_refused(tmp_path: Path) -> None:
    said = refusal(tmp_path, HEADER + ROW.replace(",en,", ",fr,"))
    assert "line 2" in said
    assert "language" in said


def test_a_comma_without_quotation_marks_moves_no_cells_unseen(tmp_path: Path) -> None:
    said = refusal(tmp_path, HEADER + ROW.replace('"', ""))
    assert "line 2" in said
    assert "cells" in said


def test_a_row_that_ends_early_is_refused(tmp_path: Path) -> None:
    assert "line 2" in refusal(tmp_path, HEADER + "roe,en,return on equity,ROE\n")


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    assert "source" in refusal(tmp_path, HEADER.replace(",source", "") + ROW)


def test_an_empty_file_lacks_every_column(tmp_path: Path) -> None:
    assert "concept" in refusal(tmp_path, "")


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    assert "UTF-8" in refusal(tmp_path, HEADER.encode() + "市盈率".encode("gb18030"))


def test_an_open_quotation_mark_is_refused_with_its_line(tmp_path: Path) -> None:
    said = refusal(tmp_path, HEADER + ROW + 'roa,en,"return on')
    assert "line 3" in said


@pytest.mark.parametrize("name", ["missing.csv", "."])
def test_a_file_that_is_not_there_is_named_with_its_setting(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match="TERMWISE_GLOSSARIES"):
        list(read_csv(tmp_path / name))


def test_a_setting_is_named_only_where_the_file_cannot_be_read(tmp_path: Path) -> None:
    assert "TERMWISE_GLOSSARIES" not in refusal(tmp_path, HEADER + "roe\n")


ALL = "concept,language,name,field,definition,source,owner,status,license\n"


def test_owner_status_and_licence_are_read(tmp_path: Path) -> None:
    (term,) = read(tmp_path, ALL + "roe,en,ROE,finance,a ratio.,IFRS,U1,proposed,CC BY 4.0\n")
    assert (term.owner, term.status, term.licence) == ("U1", "proposed", "CC BY 4.0")


def test_an_unknown_status_is_refused(tmp_path: Path) -> None:
    said = refusal(tmp_path, ALL + "roe,en,ROE,finance,a ratio.,IFRS,U1,final,CC BY 4.0\n")
    assert "line 2" in said
    assert "status" in said


def test_unknown_columns_are_named(tmp_path: Path) -> None:
    said = refusal(tmp_path, "colour," + HEADER + "red," + ROW)
    assert "line 1" in said
    assert "colour" in said


def test_a_column_given_twice_is_named(tmp_path: Path) -> None:
    assert "name twice" in refusal(tmp_path, "name," + HEADER)


@pytest.mark.parametrize("formula", ["=HYPERLINK(A1)", "+EV", "-5% rule", "@mention", "＝1"])
def test_a_formula_is_only_text(tmp_path: Path, formula: str) -> None:
    (term,) = read(tmp_path, HEADER + ROW.replace("return on equity", formula))
    assert term.name == formula


def test_an_open_quotation_mark_is_traced_to_its_line(tmp_path: Path) -> None:
    broken = 'roa,en,roa,ROA,,finance,"two\nlines","open\n'
    said = refusal(tmp_path, HEADER + ROW + broken + ROW.replace('"', "") * 3)
    assert "line 4" in said
    assert "field source" in said
    assert "never closed" in said


def test_an_open_quotation_mark_before_much_text_is_traced_to_its_line(tmp_path: Path) -> None:
    said = refusal(tmp_path, HEADER + ROW + 'roa,en,"roa,' + "x,y,z\n" * 100_000)
    assert "line 3" in said
    assert "field name" in said


def test_text_after_a_closing_quotation_mark_is_refused_with_its_field(tmp_path: Path) -> None:
    said = refusal(tmp_path, HEADER + ROW + 'roa,en,"return" on assets,,,f,d,s,\n')
    assert "line 3" in said
    assert "field name" in said


def test_bad_utf8_is_named_with_its_line_and_field(tmp_path: Path) -> None:
    said = refusal(tmp_path, (HEADER + ROW).encode() + b"roa,en,return \xff\n")
    assert "line 3" in said
    assert "field name" in said
    assert "UTF-8" in said


def test_utf16_is_refused(tmp_path: Path) -> None:
    assert "UTF-16" in refusal(tmp_path, (HEADER + ROW).encode("utf-16"))


def test_a_nul_byte_is_named_with_its_field(tmp_path: Path) -> None:
    said = refusal(tmp_path, HEADER + ROW.replace("equity return", "a\0b"))
    assert "line 2" in said
    assert "field aliases" in said
    assert "U+0000" in said


def test_a_long_cell_is_named(tmp_path: Path) -> None:
    said = refusal(tmp_path, HEADER + ROW.replace("roe", "r" * 200_000))
    assert "line 2" in said
    assert "field concept" in said


def test_a_row_of_gigabytes_is_not_kept(tmp_path: Path) -> None:
    assert "8 MB" in refusal(tmp_path, HEADER + "x," * 5_000_000)


def test_a_million_aliases_are_refused(tmp_path: Path) -> None:
    said = refusal(tmp_path, HEADER + ROW.replace("equity return", "|".join("a" * 50_000)))
    assert "line 2" in said
    assert "aliases" in said


def test_the_one_broken_line_of_a_large_file_is_named(tmp_path: Path) -> None:
    rows = (ROW.replace("roe", f"c{number}") for number in range(20_000))
    said = refusal(tmp_path, HEADER + "".join(rows) + "roa,en\n" + ROW)
    assert "line 20002" in said


def test_a_concept_defined_twice_is_named_with_both_lines(tmp_path: Path) -> None:
    said = refusal(tmp_path, HEADER + ROW + ROW.replace("roe", "roa") + ROW)
    assert "line 4" in said
    assert "line 2" in said


def test_empty_lines_are_passed_over(tmp_path: Path) -> None:
    assert len(read(tmp_path, HEADER + "\n" + ROW + "\r\n\n")) == 1


def test_headers_in_capitals_are_read(tmp_path: Path) -> None:
    assert read(tmp_path, HEADER.upper() + ROW) == read(tmp_path, HEADER + ROW)


@pytest.mark.parametrize("end", ["\r", "\r\n"])
def test_line_ends_of_other_systems_are_read(tmp_path: Path, end: str) -> None:
    rows = [ROW.replace("roe", f"c{number}") for number in range(5_000)]
    content = (HEADER + "".join(rows)).replace("\n", end)
    assert len(read(tmp_path, content)) == 5_000
    assert "line 5002" in refusal(tmp_path, content + "roa,en" + end)


def test_a_line_feed_in_a_cell_of_an_old_file_is_kept_there(tmp_path: Path) -> None:
    content = (HEADER + ROW).replace("\n", "\r").replace("net profit", "net\nprofit")
    assert [term.definition for term in read(tmp_path, content)] == ["net profit, by equity."]


@pytest.mark.parametrize(("mark", "called"), [(";", "parted by ;"), ("\t", "parted by tabs")])
def test_another_mark_between_the_cells_is_named(tmp_path: Path, mark: str, called: str) -> None:
    said = refusal(tmp_path, (HEADER + ROW).replace(",", mark))
    assert called in said
    assert "with commas" in said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (gzip.compress((HEADER + ROW).encode()), "gzip file: unpack it"),
        (b"PK\x03\x04" + b"x" * 100, "spreadsheet"),
        (b"\xef\xbb\xbf <?xml version='1.0'?><tbx/>", "this is XML, not CSV"),
    ],
)
def test_another_kind_of_file_is_named(tmp_path: Path, content: bytes, said: str) -> None:
    assert said in refusal(tmp_path, content)
