"""What is printed for people to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from benchmarks.faq.counts import Counts
from benchmarks.faq.lookups import LookupFigures, percentile
from benchmarks.faq.outcomes import Outcome

_COLUMNS = "served, offered: alone | with all others    not kept"


def by_kind(title: str, alone: Sequence[Outcome], together: Sequence[Outcome]) -> str:
    """A table of outcomes, paraphrases first, a row for each kind."""
    rows = [f"{title}: {len(together)} pairs", f"{'':34}{'pairs':>6}   {_COLUMNS}"]
    for same, name in ((True, "paraphrases"), (False, "near misses")):
        kinds = sorted({one.pair.kind for one in together if one.pair.same is same})
        for kind in (None, *kinds):
            first, second = (
                [one for one in outcomes if one.pair.same is same and kind in (None, one.pair.kind)]
                for outcomes in (alone, together)
            )
            label = name if kind is None else f"  {kind or 'of no kind'}"
            figures = [sum(one.served for one in first), sum(one.offered for one in first)]
            figures += [sum(one.served for one in second), sum(one.offered for one in second)]
            cells = "{:>9}{:>9}  |{:>6}{:>9}".format(*figures)
            not_kept = sum(one.not_kept for one in second)
            rows.append(f"{label:34}{len(second):>6}   {cells}{not_kept:>16}")
    return "\n".join(rows)


def compared(title: str, counts: Counts) -> str:
    """The guard beside an exact match and a cosine."""
    return "\n".join(
        (
            f"{title}: served of {counts.paraphrases} paraphrases, and of {counts.near_misses} "
            "near misses (false hits)",
            f"  {'exact match':36}{counts.exact_served:>5}{counts.exact_false_hits:>6}",
            f"  {'Termwise':36}{counts.served:>5}{counts.false_hits:>6}"
            f"   offered besides: {counts.offered} and {counts.near_misses_offered}",
            f"  {f'cosine of character n-grams ≥ {counts.cosine_threshold:.2f}':36}"
            f"{counts.cosine_served:>5}{counts.cosine_false_hits_at_same_served:>6}",
        )
    )


def faults(alone: Sequence[Outcome], together: Sequence[Outcome]) -> Iterator[str]:
    """All that a person is to look at: false hits, and answers to another pair's question."""
    for one in dict.fromkeys(chain(alone, together)):
        if one.served and not one.pair.same:
            yield f"FALSE HIT ({one.pair.kind}): {one.pair.b!r} got the answer to {one.pair.a!r}"
        if one.other:
            yield f"to be judged: {one.pair.b!r} got the answer to {one.other!r} of another pair"


def looked_up(figures: LookupFigures) -> str:
    """The times of look-ups."""
    rows = [f"look-ups among {figures.kept:,} answers, ms{'':18}count     p50     p99"]
    for name, samples in (
        ("in the same wording", figures.exact),
        ("in another wording", figures.near),
        (f"  not found, then alike ({figures.offered} offered)", figures.near_missed),
    ):
        ms = [percentile(samples, share) for share in (50, 99)]
        rows.append(f"  {name:46}{len(samples):>6}{ms[0]:>8.2f}{ms[1]:>8.2f}")
    return "\n".join(rows)
