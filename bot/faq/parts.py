"""What a language's own rules make of a question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Leaning = Literal["person", "date", "thread", "file"]
"""What a question may lean on besides its own words: who asks, when, what else is there."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A question's parts, as :class:`bot.faq.guard.Reading` describes them.

    A mark that stands for a term is a word by itself, wherever words are given.
    """

    kind: str
    content: tuple[str, ...]
    sides: tuple[tuple[str, ...], ...] = ()
    signs: tuple[str, ...] = ()
