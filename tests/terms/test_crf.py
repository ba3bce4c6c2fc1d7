"""The CRF layer beside an independent one, and beside counting every path."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
import torch
import torchcrf
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor

from bot.terms.crf import CRF, UNLABELLED

SEEDS = st.integers(0, 10_000)


def emissions_of(seed: int, batch: int, length: int, tags: int) -> tuple[Tensor, Tensor, Tensor]:
    """Random scores and tags, and a mask of random lengths, the first of them the full one."""
    made = torch.Generator().manual_seed(seed)
    emissions = 2 * torch.randn(batch, length, tags, generator=made)
    chosen = torch.randint(tags, (batch, length), generator=made)
    lengths = torch.randint(1, length + 1, (batch,), generator=made)
    lengths[0] = length
    return emissions, chosen, torch.arange(length) < lengths[:, None]


def twins(seed: int, tags: int) -> tuple[CRF, torchcrf.CRF]:
    """Our layer and the other one, with equal weights."""
    torch.manual_seed(seed)
    ours, theirs = CRF(tags), torchcrf.CRF(tags, batch_first=True)
    with torch.no_grad():
        theirs.transitions.copy_(ours.transitions)
        theirs.start_transitions.copy_(ours.starts)
        theirs.end_transitions.copy_(ours.ends)
    return ours, theirs


def score(crf: CRF, emissions: Tensor, path: tuple[int, ...]) -> float:
    """The score of one path, added up as its definition has it."""
    total = crf.starts[path[0]] + crf.ends[path[-1]]
    total = total + sum(emissions[place, tag] for place, tag in enumerate(path))
    total = total + sum(crf.transitions[before, after] for before, after in pairwise(path))
    return float(total.detach())


@given(seed=SEEDS, batch=st.integers(1, 5), length=st.integers(1, 9), tags=st.integers(2, 5))
def test_likelihoods_and_gradients_are_those_of_an_independent_layer(
    seed: int, batch: int, length: int, tags: int
) -> None:
    emissions, chosen, mask = emissions_of(seed, batch, length, tags)
    ours, theirs = twins(seed, tags)
    losses = ours(emissions, chosen, mask)
    likelihoods = theirs(emissions, chosen, mask=mask, reduction="none")
    torch.testing.assert_close(losses, -likelihoods, rtol=1e-4, atol=1e-4)
    losses.sum().backward()
    (-likelihoods.sum()).backward()
    own = {name.lstrip("_"): weight.grad for name, weight in ours.named_parameters()}
    others = (theirs.transitions, theirs.start_transitions, theirs.end_transitions)
    for name, weight in zip(("transitions", "starts", "ends"), others, strict=True):
        torch.testing.assert_close(own[name], weight.grad, rtol=1e-3, atol=1e-4)


@given(seed=SEEDS, batch=st.integers(1, 5), length=st.integers(1, 9), tags=st.integers(2, 5))
def test_the_likeliest_paths_are_those_of_an_independent_layer(
    seed: int, batch: int, length: int, tags: int
) -> None:
    emissions, _, mask = emissions_of(seed, batch, length, tags)
    ours, theirs = twins(seed, tags)
    assert ours.decode(emissions, mask) == theirs.decode(emissions, mask=mask)


@given(seed=SEEDS, length=st.integers(1, 5))
def test_sums_and_the_best_path_are_those_of_counting_all_paths(seed: int, length: int) -> None:
    emissions = emissions_of(seed, 1, length, 3)[0]
    torch.manual_seed(seed)
    crf = CRF(3, forbidden=[(0, 2)], no_start=[2])
    paths = {path: score(crf, emissions[0], path) for path in product(range(3), repeat=length)}
    total = torch.tensor(list(paths.values())).logsumexp(0)
    torch.testing.assert_close(crf.log_partition(emissions)[0], total, rtol=1e-4, atol=1e-4)
    best = crf.decode(emissions)[0]
    assert paths[tuple(best)] == pytest.approx(max(paths.values()), abs=1e-4)


@given(seed=SEEDS, length=st.integers(1, 12))
def test_a_forbidden_step_is_never_taken(seed: int, length: int) -> None:
    emissions = emissions_of(seed, 1, length, 3)[0]
    path = CRF(3, forbidden=[(0, 2)], no_start=[2]).decode(emissions)[0]
    assert path[0] != 2
    assert (0, 2) not in pairwise(path)


@given(seed=SEEDS, length=st.integers(2, 5))
def test_an_unlabelled_place_counts_every_tag_that_it_may_have(seed: int, length: int) -> None:
    emissions, tags, mask = emissions_of(seed, 1, length, 3)
    crf = CRF(3)
    open_tags = tags.clone()
    open_tags[0, 1] = UNLABELLED
    each = []
    for tag in range(3):
        tags[0, 1] = tag
        each.append(crf(emissions, tags, mask)[0])
    together = -torch.stack(each).neg().logsumexp(0)
    torch.testing.assert_close(crf(emissions, open_tags, mask)[0], together, rtol=1e-3, atol=1e-3)


def test_nothing_labelled_teaches_nothing() -> None:
    emissions, tags, mask = emissions_of(1, 3, 6, 3)
    emissions.requires_grad_()
    loss = CRF(3)(emissions, torch.full_like(tags, UNLABELLED), mask).sum()
    loss.backward()
    assert loss.item() == pytest.approx(0, abs=1e-4)
    assert emissions.grad is not None
    assert emissions.grad.abs().max() < 1e-6


def test_what_is_masked_changes_nothing() -> None:
    emissions, tags, mask = emissions_of(2, 4, 8, 3)
    crf = CRF(3)
    noisy = torch.where(mask.unsqueeze(-1), emissions, 50 * torch.randn(4, 8, 3))
    torch.testing.assert_close(crf(emissions, tags, mask), crf(noisy, tags, mask))
    assert crf.decode(emissions, mask) == crf.decode(noisy, mask)
