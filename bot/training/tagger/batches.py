"""Sentences as tensors."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from bot.terms.crf import UNLABELLED
from bot.terms.tagger import BEGIN, INSIDE, OUTSIDE
from bot.terms.units import FEATURES, NOTHING, Unit, features, units
from bot.training.tagger.sentences import Sentence

_FORGET_UNIT = 0.10  # share of units of which training hides all but the shape
_FORGET_WORD = 0.30  # share of words of which it hides the whole, but not beginning and endings


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences side by side.

    Attributes:
        rows: [batch, length, FEATURES] hashed features, ``NOTHING`` after a sentence's end.
        tags: [batch, length], ``UNLABELLED`` where nobody knows.
        mask: [batch, length], true where there is a unit.
    """

    rows: Tensor
    tags: Tensor
    mask: Tensor


def tags_of(sentence: Sentence, sequence: Sequence[Unit]) -> list[int]:
    """The tag of each unit; one that a span cuts belongs to the span.

    Args:
        sentence: the labels.
        sequence: the units of its text.
    """
    tags = [OUTSIDE] * len(sequence)
    for tag, spans in ((UNLABELLED, sentence.unsure), (INSIDE, sentence.spans)):
        for start, end in spans:
            within = [p for p, u in enumerate(sequence) if u.start < end and start < u.end]
            for place in within:
                tags[place] = tag
            if tag == INSIDE and within:
                tags[within[0]] = BEGIN
    return tags


def collate(sentences: Sequence[Sentence], buckets: int, rng: random.Random | None) -> Batch:
    """Make a batch.

    Args:
        sentences: what it holds; none may be empty.
        buckets: rows of the table that features are hashed into.
        rng: decides which features are hidden, so that what is around a unit is learned from
            too; ``None`` to hide nothing.
    """
    sequences = [units(sentence.text) for sentence in sentences]
    length = max(len(sequence) for sequence in sequences)
    rows = torch.full((len(sentences), length, FEATURES), NOTHING)
    tags = torch.zeros(len(sentences), length, dtype=torch.long)
    mask = torch.zeros(len(sentences), length, dtype=torch.bool)
    for row, (sentence, sequence) in enumerate(zip(sentences, sequences, strict=True)):
        hashed = features(sequence, buckets)
        if rng is not None:
            hashed = [_hidden(one, unit, rng) for one, unit in zip(hashed, sequence, strict=True)]
        rows[row, : len(sequence)] = torch.tensor(hashed)
        tags[row, : len(sequence)] = torch.tensor(tags_of(sentence, sequence))
        mask[row, : len(sequence)] = True
    return Batch(rows, tags, mask)


def _hidden(hashed: list[int], unit: Unit, rng: random.Random) -> list[int]:
    """The features of one unit, some of them blanked (word dropout)."""
    if unit.shape == "sign":
        return hashed
    if rng.random() < _FORGET_UNIT:
        return [*[NOTHING] * (FEATURES - 1), hashed[-1]]
    if unit.shape != "han" and rng.random() < _FORGET_WORD:
        return [NOTHING, *hashed[1:]]
    return hashed
