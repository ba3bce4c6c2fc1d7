"""Reading small glossaries in tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import UserError
from bot.terms.formats import Defaults, Format, open_glossary
from conversation_store.term import Language, Term

_NO_DEFAULTS = Defaults()


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(
    path: Path, *, format: Format | None = None, defaults: Defaults = _NO_DEFAULTS
) -> tuple[list[Term], dict[str, int]]:
    with open_glossary(path, format=format, defaults=defaults) as reading:
        terms = list(reading.terms)
        assert reading.bytes_read() == reading.total_bytes
        return terms, dict(reading.skipped)


def refusal(path: Path, *, format: Format | None = None) -> str:
    with pytest.raises(UserError) as refused:
        read(path, format=format)
    assert str(path) in str(refused.value) or path.is_dir()
    return str(refused.value)


def by_id(terms: list[Term], concept: str, language: Language = "en") -> Term:
    return next(term for term in terms if (term.concept, term.language) == (concept, language))
