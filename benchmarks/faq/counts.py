"""Outcomes counted, beside what an exact match and a cosine's threshold make of the same pairs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from benchmarks.faq.baselines import CosineResult, ExactResult, cosine_at_same_served, exact_match
from benchmarks.faq.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of a set of pairs with all first questions' answers in one cache.

    Attributes:
        paraphrases: pairs that one answer is right for.
        served: of these, those that were served it.
        offered: of these, those that were offered the first wording in place of it.
        near_misses: pairs that only look alike.
        false_hits: of these, those that were served the first one's answer, by itself or with all
            others in the cache.
        near_misses_offered: of these, those that were offered the first wording; that is no fault.
        served_other: questions of either sort that were served the answer to another pair's
            question, in other words: to be judged by a person, and counted nowhere else.
        not_kept: pairs of either sort of which one question leans on its asker or its day.
        exact_served: paraphrases that an exact match serves.
        exact_false_hits: near misses that it serves.
        cosine_served: paraphrases that the cosine serves by the threshold that serves no fewer
            than were served.
        cosine_threshold: that threshold.
        cosine_false_hits_at_same_served: near misses that it serves.
    """

    paraphrases: int
    served: int
    offered: int
    near_misses: int
    false_hits: int
    near_misses_offered: int
    served_other: int
    not_kept: int
    exact_served: int
    exact_false_hits: int
    cosine_served: int
    cosine_threshold: float
    cosine_false_hits_at_same_served: int

    def as_json(self) -> dict[str, float]:
        """All of it by name; no threshold where nothing is to be served."""
        figures: dict[str, float] = asdict(self)
        return {name: figure for name, figure in figures.items() if figure != float("inf")}


def count(alone: Sequence[Outcome], together: Sequence[Outcome]) -> Counts:
    """Count outcomes.

    Args:
        alone: of each pair by itself.
        together: of the same pairs, in the same order, with all answers in one cache.
    """
    pairs = [one.pair for one in together]
    paraphrases = [one for one in together if one.pair.same]
    near = [one for one in together if not one.pair.same]
    served = sum(one.served for one in paraphrases)
    exact: ExactResult = exact_match(pairs)
    cosine: CosineResult = cosine_at_same_served(pairs, served)
    return Counts(
        paraphrases=len(paraphrases),
        served=served,
        offered=sum(one.offered for one in paraphrases),
        near_misses=len(near),
        false_hits=sum(first or second for first, second in _false_hits(alone, together)),
        near_misses_offered=sum(one.offered for one in near),
        served_other=sum(bool(one.other) for one in together),
        not_kept=sum(one.not_kept for one in together),
        exact_served=exact.served,
        exact_false_hits=exact.false_hits,
        cosine_served=cosine.served,
        cosine_threshold=round(cosine.threshold, 4),
        cosine_false_hits_at_same_served=cosine.false_hits,
    )


def _false_hits(
    alone: Iterable[Outcome], together: Iterable[Outcome]
) -> Iterable[tuple[bool, bool]]:
    for first, second in zip(alone, together, strict=True):
        if not second.pair.same:
            yield first.served, second.served
