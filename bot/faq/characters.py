"""Traditional Chinese characters as simplified ones: a question is the same in both."""

from __future__ import annotations

import re
from functools import cache

import opencc

_SURROGATE = re.compile("[\ud800-\udfff]")  # alone it is no character, and cannot be encoded


def simplified(text: str) -> str:
    """The text in simplified characters, word by word (乾杯 and 乾坤 differ); all else as it is."""
    converted: str = _converter().convert(_SURROGATE.sub("\ufffd", text))
    return converted


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")  # loads its dictionaries, so not before somebody asks
