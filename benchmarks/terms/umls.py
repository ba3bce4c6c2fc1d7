"""How fast UMLS is read: made-up files in its format, in an order that helps nobody."""

from __future__ import annotations

import multiprocessing
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bot.terms.formats import open_glossary

_NAMES = 5  # rows for each concept, about as many as the Metathesaurus has
_DEFINED = 10  # one concept in so many has a definition
_WORDS = ("acute", "chronic", "renal", "cardiac", "failure", "syndrome", "lesion", "disorder")
_SOURCES = ("MSH", "SNOMEDCT_US", "NCI", "ICD10CM")


class Figures(NamedTuple):
    """What reading took.

    Attributes:
        rows_per_second: rows of both files over the time to the last term.
        peak_mb: the most memory the process held, in 10^6 bytes, its program included.
        terms: how many came out.
    """

    rows_per_second: float
    peak_mb: float
    terms: int


def write_umls(folder: Path, rows: int, seed: int) -> int:
    """Write MRCONSO.RRF and MRDEF.RRF with concepts in random order.

    Args:
        folder: where to.
        rows: how many names to write; definitions come on top.
        seed: of the random choices.

    Returns:
        How many rows both files have.
    """
    chance = random.Random(seed)  # noqa: S311 - test data
    order = [number // _NAMES for number in range(rows)]
    chance.shuffle(order)
    with (folder / "MRCONSO.RRF").open("w", encoding="utf-8") as names:
        names.writelines(_names(order, chance))
    defined = order[:: _NAMES * _DEFINED]
    with (folder / "MRDEF.RRF").open("w", encoding="utf-8") as definitions:
        definitions.writelines(_definitions(defined, chance))
    return rows + len(defined)


def _names(order: list[int], chance: random.Random) -> Iterator[str]:
    seen = bytearray(max(order, default=0) + 1)
    for row, concept in enumerate(order):
        nth = seen[concept]
        seen[concept] += 1
        language = "SPA" if nth == _NAMES - 1 else "ENG"
        preferred = "P|L1|PF|S1|Y" if nth == 0 else "S|L1|VO|S1|N"
        text = f"{' '.join(chance.choices(_WORDS, k=3))} {concept}-{nth}"
        yield (
            f"C{concept:07}|{language}|{preferred}|A{row:08}||M1|D1|{chance.choice(_SOURCES)}|"
            f"{'AB' if nth == 1 else 'SY'}|{row}|{text}|0|N|256|\n"
        )


def _definitions(concepts: list[int], chance: random.Random) -> Iterator[str]:
    for number, concept in enumerate(concepts):
        text = " ".join(chance.choices(_WORDS, k=20))
        yield f"C{concept:07}|A00000000|AT{number:08}||NCI|A {text}.|N|256|\n"


def measure_import(rows: int) -> Figures:
    """Read made-up files of so many rows in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        written = write_umls(Path(folder), rows, seed=0)
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            return pool.apply(_read, (Path(folder), written))


def _read(folder: Path, rows: int) -> Figures:
    begun = time.perf_counter()
    with open_glossary(folder) as reading:
        terms = sum(1 for _ in reading.terms)
    seconds = time.perf_counter() - begun
    return Figures(rows / seconds, peak_mb(), terms)


def peak_mb() -> float:
    """The most memory this process has held, in 10^6 bytes."""
    # getrusage would not do: its peak is inherited from the process that started this one.
    status = Path("/proc/self/status").read_text()
    return int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0]) * 1024 / 1e6


if __name__ == "__main__":
    for count in map(int, sys.argv[1:] or ["1000000"]):
        print(f"{count:,} rows: {measure_import(count)}")
