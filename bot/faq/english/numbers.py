"""Numbers in words and in digits, in one form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Context, Decimal

from bot.faq.english.wordlists import word_set

_UNITS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen
"""
_RANKS = """
zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
"""
_DECADES = "zero ten twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {word: value for value, word in enumerate(_UNITS.split())}
_TENS = {word: value * 10 for value, word in enumerate(_DECADES.split()) if value > 1}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT = {"k": 1000, "m": 10**6, "mn": 10**6, "mio": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
_ORDINALS = {word: value for value, word in enumerate(_RANKS.split())} | {
    "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100,
}  # fmt: skip
_ROOM = 32  # more digits than any factor has
_PARTS = {"#3": "3", "thirds": "3", "#5": "5", "fifths": "5"}
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_ORDINAL = re.compile(r"([0-9]+)(?:st|nd|rd|th)")
_SCALED = re.compile(r"([0-9]+(?:\.[0-9]+)?)(k|m|mn|mio|bn|b|tn)")
_MONEY = word_set("$ € £ ¥ usd eur gbp jpy cny us$ hk$ c$ a$ chf rmb")
_MONEY_AFTER = word_set("dollar dollars euro euros pound pounds usd eur gbp yen yuan")


def is_number(piece: str) -> bool:
    """Whether a token is a number in digits, whole or decimal."""
    return bool(_PLAIN.fullmatch(piece))


def times(number: str, factor: Decimal | int) -> str:
    """A number in digits, multiplied without rounding it."""
    digits = len(number) + _ROOM
    return plain(Context(prec=digits).multiply(Decimal(number), Decimal(factor)))


def plain(value: Decimal) -> str:
    """A value in digits, without an exponent or zeros that say nothing."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def in_digits(tokens: Sequence[str]) -> list[str]:
    """Write every number in digits ("seventy two" is 72, "1.5 million" 1500000, "tenth" #10)."""
    out: list[str] = []
    at = 0
    while at < len(tokens):
        piece = tokens[at]
        if _GROUPED.fullmatch(piece):
            piece = piece.replace(",", "")
        if piece in _SMALL or piece in _TENS or piece in _SCALES or is_number(piece):
            text, at = _number(tokens, at, piece)
            out.append(text)
            continue
        out.append(_one(piece, out, tokens[at + 1 : at + 2]))
        at += 1
    return out


def with_fractions(tokens: Sequence[str]) -> list[str]:
    """Write "a third of" and "two thirds" as 1/3 and 2/3, "two and a half" as 2.5.

    Args:
        tokens: with their numbers in digits.
    """
    out: list[str] = []
    for at, piece in enumerate(tokens):
        parts = _PARTS.get(piece)
        if piece == "half" and out[-2:] == ["and", "a"] and "".join(out[-3:-2]).isdigit():
            out[-3:] = [f"{out[-3]}.5"]
            continue
        if parts and out and out[-1].isdigit() and (piece.endswith("s") or out[-1] == "1"):
            out += ("/", parts)
        elif parts and out[-1:] == ["a"] and tokens[at + 1 : at + 2] == ["of"]:
            out[-1:] = ["1", "/", parts]
        else:
            out.append(piece)
    return out


def _one(piece: str, before: Sequence[str], after: Sequence[str]) -> str:
    if found := _ORDINAL.fullmatch(piece):
        return f"#{found[1]}"
    if piece in _ORDINALS:
        last = before[-1] if before else ""
        if piece == "second" and (last == "per" or is_number(last)):
            return piece
        if last.isdigit() and len(last) == 2 and last[1] == "0" and _ORDINALS[piece] < 10:
            return f"+{_ORDINALS[piece]}"  # twenty-fifth
        return f"#{_ORDINALS[piece]}"
    if found := _SCALED.fullmatch(piece):
        money = (before and before[-1] in _MONEY) or (after and after[0] in _MONEY_AFTER)
        if money or found[2] in ("mn", "mio", "bn", "tn") or ("." in found[1] and found[2] == "k"):
            return times(found[1], _SHORT[found[2]])
    return piece


def _number(tokens: Sequence[str], at: int, piece: str) -> tuple[str, int]:
    """The number that begins at a token, and where the next token is."""
    if piece not in _SMALL and piece not in _TENS and piece not in _SCALES:
        value, at = piece, at + 1
        while at < len(tokens) and tokens[at] in _SCALES:
            value = times(value, _SCALES[tokens[at]])
            at += 1
        return value, at
    total = current = 0
    while at < len(tokens):
        word = tokens[at]
        if word in _SCALES:
            scale = _SCALES[word]
            current = max(current, 1) * scale
            if scale > 100:
                total, current = total + current, 0
        elif word in _TENS and current % 100 == 0:
            current += _TENS[word]
        elif word in _SMALL and _fits(current, _SMALL[word]):
            current += _SMALL[word]
        elif not (word == "and" and _joins(tokens, at)):
            break
        at += 1
    return str(total + current), at


def _fits(current: int, small: int) -> bool:
    """Whether a small number goes on with one: "twenty five", "hundred five"; not "two three"."""
    return current % 100 == 0 or (current % 10 == 0 and current % 100 >= 20 and 0 < small < 10)


def _joins(tokens: Sequence[str], at: int) -> bool:
    """Whether an "and" is inside a number ("two hundred and five"), not between two."""
    if tokens[at - 1] not in _SCALES or "between" in tokens[:at]:
        return False
    following = tokens[at + 1 : at + 4]
    inside = [word for word in following if word in _SMALL or word in _TENS]
    return following[:1] == inside[:1] != [] and not any(word in _SCALES for word in following)
