"""The kept questions of one scope, which shares nothing with those of another one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt

from bot.faq.likeness import BySlot, Likeness
from bot.faq.question_features import Features
from bot.faq.vectors import Vectors

LEAST_SCORE = 0.35
"""Of what is offered. Of 363 paraphrases 2 % have their own question below it."""

_LOOKED_AT = 64  # candidates by words, and as many by vectors


class Wording(NamedTuple):
    """A question as it is compared.

    Attributes:
        text: as it was asked.
        features: what its text is made of.
        vector: a model's unit vector, or zeros; None where there is no model.
    """

    text: str
    features: Features
    vector: npt.NDArray[np.float32] | None


class Found(NamedTuple):
    """A kept question, and how alike it is, 0 to 1."""

    key: str
    text: str
    score: float


class Scope:
    """Questions of one scope, each at a slot that another one gets when it is gone."""

    def __init__(self, unrelated: float) -> None:
        """Make an empty one.

        Args:
            unrelated: the cosine of unrelated questions, which counts as no likeness.
        """
        self._unrelated = unrelated
        self._slots: dict[str, int] = {}
        self._entries: dict[int, tuple[str, str]] = {}  # key and text, by slot
        self._free: list[int] = []
        self._ranks = np.zeros(8, np.uint32)  # by slot; settle ties whatever the slots are
        self._likeness = Likeness()
        self._vectors: Vectors | None = None

    def __len__(self) -> int:
        return len(self._slots)

    def __contains__(self, key: str) -> bool:
        return key in self._slots

    def put(self, key: str, asked: Wording) -> None:
        """Add a question; it replaces the one with this key."""
        if key in self._slots:
            self.remove(key)
        slot = self._free.pop() if self._free else len(self._slots)
        if slot >= len(self._ranks):
            self._ranks = np.resize(self._ranks, 2 * slot)
        self._slots[key] = slot
        self._entries[slot] = key, asked.text
        self._ranks[slot] = crc32(f"{asked.text}\0{key}".encode("utf-8", "surrogatepass"))
        self._likeness.put(slot, asked.features)
        if asked.vector is not None:
            self._vectors = self._vectors or Vectors()
            self._vectors.put(slot, asked.vector)

    def remove(self, key: str) -> None:
        """Remove a question that is here."""
        slot = self._slots.pop(key)
        del self._entries[slot]
        self._likeness.remove(slot)
        if self._vectors is not None:
            self._vectors.remove(slot)
        self._free.append(slot)

    def nearest(self, asked: Wording) -> Iterator[Found]:
        """Questions that are alike enough to be offered, in no order.

        A question's score is the better one of two, by words and by vectors. Fusing ranks instead
        (Cormack, Clarke and Büttcher, Reciprocal Rank Fusion, SIGIR 2009) needs no scale, but
        found fewer English paraphrases (177 of 181, against 180): what only one of two has found,
        because the other knows none of its words, falls behind what both have found by the way.
        """
        rough = self._likeness.rough(asked.features)
        slots = set(self._best(rough, rough > 0))
        slots.update(self._near_by_vector(asked))
        for slot, score in self._likeness.exact(asked.features, slots).items():
            better = max(score, self._score_by_vector(asked, slot))
            if better >= LEAST_SCORE:
                yield Found(*self._entries[slot], better)

    def _near_by_vector(self, asked: Wording) -> list[int]:
        if self._vectors is None or asked.vector is None or not asked.vector.any():
            return []
        cosines = self._vectors.cosines(asked.vector)
        return self._best(cosines, cosines > self._unrelated)

    def _score_by_vector(self, asked: Wording, slot: int) -> float:
        if self._vectors is None or asked.vector is None:
            return 0.0
        cosine = self._vectors.cosine(slot, asked.vector)
        return min(1.0, (cosine - self._unrelated) / (1 - self._unrelated))

    def _best(self, scores: BySlot, eligible: npt.NDArray[np.bool_]) -> list[int]:
        """The slots of the best scores; equal ones by their ranks."""
        slots = np.flatnonzero(eligible)
        if len(slots) > _LOOKED_AT:
            values = scores[slots]
            least = np.partition(values, -_LOOKED_AT)[-_LOOKED_AT]
            better, equal = slots[values > least], slots[values == least]
            by_rank = equal[np.argsort(self._ranks[equal], kind="stable")]
            slots = np.concatenate((better, by_rank[: _LOOKED_AT - len(better)]))
        return [int(slot) for slot in slots]
