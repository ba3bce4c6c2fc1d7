"""Texts cut into sentences, and sentences cut to what a reviewer reads."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LONGEST = 1_000  # characters; a text without punctuation is cut here
_SHOWN = 200
# A full stop ends a sentence before a capital, unless it ends an abbreviation.
_END = re.compile(
    r"[。！？!?；;\n\r\v\f\x00\u2028\u2029]+[”’」』）)\"']*"
    r"|(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bNo)(?<!\bvs)(?<!\bProf)(?<!\b[A-Z])"
    r"\.\s+(?=[\"“(]?[A-Z0-9\u3400-\u9fff])"
)


def sentences_of(text: str) -> Iterator[str]:
    """Cut a text; a line's end is a sentence's end, and nothing is over 1,000 characters."""
    place = 0
    for end in _END.finditer(text):
        yield from _pieces(text, place, end.end())
        place = end.end()
    yield from _pieces(text, place, len(text))


def _pieces(text: str, start: int, end: int) -> Iterator[str]:
    while start < end:
        stop = min(start + _LONGEST, end)
        if stop < end:
            space = text.rfind(" ", start, stop)
            stop = space + 1 if space > start else stop
        sentence = text[start:stop].strip()
        if sentence:
            yield sentence
        start = stop


def around(sentence: str, start: int, end: int) -> str:
    """At most 200 characters of a sentence, with what lies at ``start`` to ``end`` in them."""
    if len(sentence) <= _SHOWN:
        return sentence
    room = _SHOWN - 2  # for an ellipsis at either side
    left = max(0, min(start - (room - (end - start)) // 2, len(sentence) - room))
    right = left + room
    return ("…" if left else "") + sentence[left:right] + ("…" if right < len(sentence) else "")
