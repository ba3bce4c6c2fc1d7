"""What is written is read back the same: nothing is lost, nothing is run by a spreadsheet."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.errors import UserError
from bot.terms.formats import checked, open_glossary, write_csv, write_tbx
from bot.terms.formats.csv_cells import guarded, joined, parted, unguarded
from bot.terms.formats.rules import REFUSED
from conversation_store.term import Term


def texts(least: int, most: int) -> st.SearchStrategy[str]:
    characters = st.one_of(
        st.sampled_from("=+-@'\\|\",;\n\t <>&]#市＝"),
        st.characters(exclude_categories=["Cs", "Cc"]).filter(lambda one: not REFUSED.search(one)),
    )
    some = st.text(characters, max_size=most).map(lambda text: " ".join(text.split()))
    return some.filter(lambda text: len(text) >= least)


def names(least: int, most: int) -> st.SearchStrategy[str]:
    """Texts with a letter or digit, or none at all."""
    letters = st.sampled_from("aZ7é市ß")
    some = st.builds(
        lambda head, letter, tail: head + letter + tail,
        texts(0, most // 2),
        letters,
        texts(0, most // 2),
    )
    return some if least else st.one_of(st.just(""), some)


TERMS = st.builds(
    Term,
    concept=texts(1, 20),
    language=st.sampled_from(["zh", "en"]),
    name=names(1, 30),
    definition=texts(1, 60),
    source=texts(1, 20),
    field=texts(1, 10),
    aliases=st.lists(names(1, 12), max_size=4).map(tuple),
    abbreviation=names(0, 8),
    related=st.lists(texts(1, 12), max_size=3, unique=True).map(tuple),
    owner=texts(0, 10),
    status=st.sampled_from(["proposed", "approved", "deprecated"]),
    licence=texts(0, 10),
)
GLOSSARIES = st.lists(
    TERMS, min_size=1, max_size=4, unique_by=lambda term: (term.concept, term.language)
).map(lambda terms: sorted(terms, key=lambda term: (term.concept, term.language)))


def read_back(name: str, content: bytes) -> list[Term]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        with open_glossary(path) as reading:
            terms = list(reading.terms)
        assert not reading.skipped
        return terms


@given(GLOSSARIES)
def test_csv_gives_back_what_it_took(terms: list[Term]) -> None:
    file = StringIO(newline="")
    assert write_csv(terms, file) == len(terms)
    assert read_back("glossary.csv", file.getvalue().encode()) == terms


@given(GLOSSARIES)
def test_tbx_gives_back_what_it_took(terms: list[Term]) -> None:
    file = BytesIO()
    assert write_tbx(terms, file) == len(terms)
    back = read_back("glossary.tbx", file.getvalue())
    # A concept is not related to itself: reading drops that.
    kept = [
        Term(**{slot: getattr(term, slot) for slot in term.__slots__} | {"related": others(term)})
        for term in terms
    ]
    assert back == kept


def others(term: Term) -> tuple[str, ...]:
    return tuple(one for one in term.related if one != term.concept)


@given(TERMS)
def test_no_cell_is_a_formula(term: Term) -> None:
    file = StringIO(newline="")
    write_csv([term], file)
    cells = [cell for row in csv.reader(StringIO(file.getvalue(), newline="")) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


@given(st.text("='+@-a", max_size=6))
@example("-5%")
@example("''=1")
def test_guarding_is_undone(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(st.lists(st.text("a\\|", min_size=1, max_size=5), max_size=4))
def test_joining_is_undone(values: list[str]) -> None:
    assert parted(joined(values)) == tuple(values)


def test_a_backslash_in_an_older_file_stays() -> None:
    assert parted(r"C:\path| b ||") == (r"C:\path", "b")


@given(TERMS)
def test_a_checked_term_stays_as_it_is(term: Term) -> None:
    assert checked(term, "") == term


WRITERS: list[Callable[[list[Term]], int]] = [lambda terms: write_tbx(terms, BytesIO())]


@pytest.mark.parametrize("write", WRITERS)
def test_what_xml_cannot_hold_is_not_written(write: Callable[[list[Term]], int]) -> None:
    broken = Term("c", "en", "a\x01b", "what it is.", "us", "finance")
    with pytest.raises(UserError, match="concept c"):
        write([broken])
