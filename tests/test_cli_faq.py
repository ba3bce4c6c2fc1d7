"""``termwise faq``: standard answers in and out, and decisions about them."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli.store import with_store
from conversation_store.asked_questions import AskedQuestions
from conversation_store.cache_removals import CacheRemovals
from conversation_store.database import Database
from conversation_store.standard_answers import StandardAnswers
from tests.command_line import EXAMPLES, Run, runner
from tests.test_cli import ENVIRONMENT

EXAMPLE = str(EXAMPLES / "faq.csv")
HERE = ("--audience", "workspace:T1")


@pytest.fixture
def faq(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(tmp_path, monkeypatch, capsys, "faq")


@pytest.fixture
def answered(faq: Run) -> Run:
    assert faq("import", EXAMPLE, *HERE).code == 0
    return faq


async def revision(database: Database) -> int:
    return await StandardAnswers(database).revision()


async def ask(database: Database) -> None:
    for user in ("U1", "U2"):
        for key, wording in (("leave", f"leave of {user}?"), ("trip", "trips?")):
            await AskedQuestions(database).count(
                key, wording, "en", user_id=user, audience="workspace:T1", in_public=True
            )


def rows_file(path: Path, *rows: str, header: str = "question,answer") -> str:
    path.write_text("\n".join((header, *rows)) + "\n", "utf-8")
    return str(path)


def test_a_file_is_taken_in_once_and_proposed(faq: Run) -> None:
    said = faq("import", EXAMPLE, *HERE)
    assert (said.code, said.lines[0]) == (0, "30 new, 0 changed, 0 the same.")
    again = faq("import", EXAMPLE, *HERE)
    assert again.lines == ["0 new, 0 changed, 30 the same."]
    assert with_store(revision) == 1
    assert {row["status"] for row in faq("list", "--json").rows} == {"proposed"}


def test_a_dry_run_says_the_same_and_changes_nothing(faq: Run) -> None:
    dry = faq("import", EXAMPLE, *HERE, "--dry-run")
    assert "Nothing was changed" in dry.err
    assert with_store(revision) == 0
    assert faq("import", EXAMPLE, *HERE).out == dry.out
    assert with_store(revision) == 1


def test_a_whole_file_is_approved_by_whoever_vouches_for_it(faq: Run) -> None:
    assert "--by NAME" in faq("import", EXAMPLE, *HERE, "--approve").sentence
    assert with_store(revision) == 0
    faq("import", EXAMPLE, *HERE, "--approve", "--by", "Kim Lee")
    (one, *_) = rows = faq("list", "--status", "approved", "--json").rows
    assert len(rows) == 30
    assert one["verified_by"] == "Kim Lee"
    assert "  Kim Lee (terminal:" in faq("history", str(one["id"])).lines[0]


@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_what_was_written_changes_nothing_when_it_is_read(
    answered: Run, tmp_path: Path, suffix: str
) -> None:
    answered("approve", "3", "--by", "Kim", "--expires-on", "2999-12-31")
    answered("expire", "4", "--by", "Kim")
    file = str(tmp_path / f"all.{suffix}")
    assert answered("export", file).err.startswith("30 standard answers written to ")
    assert answered("import", file).lines[0] == "0 new, 0 changed, 30 the same."
    assert with_store(revision) == 3
    assert "--force" in answered("export", file).sentence
    assert answered("export", file, "--force").code == 0


def test_all_can_be_written_to_standard_output(answered: Run) -> None:
    rows = list(csv.DictReader(answered("export").out.splitlines(keepends=True)))
    assert [row["id"] for row in rows] == [str(number) for number in range(1, 31)]
    assert {row["audience"] for row in rows} == {"workspace:T1"}


def test_a_changed_text_is_shown_and_must_be_approved_anew(faq: Run, tmp_path: Path) -> None:
    file = rows_file(tmp_path / "a.csv", "leave?,25 days.", "trip?,Ask.")
    faq("import", file, *HERE, "--approve", "--by", "Kim")
    rows_file(tmp_path / "a.csv", "leave?,30 days.", "trip?,Ask.")
    assert faq("import", file, *HERE).lines == [
        "0 new, 1 changed, 1 the same.",
        "Changed:",
        "  1 (en) leave?",
        "    answer: 25 days. -> 30 days.",
        "    verified_by: Kim -> (none)",
        *(line for line in faq("history", "1").lines if line.startswith("    verified_on: ")),
        "    status: approved -> proposed",
    ]


def test_a_broken_line_is_named_and_nothing_is_taken_in(faq: Run, tmp_path: Path) -> None:
    good = [f"question {number}?,yes" for number in range(2_500)]
    file = rows_file(tmp_path / "a.csv", *good[:1_200], "broken?,", *good[1_200:])
    said = faq("import", file, *HERE)
    assert said.sentence.endswith("a.csv, line 1202: the field answer is empty: fill it in.")
    assert said.code == 1
    assert with_store(revision) == 0


def test_many_answers_come_at_once(faq: Run, tmp_path: Path) -> None:
    file = rows_file(tmp_path / "a.csv", *(f"question {n}?,yes" for n in range(3_000)))
    assert faq("import", file, *HERE).lines[0] == "3,000 new, 0 changed, 0 the same."
    assert with_store(revision) == 1
    listed = faq("list")
    assert len(listed.lines) == 51
    assert "first 50 of 3,000" in listed.err


@pytest.mark.parametrize("audience", ["T1", "person:U1", "workspace:", "channel:C 1"])
def test_a_wrong_audience_is_refused_before_the_file_is_read(faq: Run, audience: str) -> None:
    said = faq("import", "missing.csv", "--audience", audience)
    assert said.sentence.startswith("termwise: --audience: ")


@pytest.mark.parametrize("name", ["missing.csv", "[bold]nothing.csv", "notes.txt", "."])
def test_what_cannot_be_read_is_one_sentence(faq: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "notes.txt").write_text("Remember the milk.")
    said = faq("import", name, *HERE)
    assert name in said.sentence
    assert said.code == 1


def test_approving_and_expiring_tell_what_was_and_is(answered: Run) -> None:
    said = answered("approve", "3", "--by", "Kim", "--expires-on", "2999-12-31")
    assert ": proposed -> approved, revision 1 -> 2" in said.out
    (row,) = answered("list", "--status", "approved", "--json").rows
    assert (row["id"], row["verified_by"], row["expires_at"]) == (
        3,
        "Kim",
        "2999-12-31 00:00:00+00:00",
    )
    assert ": approved -> expired, revision 2 -> 3" in answered("expire", "3", "--by", "Lee").out
    assert "expired already, revision 3" in answered("expire", "3", "--by", "Lee").out
    lines = answered("history", "3").lines
    headings = [line.split("  ")[1:] for line in lines if not line.startswith(" ")]
    assert [action for _, action in headings] == ["expire", "approve", "import faq.csv"]
    assert headings[0][0].startswith("Lee (terminal:")
    assert "    status: approved -> expired" in lines


def test_what_would_have_expired_already_is_not_approved(answered: Run) -> None:
    said = answered("approve", "3", "--by", "Kim", "--expires-on", "2020-01-01")
    assert said.sentence.endswith("expired on 2020-01-01: give a later day by --expires-on.")
    assert (
        "31.12.2027"
        in answered("approve", "3", "--by", "Kim", "--expires-on", "31.12.2027").sentence
    )
    assert with_store(revision) == 1


def test_nobody_cannot_approve(answered: Run) -> None:
    assert "--by is empty" in answered("approve", "3", "--by", " ").sentence
    assert "U+202E" in answered("approve", "3", "--by", "Kim\u202e").sentence
    assert answered("approve", "3").code == 2  # how Typer says that an option is missing


@pytest.mark.parametrize("command", ["show", "history", "approve", "expire"])
def test_an_unknown_number_is_one_sentence(answered: Run, command: str) -> None:
    by = ("--by", "Kim") if command in ("approve", "expire") else ()
    said = answered(command, "31", *by)
    assert said.sentence == (
        "termwise: There is no standard answer 31: list them to see their ids."
    )
    assert said.code == 1
    assert answered(command, "99999999999999999999", *by).code == 2


def test_an_answer_is_shown_with_its_wordings(answered: Run) -> None:
    (row,) = answered("show", "1", "--json").rows
    lines = answered("show", "1").lines
    assert f"question     {row['question']}" in lines
    assert f"wordings     {' | '.join(row['wordings'])}" in lines
    assert lines[lines.index("") + 1 :] == row["answer"].splitlines()


def test_an_empty_list_says_what_to_do(faq: Run) -> None:
    assert "termwise faq import" in faq("list").err


def test_what_several_people_ask_is_suggested_until_it_is_dismissed(faq: Run) -> None:
    assert "No question" in faq("suggestions").err
    with_store(ask)
    header, leave, trip = faq("suggestions").lines
    assert header.split("\t") == ["people", "asked", "last", "key", "wordings"]
    assert leave.split("\t")[3:] == ["leave", "leave of U2? | leave of U1?"]
    assert trip.split("\t")[:2] == ["2", "2"]
    assert faq("dismiss", "leave").code == 0
    assert [row["key"] for row in faq("suggestions", "--json").rows] == ["trip"]
    assert "no suggestion has the key leave" in faq("dismiss", "leave").sentence.lower()
    with_store(ask)
    assert [row["key"] for row in faq("suggestions", "--json").rows] == ["trip"]


def test_processes_that_import_one_file_at_once_add_nothing_twice(faq: Run, tmp_path: Path) -> None:
    with_store(revision)  # the tables are there, so that all begin together
    command = [sys.executable, "-m", "bot", "faq", "import", EXAMPLE, *HERE]
    environment = ENVIRONMENT | {"TERMWISE_DATA_DIR": str(tmp_path / "data")}
    processes = [
        subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE)
        for _ in range(3)
    ]
    firsts = sorted(process.communicate(timeout=90)[0].splitlines()[0] for process in processes)
    same = b"0 new, 0 changed, 30 the same."
    assert firsts == [same, same, b"30 new, 0 changed, 0 the same."]
    assert with_store(revision) == 1


def test_whoever_is_forgotten_is_named_to_all_replicas(faq: Run) -> None:
    assert faq("forget", "U012ABC").lines[0].startswith("Forgotten: ")
    assert with_store(removals) == [(1, "person", "U012ABC")]
    assert "is no Slack user's id" in faq("forget", "everybody").sentence


async def removals(database: Database) -> list[tuple[int, str, str]]:
    found = await CacheRemovals(database).since(0)
    return [(one.number, one.kind, one.value) for one in found]
