"""The order of candidate terms: rankings by C-value and TF-IDF, joined."""

from __future__ import annotations

import math

from bot.terms.extraction.c_value import c_values
from bot.terms.extraction.phrases import length_of
from bot.terms.extraction.tally import Counts, Found
from bot.terms.extraction.tf_idf import tf_idf

_SMOOTHING = 0.2  # a single short word is worth a fifth of two words
_FLATNESS = 60  # the k of reciprocal rank fusion
_MARKED = 0.5  # how much an introduction or a tag counts beside a ranking


def rank(found: dict[str, Found], counts: Counts, documents: int) -> dict[str, float]:
    """Join the rankings.

    Reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009): the sum of 1 / (60 + rank).
    It needs no common scale, and no ranking alone can put a phrase on top.

    Args:
        found: the phrases that can be candidates.
        counts: how often each phrase was found in each section.
        documents: how many there are; a single one is compared with itself, section by section.

    Returns:
        A score for each phrase; only the order counts.

    Raises:
        SettingsError: scikit-learn is not installed.
    """
    values = c_values(
        {one.words: one.occurrences for one in found.values()},
        smoothing=_SMOOTHING,
        length=length_of,
    )
    by_c_value = {key: values[one.words].value for key, one in found.items()}
    # What stands by itself only now and then is the part of a term rather than one.
    alone = {key: values[one.words].alone / one.occurrences for key, one in found.items()}
    weights = {
        key: weight * alone[key] * math.log2(length_of(found[key].words) + _SMOOTHING)
        for key, weight in _tf_idf(found, counts, documents).items()
    }
    scores = dict.fromkeys(found, 0.0)
    for ranking in (by_c_value, weights):
        for key, place in _ranks(ranking).items():
            scores[key] += 1 / (_FLATNESS + place)
    for key, one in found.items():
        marks = one.introduced + (one.tagged * 2 >= one.occurrences)
        scores[key] += marks * _MARKED / (_FLATNESS + 1)
        if not (alone[key] or marks):
            scores[key] = 0.0
    return scores


def _tf_idf(found: dict[str, Found], counts: Counts, documents: int) -> dict[str, float]:
    rows = counts.documents if documents > 1 else counts.section_numbers
    width = 1 + max((one.column for one in found.values()), default=0)
    width = max(width, 1 + max(counts.columns, default=0))
    weights = tf_idf(rows, counts.columns, counts.values, width)
    return {key: weights[one.column] for key, one in found.items()}


def _ranks(scores: dict[str, float]) -> dict[str, int]:
    """The rank of each, from 1; equals share the first of their ranks."""
    ranks: dict[str, int] = {}
    last, rank = float("nan"), 0
    for place, key in enumerate(sorted(scores, key=lambda key: (-scores[key], key)), 1):
        if scores[key] != last:
            last, rank = scores[key], place
        ranks[key] = rank
    return ranks
