"""Names that questions about anything else hold."""

from __future__ import annotations

import pytest

from bot.terms.everyday import is_everyday


@pytest.mark.parametrize(
    "name", ["what is", "What  Is", "how do I", "call", "为什么", "什么是", "IT"]
)
def test_an_everyday_word_or_phrase_is_told(name: str) -> None:
    assert is_everyday(name)


@pytest.mark.parametrize(
    "name", ["ROE", "return on equity", "call option", "市盈率", "?", "plinth"]
)
def test_any_other_name_is_not(name: str) -> None:
    assert not is_everyday(name)
