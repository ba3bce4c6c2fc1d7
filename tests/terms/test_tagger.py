"""The tagger: what it finds, where, how surely and how fast."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise, product
from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UserError
from bot.terms.tagger import SHIPPED, Network, Shape, Tagger, save, spans_of
from bot.terms.units import FEATURES, features, units

QUESTION = "公司今年的资产周转为什么变慢了，和应收款项有没有关系？请按季度说明。" * 2
ODD = (
    "",
    " ",
    "\0",
    "\n\n",
    "🙂",
    "👩‍👩‍👧 ROE?",
    "\ud800",
    "ﬁ℃㎏",
    "。" * 500,
    "a" * 5_000,
    "𠮷野家",
    "é́́",
)


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger.load()


def found(tagger: Tagger, text: str) -> list[str]:
    return [text[span.start : span.end] for span in tagger.find(text)]


def fastest(times: int, what: Callable[[], object]) -> float:
    """Seconds of the quickest run: the others tell of the machine's other work."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        what()
        taken.append(time.perf_counter() - begun)
    return min(taken)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("什么是超额收益率？", ["超额收益率"]),
        ("请解释一下附随义务和悬赏广告", ["附随义务", "悬赏广告"]),
        (
            "What is the difference between hurdle rate and transfer pricing?",
            ["hurdle rate", "transfer pricing"],
        ),
        ("明天下午三点开会", []),
        ("Where is the meeting room?", []),
    ],
)
def test_terms_of_no_glossary_are_found(tagger: Tagger, text: str, terms: list[str]) -> None:
    assert found(tagger, text) == terms


def check(tagger: Tagger, text: str) -> None:
    spans = tagger.find(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert all(0.0 <= span.score <= 1.0 for span in spans)


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_are_read_without_a_complaint(tagger: Tagger, text: str) -> None:
    check(tagger, text)


@given(text=st.text())
def test_spans_lie_in_the_text_in_its_order(text: str) -> None:
    check(Tagger.load(), text)


def test_a_text_of_forty_thousand_characters_is_read_to_its_end(tagger: Tagger) -> None:
    text = ("今天天气不错，我们去爬山。" * 4_000)[:39_990] + "。什么是超额收益率？"
    assert found(tagger, text)[-1] == "超额收益率"


def test_a_sentence_is_not_cut_where_a_window_ends(tagger: Tagger) -> None:
    alone = found(tagger, "什么是超额收益率？")
    for before in range(190, 201):
        assert found(tagger, "好" * (before - 1) + "。什么是超额收益率？")[-1:] == alone


def test_a_score_is_the_share_of_the_paths_that_hold_the_span() -> None:
    torch.manual_seed(5)
    network = Network(Shape(buckets=64, width=8, hidden=8)).eval()
    with torch.no_grad():
        network.crf._transitions.copy_(torch.randn(3, 3))
    tagger, text = Tagger(network), "ab cd ef gh"
    emissions = network(torch.tensor([features(units(text), 64)]))[0].detach()
    crf, weights = network.crf, {}
    for path in product(range(3), repeat=4):
        steps = sum(crf.transitions[before, after] for before, after in pairwise(path))
        places = sum(emissions[place, tag] for place, tag in enumerate(path))
        weight = crf.starts[path[0]] + crf.ends[path[-1]] + steps + places
        weights[path] = float(weight.exp().detach())
    spans = tagger.find(text)
    assert spans
    for span in spans:
        place = (span.start // 3, (span.end + 1) // 3)
        holding = sum(weight for path, weight in weights.items() if place in spans_of(path))
        assert span.score == pytest.approx(holding / sum(weights.values()), abs=1e-3)


def test_units_are_han_characters_words_and_signs_at_their_places() -> None:
    text = "ＲＯＥ和P/E  T+1日"
    pieces = [(unit.text, text[unit.start : unit.end], unit.shape) for unit in units(text)]
    assert pieces == [
        ("roe", "ＲＯＥ", "upper"), ("和", "和", "han"), ("p", "P", "letter"), ("/", "/", "sign"),
        ("e", "E", "letter"), ("t", "T", "letter"), ("+", "+", "sign"), ("1", "1", "digits"),
        ("日", "日", "han"),
    ]  # fmt: skip


def test_every_unit_has_its_features_within_the_table() -> None:
    rows = features(units("什么是EBITDA margin？"), 100)
    assert [len(row) for row in rows] == [FEATURES] * 6
    assert all(0 <= one < 100 for row in rows for one in row)


def test_threads_that_share_a_tagger_find_what_one_alone_finds(tagger: Tagger) -> None:
    texts = [QUESTION[place:] for place in range(40)]
    with ThreadPoolExecutor(4) as pool:
        assert [*pool.map(tagger.find, texts)] == [tagger.find(text) for text in texts]


def test_a_question_takes_less_than_five_milliseconds(tagger: Tagger) -> None:
    assert len(QUESTION[:60]) == 60
    assert fastest(50, lambda: tagger.find(QUESTION[:60])) < 0.005


def test_loading_takes_less_than_half_a_second() -> None:
    assert fastest(3, Tagger.load) < 0.5


def test_the_shipped_model_is_small() -> None:
    assert sum(file.stat().st_size for file in SHIPPED.iterdir()) < 2_000_000
    shape = Shape(**json.loads((SHIPPED / "tagger.json").read_text("utf-8"))["shape"])
    assert sum(weight.numel() for weight in Network(shape).parameters()) < 500_000


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    torch.manual_seed(1)
    network = Network(Shape(buckets=64, width=8, hidden=8)).half().float()
    save(network, tmp_path, {"training": {"seed": 1}})
    texts = ("什么是ROE？", "What is a swap?")
    loaded = Tagger.load(tmp_path)
    assert [loaded.find(text) for text in texts] == [Tagger(network).find(text) for text in texts]


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("tagger.json", "{}"),
        ("tagger.json", '{"shape": {"buckets": 9, "width": 40, "hidden": 64}}'),
        ("tagger.json", "not JSON"),
        ("tagger.safetensors", "nothing"),
        ("tagger.safetensors", None),
    ],
)
def test_a_folder_without_a_whole_tagger_is_named(
    tmp_path: Path, file: str, content: str | None
) -> None:
    folder = shutil.copytree(SHIPPED, tmp_path / "copy")
    (folder / file).unlink()
    if content is not None:
        (folder / file).write_text(content, "utf-8")
    with pytest.raises(UserError, match="copy"):
        Tagger.load(folder)
