"""Whatever happens to a file, it is read or refused in words; nothing else escapes."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph

from bot.errors import UserError
from bot.terms.formats import open_glossary

EXAMPLES = Path(__file__).parents[3] / "examples" / "formats"
SKOS = Graph().parse(EXAMPLES / "glossary.ttl")
FILES: dict[str, bytes] = {
    **{path.name: path.read_bytes() for path in EXAMPLES.glob("glossary*.*")},
    "ex-lab.xml": (EXAMPLES / "xbrl" / "ex-lab-2026.xml").read_bytes(),
    "glossary.nt": SKOS.serialize(format="nt").encode(),
    "glossary.rdf": SKOS.serialize(format="xml").encode(),
    "glossary.jsonld": SKOS.serialize(format="json-ld").encode(),
}
SCRAPS = [
    b"",
    b"\x00",
    b"\xff",
    b'"',
    b"'",
    b"<",
    b">",
    b"&",
    b"|",
    b",",
    b"\n",
    b"[",
    b"{",
    b"]]>",
]
SCRAPS += [b"null", b"3", b"<!--", b"@", b":", b"\\u0000", b"\\uD800", b"#", b"://", b"x" * 9_000]


def breaks(content: bytes, at: float, length: int, scrap: bytes) -> bytes:
    """The content with some bytes replaced."""
    start = int(at * len(content))
    return content[:start] + scrap + content[start + length :]


def refusal(path: Path, *, otherwise: str) -> str:
    """What is said of a file that is refused; anything but words fails the test."""
    try:
        with open_glossary(path) as reading:
            for _ in reading.terms:
                pass
    except UserError as error:
        return str(error)
    return otherwise


@pytest.mark.parametrize("name", sorted(FILES))
@given(
    at=st.floats(0, 1),
    length=st.sampled_from([0, 1, 2, 10, 300, 100_000]),
    scrap=st.sampled_from(SCRAPS),
)
def test_a_broken_file_is_read_or_refused(name: str, at: float, length: int, scrap: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(breaks(FILES[name], at, length, scrap))
        assert str(path) in refusal(path, otherwise=str(path))


@given(
    at=st.floats(0, 1),
    length=st.sampled_from([0, 1, 2, 10, 300]),
    scrap=st.sampled_from(SCRAPS),
    broken=st.sampled_from(["MRCONSO.RRF", "MRDEF.RRF"]),
)
def test_broken_umls_is_read_or_refused(at: float, length: int, scrap: bytes, broken: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for file in (EXAMPLES / "umls").iterdir():
            content = file.read_bytes()
            content = breaks(content, at, length, scrap) if file.name == broken else content
            (Path(folder) / file.name).write_bytes(content)
        assert folder in refusal(Path(folder), otherwise=folder)
