"""Files of standard answers: what was written is read again, and what is wrong is named."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UserError
from bot.faq.files import AnswerRow, read_answers, writer
from bot.faq.files.opening import FILE_BYTES
from conversation_store.standard_answers import StandardAnswer

EVERYTHING = StandardAnswer(
    question="=How | many?",
    answer="- **25** days, “a year”\n- \\| and a, comma",
    language="en",
    audience="channel:C1",
    wordings=("a|b", "back\\slash", "+1"),
    owner="@Kim",
    verified_by="-Lee",
    verified_at=datetime(2026, 1, 5, tzinfo=UTC),
    expires_at=datetime(2031, 1, 1, tzinfo=UTC),
    status="approved",
    id=7,
)


def written(path: Path, *answers: StandardAnswer) -> Path:
    text = StringIO(newline="")
    writer(path)(answers, text)
    path.write_text(text.getvalue(), "utf-8", newline="")
    return path


def refused(path: Path, audience: str = "workspace:T1") -> str:
    with pytest.raises(UserError) as caught:
        list(read_answers(path, audience))
    return str(caught.value).removeprefix(str(path))


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "ndjson"])
def test_what_was_written_is_read_again(tmp_path: Path, suffix: str) -> None:
    plain = StandardAnswer("年假?", "15 天", "zh", "workspace:T1")
    path = written(tmp_path / f"a.{suffix}", EVERYTHING, plain)
    full, empty = read_answers(path)
    assert full == AnswerRow(
        where=f"{path}, line 2" if suffix == "csv" else f"{path}, line 1",
        question=EVERYTHING.question,
        answer=EVERYTHING.answer,
        language="en",
        audience="channel:C1",
        wordings=EVERYTHING.wordings,
        owner="@Kim",
        verified_by="-Lee",
        verified_on=date(2026, 1, 5),
        expires_on=date(2031, 1, 1),
        status="approved",
        id=7,
    )
    assert empty == AnswerRow(
        empty.where, "年假?", "15 天", "zh", "workspace:T1", status="proposed"
    )


# Neither what cannot be seen nor white space at the ends, which reading takes away.
SEEN = st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S"]), min_size=1)


@given(question=SEEN, answer=SEEN, wordings=st.lists(SEEN, unique=True, max_size=4), owner=SEEN)
@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_any_seen_text_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory,
    suffix: str,
    question: str,
    answer: str,
    wordings: list[str],
    owner: str,
) -> None:
    others = tuple(one for one in wordings if one != question)
    said = StandardAnswer(question, answer, "en", "workspace:T1", others, owner[:200])
    path = written(tmp_path_factory.mktemp("files") / f"a.{suffix}", said)
    (row,) = read_answers(path)
    assert (row.question, row.answer, row.wordings, row.owner) == (
        question,
        answer,
        others,
        owner[:200],
    )


def test_no_cell_that_is_written_is_a_formula(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", EVERYTHING)
    text = path.read_text("utf-8")
    for begun in ("'=How", "\"'- **25**", "'@Kim", "'-Lee"):
        assert begun in text


def test_a_formula_is_text_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("question,answer\n=1+1?,=SUM(A1:A9)\n")
    (row,) = read_answers(path, "workspace:T1")
    assert (row.question, row.answer) == ("=1+1?", "=SUM(A1:A9)")


def test_the_language_is_the_question_s_where_the_row_names_none(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("\ufeffQuestion,Answer\r\n年假?,15 天\r\nleave?,15\r\n", "utf-8")
    rows = list(read_answers(path, "workspace:T1"))
    assert [(row.language, row.answer) for row in rows] == [("zh", "15 天"), ("en", "15")]


def test_rows_that_name_an_audience_keep_it(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("question,answer,audience\na?,1,channel:C9\nb?,2,\n")
    audiences = [row.audience for row in read_answers(path, "workspace:T1")]
    assert audiences == ["channel:C9", "workspace:T1"]


HEADER = "question,answer,wordings,language,audience,owner,verified_on,expires_on,status,id"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",a,,,,,,,,", "the field question is empty"),
        ("q,,,,,,,,,", "the field answer is empty"),
        (f"{'q' * 2001},a,,,,,,,,", "the field question has 2,001 characters"),
        (f"q,{'a' * 20001},,,,,,,,", "the field answer has 20,001 characters"),
        (f"q,a,{'|'.join(map(str, range(101)))},,,,,,,", "the field wordings has 101 values"),
        ("q,a,,fr,,,,,,", "the field language is fr: it must be zh or en"),
        ("q,a,,,person:U1,,,,,", "the field audience is wrong: person:U1"),
        ("q,a,,,everybody,,,,,", "the field audience is wrong: everybody"),
        ("q,a,,,workspace:,,,,,", "the field audience is wrong: workspace:"),
        (f"q,a,,,,{'o' * 201},,,,", "the field owner has 201 characters"),
        ("q,a,,,,,31.12.2026,,,", "the field verified_on is 31.12.2026: write a date as"),
        ("q,a,,,,,2999-01-01,,,", "the field verified_on is 2999-01-01, which is in the future"),
        ("q,a,,,,,,2027-02-30,,", "the field expires_on is 2027-02-30: write a date as"),
        ("q,a,,,,,,,deprecated,", "the field status is deprecated: it must be one of proposed"),
        ("q,a,,,,,,,,x", "the field id is x"),
        ("q,a,,,,,,,,-1", "the field id is -1"),
        ("q,a,,,,,,,,99999999999999999999", "the field id is 9999"),
        ("q,a\x07b,,,,,,,,", "the field answer holds the character U+0007 (its character 2)"),
        ("q\u202e,a,,,,,,,,", "the field question holds the character U+202E"),
        ("q,a,w\u200b|x,,,,,,,", "the field wordings holds the character U+200B"),
        ("q,a", "the row has 2 cells and the header 10"),
        ('q,"a"b,,,,,,,,', "not valid CSV"),
        ('q,"a,,,,,,,,', "is never closed"),
    ],
)
def test_a_broken_row_is_named_with_its_line_and_field(tmp_path: Path, row: str, said: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{HEADER}\nfine?,yes,,,,,,,,\n{row}\n", "utf-8")
    sentence = refused(path)
    assert sentence.startswith(", line 3: ")
    assert said in sentence


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "not JSON ("),
        ("[" * 9_999, "not JSON"),
        ('{"id": ' + "9" * 9_999 + "}", "not JSON"),
        ("[]", "no object"),
        ('{"question": "q", "answer": 5}', "the field answer must be a text"),
        ('{"question": "q", "answer": "a", "wordings": "w"}', "wordings must be a list of texts"),
        ('{"question": "q", "answer": "a", "wordings": [1]}', "wordings must be a list of texts"),
        ('{"question": "q", "answer": "a", "id": 1.5}', "the field id is 1.5"),
        ('{"question": "q", "answer": "a", "id": true}', "the field id must be a number"),
        ('{"question": "q", "question": "a"}', "the field question twice"),
        (
            '{"question": "q", "answer": "a", "tags": 1}',
            "unknown field(s) tags; known are question",
        ),
        ('{"question": "q"}', "the field answer is empty"),
        ('{"question": "\\ud800", "answer": "a"}', "holds the character U+D800"),
        ('{"question": "q", "answer": "\\u0000"}', "holds the character U+0000"),
    ],
)
def test_a_broken_line_of_json_is_named(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "a.jsonl"
    fine = json.dumps({"question": "fine?", "answer": "yes", "owner": None})
    path.write_text(f"{fine}\n\n{line}\n", "utf-8")
    sentence = refused(path)
    assert sentence.startswith(", line 3: ")
    assert said in sentence


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("question", "lacks the column(s) answer"),
        ("question,answer,tags", "unknown column(s) tags; known are question, wordings, answer"),
        ("question,answer,,", "unknown column(s) (no name)"),
        ("question,answer,answer", "the column(s) answer twice"),
        ("question;answer", "the cells are parted by ;"),
    ],
)
def test_a_wrong_header_is_named_with_what_is_known(tmp_path: Path, header: str, said: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{header}\n")
    sentence = refused(path)
    assert sentence.startswith(", line 1: ")
    assert said in sentence


@pytest.mark.parametrize("rows", ["question,answer\nq,a\n", "question,answer,audience\nq,a,\n"])
def test_what_names_no_audience_is_for_everybody(tmp_path: Path, rows: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(rows)
    assert [row.audience for row in read_answers(path)] == ["workspace:*"]


@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        ("question".encode("utf-16"), "not UTF-8 but UTF-16"),
        (b"PK\x03\x04 and so on", "a zip file or a spreadsheet"),
        (b"question\xff\n", "not UTF-8"),
        (b"x" * 9_000_000, "longer than 8 MB"),
    ],
)
def test_what_is_no_such_file_is_told_in_a_sentence(
    tmp_path: Path, suffix: str, content: bytes, said: str
) -> None:
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(content)
    assert said in refused(path)


def test_a_header_without_a_row_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("question,answer\n\n")
    assert refused(path) == ": there is no row under the header: nothing to take in."


def test_a_file_that_is_missing_or_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    assert "No such file" in refused(tmp_path / "missing.csv")
    assert "Is a directory" in refused(tmp_path / "folder.csv")
    assert "neither in .csv nor in .jsonl" in refused(tmp_path / "notes.txt")


def test_a_file_of_more_than_50_mb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.write(b"question,answer\n" * 9)
        file.truncate(FILE_BYTES + 1_000_000)  # a hole: it takes no room
    assert refused(path).startswith(" has 51 MB: ")


def test_line_ends_in_an_answer_are_those_of_markdown(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes('question,answer\r\n"two\r\nlines?","1\r\n\r\n- 2 👩\u200d💻"\r\n'.encode())
    (row,) = read_answers(path, "workspace:T1")
    assert (row.question, row.answer) == ("two lines?", "1\n\n- 2 👩\u200d💻")
