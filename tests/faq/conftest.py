"""A cache in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.faq.cache import AnswerCache


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def cache(folder: Path) -> Iterator[AnswerCache]:
    cache = AnswerCache(folder, size_mb=8, ttl_s=3600)
    yield cache
    cache.close()
