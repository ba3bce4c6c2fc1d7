"""What must never differ between questions that share an answer."""

from __future__ import annotations

import re

from bot.faq.chinese.lexicon import Lexicon
from bot.faq.chinese.sign_words import SIGNS

_LEXICON = Lexicon(SIGNS)
_CODE = re.compile(r"[a-z0-9.%/°+^=<>≥≤±\-#&@:$€¥£]*[a-z0-9%<>≥≤±=][a-z0-9.%/°+^=<>≥≤±\-#&@:]*")
_UNIT = re.compile(
    r"(?:个月|天|元|美元|欧元|港元|日元|英镑|分钟|倍|岁|年|月|日|条|款|项|号|"
    r"[^\W_a-z0-9\ue000-\uf8ff是的吗怎要能可会在和与跟需应为])?"
)


def of(text: str) -> tuple[str, ...]:
    """Read the signs in their order: numbers with their units, names and codes, words.

    Args:
        text: a normalised text with its quantities in one form.
    """
    found: list[str] = []
    at = 0
    for code in _CODE.finditer(text):
        found += _LEXICON.meanings(text[at : code.start()])
        unit = _UNIT.match(text, code.end())
        counts = code.group()[-1].isdigit() and not code.group()[0].isalpha()  # not a10, q1
        found.append(code.group() + (unit.group() if unit and counts else ""))
        at = code.end()
    return (*found, *_LEXICON.meanings(text[at:]))
