"""Which kept questions look like another one, and who never gets to see which."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.faq.similar import SimilarQuestions

_WORDS = [
    "EBITDA",
    "margin",
    "invoices",
    "2023",
    "净利润率",
    "会议室",
    "怎么",
    "预订",
    "what",
    "税",
]
_texts = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=5).map(" ".join)
_entries = st.dictionaries(
    st.tuples(st.integers(0, 9).map(str), st.sampled_from(["W", "P"])), _texts, max_size=12
)
Entries = dict[tuple[str, str], str]


def _filled(entries: Entries) -> SimilarQuestions:
    index = SimilarQuestions()
    for (key, scope), text in entries.items():
        index.put(key, scope, text)
    return index


@given(_entries, _texts)
def test_what_other_scopes_hold_changes_nothing(entries: Entries, asked: str) -> None:
    alone = _filled({each: text for each, text in entries.items() if each[1] == "W"})
    found = _filled(entries).nearest(asked, (), ["W"], 20)
    assert found == alone.nearest(asked, (), ["W"], 20)
    assert {one.scope for one in found} <= {"W"}


@given(_entries.filter(bool), st.data())
def test_a_question_finds_itself_first(entries: Entries, data: st.DataObject) -> None:
    key, scope = data.draw(st.sampled_from(sorted(entries)))
    text = entries[key, scope]
    first = _filled(entries).nearest(text, (), [scope])[0]
    assert (first.text, first.scope) == (text, scope)
    assert first.score == pytest.approx(1)


@given(_entries, _entries, _texts, st.randoms(use_true_random=False))
def test_only_what_is_there_counts_and_not_how_it_came_there(
    entries: Entries, gone: Entries, asked: str, chance: object
) -> None:
    index = _filled(gone)
    shuffled = list(entries.items())
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a Random
    for (key, scope), text in shuffled[::2]:
        index.put(key, scope, text)
    for key, scope in gone.keys() - entries.keys():
        index.remove(key, scope)
    for (key, scope), text in shuffled:
        index.put(key, scope, text)
    assert len(index) == len(entries)
    found = index.nearest(asked, (), ["W", "P"], 20)
    assert found == _filled(entries).nearest(asked, (), ["P", "W"], 20)


def test_a_question_that_was_removed_is_not_found() -> None:
    index = _filled({("1", "W"): "报销单怎么填？", ("1", "P"): "报销单怎么填？"})
    index.remove("1", "W")
    index.remove("2")
    assert [one.scope for one in index.nearest("报销单怎么填", (), ["W", "P"])] == ["P"]
    index.remove("1")
    assert index.nearest("报销单怎么填", (), ["W", "P"]) == []
    assert len(index) == 0


@pytest.mark.parametrize(
    ("kept", "asked"),
    [
        ("什么是净利润率？", "請問淨利潤率是什麼意思"),
        ("How do we calculate depreciation?", "how is deprecation calculatd"),
        ("会议室怎么预订？", "我下周要接待客户，想知道该如何预订一间大会议室"),
        ("Who approves invoices?", "By whom is an ＩＮＶＯＩＣＥ approved?"),
        ("什么是？", "是什么"),
    ],
)
def test_another_wording_is_found_among_others(kept: str, asked: str) -> None:
    index = _filled({("1", "W"): "What is the notice period?", ("2", "W"): "食堂几点开门？"})
    index.put("3", "W", kept)
    assert [one.key for one in index.nearest(asked, (), ["W"])] == ["3"]


@pytest.mark.parametrize("asked", ["什么是对赌协议？", "What is a covenant?", "？？", ""])
def test_the_frame_of_a_question_is_no_likeness(asked: str) -> None:
    index = _filled({("1", "W"): "什么是市盈率？", ("2", "W"): "What is the payout ratio?"})
    assert index.nearest(asked, (), ["W"]) == []


def test_names_of_one_concept_make_wordings_of_two_languages_alike() -> None:
    index = SimilarQuestions()
    index.put("1", "W", "What is the P/E ratio?", ["pe-ratio"])
    assert index.nearest("什么是市盈率？", (), ["W"]) == []
    assert [one.key for one in index.nearest("什么是市盈率？", ["pe-ratio"], ["W"])] == ["1"]


def _by_meaning(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """A made-up model: it knows two meanings, and takes all other questions for a third one."""
    meanings = [["薪水", "工资"], ["boss", "manager"], [""]]
    places = [
        next(at for at, words in enumerate(meanings) if any(word in text for word in words))
        for text in texts
    ]
    vectors = np.eye(3, dtype=np.float32)[places]
    vectors[[text.startswith("unknown") for text in texts]] = 0
    return vectors


def test_what_means_the_same_is_found_by_vectors() -> None:
    index = SimilarQuestions(_by_meaning)
    index.put("1", "W", "薪水几号发？")
    index.put("2", "W", "unknown tokens")
    index.put("3", "P", "薪水几号发？")
    assert [one.key for one in index.nearest("哪天有工资", (), ["W"])] == ["1"]
    assert [one.key for one in index.nearest("unknown tokens", (), ["W"])] == ["2"]
    assert index.nearest("unknown gibberish", ["x"], ["P"]) == []
    index.remove("1", "W")
    assert index.nearest("哪天有工资", (), ["W"]) == []


def test_threads_that_change_the_index_leave_it_whole() -> None:
    index = SimilarQuestions()

    def work(number: int) -> None:
        for turn in range(50):
            index.put(str(turn), f"S{number % 2}", f"How is form {turn} filled in?")
            index.nearest(f"fill in form {turn}", (), ["S0", "S1"])
            index.remove(str(turn - 1))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    for turn in range(50):
        index.remove(str(turn))
    assert len(index) == 0
    assert index.nearest("How is form 1 filled in?", (), ["S0", "S1"]) == []


def test_a_crowd_of_like_questions_hides_no_exact_one() -> None:
    index = _filled({(str(n), "W"): f"请问第{n}号子公司的净利润率是多少？" for n in range(500)})
    for number in (3, 250, 499):
        assert index.nearest(f"第{number}号子公司净利润率多少", (), ["W"])[0].key == str(number)
