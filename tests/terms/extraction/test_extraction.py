"""Candidate terms: what is found in real documents, what is not, and what breaks nothing."""

from __future__ import annotations

import csv
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import SettingsError
from bot.terms.extraction import extract, words
from bot.terms.extraction.documents import Document, Folder
from bot.terms.extraction.phrases import singular
from bot.terms.matcher import normalize
from conversation_store.candidates import Candidate

DOCUMENTS = Path(__file__).parent / "documents"
UNSEEN = Path(__file__).parent / "unseen_documents"


def spelled(name: str) -> str:
    """A name without its plural, spaces and hyphens."""
    return singular(normalize(name).replace(" ", "").replace("-", ""))


def gold(folder: Path) -> tuple[set[str], set[str]]:
    """The terms listed by hand: those that a glossary knows, and the others."""
    with (folder / "gold.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = {spelled(row["name"]) for row in rows if row.get("known") == "yes"}
    return known, {spelled(row["name"]) for row in rows} - known


def knowing_nothing(name: str) -> bool:
    return False


def precision(found: list[Candidate], wanted: set[str], at: int) -> float:
    return sum(spelled(one.name) in wanted for one in found[:at]) / at


def found_in(*texts: str, field: str = "") -> dict[str, Candidate]:
    documents = [Document(str(n), (text,), field) for n, text in enumerate(texts)]
    return {one.name: one for one in extract(documents, knowing_nothing)}


@pytest.fixture(scope="module")
def found() -> list[Candidate]:
    known, _ = gold(DOCUMENTS)
    return extract(Folder(DOCUMENTS), lambda name: spelled(name) in known)


def test_most_of_what_comes_first_are_terms(found: list[Candidate]) -> None:
    _, wanted = gold(DOCUMENTS)
    assert precision(found, wanted, 10) >= 0.9
    assert precision(found, wanted, 20) >= 0.9
    assert precision(found, wanted, 30) >= 0.85


def test_most_terms_that_the_glossary_lacks_are_found(found: list[Candidate]) -> None:
    _, wanted = gold(DOCUMENTS)
    assert len(wanted & {spelled(one.name) for one in found}) / len(wanted) >= 0.85


def test_documents_that_nothing_was_tuned_on_do_nearly_as_well() -> None:
    _, wanted = gold(UNSEEN)
    found = extract(Folder(UNSEEN), knowing_nothing)
    assert precision(found, wanted, 20) >= 0.8
    assert precision(found, wanted, 30) >= 0.8
    assert len(wanted & {spelled(one.name) for one in found}) / len(wanted) >= 0.8


def test_no_term_that_the_glossary_knows_is_proposed(found: list[Candidate]) -> None:
    known, _ = gold(DOCUMENTS)
    assert not known & {spelled(one.name) for one in found}


def test_names_dates_numbers_punctuation_and_function_words_are_no_candidates(
    found: list[Candidate],
) -> None:
    names = {part.casefold() for one in found for part in one.name.split()}
    persons = {
        "王建国",
        "李晓梅",
        "陈志强",
        "sarah",
        "chen",
        "okafor",
        "whitfield",
        "emily",
        "hart",
    }
    assert not names & (
        persons | {"march", "monday", "2024", "the", "of", "的", "应当", "npl_ratio"}
    )
    assert all(any(letter.isalpha() for letter in one.name) for one in found)


def test_each_candidate_has_sentences_that_hold_it(found: list[Candidate]) -> None:
    for one in found:
        assert 1 <= len(one.contexts) <= 3
        assert all(len(context) <= 200 for context in one.contexts)
        assert any(one.name in context for context in one.contexts) or one.name_key in (
            normalize(context) for context in one.contexts
        )


def test_the_best_come_first_and_each_name_once(found: list[Candidate]) -> None:
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)
    assert len({one.name_key for one in found}) == len(found)
    assert all(one.name_key == normalize(one.name) for one in found)


def test_spellings_are_one_candidate_and_the_most_frequent_is_shown() -> None:
    text = "Follow-on rounds help. A follow-on round came. Two follow-on rounds failed. "
    text += "Ｆollow-on round."
    only = found_in(text)["follow-on rounds"]
    assert only.occurrences == 4
    assert "PD-1抑制剂" in found_in("使用PD-1抑制剂。停用 PD-1 抑制剂。PD-1抑制剂有效。")


def test_an_abbreviation_counts_for_its_long_form() -> None:
    found = found_in("转股溢价率（CPR）较高。转股溢价率下降，CPR 是关键，CPR 很重要。")
    assert "CPR" not in found
    assert found["转股溢价率"].occurrences == 5
    assert "（CPR）" in found["转股溢价率"].contexts[0]


