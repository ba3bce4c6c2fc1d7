"""``python -m benchmarks.faq``: tables, a picture, and all figures as JSON in the last line.

Every pair of questions goes through the rooms that recall answers: a real store, a real cache on
disk, the three example glossaries. It is asked twice, by itself and with the first questions of all
other pairs in the same cache; the JSON has the figures of the second, harder way, and of the false
hits those of either. Its top level counts the whole shipped set, ``held_apart`` the part of it that
no rule of the guard was made by. Exact match and a cosine get the same pairs in the same run. Then
look-ups are timed among 100,000 answers, hits in Slack by the stand-in, and a hundred people ask
the same at once.

With ``--pairs FILE`` the pairs are those of a file, {"a": ..., "b": ..., "same": true} in each
line.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import structlog

from benchmarks.faq.baselines import curve, tfidf_cosines
from benchmarks.faq.counts import Counts, count
from benchmarks.faq.in_slack import asking_at_once, measure_hits
from benchmarks.faq.lookups import measure_lookups, percentile
from benchmarks.faq.outcomes import Outcome, all_together, each_by_itself
from benchmarks.faq.pairs import Pair, read_pairs
from benchmarks.faq.picture import Point, Totals, draw
from benchmarks.faq.tables import by_kind, compared, faults, looked_up
from bot.errors import UserError

_HERE = Path(__file__).parent
_TUNING, _HELD_APART = _HERE / "tuning.jsonl", _HERE / "held_apart.jsonl"


@dataclass(frozen=True, slots=True)
class _Sizes:
    """How much is measured."""

    kept: int = 100_000
    lookups: int = 2_000
    hits: int = 200
    askers: int = 100


_QUICK = _Sizes(kept=2_000, lookups=100, hits=20, askers=20)


def main() -> None:
    """Measure all parts."""
    options = _options()
    logging.basicConfig(level=logging.WARNING)
    structlog.configure(logger_factory=structlog.stdlib.LoggerFactory())
    sizes = _QUICK if options.quick else _Sizes()
    try:
        if options.pairs:
            shipped, held_apart = read_pairs(options.pairs), []
        else:
            held_apart = read_pairs(_HELD_APART)
            shipped = read_pairs(_TUNING) + held_apart
    except UserError as error:
        raise SystemExit(str(error)) from error
    (whole, apart), generations = asyncio.run(_counted(shipped, len(held_apart), sizes.askers))
    if options.picture:
        _draw(shipped, whole, options.picture)
    print(f"answers made when {sizes.askers} people ask the same at once: {generations}")
    figures: dict[str, object] = {**whole.as_json(), "generations_for_100_askers": generations}
    figures |= _lookups(sizes) | _hits(sizes)
    figures["held_apart"] = apart.as_json() if apart else None
    print(json.dumps(figures))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pairs", type=Path, help="pairs in place of the shipped ones")
    parser.add_argument("--quick", action="store_true", help="small sizes, to try it out")
    parser.add_argument("--picture", type=Path, help="where to draw what thresholds cost")
    return parser.parse_args()


async def _counted(
    pairs: Sequence[Pair], held_apart: int, askers: int
) -> tuple[tuple[Counts, Counts | None], int]:
    # At once, for neither is timed; the crowd mostly waits until Slack takes the next post.
    async with asking_at_once(askers) as generations:
        return await _outcomes(pairs, held_apart), await generations


async def _outcomes(pairs: Sequence[Pair], held_apart: int) -> tuple[Counts, Counts | None]:
    """Counts of all pairs, and of those at the end that were held apart."""
    alone, together = await each_by_itself(pairs), await all_together(pairs)
    whole = _told("the whole set", alone, together)
    for fault in faults(alone, together):
        print(fault)
    if not held_apart:
        return whole, None
    return whole, _told("held apart", alone[-held_apart:], together[-held_apart:])


def _told(title: str, alone: Sequence[Outcome], together: Sequence[Outcome]) -> Counts:
    counts = count(alone, together)
    print(by_kind(title, alone, together), compared(title, counts), sep="\n\n", end="\n\n")
    return counts


def _draw(pairs: Sequence[Pair], whole: Counts, picture: Path) -> None:
    points = {
        "Termwise": Point(whole.served, whole.false_hits),
        "exact match": Point(whole.exact_served, whole.exact_false_hits),
    }
    cosines = {"cosine of character n-grams": curve(pairs, tfidf_cosines(pairs))}
    draw(cosines, points, Totals(whole.paraphrases, whole.near_misses), picture)
    print(f"The picture is {picture}.")


def _lookups(sizes: _Sizes) -> dict[str, object]:
    found = asyncio.run(measure_lookups(sizes.kept, sizes.lookups))
    print(looked_up(found))
    return {
        "lookup_exact_p50_ms_100k": round(percentile(found.exact, 50), 2),
        "lookup_exact_p99_ms_100k": round(percentile(found.exact, 99), 2),
        "lookup_near_p50_ms_100k": round(percentile(found.near, 50), 2),
        "lookup_near_p99_ms_100k": round(percentile(found.near, 99), 2),
    }


def _hits(sizes: _Sizes) -> dict[str, object]:
    hits = asyncio.run(measure_hits(sizes.hits))
    p50, p95 = (percentile(hits.ms, share) for share in (50, 95))
    print(
        f"{len(hits.ms)} hits in Slack, {hits.other_wording} of them in another wording, from "
        f"the question to the final message: p50 {p50:.1f}, p95 {p95:.1f} ms"
    )
    return {"hits": len(hits.ms), "hit_p50_ms": round(p50, 1), "hit_p95_ms": round(p95, 1)}


if __name__ == "__main__":
    main()
