"""One form for everyday words that mean the same."""

from __future__ import annotations

import re

from bot.faq.chinese.lexicon import Lexicon
from bot.faq.chinese.synonym_words import SYNONYMS

_LEXICON = Lexicon(SYNONYMS)
_EMPHASIS = re.compile(
    r"(?:到底|究竟|一般|通常|具体)(?:都|是)?(?=怎么|怎样|如何|为什么|为何|多久|多长时间|多少|"
    r"什么|哪里|哪儿|谁|有什么|有哪些|包括)"
)
_EMPHASIS_IS = re.compile(
    r"(?:到底|究竟|具体)(?:都)?(?=是(?:什么|啥|多少|谁|指|怎么|不是|否))|"
    r"(?:到底|究竟)(?=[能可会要该有算])"
)
_AT = re.compile(r"^在(?=[^什哪，]{1,8}?(?:[内后前时]|期间))|^在(?=[国境]内)")
_WAY = re.compile(r"(?<![a-z0-9\u4e00-\u9fff])(?:[什啥]么?叫做?|啥是|何谓|何为|什么是指)")


# what may not be done is asked for; 不能 may also tell of a failure (为什么不能登录)
_OF_RULES = re.compile(r"什么情况下|哪些|谁|吗$")
_OF_FACTS = re.compile(r"为什么|怎么|不得已")


def canonical(text: str) -> str:
    """Give each word the form that it shares with its synonyms.

    Args:
        text: a normalised text.
    """
    text = _EMPHASIS_IS.sub("", _EMPHASIS.sub(_without_emphasis, text))
    text = _AT.sub("", _LEXICON.replaced(_WAY.sub("什么是", text)))
    if _OF_RULES.search(text) and not _OF_FACTS.search(text):
        text = text.replace("不得", "不可以") if "不得不" not in text else text
    return text


def _without_emphasis(match: re.Match[str]) -> str:
    """一般是多少 asks as 是多少 does."""
    return "是" if match.group().endswith("是") else ""
