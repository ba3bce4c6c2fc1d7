"""Hand-made histories: the judge must not be able to pass everything."""

from __future__ import annotations

from typing import Any

import pytest

from tests.chaos.judge import Asked, Verdict, judge
from tests.chaos.scripted_model import answer

Json = dict[str, Any]

CHANNEL = "C1"
ONE = Asked("q00001", CHANNEL, "1.0")
TWO = Asked("q00002", CHANNEL, "1.0")  # asked in the same thread
OTHER = Asked("q00003", CHANNEL, "3.0")
SORRY = "Sorry, this question could not be answered."
STOP_BUTTON = {"type": "actions", "elements": [{"type": "button", "action_id": "stop_answer"}]}
NOTE = {"type": "context", "elements": [{"type": "mrkdwn", "text": "Stopped."}]}


def said(text: str, thread_ts: str = "1.0", **more: Any) -> Json:
    return {"ts": "9.0", "thread_ts": thread_ts, "bot_id": "B1", "text": text, **more}


def verdict(asked: list[Asked], *messages: Json) -> Verdict:
    return judge(asked, {CHANNEL: messages})


def kinds(asked: list[Asked], *messages: Json) -> list[str]:
    return [finding.kind for finding in verdict(asked, *messages).findings]


def test_one_whole_answer_to_each_question_is_right() -> None:
    answers = said(answer("q00001")), said(answer("q00002")), said(answer("q00003"), "3.0")
    assert kinds([ONE, TWO, OTHER], *answers) == []


def test_an_apology_is_a_final_answer_and_counted() -> None:
    sorry = verdict([ONE], said(SORRY))
    assert (sorry.findings, sorry.apologies) == ([], 1)


def test_no_message_at_all_is_silence() -> None:
    assert kinds([ONE]) == ["silent"]


def test_what_people_say_or_one_person_alone_sees_answers_nothing() -> None:
    of_a_person = {"ts": "9.0", "thread_ts": "1.0", "text": answer("q00001")}
    assert kinds([ONE], of_a_person, said(SORRY, visible_to="U1")) == ["silent"]


@pytest.mark.parametrize(
    "leftover",
    [
        said("", streaming=True),
        said("About", streaming=True),
        said(answer("q00001"), streaming=True),
        said(answer("q00001")[:20]),
        said("About q00"),
        said("…"),
        said(answer("q00001"), blocks=[STOP_BUTTON]),
    ],
)
def test_what_never_ended_is_lost_or_beside_an_answer_unfinished(leftover: Json) -> None:
    assert kinds([ONE], leftover) == ["lost"]
    assert kinds([ONE], said(answer("q00001")), leftover) == ["unfinished"]
    assert kinds([ONE], said(SORRY), leftover) == ["unfinished"]


def test_an_answer_that_ends_early_and_says_so_is_final() -> None:
    assert kinds([ONE], said(answer("q00001")[:20], blocks=[NOTE])) == []


def test_two_answers_to_one_question_are_one_too_many() -> None:
    assert kinds([ONE], said(answer("q00001")), said(answer("q00001"))) == ["doubled"]


def test_an_apology_beside_an_answer_is_one_too_many() -> None:
    assert kinds([ONE], said(answer("q00001")), said(SORRY)) == ["doubled"]
    assert kinds([ONE], said(SORRY), said(SORRY)) == ["doubled"]


def test_a_second_answer_does_not_stand_for_the_next_question_of_the_thread() -> None:
    twice = said(answer("q00001")), said(answer("q00001"))
    assert sorted(kinds([ONE, TWO], *twice)) == ["doubled", "silent"]


def test_an_answer_in_the_wrong_thread_is_no_answer() -> None:
    assert sorted(kinds([OTHER], said(answer("q00003")))) == ["doubled", "silent"]


def test_a_message_outside_of_every_thread_is_one_too_many() -> None:
    outside = {"ts": "8.0", "bot_id": "B1", "text": SORRY}
    assert kinds([ONE], said(answer("q00001")), outside) == ["doubled"]


def test_a_leftover_of_another_question_leaves_silence() -> None:
    leftover = said(answer("q00002")[:20])
    assert sorted(kinds([ONE, TWO], said(answer("q00002")), leftover)) == ["silent", "unfinished"]
