"""``termwise terms``: lists, cards, matches, and decisions with their history."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bot.cli.store import with_store
from conversation_store.database import Database
from conversation_store.term import Term
from conversation_store.term_changes import TermChanges
from conversation_store.terms import Terms
from tests.command_line import EXAMPLES, FORMATS, Run, runner
from tests.glossaries import term


@pytest.fixture
def terms(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    run = runner(tmp_path, monkeypatch, capsys)
    assert run("import", str(FORMATS / "glossary.csv")).code == 0
    return run


def put(one: Term) -> None:
    with_store(lambda database: TermChanges(database).put(one, who="U1", action="add"))


async def revision(database: Database) -> int:
    return await Terms(database).revision()


def test_a_list_begins_with_how_many_there_are_of_each_field(terms: Run) -> None:
    put(fever := term("fever", "fever", field="medicine"))
    said = terms("list")
    assert said.lines[:4] == [
        "field\tproposed\tapproved\tdeprecated",
        "finance\t0\t5\t0",
        "medicine\t0\t1\t0",
        "",
    ]
    assert len(said.lines) == 5 + 11
    assert fever.name in said.out


def test_a_list_can_be_narrowed(terms: Run) -> None:
    put(term("fever", "fever", field="medicine", status="proposed"))
    assert [row["concept"] for row in terms("list", "--field", "medicine", "--json").rows] == [
        "fever"
    ]
    assert len(terms("list", "--language", "zh", "--json").rows) == 5
    assert len(terms("list", "--status", "proposed").lines) == 2
    cut = terms("list", "--limit", "3")
    assert "first 3" in cut.err
    assert "first" not in terms("list", "--limit", "11").err


def test_a_list_of_an_empty_glossary_says_how_to_fill_it(
    terms: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERMWISE_DATA_DIR", "elsewhere")
    assert "termwise terms import" in terms("list").err
    assert "termwise terms import" in terms("lookup", "ROE").err


@pytest.mark.parametrize("asked", ["return-on-equity", "ROE", "净资产收益率"])
def test_a_card_has_all_fields_in_both_languages(terms: Run, asked: str) -> None:
    said = terms("show", asked)
    assert said.code == 0
    for value in ("股东权益报酬率 | 权益净利率", "Finance department", "Apache-2.0", "–"):
        assert value in said.out
    rows = terms("show", asked, "--json").rows
    assert sorted(row["language"] for row in rows) == ["en", "zh"]
    assert rows[0].keys() == Term.__dataclass_fields__.keys()


def test_what_has_no_card_is_answered_with_what_may_be_meant(terms: Run) -> None:
    said = terms("show", "return-on-equty")
    assert said.code == 1
    assert "return-on-equity (return on equity)" in said.sentence


def test_looking_up_finds_what_the_slash_command_finds(terms: Run) -> None:
    said = terms("lookup", "ＲＯＥ")
    assert said.lines[0].startswith(
        "return on equity / ROE (return-on-equity, finance, revision 1)"
    )
    assert len(terms("lookup", "“ROE”", "--json").rows) == 2
    near = terms("lookup", "净资产收溢率")
    assert (near.code, near.out) == (1, "")
    assert near.sentence.endswith("Did you mean 净资产收益率, 总资产收益率?")


def test_a_text_is_matched_with_places_and_senses(terms: Run) -> None:
    put(term("roe-fish", "roe", field="food"))
    text = "我们的ＲＯＥ和 free  cash flow"
    said = terms("match", text)
    assert said.lines[1:] == [
        "3\t6\tＲＯＥ\t2\treturn-on-equity\t净资产收益率\tfinance",
        "3\t6\tＲＯＥ\t2\troe-fish\troe\tfood",
        "8\t23\tfree cash flow\t1\tfree-cash-flow\tfree cash flow\tfinance",
    ]
    first, second = terms("match", text, "--json").rows
    assert (first["start"], first["end"], first["text"]) == (3, 6, "ＲＯＥ")
    assert [sense["concept"] for sense in first["senses"]] == ["return-on-equity", "roe-fish"]
    assert text[second["start"] : second["end"]] == second["text"]


def test_a_text_to_match_may_come_from_a_pipe(terms: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("What is EBITDA?\n"))
    (match,) = terms("match", "-", "--json").rows
    assert match["text"] == "EBITDA"


def test_a_term_is_deprecated_and_approved_again_with_a_history(terms: Run) -> None:
    said = terms("deprecate", "return-on-equity", "revenue", "--language", "en")
    assert said.lines == [
        "return-on-equity (en) return on equity: approved -> deprecated, revision 1 -> 2",
        "revenue (en) revenue: approved -> deprecated, revision 1 -> 2",
    ]
    assert with_store(revision) == 2
    assert "revenue" not in terms("match", "revenue").out
    assert "deprecated" in terms("lookup", "return on equity").out
    said = terms("approve", "return-on-equity")
    assert sorted(said.lines) == [
        "return-on-equity (en) return on equity: deprecated -> approved, revision 2 -> 3",
        "return-on-equity (zh) 净资产收益率: approved already, revision 1",
    ]
    lines = terms("history", "return-on-equity").lines
    assert lines[1:3] == [
        "  return-on-equity (en) return on equity, revision 3",
        "    status: deprecated -> approved",
    ]
    heads = [line.split("  ")[1:] for line in lines if not line.startswith(" ")]
    assert [action for _, action in heads] == ["approve", "deprecate", "import glossary.csv"]
    assert all(who.startswith("terminal:") for who, _ in heads)


def test_approving_what_is_approved_is_no_change(terms: Run) -> None:
    assert terms("approve", "revenue", "ebitda", "revenue").code == 0
    assert with_store(revision) == 1


@pytest.mark.parametrize("command", ["approve", "deprecate"])
def test_an_unknown_concept_leaves_all_as_they_are(terms: Run, command: str) -> None:
    put(term("draft", "draft", status="proposed"))
    said = terms(command, "draft", "revenue", "revenu")
    assert said.code == 1
    assert "no concept revenu. Did you mean revenue (revenue)" in said.sentence
    assert with_store(revision) == 2
    said = terms(command, "revenue", "draft", "--language", "zh")
    assert "The concept draft has no term in zh" in said.sentence
    assert with_store(revision) == 2


def test_a_history_of_an_unknown_concept_offers_others(terms: Run) -> None:
    assert "ebitda (EBITDA)" in terms("history", "ebitdaa").sentence


def test_what_names_hold_is_neither_markup_nor_a_command_to_the_terminal(terms: Run) -> None:
    name = "[bold]\x1b[31m\x9b2J\u202eevil[/] :smile:"
    put(bad := term("bad", name, definition=name, aliases=(name, "x\ny")))
    for command in (
        ["list"],
        ["list", "--json"],
        ["show", "bad"],
        ["show", "bad", "--json"],
        ["lookup", name],
        ["match", name],
        ["match", name, "--json"],
        ["history", "bad"],
        ["deprecate", "bad"],
        ["show", name + "\x07"],
    ):
        said = terms(*command)
        printed = said.out + said.err
        assert not {"\x1b", "\x9b", "\u202e", "\x07", "\x7f"} & {*printed}
        assert "[bold]" in printed
        assert ":smile:" in printed
    (row,) = terms("show", "bad", "--json").rows
    assert row["name"] == bad.name


def test_a_value_with_a_line_end_stays_in_its_row(terms: Run) -> None:
    put(replace(term("odd", "two\nlines\tand tabs"), field="odd"))
    assert terms("list", "--field", "odd").lines[1].split("\t")[2] == "two lines and tabs"


def test_other_example_glossaries_are_listed_by_field(terms: Run) -> None:
    terms("import", str(EXAMPLES / "law" / "glossary.csv"))
    fields = [line.split("\t")[0] for line in terms("list").lines[1:3]]
    assert fields == ["finance", "law"]
