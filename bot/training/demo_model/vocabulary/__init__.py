"""The words that made-up terms, definitions and small talk are put together from."""

from __future__ import annotations


def words(text: str) -> tuple[str, ...]:
    """The words of a text, parted by white space."""
    return tuple(text.split())


def phrases(text: str) -> tuple[str, ...]:
    """The lines of a text, without their indentation."""
    return tuple(line.strip() for line in text.strip().splitlines())
