"""What others do to serve a kept answer: the very same question, or a threshold of a cosine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from benchmarks.faq.pairs import Pair
from bot.faq.vectors import Embed
from bot.terms.matcher import normalize

Cosines = npt.NDArray[np.float64]

_END_MARKS = "?？!！.。…~ "  # the answer cache does not tell questions apart by them either
_NGRAMS = (1, 4)  # characters: words in Chinese, roots and endings in English


class ExactResult(NamedTuple):
    """How many paraphrases were served, and how many near misses."""

    served: int
    false_hits: int


class CosineResult(NamedTuple):
    """What a threshold serves.

    Attributes:
        threshold: the least cosine that is served.
        served: paraphrases that are; rightly so.
        false_hits: near misses that are; wrongly so.
    """

    threshold: float
    served: int
    false_hits: int


def exact_match(pairs: Sequence[Pair]) -> ExactResult:
    """Serve what is the same text, but for case, width, white space and the final mark."""
    hits = [pair for pair in pairs if plain(pair.a) == plain(pair.b)]
    served = sum(pair.same for pair in hits)
    return ExactResult(served, len(hits) - served)


def tfidf_cosines(pairs: Sequence[Pair]) -> Cosines:
    """The cosine of each pair over character n-grams, weighted by TF-IDF from all the texts."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # of the extra ``terms``

    vectorizer = TfidfVectorizer(
        analyzer="char", ngram_range=_NGRAMS, preprocessor=plain, sublinear_tf=True
    )
    rows = vectorizer.fit_transform([text for pair in pairs for text in (pair.a, pair.b)])
    return np.asarray(rows[::2].multiply(rows[1::2]).sum(axis=1), np.float64).ravel()


def embedded_cosines(pairs: Sequence[Pair], embed: Embed) -> Cosines:
    """The cosine of each pair over a model's vectors; 0 for texts that it does not know."""
    first, second = (embed([getattr(pair, side) for pair in pairs]) for side in "ab")
    cosines: Cosines = (first.astype(np.float64) * second).sum(axis=1)
    return cosines


def cosine_at_same_served(
    pairs: Sequence[Pair], served: int, embed: Embed | None = None
) -> CosineResult:
    """The threshold that serves as many paraphrases as another way did.

    Args:
        pairs: paraphrases and near misses.
        served: how many paraphrases are to be served.
        embed: a model's vectors; else TF-IDF over character n-grams.

    Returns:
        The highest threshold by which no fewer are served; more where cosines are equal. It is
        chosen on the very pairs that it is measured on, so that no better one could be found.

    Raises:
        ValueError: there are fewer paraphrases.
    """
    cosines = tfidf_cosines(pairs) if embed is None else embedded_cosines(pairs, embed)
    if served == 0:
        return CosineResult(float("inf"), 0, 0)
    results = curve(pairs, cosines)
    if not results or results[-1].served < served:
        raise ValueError(f"{served} are to be served, and there are fewer paraphrases")
    return next(result for result in results if result.served >= served)


def curve(pairs: Sequence[Pair], cosines: Cosines) -> list[CosineResult]:
    """What each threshold serves, from the highest one to that which serves all.

    Args:
        pairs: paraphrases and near misses.
        cosines: one for each pair.
    """
    rounded = cosines.round(6)  # equal texts have equal cosines, whatever their last bits are
    same = np.array([pair.same for pair in pairs], np.bool_)
    order = np.argsort(-rounded, kind="stable")
    served, false_hits = np.cumsum(same[order]), np.cumsum(~same[order])
    lasts = np.flatnonzero(np.diff(rounded[order], append=-np.inf))
    return [
        CosineResult(float(rounded[order[at]]), int(served[at]), int(false_hits[at]))
        for at in lasts
    ]


def plain(text: str) -> str:
    """A text without what the exact match does not look at."""
    return normalize(text).rstrip(_END_MARKS)
