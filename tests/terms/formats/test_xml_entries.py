"""XML is read in bounded memory, and what is no glossary is refused with its line."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.terms.formats import open_glossary
from tests.terms.formats.glossaries import refusal, written

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<tbx type="TBX-Basic">\n<text><body>\n'
TAIL = "</body></text></tbx>\n"


def entry(concept: str, more: str = "") -> str:
    return (
        f'<conceptEntry id="{concept}"><langSec xml:lang="en"><descrip type="definition">a thing.'
        f"</descrip><termSec><term>{concept}</term></termSec>{more}</langSec></conceptEntry>\n"
    )


def test_malformed_xml_is_named_with_its_line(tmp_path: Path) -> None:
    said = refusal(written(tmp_path, "a.tbx", HEAD + entry("c1") + "<term>\n" + TAIL))
    assert "line 6" in said
    assert "mismatched tag" in said


def test_a_file_cut_short_is_refused(tmp_path: Path) -> None:
    assert "not well-formed" in refusal(written(tmp_path, "a.tbx", HEAD + entry("c1")))


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    assert "empty" in refusal(written(tmp_path, "a.tbx", ""))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf16_is_refused(tmp_path: Path, encoding: str) -> None:
    assert "UTF-8" in refusal(written(tmp_path, "a.tbx", (HEAD + TAIL).encode(encoding)))


@pytest.mark.parametrize("encoding", ["gb18030", "klingon"])
def test_an_encoding_that_is_not_known_is_refused(tmp_path: Path, encoding: str) -> None:
    said = refusal(written(tmp_path, "a.tbx", HEAD.replace("UTF-8", encoding) + TAIL))
    assert "line 1" in said


def test_bad_utf8_is_named_with_its_line(tmp_path: Path) -> None:
    content = (HEAD + entry("c1")).encode() + b"<!-- \xff -->" + TAIL.encode()
    assert "line 5" in refusal(written(tmp_path, "a.tbx", content))


@pytest.mark.parametrize(
    ("page", "root"),
    [
        ('<!DOCTYPE html>\n<html lang="en"><body>Sign in<br></body></html>', "html"),
        ('<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>', "stylesheet"),
    ],
)
def test_another_kind_of_file_is_named(tmp_path: Path, page: str, root: str) -> None:
    assert f"<{root}>" in refusal(written(tmp_path, "a.tbx", page))


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "doctype",
    [
        f'<!DOCTYPE tbx [<!ENTITY l0 "lol">{LAUGHS}]>',
        f'<!DOCTYPE tbx [<!ENTITY l9 "{"x" * 100_000}">]>',
        '<!DOCTYPE tbx [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE tbx [<!ENTITY % l9 SYSTEM "http://127.0.0.1:1/x.dtd"> %l9;]>',
        '<!DOCTYPE tbx SYSTEM "tbx.dtd" [<!ENTITY l9 "<">]>',
    ],
)
@pytest.mark.parametrize("suffix", ["tbx", "xml", "rdf"])
def test_entities_are_refused(tmp_path: Path, doctype: str, suffix: str) -> None:
    body = entry("c1", "&l9;" * 1_000)
    content = HEAD.replace("<tbx", f"{doctype}<tbx") + body + TAIL
    begun = time.monotonic()
    said = refusal(
        written(tmp_path, f"a.{suffix}", content), format=None if suffix != "xml" else "xbrl"
    )
    assert "entities" in said
    assert "line 2" in said
    assert time.monotonic() - begun < 5


def test_an_external_dtd_is_passed_over(tmp_path: Path) -> None:
    content = HEAD.replace("<tbx", '<!DOCTYPE tbx SYSTEM "missing.dtd">\n<tbx') + entry("c1") + TAIL
    with open_glossary(written(tmp_path, "a.tbx", content)) as reading:
        assert [term.concept for term in reading.terms] == ["c1"]


def test_an_entity_of_an_external_dtd_is_refused(tmp_path: Path) -> None:
    content = HEAD.replace("<tbx", '<!DOCTYPE tbx SYSTEM "missing.dtd">\n<tbx') + "&eacute;" + TAIL
    said = refusal(written(tmp_path, "a.tbx", content))
    assert "line 5" in said


def peak_of(path: Path, *, refused: str = "") -> float:
    """The most memory that reading took, in 10^6 bytes."""
    tracemalloc.start()
    try:
        if refused:
            assert refused in refusal(path)
        else:
            with open_glossary(path) as reading:
                assert sum(1 for _ in reading.terms) > 0
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()


def test_entries_that_are_read_are_let_go(tmp_path: Path) -> None:
    def content() -> Iterator[str]:
        yield HEAD
        for number in range(10_000):
            yield entry(f"c{number}", f"<note>{'x' * 500}</note>")
        yield TAIL

    path = written(tmp_path, "a.tbx", "".join(content()))
    assert path.stat().st_size > 6_000_000
    assert peak_of(path) < 4


@pytest.mark.parametrize(
    "more",
    [
        "<termSec><term>x</term></termSec>" * 200_000,
        f"<note>{'x' * 9_000_000}</note>",
        f'<note lang="{"x" * 20_000_000}"/>',
        f"<!--{'x' * 20_000_000}-->",
    ],
    ids=["aliases", "text", "attribute", "comment"],
)
def test_an_entry_without_end_is_refused_in_bounded_memory(tmp_path: Path, more: str) -> None:
    path = written(tmp_path, "a.tbx", HEAD + entry("c1", more) + TAIL)
    assert peak_of(path, refused="8 MB") < 80
    assert "line 4" in refusal(path)


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    deep = "<note>" * 100_000 + "</note>" * 100_000
    assert "nested" in refusal(written(tmp_path, "a.tbx", HEAD + entry("c1", deep) + TAIL))


@pytest.mark.parametrize("suffix", ["tbx", "xml"])
def test_even_short_entities_are_refused_outside_rdf(tmp_path: Path, suffix: str) -> None:
    content = HEAD.replace("<tbx", '<!DOCTYPE tbx [<!ENTITY a "x">]><tbx') + entry("c1") + TAIL
    said = refusal(written(tmp_path, f"a.{suffix}", content))
    assert "write the characters themselves" in said
