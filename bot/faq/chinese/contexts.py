"""Questions with a context in front: "在保护范围方面，商标和字号有什么区别".

The context stays as it is written, and the frame is looked for in the clause behind it. What the
frame leaves has the context in front of it, as it has where the frame is found in the whole text.
"""

from __future__ import annotations

import re

from bot.faq.chinese.comparison import Compared, compared
from bot.faq.chinese.defining import asked_for
from bot.faq.chinese.framed import ASKS, Framed
from bot.faq.chinese.frames import framed
from bot.faq.chinese.orthography import BREAK, unbroken
from bot.faq.chinese.phrasing import object_first

_SEPARABLE = re.compile(
    rf"^(?=[在就从])([^{BREAK}与和]{{3,24}}?(?:方面|情况下|过程中|期间))(?![的之{BREAK}人内外前后])"
)
_SITUATION = re.compile(
    r"^(?:在|按|根据|依据|依照|对于?|针对|关于|如果|因为|为了|当|除|从|用|就)|"
    r"(?:时|后|前|期间|方面|中|里|上|下|了|内|的话|过程|阶段)$"
)
_LONG = 8
_NOUN_AT = {
    "compute": 0,
    "why": 0,
    "value": 0,
    "hours": 0,
    "measure": 0,
    "due": 0,
    "price": 0,
    "place": 0,
    "what": 0,
    "who-does": 2,
    "who-did": 2,
    "怎么": 1,
    "在哪里": 1,
    "什么时候": 1,
    "找谁": 1,
    "多久": 1,
    "多少钱": 1,
    "which": 2,
}


def parted(text: str) -> tuple[str, str]:
    """The context of a question, empty if there is none, and the clause that asks.

    Args:
        text: a text in its canonical form, its clauses still apart.
    """
    context, _, asked = _SEPARABLE.sub(rf"\1{BREAK}", text, count=1).rpartition(BREAK)
    if not context or ASKS.search(context) or "?" in context:
        return "", ""
    return unbroken(context), object_first(unbroken(asked))


def compared_in(context: str, asked: str) -> Compared | None:
    """What is compared behind a context: it holds of both sides.

    Args:
        context: what stands in front.
        asked: the clause that asks.
    """
    found = compared(asked) if context else None
    if found is None:
        return None
    return Compared(found.kind, (context, "@", *found.rest), found.sides)


def framed_in(context: str, asked: str) -> Framed | None:
    """The type of a question behind a context.

    Args:
        context: what stands in front. Of a bare noun it is not clear what it is to the verb, so
            it is no context.
        asked: the clause that asks.

    Returns:
        None if the clause behind fits no frame whose noun may have a context in front of it.
    """
    if not context or not (len(context) >= _LONG or _SITUATION.search(context)):
        return None
    found = framed(asked)
    if found.kind == "definition" and not found.moved:
        return asked_for(context + found.rest[0])
    at = _NOUN_AT.get(found.kind)
    if at is None:
        return None
    rest = [*found.rest, ""] if at == len(found.rest) else list(found.rest)
    rest[at] = context + rest[at]
    return Framed(found.kind, tuple(rest), found.moved)
