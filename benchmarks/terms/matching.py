"""How fast terms are found, against the bare automaton on text that is folded already."""

from __future__ import annotations

import argparse
import gc
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import median

import psutil
from daachorse import CharwiseDoubleArrayAhoCorasick

from benchmarks.terms.made_up import documents, names
from bot.terms.folding import fold, normalize
from bot.terms.matcher import Matcher

SIZES = (1_000, 10_000, 100_000, 1_000_000)
_QUESTION = "请问净资产收益率和 EBITDA 有什么不同？cash-flow statement 呢"


@dataclass(frozen=True, slots=True)
class MatchingFigures:
    """One glossary's figures; rates are of characters of the original text per second."""

    names: int
    build_s: float
    memory_mb: float
    characters_per_s: dict[str, float]  # by the language of the text
    bare_characters_per_s: dict[str, float]
    found_per_1000_characters: dict[str, float]
    question_us: float

    def ratio(self, language: str) -> float:
        """How many times as long as the bare automaton it takes."""
        return self.bare_characters_per_s[language] / self.characters_per_s[language]


def measure(count: int, characters: int = 1_000_000, rounds: int = 9) -> MatchingFigures:
    """Measure the matcher with a made-up glossary.

    Args:
        count: names in the glossary.
        characters: of text, for each language.
        rounds: of which the median counts; the two contenders take turns.
    """
    glossary = names(count)
    start = time.perf_counter()
    matcher = Matcher(glossary)
    build_s = time.perf_counter() - start
    bare = CharwiseDoubleArrayAhoCorasick(sorted({normalize(name) for name in glossary}))
    rates: dict[str, float] = {}
    bare_rates: dict[str, float] = {}
    found: dict[str, float] = {}
    for language in ("zh", "en"):
        texts = documents(glossary, characters, "zh" if language == "zh" else "en")
        folded = [fold(text).text for text in texts]
        total = sum(map(len, texts))
        ours_s, bare_s = _taking_turns(
            partial(_through, matcher.find, texts),
            partial(_through, bare.find_overlapping, folded),
            rounds,
        )
        rates[language], bare_rates[language] = total / ours_s, total / bare_s
        found[language] = 1000 * sum(len(matcher.find(text)) for text in texts) / total
    return MatchingFigures(
        count, build_s, memory_mb(count), rates, bare_rates, found, _question_us(matcher)
    )


def memory_mb(count: int) -> float:
    """By how much a process grows that builds the matcher, in MB (10^6 bytes).

    The names themselves are not counted: the glossary has them anyway.
    """
    command = [sys.executable, "-m", "benchmarks.terms.matching", "--memory-of", str(count)]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603  # ourselves
    return float(json.loads(output))


def _grown_mb(count: int) -> float:
    glossary = names(count)
    Matcher(["warm", "温热"])
    gc.collect()
    process = psutil.Process()
    before = process.memory_info().rss
    matcher = Matcher(glossary)
    gc.collect()
    grown = process.memory_info().rss - before
    matcher.find("")
    return grown / 1e6


def _through(find: Callable[[str], object], texts: Sequence[str]) -> None:
    for text in texts:
        find(text)


def _taking_turns(
    ours: Callable[[], object], bare: Callable[[], object], rounds: int
) -> tuple[float, float]:
    """Median seconds of processor time: what else the machine does meanwhile is not counted."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for contender, seconds in zip((ours, bare), times, strict=True):
            start = time.process_time()
            contender()
            seconds.append(time.process_time() - start)
    return median(times[0]), median(times[1])


def _question_us(matcher: Matcher, times: int = 500) -> float:
    start = time.perf_counter()
    for _ in range(times):
        matcher.find(_QUESTION)
    return (time.perf_counter() - start) / times * 1e6


def table(figures: Sequence[MatchingFigures]) -> str:
    """The figures as lines for people."""
    lines = ["    names  build s      MB   zh M/s  ratio   en M/s  ratio  question us"]
    lines += [
        f"{one.names:>9} {one.build_s:>8.2f} {one.memory_mb:>7.0f} "
        f"{one.characters_per_s['zh'] / 1e6:>8.1f} {one.ratio('zh'):>6.2f} "
        f"{one.characters_per_s['en'] / 1e6:>8.1f} {one.ratio('en'):>6.2f} {one.question_us:>12.0f}"
        for one in figures
    ]
    return "\n".join(lines)


def main() -> None:
    """Print a table for some sizes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, help="numbers of names")
    parser.add_argument("--characters", type=int, default=1_000_000, help="of text, per language")
    parser.add_argument("--memory-of", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.memory_of:
        print(json.dumps(_grown_mb(options.memory_of)))
        return
    print(table([measure(size, options.characters) for size in options.sizes]))


if __name__ == "__main__":
    main()