def test_an_abbreviation_of_a_known_term_is_news() -> None:
    document = Document("x", ("Loss given default (LGD) rose. LGD depends on it.",))
    found = extract([document], lambda name: name == "loss given default")
    assert found[0].name == "LGD"
    assert "(LGD)" in found[0].contexts[0]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("优先清算权是指投资人先取得约定金额的权利。", "优先清算权"),
        ("Covenant headroom is defined as the distance to the limit.", "Covenant headroom"),
        ("公司发行可转换公司债券（以下简称“可转债”）。", "可转换公司债券"),
    ],
)
def test_a_definition_makes_a_candidate_of_what_occurs_once(text: str, name: str) -> None:
    assert name in found_in(text)


def test_what_occurs_once_is_no_candidate() -> None:
    assert found_in("The covenant headroom is small. 转股溢价率较高。") == {}


def test_a_defining_sentence_is_the_first_context() -> None:
    text = "加权平均法很公平。双方采用加权平均法。\n加权平均法是指按发行数量加权的方法。"
    assert found_in(text)["加权平均法"].contexts[0].startswith("加权平均法是指")


def test_a_tagged_span_is_a_candidate_though_it_occurs_once() -> None:
    text = "The gold standard of care helps."

    def tag(sentence: str) -> list[tuple[int, int]]:
        return [(4, 17)]

    found = extract([Document("x", (text,))], knowing_nothing, tag)
    assert [one.name for one in found] == ["gold standard"]


def test_a_part_that_never_stands_alone_comes_behind_the_whole() -> None:
    found = found_in("迁徙率很高。关注类贷款迁徙率上升。关注类贷款迁徙率下降。")
    assert next(iter(found)) == "关注类贷款迁徙率"


def test_the_field_and_the_language_are_kept() -> None:
    found = found_in("转股溢价率。转股溢价率。Hurdle rate. Hurdle rate.", field="finance")
    assert {one.field for one in found.values()} == {"finance"}
    assert found["转股溢价率"].language == "zh"
    assert found["Hurdle rate"].language == "en"


def test_no_more_than_wanted_are_given_and_progress_is_told() -> None:
    seen: list[tuple[int, int]] = []
    found = extract(
        Folder(DOCUMENTS), knowing_nothing, count=5, progress=lambda *at: seen.append(at)
    )
    assert len(found) == 5
    assert seen == [(number, 12) for number in range(1, 13)]


def test_no_text_has_no_candidates() -> None:
    assert extract([], knowing_nothing) == []
    assert extract([Document("x", ()), Document("y", ("",))], knowing_nothing) == []


@given(st.lists(st.text(max_size=80), max_size=4))
def test_any_text_is_survived(sections: list[str]) -> None:
    for one in extract([Document("x", tuple(sections))], knowing_nothing):
        assert one.name
        assert all(len(context) <= 200 for context in one.contexts)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("转股溢价率下行风险" * 30_000, id="no punctuation"),
        pytest.param("a" * 1_000_000, id="one word"),
        pytest.param("w" * 200 + " " + "w" * 200, id="a word of 200 letters"),
        pytest.param("😀🎉" * 100_000, id="emoji"),
        pytest.param("\x00\ud800\ufffd ROE\x00" * 10_000, id="NUL"),
        pytest.param("（(" * 60_000, id="brackets"),
        pytest.param("aa bb (AB " * 10_000, id="open brackets"),
    ],
)
def test_odd_texts_take_little_time(text: str) -> None:
    start = time.perf_counter()
    extract([Document("x", (text,))], knowing_nothing)
    assert time.perf_counter() - start < 10


def test_a_megabyte_takes_less_than_twenty_seconds() -> None:
    sections = [section for one in Folder(DOCUMENTS) for section in one.sections]
    times = 1 + 1_000_000 // sum(len(section.encode()) for section in sections)
    documents = [Document(str(n), tuple(sections)) for n in range(times)]
    start = time.perf_counter()
    extract(documents, knowing_nothing)
    assert time.perf_counter() - start < 20


@pytest.mark.parametrize("library", ["rjieba", "sklearn.feature_extraction.text"])
def test_a_missing_library_is_named_with_how_to_get_it(
    library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)  # importing it fails from now on
    words._segmenter.cache_clear()
    with pytest.raises(SettingsError, match=r"pip install 'termwise\[terms\]'"):
        found_in("转股溢价率。转股溢价率。")
