"""How alike questions of one scope are, by the features they share."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from bot.faq.postings import Postings
from bot.faq.question_features import Features, frames_only, weight

BySlot = npt.NDArray[np.float32]
"""A value for each slot of a scope, and for slots that are not in use."""

_MOST_POSTINGS = 200_000  # read for one question: about 2 ms
_PRIOR = 10  # questions that are imagined besides, so that a handful of them is no extreme


class Likeness:
    """An inverted index of questions, and the measure of their likeness.

    The measure is the mean of two: Dice's coefficient, 2 |A ∩ B| / (|A| + |B|), and the overlap
    coefficient, |A ∩ B| / min(|A|, |B|), by which a question told at length is like its short form
    (both in Manning and Schütze, Foundations of Statistical Natural Language Processing, 8.5.1).
    A set's size is the sum of its features' weights: of their kind, times log((N + 10) / (n + ½))
    for a feature that n of N questions have.

    Nothing but the questions that are in it now tells in a score, nor the order of their coming.
    """

    def __init__(self) -> None:
        self._postings = Postings()
        self._features: dict[int, Features] = {}
        self._sizes = np.ones(8, np.float32)  # by slot, before rarity: that changes all the time

    def put(self, slot: int, features: Features) -> None:
        """Add a question.

        Args:
            slot: its number, which no other question has now; small ones make small arrays.
            features: what it is made of.
        """
        if slot >= len(self._sizes):
            self._sizes = np.resize(self._sizes, 2 * slot)
        self._features[slot] = features
        self._sizes[slot] = sum(map(weight, features))
        for code in _listed(features):
            self._postings.add(code, slot)

    def remove(self, slot: int) -> None:
        """Remove a question."""
        for code in _listed(self._features.pop(slot)):
            self._postings.remove(code, slot)

    def rough(self, features: Features) -> BySlot:
        """How alike all questions may be, to choose those to look at; 0 where nothing is shared.

        Rare features are read first. Frequent ones are not read at all when enough was: they tell
        least and cost most, and :meth:`exact` has them again.
        """
        shared = np.zeros(len(self._sizes), np.float32)
        counted = ((self._postings.frequency(code), code) for code in _listed(features))
        read = 0
        for frequency, code in sorted(each for each in counted if each[0]):
            if read and read + frequency > _MOST_POSTINGS:
                break
            shared[self._postings.slots(code)] += self._weight(code)
            read += frequency
        shared /= self._sizes + sum(map(weight, features))
        return shared

    def exact(self, features: Features, slots: Iterable[int]) -> dict[int, float]:
        """The likeness, 0 to 1, of questions; the same to the last bit whatever else is asked."""
        weights = {code: self._weight(code) for code in features}
        whole = sum(weights.values())
        return {slot: self._score(weights, whole, self._features[slot]) for slot in slots}

    def _score(self, weights: dict[int, float], whole: float, features: Features) -> float:
        other = sum(weights[code] if code in weights else self._weight(code) for code in features)
        shared = sum(weights[code] for code in features if code in weights)
        if not shared:
            return 0.0
        return min(1.0, shared / (whole + other) + shared / (2 * min(whole, other)))

    def _weight(self, code: int) -> float:
        if frames_only(code):
            return weight(code)
        # What no question has is as rare as what one has: a longer wording is no other question.
        frequency = max(1, self._postings.frequency(code))
        return weight(code) * math.log((len(self._features) + _PRIOR) / (frequency + 0.5))


def _listed(features: Features) -> Iterator[int]:
    """The features by which questions are found: those that more than frame one."""
    return (code for code in features if not frames_only(code))
