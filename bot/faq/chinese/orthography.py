"""One way of writing a text: characters, width, case, quotes, spaces and clause marks."""

from __future__ import annotations

import re
import unicodedata

from bot.faq.characters import simplified
from bot.faq.chinese.unit_case import spelt

BREAK = "，"
"""Stands for each mark that ends a clause."""

_SUPERSCRIPTS = str.maketrans(
    {one: f"^{unicodedata.normalize('NFKC', one)}" for one in "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"}
)
_QUOTES = re.compile(r"[\"'“”‘’„«»「」『』《》〈〉`*]")
# Between letters or digits they part these: "5*20mg" is not 520 mg; and "*.txt" is a pattern.
_WITHIN = re.compile(r"(?<=[a-z0-9])[\"'“”‘’`*]+(?=[a-z0-9])|\*(?=\.)")
_BAIDU = re.compile(
    r"(?<![一二两三四五六七八九十几数上成近达过0-9])百度(?![以左上下多的c])"
)  # no degrees
_ASIDE = re.compile(r"[【\[](?:急|紧急|求助|求问|提问|问题|咨询|在线等|help)[】\]]")
_BREAKS = re.compile(r"[;!。…—\n\r]+|\.{2,}|,(?!\d)|(?<!\d),|(?<!\d):|:(?!\d)|\.(?![\w])|\?(?=.)")
_SPACE = re.compile(r"(?<![a-z0-9])\s+|\s+(?![a-z0-9])")
_HYPHENED = re.compile(r"(?<=\bwi)-(?=fi\b)|(?<=\be)-(?=mail)", re.ASCII)
_SPACED_NAME = re.compile(r"(?<![a-z0-9])(iso|ifrs|ias|cas|asc|ich|iec)\s(?=[0-9])")
_BREAKS_IN_A_ROW = re.compile(rf"\s*{BREAK}[\s{BREAK}]*")
_START = f"?~{BREAK} "
_END = f"{_START}."


def normalise(text: str) -> str:
    """Write a text in simplified characters of normal width and lower case.

    A space is kept only between two letters or digits, where it parts words; quotes go, and each
    mark inside the text that ends a clause becomes :data:`BREAK`.
    """
    # NFKC would make 10⁶ the number 106, and the clauses of "5，100" one number
    text = text.translate(_SUPERSCRIPTS).replace("，", "。").replace("～", "-")
    text = spelt(unicodedata.normalize("NFKC", text)).casefold()
    text = unicodedata.normalize("NFKC", simplified(text))
    text = _WITHIN.sub("·", _ASIDE.sub("", text))
    text = _BAIDU.sub("baidu", _QUOTES.sub("", text)).strip()
    text = _SPACED_NAME.sub(r"\1", _HYPHENED.sub("", text))
    text = _BREAKS.sub(_break, text)
    text = _SPACE.sub("", text)
    return _BREAKS_IN_A_ROW.sub(BREAK, text).rstrip(_END).lstrip(_START)


def _break(match: re.Match[str]) -> str:
    """A question mark inside the text stays: it parts two questions."""
    return f"?{BREAK}" if match.group() == "?" else BREAK


def unbroken(text: str) -> str:
    """The text without its clause marks, numbers and names still apart from each other."""
    return _SPACE.sub("", text.replace(BREAK, " ")).strip(_END)
