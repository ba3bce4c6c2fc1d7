"""UMLS is read concept by concept, in whatever order its rows lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.terms.umls import measure_import
from bot.terms.formats import Defaults
from tests.terms.formats.glossaries import by_id, read, refusal, written

EXAMPLE = Path(__file__).parents[3] / "examples" / "formats" / "umls"


def name(
    text: str,
    *,
    cui: str = "C1",
    language: str = "ENG",
    form: str = "S|L|VO|S|N",
    aui: str = "A1",
    kind: str = "SY",
    level: int = 0,
    suppress: str = "N",
) -> str:
    return f"{cui}|{language}|{form}|{aui}||||MSH|{kind}|D1|{text}|{level}|{suppress}||\n"


def definition(text: str, *, cui: str = "C1", aui: str = "A1", suppress: str = "N") -> str:
    return f"{cui}|{aui}|AT1||NCI|{text}|{suppress}||\n"


PREFERRED = "P|L|PF|S|Y"


def umls(folder: Path, names: str, definitions: str) -> Path:
    written(folder, "MRDEF.RRF", definitions)
    return written(folder, "MRCONSO.RRF", names).parent


def test_the_example_is_read() -> None:
    terms, skipped = read(EXAMPLE, defaults=Defaults(field="medicine"))
    fever = by_id(terms, "C9000002")
    assert (fever.name, fever.aliases, fever.field) == ("fever", ("pyrexia",), "medicine")
    assert by_id(terms, "C9000002", "zh").definition == "体温高于正常范围的状态。"
    assert by_id(terms, "C9000004").abbreviation == "MRI"
    assert skipped == {
        "language SPA": 1,
        "suppressed name": 1,
        "no definition": 1,
        "no definition in zh": 3,
    }


def test_the_order_of_the_rows_does_not_matter(tmp_path: Path) -> None:
    expected = read(EXAMPLE)
    for file in EXAMPLE.iterdir():
        rows = file.read_text().splitlines(keepends=True)
        rows = rows[1::2] + rows[::2]
        written(tmp_path, file.name, "".join(rows))
    terms, skipped = read(tmp_path)
    assert [(t.concept, t.name, set(t.aliases)) for t in terms] == [
        (t.concept, t.name, set(t.aliases)) for t in expected[0]
    ]
    assert skipped == expected[1]


def test_the_preferred_name_comes_first_and_names_come_once(tmp_path: Path) -> None:
    rows = name("b") + name("a") + name("b") + name("best", form=PREFERRED) + name('"q, r"')
    (one,) = read(umls(tmp_path, rows, definition("a thing.")))[0]
    assert (one.name, one.aliases) == ("best", ("b", "a", '"q, r"'))
    assert one.source == "NCI, MSH"


def test_a_definition_has_the_language_of_its_name(tmp_path: Path) -> None:
    rows = (
        name("thing", form=PREFERRED)
        + name("物", language="CHI", form=PREFERRED, aui="A2")
        + name("cosa", language="SPA", aui="A3")
    )
    texts = definition("una cosa.", aui="A3") + definition("东西。", aui="A2")
    texts += definition("a thing.", aui="A9")  # of a name that is nowhere: English
    terms, _ = read(umls(tmp_path, rows, texts))
    assert [(t.language, t.definition) for t in terms] == [("zh", "东西。"), ("en", "a thing.")]


def test_suppressed_rows_are_left_out(tmp_path: Path) -> None:
    rows = name("thing") + name("old", suppress="O") + name("own", suppress="Y")
    texts = definition("wrong.", suppress="E") + definition("a thing.")
    terms, skipped = read(umls(tmp_path, rows, texts))
    assert [(t.names, t.definition) for t in terms] == [(("thing",), "a thing.")]
    assert skipped == {"suppressed name": 2, "suppressed definition": 1}


def test_the_strictest_licence_counts(tmp_path: Path) -> None:
    rows = name("a", level=1) + name("b", level=3) + name("c", level=0)
    (one,) = read(umls(tmp_path, rows, definition("a thing.")))[0]
    assert one.licence == "UMLS Metathesaurus License, SRL 3"


def test_what_a_term_cannot_hold_is_counted(tmp_path: Path) -> None:
    rows = "".join(name(f"name {n}") for n in range(150)) + name("x" * 201)
    rows += name("best", form=PREFERRED)
    texts = definition("x" * 4_001) + definition("a thing.")
    terms, skipped = read(umls(tmp_path, rows, texts))
    assert terms[0].name == "best"
    assert len(terms[0].names) == 100
    assert terms[0].definition == "a thing."
    assert skipped == {
        "name beyond the first 100 of a concept": 50,
        "name of over 200 characters": 1,
        "definition of over 4000 characters": 1,
    }


def test_what_cannot_be_seen_is_taken_out_and_a_symbol_is_no_name(tmp_path: Path) -> None:
    rows = name("fe\u200bver", form=PREFERRED) + name("%", aui="A2")
    (fever,), skipped = read(umls(tmp_path, rows, definition("a high\u202e temperature.")))
    assert (fever.name, fever.definition) == ("fever", "a high temperature.")
    assert skipped == {"name without a letter or digit": 1}


def test_a_definition_without_names_is_counted(tmp_path: Path) -> None:
    texts = definition("x.", cui="C0") + definition("a thing.") + definition("x.", cui="C2")
    terms, skipped = read(umls(tmp_path, name("thing"), texts))
    assert len(terms) == 1
    assert skipped == {"definition of a concept without names": 2}


@pytest.mark.parametrize("row", ["C1|ENG|P\n", "\n", "|" * 18 + "\n", name("a|b")])
def test_a_row_of_other_columns_is_named_with_its_line(tmp_path: Path, row: str) -> None:
    said = refusal(umls(tmp_path, name("thing") + row, definition("a thing.")))
    assert "MRCONSO.RRF, line 2" in said


def test_bad_utf8_is_named_with_its_line(tmp_path: Path) -> None:
    folder = umls(tmp_path, "", definition("a thing."))
    (folder / "MRCONSO.RRF").write_bytes(name("thing").encode() + b"C1|ENG|\xff\n")
    assert "MRCONSO.RRF, line 2" in refusal(folder)


def test_a_folder_without_definitions_is_refused(tmp_path: Path) -> None:
    written(tmp_path, "MRCONSO.RRF", name("thing"))
    assert "MRDEF.RRF" in refusal(tmp_path)


def test_a_file_of_it_stands_for_its_folder() -> None:
    assert read(EXAMPLE / "MRCONSO.RRF") == read(EXAMPLE)


def test_the_benchmark_reads_what_it_wrote() -> None:
    figures = measure_import(2_000)
    assert figures.terms > 10
    assert figures.rows_per_second > 0
