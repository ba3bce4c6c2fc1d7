"""Names that are found in questions about anything else."""

from __future__ import annotations

import re

from bot.terms.common_words import (
    CHINESE_FUNCTION_WORDS,
    ENGLISH_FUNCTION_WORDS,
    ENGLISH_ORDINARY_WORDS,
)
from bot.terms.matcher import normalize

# Words that questions begin with besides the function words: "what does X mean", "can you tell me".
_OF_QUESTIONS = frozenset(["does", "explain", "mean", "means", "please", "show", "tell"])
_CHINESE = re.compile("(?:" + "|".join(sorted(CHINESE_FUNCTION_WORDS, key=len)[::-1]) + ")+")


def is_everyday(name: str) -> bool:
    """Whether a name is an everyday word ("call") or phrase ("what is", "什么是").

    Args:
        name: in any spelling; case does not matter.
    """
    text = normalize(name)
    if text in ENGLISH_ORDINARY_WORDS or _CHINESE.fullmatch(text):
        return True
    words = text.split()
    return bool(words) and all(
        word in ENGLISH_FUNCTION_WORDS or word in _OF_QUESTIONS for word in words
    )
