"""``python -m benchmarks.terms``: tables, a picture, and all figures as JSON in the last line.

Finding terms is measured against a bare automaton on the same text in the same run; ``/term`` by
what the Slack stand-in shows; the import in a process of its own; the injection with the demo
model. A full run takes about ten minutes.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
from collections.abc import Sequence
from pathlib import Path

import structlog
from rich.progress import track

from benchmarks.terms.importing import measure_import
from benchmarks.terms.injection import measure_injection
from benchmarks.terms.matching import SIZES, MatchingFigures, measure, table
from benchmarks.terms.picture import draw
from benchmarks.terms.slash import measure_slash

_HUNDRED_THOUSAND = 100_000


def main() -> None:
    """Measure all parts, or with ``--quick`` small ones."""
    options = _options()
    logging.basicConfig(level=logging.WARNING)
    structlog.configure(logger_factory=structlog.stdlib.LoggerFactory())
    sizes = (1_000, 10_000) if options.quick else SIZES
    large = 10_000 if options.quick else _HUNDRED_THOUSAND
    matching = [measure(size) for size in track(sizes, "finding terms", transient=True)]
    print(table(matching))
    if options.picture:
        draw(matching, options.picture)
        print(f"The picture is {options.picture}.")
    figures = _matching_figures(next(one for one in matching if one.names == large))
    figures |= _slash(large, lookups=100 if options.quick else 400)
    figures |= _import(50_000 if options.quick else 1_000_000)
    figures |= _injection(5 if options.quick else options.injections)
    print(json.dumps(figures | _by_size(matching)))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes, to try it out")
    parser.add_argument("--injections", type=int, default=100, help="made-up terms per language")
    parser.add_argument("--picture", type=Path, help="where to draw speed and memory by size")
    return parser.parse_args()


def _matching_figures(one: MatchingFigures) -> dict[str, float]:
    """The slower of the two languages, and the worse ratio."""
    return {
        "match_mchars_per_s_100k": round(min(one.characters_per_s.values()) / 1e6, 2),
        "match_vs_baseline_100k": round(max(map(one.ratio, one.characters_per_s)), 2),
    }


def _slash(count: int, lookups: int) -> dict[str, float]:
    slash = asyncio.run(measure_slash(count, lookups))
    print(
        f"/term with {slash.terms:,} terms: p50 {slash.p50_ms:.1f}, p99 {slash.p99_ms:.1f} ms; "
        f"misspelled p99 {slash.misspelled_p99_ms:.1f} ms"
    )
    return {
        "slash_p50_ms_100k": round(slash.p50_ms, 1),
        "slash_p99_ms_100k": round(slash.p99_ms, 1),
        "slash_misspelled_p99_ms_100k": round(slash.misspelled_p99_ms, 1),
    }


def _import(rows: int) -> dict[str, float]:
    took = measure_import(rows)
    print(
        f"import of {rows:,} rows in the form of UMLS: {took.rows_per_second:,.0f} rows/s, "
        f"{took.terms:,} terms, peak {took.peak_mb:.0f} MB"
    )
    return {
        "import_rows_per_s": round(took.rows_per_second),
        "import_peak_mb": round(took.peak_mb, 1),
    }


def _injection(count: int) -> dict[str, float]:
    found = asyncio.run(measure_injection(count))
    exact = ", ".join(f"{name} {found.exact[name]} of {found.terms[name]}" for name in found.exact)
    print(
        f"definitions injected: {exact} answered word for word; known before {found.known_before}"
    )
    return {
        "injection_exact": round(found.share, 4),
        "injection_known_before": found.known_before,
        "injection_terms": sum(found.terms.values()),
    }


def _by_size(matching: Sequence[MatchingFigures]) -> dict[str, object]:
    return {
        "by_terms": {
            str(one.names): {
                "build_s": round(one.build_s, 3),
                "memory_mb": round(one.memory_mb, 1),
                "mchars_per_s": {
                    language: round(rate / 1e6, 2)
                    for language, rate in one.characters_per_s.items()
                },
                "found_per_1000_characters": {
                    language: round(found, 1)
                    for language, found in one.found_per_1000_characters.items()
                },
                "vs_baseline": {
                    language: round(one.ratio(language), 2) for language in one.characters_per_s
                },
            }
            for one in matching
        }
    }


if __name__ == "__main__":
    main()
