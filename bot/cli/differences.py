"""Terms and what differs between two of their revisions, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from conversation_store.term import Term

_LONGEST = 160  # characters of a value that is shown
_KEPT = 30  # characters before the first difference


def called(term: Term) -> str:
    """The term in one line: ``roe (en) return on equity``."""
    return f"{term.concept} ({term.language}) {term.name}"


def differences(before: Term, after: Term) -> Iterator[str]:
    """For each field that differs, ``field: before -> after``; the revision is none."""
    for name in _CONTENT:
        old, new = text_of(before, name), text_of(after, name)
        if getattr(before, name) != getattr(after, name):
            start = max(0, _first_difference(old, new) - _KEPT)
            yield f"{name}: {_cut(old, start)} -> {_cut(new, start)}"


def text_of(term: Term, name: str) -> str:
    """A field's value as text; several values are parted by bars."""
    value = getattr(term, name)
    return value if isinstance(value, str) else " | ".join(value)


def shortened(text: str, longest: int = _LONGEST) -> str:
    """The text, cut where it is longer."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


_CONTENT = tuple(
    one.name for one in fields(Term) if one.name not in ("concept", "language", "revision")
)


def _first_difference(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _cut(text: str, start: int) -> str:
    if len(text) <= _LONGEST:
        return text or "(none)"
    return f"{'…' if start else ''}{shortened(text[start:])}"
