"""Pairs of questions, and what a cosine's threshold makes of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.faq.baselines import cosine_at_same_served, curve, exact_match
from benchmarks.faq.pairs import Pair, read_pairs
from benchmarks.faq.picture import Point, Totals, draw
from bot.errors import UserError

PAIRS = [
    Pair("什么是净利润率？", "什么是净利润率", True),
    Pair("What is EBITDA?", "what is ebitda", True),
    Pair("How do I book a room?", "How can a room be booked?", True),
    Pair("How do I book a room?", "How do I book a flight?", False),
    Pair("什么是净利润率？", "什么是毛利润率？", False),
    Pair("Who signs?", "食堂几点开门？", False),
]


def test_pairs_are_read_with_and_without_a_kind(tmp_path: Path) -> None:
    file = tmp_path / "pairs.jsonl"
    file.write_text(
        '{"a": "x?", "b": "y\u2028?", "same": true}\n\n{"a":"1","b":"2","same":false,"kind":"k"}'
    )
    assert read_pairs(file) == [Pair("x?", "y\u2028?", True), Pair("1", "2", False, "k")]


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"b": "y", "same": true}',
        '{"a": "x", "b": " ", "same": true}',
        '{"a": "x", "b": "y", "same": 1}',
        '{"a": "x", "b": "y", "same": true, "kind": 3}',
    ],
)
def test_a_broken_pair_is_named_with_its_file_and_line(tmp_path: Path, line: str) -> None:
    file = tmp_path / "pairs.jsonl"
    file.write_text(f'{{"a": "x", "b": "y", "same": true}}\n{line}\n')
    with pytest.raises(UserError, match=f"^{re.escape(str(file))}, line 2: "):
        read_pairs(file)


def test_a_file_without_pairs_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("\n")
    for name in ("empty", "none"):
        with pytest.raises(UserError, match=re.escape(str(tmp_path / name))):
            read_pairs(tmp_path / name)


def test_an_exact_match_serves_nothing_but_the_same_text() -> None:
    assert exact_match(PAIRS) == (2, 0)


def test_a_cosine_serves_near_misses_before_it_serves_another_wording() -> None:
    assert cosine_at_same_served(PAIRS, 2)[1:] == (2, 0)
    assert cosine_at_same_served(PAIRS, 3)[1:] == (3, 1)
    assert cosine_at_same_served(PAIRS, 0)[1:] == (0, 0)
    with pytest.raises(ValueError, match="4 are to be served"):
        cosine_at_same_served(PAIRS, 4)


def test_a_cosine_over_a_model_s_vectors_has_a_threshold_of_its_own() -> None:
    def embed(texts: Sequence[str]) -> npt.NDArray[np.float32]:
        booked = np.array([["book" in text, "book" not in text] for text in texts], np.float32)
        return booked * np.array([["什" not in text] for text in texts], np.float32)

    assert cosine_at_same_served(PAIRS, 1, embed) == (1.0, 2, 2)
    assert cosine_at_same_served(PAIRS, 3, embed) == (0.0, 3, 3)


@given(st.lists(st.tuples(st.sampled_from([0.1, 0.5, 0.9]), st.booleans()), min_size=1))
def test_each_threshold_serves_what_reaches_it(scored: list[tuple[float, bool]]) -> None:
    pairs = [Pair("a", "b", same) for _, same in scored]
    results = curve(pairs, np.array([score for score, _ in scored]))
    assert [one.threshold for one in results] == sorted({s for s, _ in scored}, reverse=True)
    for threshold, served, false_hits in results:
        reached = [same for score, same in scored if score >= threshold]
        assert (served, false_hits) == (sum(reached), len(reached) - sum(reached))


def test_the_picture_is_drawn(tmp_path: Path) -> None:
    results = curve(PAIRS, np.linspace(1, 0, len(PAIRS)))
    points = {"Termwise": Point(3, 0), "exact match": Point(2, 0)}
    draw({"cosine": results}, points, Totals(3, 3), tmp_path / "faq.png")
    assert (tmp_path / "faq.png").read_bytes().startswith(b"\x89PNG")
