"""Questions in Chinese read without a glossary, for the tests beside."""

from __future__ import annotations

from bot.faq.chinese import leaning, read


def same(one: str, other: str) -> bool:
    """Whether two questions would share an answer."""
    return read(one) == read(other) and not leaning(one) and not leaning(other)
