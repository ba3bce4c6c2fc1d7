"""C-value: how much a phrase is a term by itself, and not only a part of longer ones."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CValue:
    """A phrase's value.

    Attributes:
        value: C-value.
        alone: how often the phrase was found outside of longer ones, 0 at least.
    """

    value: float
    alone: int


def c_values(
    frequencies: Mapping[Words, int],
    *,
    smoothing: float = 1,
    length: Callable[[Words], float] = len,
) -> dict[Words, CValue]:
    """Score phrases by their frequency, their length and how often they stand by themselves.

    After Frantzi, Ananiadou and Mima, "Automatic recognition of multi-word terms: the
    C-value/NC-value method" (International Journal on Digital Libraries 3, 2000): with a phrase
    *a* of |a| words, f(a) times found, t(a) of them in longer phrases, of which there are c(a),
    the value is log2 |a| * (f(a) - t(a) / c(a)).

    Args:
        frequencies: how often each phrase was found, in longer ones or not.
        length: |a|, by default the number of words.
        smoothing: what is added to |a|. 0 gives the paper's formula, in which a single word is
            worth nothing; 1 that of Barrón-Cedeño and others (CICLing 2009), in which it counts.

    Returns:
        The value of each phrase, and how often it stands by itself.
    """
    nested: dict[Words, int] = defaultdict(int)  # t(a)
    longer: dict[Words, int] = defaultdict(int)  # c(a)
    values = {}
    # The longest first: a phrase's own t must be known before it is counted in shorter ones.
    for words in sorted(frequencies, key=lambda words: (-len(words), words)):
        frequency = frequencies[words]
        average = nested[words] / longer[words] if longer[words] else 0.0
        value = math.log2(length(words) + smoothing) * (frequency - average)
        values[words] = CValue(value, max(0, frequency - nested[words]))
        for part in set(_parts(words)):
            if part in frequencies:
                # What a longer phrase contributed already is not counted again.
                nested[part] += frequency - nested[words]
                longer[part] += 1
    return values


def _parts(words: Words) -> Iterator[Words]:
    for length in range(1, len(words)):
        for start in range(len(words) - length + 1):
            yield words[start : start + length]
