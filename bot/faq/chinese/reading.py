"""A question in Chinese, read by its words."""

from __future__ import annotations

import re

from bot.faq.chinese import courtesy, quantities, signs, synonyms
from bot.faq.chinese.clauses import condition_first
from bot.faq.chinese.comparison import compared
from bot.faq.chinese.contexts import compared_in, framed_in, parted
from bot.faq.chinese.frames import framed
from bot.faq.chinese.orthography import normalise, unbroken
from bot.faq.chinese.phrasing import object_first, plain
from bot.faq.chinese.turns import told
from bot.faq.chinese.voice import active
from bot.faq.parts import Parts

_WORD = re.compile(r"[\ue000-\uf8ff]|[^\s\ue000-\uf8ff]+")


def read(marked: str) -> Parts:
    """Read a question.

    Args:
        marked: the question; a character for private use stands for each known term in it.
    """
    text = active(condition_first(courtesy.stripped(normalise(marked))))
    text = told(plain(quantities.canonical(text)))
    found = signs.of(text)
    text = synonyms.canonical(text)
    behind = parted(text)
    text = object_first(unbroken(text))
    comparison = compared_in(*behind) or compared(text)
    if comparison is None:
        frame = framed_in(*behind) or framed(text)
        in_order = tuple(sorted(found)) if frame.moved else found
        return Parts(frame.kind, _words(*frame.rest), signs=in_order)
    # the sides come in any order, and so do the signs in them
    sides = tuple(_words(side) for side in sorted(comparison.sides))
    return Parts(comparison.kind, _words(*comparison.rest), sides, tuple(sorted(found)))


def _words(*texts: str) -> tuple[str, ...]:
    """The words of texts; a term is one by itself.

    Without spaces between words, the characters between two terms are best compared as they are.
    """
    return tuple(word for text in texts for word in _WORD.findall(text))
