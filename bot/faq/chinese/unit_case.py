"""What capital letters tell apart: MB and Mb, MW and mW, mM and mm, ARM and arm.

Everything else is read without regard to case, so these are spelt out before it is lost.
"""

from __future__ import annotations

import re

from bot.faq.chinese.either_case import EITHER_CASE

_TO_THE_SECOND = r"(?:/s|ps|it/s|yte/s|its?|ytes?)?"
_DATA = re.compile(rf"(?<![A-Za-z])([KkMmGgTtPp])(i?)([Bb])({_TO_THE_SECOND})(?![A-Za-z])")
_PREFIXED = re.compile(
    r"(?<![A-Za-z])([Mm])((?i:W|V|A|J|VA|Wh|Hz|Pa|eV|Ω|Ohm|Bq|Sv|Gy|F|H|T))(?![A-Za-z])"
)
_AFTER_NUMBER = re.compile(r"(?<=[0-9])(\s?)(M|G|Mm|mM|Gm|Mg|Cal|Gs|nM|pM|[µμu]M)(?![A-Za-z])")
_SMALL = re.compile(r"(?<![A-Za-z0-9.@/_\-])[a-z]{3,}(?![A-Za-z0-9.@/_\-])")
_SIZES = {"m": "milli", "M": "mega", "g": "giga", "G": "giga"}


def spelt(text: str) -> str:
    """Spell out the units in which a capital letter makes another unit.

    Args:
        text: a text of normal width whose case is still as it was typed.
    """
    text = _SMALL.sub(_named_apart, _DATA.sub(_data, text))
    text = _PREFIXED.sub(lambda match: _SIZES[match[1]] + match[2], text)
    return _AFTER_NUMBER.sub(lambda match: match[1] + _cased(match[2]), text)


def _named_apart(match: re.Match[str]) -> str:
    """A word in small letters, apart from the name that a capital makes of it: arm and ARM."""
    return match.group() if match.group() in EITHER_CASE else f"{match.group()}low"


def _data(match: re.Match[str]) -> str:
    """100 Mb/s is an eighth of 100 MB/s; 100 mb/s may be either, and stays by itself."""
    size, binary, unit, rest = match.groups()
    if rest.startswith(("it", "yte")):
        return match.group()  # written in full
    exact = size not in "mgtp"
    amount = ("byte" if unit == "B" else "bit") if exact or unit == "B" else "b"
    return f"{size}{binary}{amount}{rest.replace('ps', '/s')}"


def _cased(unit: str) -> str:
    """A unit with each capital letter marked, so that folding the case keeps them apart."""
    return "".join(f"{one}cap" if one.isupper() else one for one in unit)
