"""Choosing tokens from logits."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from transformers import (
    LogitsProcessorList,
    RepetitionPenaltyLogitsProcessor,
    TemperatureLogitsWarper,
    TopKLogitsWarper,
    TopPLogitsWarper,
)

from bot.errors import EngineError
from bot.llm.sampler import Sampler, candidates
from bot.llm.sequence import SamplingParams, Sequence

VOCABULARY = 700
PARAMS = st.builds(
    SamplingParams,
    temperature=st.floats(0.1, 2),
    top_p=st.floats(0.05, 1),
    top_k=st.integers(0, VOCABULARY + 5),
)


def logits_of(seed: int, rows: int, spread: float = 3.0) -> torch.Tensor:
    return spread * torch.randn(rows, VOCABULARY, generator=torch.Generator().manual_seed(seed))


def sequence(params: SamplingParams, tokens: list[int] | None = None) -> Sequence:
    ids = tokens or [1, 2, 3]
    return Sequence(ids, len(ids), params, max_new_tokens=9)


@given(st.lists(PARAMS, min_size=1, max_size=4), st.integers(0, 99), st.floats(0.3, 8))
def test_what_may_be_sampled_is_what_transformers_leaves(
    params: list[SamplingParams], seed: int, spread: float
) -> None:
    logits = logits_of(seed, len(params), spread)
    shares, tokens = candidates(logits, params)
    ours = torch.zeros_like(logits).scatter_add(1, tokens, shares)
    for row, one in enumerate(params):
        warpers = LogitsProcessorList([TemperatureLogitsWarper(one.temperature)])
        if one.top_k:
            warpers.append(TopKLogitsWarper(one.top_k))
        if one.top_p < 1:
            warpers.append(TopPLogitsWarper(one.top_p))
        unread: Any = torch.zeros((1, 1), dtype=torch.long)
        scores: Any = logits[row : row + 1]
        theirs = warpers(unread, scores).softmax(-1)[0]
        torch.testing.assert_close(ours[row] / ours[row].sum(), theirs, atol=1e-4, rtol=0)


def test_tokens_are_drawn_as_often_as_they_are_likely() -> None:
    logits = torch.tensor([[2.0, 1.0, 0.0, -1.0]])
    sampler, one = Sampler(), sequence(SamplingParams(1.0, 1.0, repetition_penalty=1.0, seed=5))
    drawn = Counter(sampler.choose([one], logits)[0] for _ in range(4000))
    for token, probability in enumerate(logits[0].softmax(-1).tolist()):
        assert drawn[token] / 4000 == pytest.approx(probability, abs=0.03)


@given(st.integers(0, 99))
def test_a_row_gets_the_same_alone_and_beside_others(seed: int) -> None:
    """Also among logits that are equal, and beside one that needs the whole vocabulary."""
    params = [
        SamplingParams(0.8, 0.9, 20, seed=seed),
        SamplingParams(0, repetition_penalty=1.3),
        SamplingParams(1.2, 0.95, 0, seed=seed + 1),
        SamplingParams(1.5, 1.0, 0, seed=seed + 2),
    ]
    logits = logits_of(seed, 4).to(torch.bfloat16).float()
    together = Sampler().choose([sequence(one) for one in params], logits)
    alone = [
        Sampler().choose([sequence(one)], logits[n : n + 1])[0] for n, one in enumerate(params)
    ]
    assert together == alone


def test_tokens_that_occurred_are_less_likely_as_in_transformers() -> None:
    logits = logits_of(1, 2)
    said = [[5, 9, 5], [7, 7, 8, 400]]
    penalty: Any = RepetitionPenaltyLogitsProcessor(1.7)
    expected = [
        int(penalty(torch.tensor([ids]), logits[row : row + 1]).argmax())
        for row, ids in enumerate(said)
    ]
    greedy = SamplingParams(temperature=0, repetition_penalty=1.7)
    assert Sampler().choose([sequence(greedy, ids) for ids in said], logits) == expected


def test_tokens_count_from_when_they_were_said() -> None:
    sampler, one = Sampler(), sequence(SamplingParams(temperature=0, repetition_penalty=1e6))
    logits = logits_of(2, 1).abs()
    chosen: list[int] = []
    for _ in range(20):
        chosen += sampler.choose([one], logits)
        one.token_ids.append(chosen[-1])
    assert len(set(chosen)) == 20
    assert not set(chosen) & {1, 2, 3}


def test_a_temperature_of_almost_nothing_chooses_the_likeliest() -> None:
    logits = logits_of(4, 1)
    one = sequence(SamplingParams(temperature=1e-40, repetition_penalty=1.0))
    assert Sampler().choose([one], logits) == [int(logits.argmax())]


@pytest.mark.parametrize("odd", [torch.nan, torch.inf])
def test_what_is_not_a_number_is_refused(odd: float) -> None:
    logits = logits_of(3, 2)
    logits[1, 6] = odd
    with pytest.raises(EngineError, match="not a number"):
        Sampler().choose([sequence(SamplingParams(temperature=0))] * 2, logits)
