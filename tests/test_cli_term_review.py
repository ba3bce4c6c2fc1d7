"""``termwise terms``: candidates, wanted names and suggestions, and deciding about them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.cli.store import with_store
from conversation_store.database import Database
from conversation_store.suggestions import Suggestion, Suggestions
from conversation_store.term import Term
from conversation_store.term_changes import TermChanges
from conversation_store.terms import Terms
from conversation_store.wanted import Wanted
from tests.command_line import Run, Said, runner
from tests.glossaries import term

TEXT = """# Notes

The clearing margin is defined as what a member deposits. The clearing margin is paid each day.
Return on equity grew. Return on equity is high. 清算准备金是指会员存入的资金。清算准备金每日计算。
"""


@pytest.fixture
def terms(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    run = runner(tmp_path, monkeypatch, capsys)
    put(term("roe", "return on equity"))
    return run


def names(listed: Said) -> set[str]:
    return {line.split("\t")[0] for line in listed.lines[1:]}


def put(one: Term) -> Term:
    return with_store(lambda database: TermChanges(database).put(one, who="U1", action="add"))


def suggest(suggested: Term, base_revision: int, note: str = "") -> Suggestion:
    return with_store(
        lambda database: Suggestions(database).add(
            suggested, team_id="T1", base_revision=base_revision, suggested_by="U7", note=note
        )
    )


def ask_for(name: str, *people: str) -> None:
    async def count(database: Database) -> None:
        for user_id in people:
            await Wanted(database).count(
                name.casefold(), name, "en", user_id=user_id, in_public=False
            )

    with_store(count)


def terms_called(concept: str) -> list[Term]:
    async def read(database: Database) -> list[Term]:
        return [*(await Terms(database).get([(concept, "en")])).values()]

    return with_store(read)


def test_candidates_from_documents_are_listed_until_they_are_dismissed(
    terms: Run, tmp_path: Path
) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "notes.md").write_text(TEXT, "utf-8")
    (documents / "table.xls").write_text("x")
    said = terms("extract", str(documents), "--field", "finance")
    assert "1 documents read, 1 other files left out" in said.err
    assert "clearing margin" in names(said)
    assert "return on equity" not in {name.casefold() for name in names(said)}
    rows = terms("candidates", "--json").rows
    assert {"clearing margin", "清算准备金"} <= {row["name_key"] for row in rows}
    assert {row["field"] for row in rows} == {"finance"}
    assert len(terms("candidates", "--limit", "1").lines) == 2
    assert terms("dismiss", "Clearing  Margin").code == 0
    terms("extract", str(documents), "--field", "finance")
    assert "clearing margin" not in names(terms("candidates"))


def test_a_candidate_that_was_defined_since_then_is_not_listed(terms: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text(TEXT, "utf-8")
    terms("extract", str(tmp_path))
    assert "clearing margin" in names(terms("candidates"))
    put(term("margin", "clearing margin"))
    assert "clearing margin" not in names(terms("candidates"))


def test_a_document_that_is_not_utf8_is_counted_and_the_others_are_read(
    terms: Run, tmp_path: Path
) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "notes.md").write_text(TEXT, "utf-8")
    (documents / "old.txt").write_bytes("净资产".encode("gb18030"))
    (documents / "link").symlink_to(tmp_path)
    said = terms("extract", str(documents))
    assert said.code == 0
    assert "1 of the documents are not UTF-8 and were left out, the first" in said.err
    assert "1 documents read, 1 other files left out" in said.err


def test_a_folder_without_documents_is_one_sentence(terms: Run, tmp_path: Path) -> None:
    said = terms("extract", str(tmp_path / "data"))
    assert "holds no document" in said.sentence
    assert said.code == 1


def test_wanted_names_are_listed_until_they_are_dismissed(terms: Run) -> None:
    ask_for("NAV", "U1", "U2", "U3")
    ask_for("secret", "U1")
    ask_for("return on equity", "U1", "U2", "U3")
    (row,) = terms("wanted", "--json").rows
    assert (row["name"], row["asked"], row["people"]) == ("NAV", 3, 3)
    assert terms("wanted").lines[1].startswith("NAV\t3\t3\t20")
    assert terms("dismiss", "nav").out == "nav: dismissed\n"
    assert terms("wanted", "--json").rows == []


def test_what_only_one_person_asked_is_not_told_by_dismissing_it(terms: Run) -> None:
    ask_for("secret", "U1")
    said = terms("dismiss", "secret")
    assert said.sentence == terms("dismiss", "nothing").sentence.replace("nothing", "secret")
    assert said.code == 1


def test_a_suggestion_is_shown_with_what_it_changes_and_approved(terms: Run) -> None:
    better = term("roe", "return on equity", definition="profit by equity.")
    number = str(suggest(better, 1, "shorter").id)
    lines = terms("suggestions").lines
    assert lines[0].startswith(f"{number}  20")
    assert lines[0].endswith("U7  roe (en) return on equity")
    assert lines[1:] == ["  note: shorter", "  definition: what roe is. -> profit by equity."]
    said = terms("suggestions", "--approve", number)
    assert said.out == "roe (en) return on equity: approved, revision 2\n"
    assert terms_called("roe") == [replace(better, revision=2)]
    assert f"approve suggestion {number} by U7" in terms("history", "roe").lines[0]
    assert "No suggestion is open" in terms("suggestions").err
    again = terms("suggestions", "--reject", number)
    assert "decided already (approved by terminal:" in again.sentence
    assert again.code == 1


def test_a_proposed_term_is_approved_with_its_suggestion(terms: Run) -> None:
    number = suggest(term("nav", "net asset value", status="proposed"), 0).id
    assert "  new: what nav is." in terms("suggestions").lines
    assert terms("suggestions", "--approve", str(number)).code == 0
    (nav,) = terms_called("nav")
    assert (nav.status, nav.revision) == ("approved", 1)


def test_a_new_term_is_approved_beside_the_one_that_has_its_id(terms: Run) -> None:
    both = [
        suggest(term("c", name, definition=f"the language {name}."), 0) for name in ("C++", "C#")
    ]
    for one in both:
        assert terms("suggestions", "--approve", str(one.id)).code == 0
    (first,), (second,) = terms_called("c"), terms_called("c-2")
    assert (first.name, second.name) == ("C++", "C#")


def test_a_suggestion_for_an_older_revision_stays_open(terms: Run) -> None:
    number = str(suggest(term("roe", "return on equity", definition="profit by equity."), 1).id)
    newer = put(term("roe", "return on equity", definition="net profit by equity."))
    assert "  made for revision 1; revision 2 is there now" in terms("suggestions").lines
    said = terms("suggestions", "--approve", number)
    assert "changed meanwhile (roe)" in said.sentence
    assert said.code == 1
    assert terms_called("roe") == [newer]
    assert terms("suggestions").lines[0].startswith(f"{number}  ")
    assert terms("suggestions", "--reject", number).out.endswith(": rejected\n")
    assert terms_called("roe") == [newer]


def test_a_suggestion_that_is_not_there_is_one_sentence(terms: Run) -> None:
    assert "There is no suggestion 7" in terms("suggestions", "--approve", "7").sentence
    both = terms("suggestions", "--approve", "7", "--reject", "7")
    assert "both at once" in both.sentence
