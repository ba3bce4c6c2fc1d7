"""What is wrong with a glossary file is said with file, line and field."""

from __future__ import annotations

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
