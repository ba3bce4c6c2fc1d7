"""What is said besides of an import: names that disappoint, files of a folder, help."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli.import_names import is_lost
from bot.terms.matcher import Matcher, normalize
from tests.command_line import FORMATS, Run, rows_file, runner


@pytest.fixture
def terms(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    return runner(tmp_path, monkeypatch, capsys)


@pytest.mark.parametrize("name", ["the", "的", "什么", "WHO", "IT", "call", "C", "7", "ROE", "…"])
def test_a_name_is_called_lost_where_the_matcher_never_finds_it(name: str) -> None:
    found = Matcher([name]).find(f"some words, then {name} and yet more words")
    assert is_lost(normalize(name), name) == (not found)


def test_names_that_are_never_or_always_found_are_named(terms: Run, tmp_path: Path) -> None:
    rows = ["a,en,the,law,a word.,us,,", "b,zh,的,law,字。,us,,", "c,en,vitamin,law,a.,us,C,7"]
    said = terms("import", rows_file(tmp_path / "a.csv", *rows))
    assert said.lines[-6:] == [
        "Names never found in running text (common words or signs):",
        "  the: a (en) the",
        "  的: b (zh) 的",
        "Names that match very much (one digit or letter):",
        "  7: c (en) vitamin",
        "  C: c (en) vitamin",
    ]
    assert "Names" not in terms("import", str(tmp_path / "a.csv")).out


def test_only_the_first_of_many_such_names_are_shown(terms: Run, tmp_path: Path) -> None:
    rows = (f"c{letter},en,{letter},law,a letter.,us,," for letter in "bcdefghjk")
    said = terms("import", rows_file(tmp_path / "a.csv", *rows))
    assert "Names that match very much (one digit or letter), the first 5 of 9:" in said.lines


def test_the_files_of_a_folder_are_counted(terms: Run) -> None:
    said = terms("import", str(FORMATS / "xbrl"), "--field", "finance", "--dry-run")
    count = len(list((FORMATS / "xbrl").glob("*.xml")))
    assert f"Files that are read, {count} in all: " in said.err


def test_help_says_what_stays(terms: Run) -> None:
    said = " ".join(terms("import", "--help").out.split())
    assert "A term that is there keeps what the file leaves out" in said
