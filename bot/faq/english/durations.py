"""Spans of time that are told in halves and quarters of an hour: "an hour and a half"."""

from __future__ import annotations

import re

_SPOKEN = (
    (re.compile(r"\b(?:3|three)[ -]quarters? of an hour\b"), "45 minutes"),
    (re.compile(r"(?<!/ )\b(?:(?:a|1|one) )?quarter of an hour\b"), "15 minutes"),
    (re.compile(r"\b(?:half an|a half|1 half|half) hour\b"), "30 minutes"),
    (re.compile(r"\b(?:an|1|one) hour and a half\b"), "90 minutes"),
    (re.compile(r"\b(?:an|1|one) hour and (?:a |1 |one )?quarter\b"), "75 minutes"),
    (re.compile(r"\b(?:an|one) and a half hours?\b"), "90 minutes"),
)

# One day, where the plural means the several days at that end.
_ENDS = re.compile(
    r"\b(first|last|final|initial|opening|closing) (?=(?:day|week|month|hour|year)s\b)"
)


def in_minutes(text: str) -> str:
    """Write "half an hour" as "30 minutes", and the like; part "first days" from "first day".

    Args:
        text: in small letters, its hyphens already blanks.
    """
    text = _ENDS.sub(r"\1 several ", text)
    if "hour" not in text:
        return text
    for pattern, instead in _SPOKEN:
        text = pattern.sub(instead, text)
    return text
