"""Questions as a model's vectors: what two wordings mean alike without sharing a word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from bot.faq.likeness import BySlot

Embed = Callable[[Sequence[str]], npt.NDArray[np.float32]]
"""Texts to unit vectors, (texts, dimensions); zeros for a text of which the model knows nothing."""

_UNRELATED = (
    "Where do I book a meeting room?",
    "How is the discount rate derived?",
    "Which vaccines does a nurse need?",
    "Who signs the lease of the warehouse?",
    "What is amortisation?",
    "When does the canteen open on Fridays?",
    "Can I return a laptop that is broken?",
    "Does the drug interact with alcohol?",
    "会议室在哪里预订？",
    "折现率是怎么算出来的？",
    "护士要打哪些疫苗？",
    "仓库的租约由谁签字？",
    "什么是摊销？",
    "食堂周五几点开门？",
    "坏了的电脑可以退吗？",
    "这种药能和酒一起吃吗？",
)
_LANGUAGES = 2  # that these are in, one half after the other, translations of each other
_HIGHEST_FLOOR = 0.9


@cache
def unrelated_cosine(embed: Embed) -> float:
    """The cosine that a model gives to questions that have nothing to do with each other.

    With one model that is near 0, with another 0.7: without it a cosine says nothing.

    Returns:
        The 95th percentile, 0 to 0.9, over pairs of made-up questions in one language.
    """
    cosines = [0.0]
    each = len(_UNRELATED) // _LANGUAGES
    for first in range(0, len(_UNRELATED), each):
        vectors = embed(_UNRELATED[first : first + each])
        known = vectors[vectors.any(axis=1)]
        cosines += (known @ known.T)[np.triu_indices(len(known), 1)].tolist()
    return float(np.clip(np.quantile(cosines, 0.95), 0.0, _HIGHEST_FLOOR))


class Vectors:
    """The vectors of one scope's questions, by slot."""

    def __init__(self) -> None:
        self._matrix = np.zeros((0, 0), np.float32)

    def put(self, slot: int, vector: npt.NDArray[np.float32]) -> None:
        """Add a question's unit vector, or zeros."""
        if slot >= len(self._matrix):
            grown = np.zeros((2 * slot + 8, len(vector)), np.float32)
            if self._matrix.size:
                grown[: len(self._matrix)] = self._matrix
            self._matrix = grown
        self._matrix[slot] = vector

    def remove(self, slot: int) -> None:
        """Forget a question's vector."""
        self._matrix[slot] = 0

    def cosines(self, vector: npt.NDArray[np.float32]) -> BySlot:
        """The cosine of each question to a unit vector; 0 where there is none."""
        cosines: BySlot = self._matrix @ vector
        return cosines

    def cosine(self, slot: int, vector: npt.NDArray[np.float32]) -> float:
        """One question's cosine, in double precision: the same whichever slot it has."""
        return float(self._matrix[slot].astype(np.float64) @ vector.astype(np.float64))
