"""A question in Chinese, read by its words."""

from __future__ import annotations

from bot.faq.parts import Leaning, Parts


def read(marked: str) -> Parts:
    """Read a question.

    Args:
        marked: the question; a character for private use stands for each known term in it.
    """
    return Parts("other", tuple(marked.casefold().split()))


def leaning(marked: str) -> Leaning | None:
    """What the question leans on besides its own words, if anything."""
    return None
