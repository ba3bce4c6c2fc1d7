"""Hand-written texts in which a terminologist has marked the terms.

``matching_cases.jsonl`` holds a case in a line: the names of a glossary, and a text in which
``⟦cash-flow=cash flow⟧`` marks a piece that is the name after "=", ``⟦ROE⟧`` one that is spelled as
its name, but for case and width. The marks were set by hand, never by the code that they test.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from bot.terms.matcher import Span, normalize

_FILE = Path(__file__).with_name("matching_cases.jsonl")
_MARKED = re.compile(r"⟦([^⟧=]+)(?:=([^⟧]+))?⟧")


@dataclass(frozen=True, slots=True)
class MatchingCase:
    """A text, the names of the glossary as written, and what is to be found."""

    topic: str
    names: tuple[str, ...]
    text: str
    expected: frozenset[Span]


def matching_cases() -> list[MatchingCase]:
    """All cases."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return [_case(**json.loads(line)) for line in lines]


def _case(topic: str, names: list[str], text: str) -> MatchingCase:
    plain, spans, end = "", set(), 0
    for mark in _MARKED.finditer(text):
        plain += text[end : mark.start()]
        name = mark[2] or mark[1]
        assert normalize(name) in map(normalize, names), f"{name} is no name in {text}"
        spans.add(Span(len(plain), len(plain) + len(mark[1]), normalize(name)))
        plain += mark[1]
        end = mark.end()
    return MatchingCase(topic, tuple(names), plain + text[end:], frozenset(spans))
