"""The terms of the example glossaries: what the demo is asked about most."""

from __future__ import annotations

from pathlib import Path

from bot.question import Term
from bot.terms.formats import read_csv

_EXAMPLES = Path(__file__).parents[3] / "examples"


def shipped_terms() -> list[Term]:
    """All terms of all example glossaries, always in the same order."""
    return [term for path in sorted(_EXAMPLES.glob("*/glossary.csv")) for term in read_csv(path)]
