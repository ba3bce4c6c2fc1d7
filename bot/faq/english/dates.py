"""Dates: days, months, quarters and years in one form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.faq.english.wordlists import word_set

_MONTHS = {
    "jan": "january", "feb": "february", "mar": "march", "apr": "april", "jun": "june",
    "jul": "july", "aug": "august", "sep": "september", "sept": "september", "oct": "october",
    "nov": "november", "dec": "december",
}  # fmt: skip
MONTHS = frozenset((*_MONTHS.values(), "may"))
_SURE = MONTHS - {"may", "march"}
_MONTH_BEFORE = word_set("in of last next since until by during from before after mid")
_DAY = re.compile(r"#?([0-9]{1,2})")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_FISCAL = re.compile(r"fy(?:([0-9]{2})|((?:19|20)[0-9]{2}))")


def is_year(piece: str) -> bool:
    """Whether a piece can be a year of our time."""
    return bool(_YEAR.fullmatch(piece))


def in_order(tokens: Sequence[str]) -> list[str]:
    """Write each date as month, day, year, and each quarter as in "q1 2023".

    Args:
        tokens: with their numbers in digits; ordinals as "#1".
    """
    out: list[str] = []
    at = 0
    while at < len(tokens):
        following = tokens[at + 1 : at + 4]
        for taken, words in (
            _day_first(tokens[at], following),
            _month_first(tokens[at], following, out[-1] if out else ""),
            _quarter(tokens[at], following),
            _fiscal(tokens[at], following),
        ):
            if taken:
                out += words
                at += taken
                break
        else:
            out.append(tokens[at])
            at += 1
    return out


def _month(piece: str) -> str:
    piece = _MONTHS.get(piece, piece)
    return piece if piece in MONTHS else ""


def _day_first(piece: str, after: Sequence[str]) -> tuple[int, list[str]]:
    day = _DAY.fullmatch(piece)
    of = after[:1] == ["of"]
    month = _month(after[of]) if len(after) > of else ""
    if not day or not month or (month in ("may", "march") and not (of or piece[0] == "#")):
        return 0, []
    return 2 + of, [f"{month}:month", f"#{day[1]}"]


def _month_first(piece: str, after: Sequence[str], before: str) -> tuple[int, list[str]]:
    month = _month(piece)
    if not month:
        return 0, []
    day = _DAY.fullmatch(after[0]) if after else None
    dated = day is not None or bool(after and is_year(after[0]))
    if month not in _SURE and not dated and before not in _MONTH_BEFORE:
        return 0, []
    if piece in _MONTHS and piece in ("mar", "jan") and not dated:
        return 0, []
    if day:
        return 2, [f"{month}:month", f"#{day[1]}"]
    return 1, [f"{month}:month"]


def _quarter(piece: str, after: Sequence[str]) -> tuple[int, list[str]]:
    name, taken = piece, 1
    if piece in ("#1", "#2", "#3", "#4") and after[:1] == ["quarter"]:
        name, taken = f"q{piece[1]}", 2
    elif is_year(piece) and after and re.fullmatch("[qh][1-4]", after[0]):
        return 2, [after[0], piece]
    elif piece in ("#1", "#2") and after[:1] == ["half"] and any(map(is_year, after)):
        name, taken = f"h{piece[1]}", 2
    if not re.fullmatch("[qh][1-4]", name):
        return 0, []
    rest = after[taken - 1 :]
    if rest[:1] == ["of"] and len(rest) > 1 and is_year(rest[1]):
        return taken + 2, [name, rest[1]]
    return taken, [name]


def _fiscal(piece: str, after: Sequence[str]) -> tuple[int, list[str]]:
    if found := _FISCAL.fullmatch(piece):
        return 1, [f"fy{found[2] or '20' + found[1]}"]
    if piece == "fy" and after and is_year(after[0]):
        return 2, [f"fy{after[0]}"]
    if piece in ("fiscal", "financial") and after[:1] == ["year"] and len(after) > 1:
        if is_year(after[1]):
            return 3, [f"fy{after[1]}"]
    elif piece == "fiscal" and after and is_year(after[0]):
        return 2, [f"fy{after[0]}"]
    return 0, []
