"""Long answers go on in a further message: where to cut, and how to keep code fenced."""

from __future__ import annotations

import re
from itertools import takewhile

import regex  # type: ignore[import-untyped]  # ships no type information

from bot.handlers.fences import CLOSING, FENCE, open_fence

# Best first; each matches up to where a message may end. The last is a grapheme (UAX #29).
_ENDS: tuple[re.Pattern[str], ...] = (
    regex.compile(r"\n[ \t]*\n+"),
    regex.compile(r"\n"),
    regex.compile(r"[。！？；]+[”’）】」』]*|[.!?;]+\s+"),
    regex.compile(r"\s+|[，、：]"),
    regex.compile(r"\X"),
)
# What must stay whole: cut open, code could become a link, and a link lead elsewhere.
_WHOLE = re.compile(
    r"\n```(?=\n|\Z)|^```[^\n]*\n?.?"  # a fence's line, with a line of its code beside it
    r"|`[^`\n]+`|\[[^\[\]\n]*\]\([^()\s]*\)|https://[!-~]+|&(?:amp|lt);",
    re.MULTILINE,
)


def cut(text: str, sent: int, limit: int) -> int | None:
    """Say where the present message ends.

    Args:
        text: safe Markdown (see ``mrkdwn``): what the message holds, and what is still to go out.
        sent: how many of its characters the message shows already, less than ``limit``.
        limit: how many characters a message holds, the closing of a fence included.

    Returns:
        An offset between ``sent`` and ``limit``; None if all of the text fits.
    """
    room = limit - len(CLOSING)
    if len(text) <= room:
        return None
    for floor in (max(sent, room // 2), sent):
        if place := _last_place(text, floor, room):
            return place
    return room


def _last_place(text: str, floor: int, room: int) -> int | None:
    whole = _whole_parts(text, floor, room)
    for end in _ENDS:
        for place in reversed(_places(end, text, floor, room)):
            if not any(start < place < stop for start, stop in whole):
                return place
    return None


def _places(end: re.Pattern[str], text: str, floor: int, room: int) -> list[int]:
    ends = (match.end() for match in end.finditer(text, floor))
    return [place for place in takewhile(lambda place: place <= room, ends) if place > floor]


def close(text: str) -> str:
    """A part of an answer as a message of its own: with a fence that is open at its end closed."""
    if open_fence(text) is None:
        return text
    return text + (FENCE if text.endswith("\n") else CLOSING)


def split(text: str, limit: int) -> list[str]:
    """Cut safe Markdown into messages of at most ``limit`` characters."""
    parts = []
    while (end := cut(text, 0, limit)) is not None:
        parts.append(close(text[:end]))
        text = go_on(text, end)
    return [*parts, close(text)]


def go_on(text: str, end: int) -> str:
    """What the next message begins with when the present one ends at ``end``."""
    return (open_fence(text[:end]) or "") + text[end:]


def _whole_parts(text: str, floor: int, room: int) -> list[tuple[int, int]]:
    line_start = text.rfind("\n", 0, floor) + 1
    parts = []
    for match in _WHOLE.finditer(text, line_start):
        if match.start() >= room:
            break
        parts.append(match.span())
    return parts
