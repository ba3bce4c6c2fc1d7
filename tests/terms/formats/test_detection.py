"""A glossary's format is told by its name, or by how it begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import UserError
from bot.terms.formats import Defaults, Format, open_glossary
from bot.terms.formats.detection import detected
from tests.terms.formats.glossaries import read, refusal, written

EXAMPLES = Path(__file__).parents[3] / "examples" / "formats"


@pytest.mark.parametrize(
    ("name", "format"),
    [
        *(("glossary.csv", "csv"), ("glossary.tbx", "tbx"), ("glossary.ttl", "skos")),
        *(("xbrl", "xbrl"), ("xbrl/ex-lab-2026.xml", "xbrl"), ("umls", "umls")),
    ],
)
def test_the_examples_are_recognized(name: str, format: Format) -> None:
    assert detected(EXAMPLES / name) == format


@pytest.mark.parametrize(
    ("content", "format"),
    [
        ("<?xml version='1.0'?><!-- <linkbase> --><!DOCTYPE martif SYSTEM 'x'><martif>", "tbx"),
        ('<tbx xmlns="x">', "tbx"),
        ("<rdf:RDF xmlns:rdf='x'>", "skos"),
        ("\ufeff<link:linkbase\n>", "xbrl"),
    ],
)
def test_xml_is_told_by_its_root(tmp_path: Path, content: str, format: Format) -> None:
    assert detected(written(tmp_path, "a.xml", content)) == format


@pytest.mark.parametrize("content", ["", "<html>", "PK\x03\x04", "term;definition"])
def test_anything_else_must_be_named(tmp_path: Path, content: str) -> None:
    assert "name its format" in refusal(written(tmp_path, "a.xlsx", content))


def test_a_named_format_wins(tmp_path: Path) -> None:
    content = (EXAMPLES / "glossary.csv").read_bytes()
    assert len(read(written(tmp_path, "a.txt", content), format="csv")[0]) == 10


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    for name in ("gone.csv", "gone"):
        assert "cannot be read" in refusal(tmp_path / name)


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    assert "MRCONSO.RRF" in refusal(tmp_path)


def test_a_folder_given_as_a_file_is_told(tmp_path: Path) -> None:
    assert "cannot be read" in refusal(tmp_path, format="csv")


def test_progress_is_told_while_reading(tmp_path: Path) -> None:
    content = (EXAMPLES / "glossary.csv").read_text()
    rows = content.splitlines(keepends=True)
    many = "".join(rows[1].replace("ebitda", f"c{number}") for number in range(2_000))
    path = written(tmp_path, "a.csv", rows[0] + many)
    with open_glossary(path) as reading:
        assert reading.bytes_read() == 0
        next(reading.terms)
        assert 0 < reading.bytes_read() < reading.total_bytes == path.stat().st_size
    with pytest.raises(StopIteration):
        next(reading.terms)


def test_defaults_fill_only_what_is_empty(tmp_path: Path) -> None:
    content = "concept,language,name,field,definition,source\nc,en,x,,a thing.,us\n"
    path = written(tmp_path, "a.csv", content)
    (one,) = read(path, defaults=Defaults("law", "them", "U1", "CC0", "proposed"))[0]
    assert (one.field, one.source, one.owner) == ("law", "us", "U1")
    assert (one.licence, one.status) == ("CC0", "proposed")
    with pytest.raises(UserError, match="field field"):
        read(path)


@pytest.mark.parametrize(
    ("name", "content", "wanted"),
    [
        ("a.csv", "concept,language,name,field,definition,source\n", "a row under the header"),
        ("a.tbx", "<tbx><text><body/></text></tbx>", "<conceptEntry>"),
        ("a.xml", "<linkbase/>", "<label>"),
    ],
)
def test_a_file_without_anything_says_what_was_looked_for(
    tmp_path: Path, name: str, content: str, wanted: str
) -> None:
    said = refusal(written(tmp_path, name, content))
    assert "nothing in it to take in" in said
    assert wanted in said


def test_only_the_folder_itself_is_looked_through(tmp_path: Path) -> None:
    content = (EXAMPLES / "xbrl" / "ex-lab-2026.xml").read_bytes()
    written(tmp_path, "deep/ex-lab.xml", content)
    assert "neither" in refusal(tmp_path)
    path = written(tmp_path, "ex-lab.xml", content)
    with open_glossary(tmp_path) as reading:
        assert reading.files == (path,)
