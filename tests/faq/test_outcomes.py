"""Pairs of questions in the real rooms, counted."""

from __future__ import annotations

import pytest

from benchmarks.faq.counts import count
from benchmarks.faq.outcomes import Outcome, all_together, each_by_itself
from benchmarks.faq.pairs import Pair
from benchmarks.faq.tables import by_kind, compared, faults

SERVED = Pair("怎么申请年假？", "请问如何申请年假？", True)
OFFERED = Pair("How do I book a meeting room?", "Where are meeting rooms booked?", True)
NEITHER = Pair("食堂几点开门？", "Who signs the lease of the warehouse?", True)
LEANS = Pair("今天几点开会？", "今天几点开会", True)
NEAR = Pair("年假最多15天吗？", "年假最多5天吗？", False, "number")
WRONG = Pair("仓库在几楼？", "请问仓库在几楼？", False, "labelled wrongly")


async def test_each_fate_of_a_pair_by_itself_is_told_apart() -> None:
    assert await each_by_itself([SERVED, OFFERED, NEITHER, LEANS, NEAR, WRONG]) == [
        Outcome(SERVED, served=True),
        Outcome(OFFERED, offered=True),
        Outcome(NEITHER),
        Outcome(LEANS, not_kept=True),
        Outcome(NEAR, offered=True),
        Outcome(WRONG, served=True),
    ]


async def test_by_itself_no_pair_meets_what_another_one_left() -> None:
    other = Pair("什么是毛利润率？", SERVED.b, False)
    assert await each_by_itself([SERVED, other]) == [Outcome(SERVED, served=True), Outcome(other)]


async def test_an_answer_to_another_pairs_question_is_told_with_that_question() -> None:
    other = Pair("年假可以折现吗？", "麻烦问一下怎么申请年假？", False)
    (_, outcome) = await all_together([SERVED, other])
    assert outcome == Outcome(other, other=SERVED.a)
    assert SERVED.a in "".join(faults([], [outcome]))


async def test_an_answer_to_the_very_same_text_is_nothing_to_judge() -> None:
    other = Pair("年假可以折现吗？", "怎么申请年假", False)
    assert (await all_together([SERVED, other]))[1] == Outcome(other)


async def test_two_first_questions_that_ask_the_same_share_one_answer() -> None:
    again = Pair("请问怎么申请年假？", "如何申请年假？", False)
    assert await all_together([SERVED, again]) == [
        Outcome(SERVED, served=True),
        Outcome(again, served=True),
    ]


async def test_a_first_question_counts_as_offered_by_the_wording_that_stands_for_it() -> None:
    again = Pair("请问怎么申请年假？", "申请年假需要多少天？", False)
    assert (await all_together([SERVED, again]))[1] == Outcome(again, offered=True)


def test_a_false_hit_counts_whichever_way_it_was_met() -> None:
    hit, miss = Outcome(NEAR, served=True), Outcome(NEAR, offered=True)
    paraphrase = Outcome(SERVED, served=True)
    for alone, together in ((hit, miss), (miss, hit), (hit, hit)):
        counts = count([paraphrase, alone], [paraphrase, together])
        assert (counts.served, counts.false_hits) == (1, 1)
    assert count([miss], [miss]).false_hits == 0


def test_counts_are_those_of_all_together() -> None:
    alone = [Outcome(SERVED), Outcome(OFFERED, served=True), Outcome(NEAR), Outcome(LEANS)]
    together = [
        Outcome(SERVED, served=True),
        Outcome(OFFERED, offered=True),
        Outcome(NEAR, offered=True),
        Outcome(LEANS, not_kept=True),
    ]
    counts = count(alone, together)
    assert (counts.paraphrases, counts.near_misses) == (3, 1)
    assert (counts.served, counts.offered, counts.near_misses_offered) == (1, 1, 1)
    assert (counts.not_kept, counts.served_other, counts.exact_served) == (1, 0, 1)


def test_where_nothing_is_served_the_json_has_no_infinite_threshold() -> None:
    counts = count([Outcome(NEAR)], [Outcome(NEAR)])
    assert "cosine_threshold" not in counts.as_json()
    assert counts.as_json()["cosine_false_hits_at_same_served"] == 0


@pytest.mark.parametrize("kind", ["number", ""])
def test_the_table_has_a_row_for_each_kind(kind: str) -> None:
    outcome = Outcome(Pair("a", "b", False, kind), offered=True)
    table = by_kind("some", [outcome], [outcome])
    (row,) = (line for line in table.splitlines() if (kind or "of no kind") in line)
    assert row.split()[-7:] == ["1", "0", "1", "|", "0", "1", "0"]


def test_the_comparison_has_a_row_for_each_way() -> None:
    outcomes = [Outcome(SERVED, served=True), Outcome(NEAR, offered=True)]
    _, exact, ours, cosine = compared("some", count(outcomes, outcomes)).splitlines()
    assert exact.split() == ["exact", "match", "0", "0"]
    assert ours.split()[:3] == ["Termwise", "1", "0"]
    assert cosine.split()[-2:] == ["1", "1"]
