"""Quantities: numbers with their units, money, percentages, times of day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from bot.faq.english.numbers import is_number, plain, times
from bot.faq.english.tokens import replaced, table
from bot.faq.english.wordlists import word_set

_ATTACHED = re.compile(r"([0-9]+(?:\.[0-9]+)?)([^\W\d_]+)")
_UNIT_WORDS = table("""
percent, per cent, pct, percentage = %; percentage points, percentage point = pp
basis points, basis point, bps, bp = bp
grams, gram, gramme, grammes, gm = g; milligrams, milligram, milligramme = mg
micrograms, microgram, mcg, μg, ug = µg; kilograms, kilogram, kilo, kilos, kgs = kg
millilitres, millilitre, milliliters, milliliter = ml; litres, litre, liters, liter, l = litre
metres, metre, meters, meter = meter; kilometres, kilometre, kilometers, kilometer = km
centimetres, centimetre, centimeters, centimeter = cm
millimetres, millimetre, millimeters, millimeter = mm
hours, hrs, hr, h = hour; minutes, mins, min = minute; seconds, secs, sec = second
days = day; weeks, wk, wks = week; months = month; years, yr, yrs = year
dollars, dollar, bucks = $; euros, euro, eur = €; gbp, pounds sterling, pound sterling = £
yen, jpy = jpy; yuan, rmb, cny, renminbi = cny; us dollars, us dollar, us$, usd = usd
usa dollars, usa dollar, usa $ = usd; pounds = pound
degrees celsius, degree celsius, °c = °c; times = times
""")
_KNOWN = word_set("""% pp bp g mg µg kg ml litre meter km cm mm hour minute second day week month
    year $ € £ jpy cny usd pound milliwatt megawatt megabit megabyte gigabit gigabyte iu mmol kw kwh
    mmhg am pm""")
# Only what is exact in every context: 72 hours are not three days to a lawyer.
_EXACT = {
    "mg": (Decimal("0.001"), "g"),
    "kg": (Decimal(1000), "g"),
    "ml": (Decimal("0.001"), "litre"),
}
_CODES = {"eur": "€", "gbp": "£", "euro": "€", "euros": "€"}
_MONEY = word_set("$ € £ usd")
_CLOCK = re.compile(r"([0-9]{1,2})(?::([0-9]{2}))?")
_HALF = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}


def in_units(tokens: Sequence[str]) -> list[str]:
    """Write every quantity as a value and a unit ("$5m" as "5000000 $", "half a gram" as "0.5 g").

    Args:
        tokens: with their numbers in digits.
    """
    apart: list[str] = []
    for piece in tokens:
        piece = _CODES.get(piece, piece)
        found = _ATTACHED.fullmatch(piece)
        unit = replaced([found[2]], _UNIT_WORDS) if found else []
        if found and len(unit) == 1 and unit[0] in _KNOWN:
            apart += (found[1], unit[0])
        else:
            apart.append(piece)
    apart = _after_numbers(apart)
    out: list[str] = []
    for piece in apart:
        before = out[-1] if out else ""
        if is_number(piece) and before in _MONEY and (len(out) < 2 or not is_number(out[-2])):
            out[-1:] = [piece, before]  # money is named before or after
        elif is_number(before) and piece in _EXACT:
            factor, unit_name = _EXACT[piece]
            out[-1:] = [times(before, factor), unit_name]
        elif piece == "month" and (years := _years(before)):
            out[-1:] = [years, "year"]
        elif piece in ("am", "pm") and (clock := _clock(before, piece)):
            out[-1] = clock
        elif piece in ("%", "g", "litre") and is_number(before):
            out[-1:] = [plain(Decimal(before)), piece]
        else:
            out.append(piece)
    return out


def _after_numbers(tokens: Sequence[str]) -> list[str]:
    """Name units in one way, but only where a number goes before: a pound may be a place."""
    out: list[str] = []
    at = 0
    while at < len(tokens):
        if tokens[at] == "half" and tokens[at + 1 : at + 2] in (["a"], ["an"]):
            unit = replaced(tokens[at + 2 : at + 3], _UNIT_WORDS)
            if unit and unit[0] in ("g", "mg", "kg", "hour", "day", "year", "%", "litre", "ml"):
                out += ("0.5", unit[0])
                at += 3
                continue
        if tokens[at] == "half" and tokens[at - 1 : at] == ["by"] and at + 1 == len(tokens):
            out += ("50", "%")
            at += 1
            continue
        out.append(tokens[at])
        at += 1
        if is_number(out[-1]):
            unit = replaced(tokens[at : at + 2], _UNIT_WORDS)
            used = 2 if len(unit) < len(tokens[at : at + 2]) else 1
            if unit and unit[0] in _KNOWN:
                out.append(unit[0])
                at += used
    return out


def _years(months: str) -> str:
    whole = int(months) if re.fullmatch("[0-9]{1,4}", months) else 0
    return str(whole // 12) if whole % 12 == 0 < whole else ""


def _clock(hour: str, half: str) -> str | None:
    found = _CLOCK.fullmatch(hour)
    if not found or not 1 <= int(found[1]) <= 12:
        return None
    value = int(found[1]) % 12 + (12 if half == "pm" else 0)
    return f"{value}:{found[2] or '00'}"
