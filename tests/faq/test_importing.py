"""What a file changes, and whose approval outlives it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.errors import UserError
from bot.faq.files import AnswerRow
from bot.faq.importing import Plan, Vouching, plan
from conversation_store.standard_answers import StandardAnswer

NOW = datetime(2026, 6, 1, 12, 30, tzinfo=UTC)
SPRING = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
ROW = AnswerRow("a.csv, line 2", "How much leave?", "25 days.", "en", "workspace:T1")
THERE = StandardAnswer(ROW.question, ROW.answer, "en", "workspace:T1", id=3, revision=2, hits=9)
APPROVED = replace(THERE, status="approved", verified_by="Kim", verified_at=SPRING)
NOBODY = Vouching(approve=False, by="", at=NOW)
LEE = Vouching(approve=True, by="Lee", at=NOW)


def one(row: AnswerRow, *stored: StandardAnswer, vouching: Vouching = NOBODY) -> StandardAnswer:
    """What becomes of the one answer that a row changes."""
    ((_, after),) = plan([row], stored, vouching).changes
    return after


def unchanged(row: AnswerRow, *stored: StandardAnswer, vouching: Vouching = NOBODY) -> Plan:
    planned = plan([row], stored, vouching)
    assert (planned.changes, planned.same) == ([], 1)
    return planned


def test_a_new_answer_is_proposed() -> None:
    assert one(ROW) == StandardAnswer(ROW.question, ROW.answer, "en", "workspace:T1")


def test_a_row_that_says_who_verified_it_may_approve_itself() -> None:
    row = replace(ROW, status="approved", verified_by="Kim", verified_on=date(2026, 5, 1))
    after = one(row)
    assert (after.status, after.verified_by) == ("approved", "Kim")
    assert after.verified_at == datetime(2026, 5, 1, tzinfo=UTC)
    assert one(replace(row, verified_on=None)).verified_at == NOW


def test_a_row_that_does_not_say_who_verified_it_is_proposed_and_counted() -> None:
    planned = plan([replace(ROW, status="approved")], [], NOBODY)
    assert planned.unvouched == 1
    assert planned.changes[0][1].status == "proposed"


def test_somebody_may_vouch_for_a_whole_file() -> None:
    after = one(ROW, vouching=LEE)
    assert (after.status, after.verified_by, after.verified_at) == ("approved", "Lee", NOW)
    assert one(replace(ROW, verified_by="Kim"), vouching=LEE).verified_by == "Kim"
    assert one(replace(ROW, status="suspended"), vouching=LEE).status == "suspended"
    with pytest.raises(UserError, match=r"a\.csv, line 2: .* --by NAME"):
        one(ROW, vouching=replace(LEE, by=""))


@pytest.mark.parametrize("vouching", [NOBODY, LEE, replace(LEE, by="")])
@pytest.mark.parametrize("status", [None, "proposed", "approved"])
def test_an_approval_outlives_the_same_file(vouching: Vouching, status: None) -> None:
    unchanged(replace(ROW, status=status), APPROVED, vouching=vouching)
    unchanged(replace(ROW, status=status), replace(APPROVED, verified_at=None), vouching=vouching)


@pytest.mark.parametrize(
    "row",
    [
        replace(ROW, answer="30 days."),
        replace(ROW, wordings=("days off?",)),
        replace(ROW, question="how much  LEAVE？"),
    ],
)
def test_an_approval_holds_for_the_text_that_was_approved(row: AnswerRow) -> None:
    after = one(row, APPROVED)
    assert (after.status, after.verified_by, after.verified_at) == ("proposed", "", None)
    assert (after.id, after.hits) == (3, 9)
    again = one(row, APPROVED, vouching=LEE)
    assert (again.status, again.verified_by, again.verified_at) == ("approved", "Lee", NOW)


def test_an_answer_keeps_what_the_row_leaves_empty() -> None:
    expires = datetime(2027, 1, 1, 8, tzinfo=UTC)
    there = replace(APPROVED, owner="U1", wordings=("days off?",), expires_at=expires)
    unchanged(ROW, there)
    row = replace(ROW, expires_on=date(2027, 1, 1), verified_on=date(2026, 3, 1))
    unchanged(row, there)  # the days of the moments that are known
    assert one(replace(ROW, owner="U2"), there) == replace(there, owner="U2")


@pytest.mark.parametrize("status", ["suspended", "expired"])
def test_what_is_off_stays_off_until_it_was_verified_anew(status: str) -> None:
    off = replace(APPROVED, status=status)  # type: ignore[arg-type]  # it is one of them
    row = replace(ROW, status="approved", verified_by="Kim", verified_on=date(2026, 3, 1))
    assert unchanged(row, off).off == 1
    assert unchanged(ROW, off, vouching=LEE).off == 1
    again = one(replace(row, verified_on=date(2026, 3, 2)), off)
    assert (again.status, again.verified_at) == ("approved", datetime(2026, 3, 2, tzinfo=UTC))
    assert one(replace(row, answer="30 days."), off).status == "approved"


def test_an_id_finds_its_answer_under_another_question() -> None:
    row = replace(ROW, id=3, question="Days of leave?")
    assert one(row, THERE) == replace(THERE, question="Days of leave?")


def test_an_id_that_means_another_answer_is_refused() -> None:
    elsewhere = replace(ROW, id=3, audience="workspace:T2")
    with pytest.raises(UserError, match=r"line 2: .* another one \(en, workspace:T1: How much"):
        one(elsewhere, THERE)
    other = replace(ROW, id=3, question="Who signs?", answer="The board.")
    with pytest.raises(UserError, match=r"line 2: .* another one \(en, workspace:T1: How much"):
        one(other, THERE)


def test_an_id_that_no_answer_has_adds_one_as_after_an_export_into_an_empty_store() -> None:
    assert one(replace(ROW, id=4)).id == 0
    assert plan([replace(ROW, id=4)], [THERE], NOBODY).same == 1


def test_the_same_question_elsewhere_is_another_answer() -> None:
    for row in (replace(ROW, audience="channel:C1"), replace(ROW, language="zh")):
        assert one(row, THERE).id == 0


def test_one_answer_twice_in_a_file_is_refused_with_both_lines() -> None:
    second = replace(ROW, where="a.csv, line 9", question="how much  leave？")
    with pytest.raises(UserError, match=r"line 9: .* in a\.csv, line 2: keep one"):
        plan([ROW, second], [], NOBODY)
    by_id = replace(second, question="Days of leave?", id=3)
    with pytest.raises(UserError, match=r"line 9: the standard answer 3 is .* line 2"):
        plan([ROW, by_id], [THERE], NOBODY)


def test_an_expiry_that_is_past_is_refused_unless_it_was_there_or_is_meant() -> None:
    past = replace(ROW, expires_on=date(2026, 6, 1))
    with pytest.raises(UserError, match=r"line 2: the field expires_on is 2026-06-01.* past"):
        one(past)
    there = replace(THERE, expires_at=datetime(2026, 6, 1, tzinfo=UTC))
    unchanged(past, there)
    assert one(replace(past, status="expired")).status == "expired"
    assert one(replace(ROW, expires_on=date(2026, 6, 2))).expires_at


def test_of_two_answers_to_one_question_the_one_in_use_is_changed() -> None:
    expired = replace(THERE, id=1, status="expired")
    assert one(replace(ROW, owner="U1"), expired, THERE).id == 3
