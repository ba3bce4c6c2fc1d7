"""Numbers written in characters, by their value."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = {one: at for at, one in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}

NUMERALS = "".join((*_DIGITS, *_TENS, *_MYRIADS))
"""Every character that a number is written with."""


def value_of(written: str) -> Decimal | None:
    """The value of a number in characters: 三十八, 二百零五, 一百五 (150), 三点五, 二〇二二.

    Args:
        written: characters of :data:`NUMERALS`, with 点 as the decimal point.

    Returns:
        None for what is no single number (两三, "two or three").
    """
    whole, point, fraction = written.partition("点")
    if point:
        digits = _digits(fraction)
        value = _whole(whole)
        return None if digits is None or value is None else Decimal(f"{value}.{digits}")
    value = _whole(written)
    return None if value is None else Decimal(value)


def _digits(written: str) -> str | None:
    if not written or any(one not in _DIGITS for one in written):
        return None
    return "".join(str(_DIGITS[one]) for one in written)


def _whole(written: str) -> int | None:
    digits = _digits(written)
    if digits is not None:
        # a year or a code is spelt; 两三 or 三五 are guesses between two numbers
        return int(digits) if len(digits) in (1, 4) or set(written) & {"〇", "零"} else None
    return _composed(written)


def _composed(written: str) -> int | None:
    total = section = 0
    digit: int | None = None
    unit = zero = 0
    for one in written:
        if one in _DIGITS:
            if digit not in (None, 0):
                return None
            digit, zero = _DIGITS[one], zero or _DIGITS[one] == 0
        elif one in _TENS:
            unit = _TENS[one]
            section += (1 if digit is None else digit) * unit
            digit, zero = None, 0
        else:
            unit = _MYRIADS[one]
            total, section = (total + section + (digit or 0)) * unit, 0
            if total == 0:
                return None
            digit, zero = None, 0
    if digit is not None and not zero and unit >= 100:
        digit *= unit // 10  # 一百五 is 150
    return total + section + (digit or 0)
