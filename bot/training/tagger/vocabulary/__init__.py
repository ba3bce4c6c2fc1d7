"""What made-up sentences are put together from: frames, ordinary nouns, pieces of terms.

In a frame ``{t}`` is where a term may stand, and now and then an ordinary noun does.
"""

from __future__ import annotations


def listed(text: str) -> tuple[str, ...]:
    """The words of a text, parted by commas; a word may hold spaces."""
    return tuple(word.strip() for word in text.replace("\n", " ").split(","))
