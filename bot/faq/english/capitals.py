"""Capital letters that tell a name from a word: Visa and a visa, TIPS and tips, mA and MA."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.faq.english.abbreviations import ABBREVIATIONS
from bot.faq.english.wordlists import word_set

NAME = "\u1d3a"
"""A letter behind each name; no text has one, for its compatible form is a plain N."""


def _short_forms() -> frozenset[str]:
    """The short forms that have a long one."""
    entries = ABBREVIATIONS.replace("\n", ";").split(";")
    return word_set(" ".join(entry.partition("=")[2] for entry in entries))


# The same thing in small letters, which are no word of their own.
_PLAIN = (
    word_set("""
asap ytd mtd qtd eod eoy eom hq tv usb id pdf ok okay faq faqs eta csv url usa uk eu un usd eur
ebitda ebit gaap ifrs capex opex etf etfs ipo ipos cogs wacc roe roa roi eps npv irr aml kyc api
apis ai iot erp ict hipaa fda ema ecg ekg mri icu copd adhd bmi iu dna rna otc ceo cfo cto coo ciso
iban nda ndas sla slas rfp rfps kpi kpis okr okrs iso sop sops vat gdpr hr gdp sec pto llc agm cio
fy am pm fyi covid btw diy ii iii iv vi vii viii ix xi xii gbp jpy cny
""")
    | _short_forms()
)
# Emphasis, for all we know; but NO and ALL are abbreviations.
_EMPHASIS = word_set("not and only the what how when why where which must please hi hello i a")
_FUNCTION = word_set("""
i what who whom whose when where why which how is are was were do does did have has had can could
should would must shall if whether a an the and or of for in on at to by with from as please
thanks thank hi hello hey dear good morning afternoon evening team all everyone everybody folks
guys colleagues termwise bot sorry tell explain define describe list name give show compare my our
your we you they it this that there just quick question not no yes so also internet intranet wiki
january february april june july august september october november december jan feb mar apr jun jul
aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday english wi fi
""")
_PHRASES = re.compile(
    r"\b(?:"
    + "|".join(
        re.escape(phrase.strip())
        for entry in ABBREVIATIONS.replace("\n", ";").split(";")
        for phrase in entry.partition("=")[0].split(",")
        if " " in phrase.strip()
    )
    + r"|united states(?: of america)?|united kingdom)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"(?<![\w.@/])([A-Z][A-Za-z]+|[a-z][A-Z])(?![\w@])(?!\.\w)")
_TITLE_BEFORE = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|St|Prof|vs|v|Inc|Ltd|Co|No)\. *$")
_MONTH_BEFORE = re.compile(
    r"(?:[0-9](?:st|nd|rd|th)?|\b(?:in|of|last|next|since|until|by|during|from|before|after|mid|"
    r"and|to|or|between|early|late|this)) $"
)
_NUMBERED = word_set("""
form section article schedule annex appendix chapter rule part phase class type tier level room
table figure version hall gate grade group covid
""")
_DOTTED = re.compile(r"\b(?:[A-Z]\.){3,}")
_SMALL_IN_TITLES = word_set("a an the of in on for to and or with at by from vs as")
_UNIT = re.compile(r"(?<=[0-9])( ?)([A-Za-zµ]{1,4})(?![\w])")
_UNITS = word_set(
    "mm ms mg mw ma mv mb gb pa nm kw kv kb tb ps ns pm pg gy sv mpa m k g t c s v w a h bps mbps"
)
_ONE_CASE = word_set(
    "pH mL kW kV kWh Hz kHz KG Kg KM Km IU AM PM Am Pm mW MW Mb MB Gb GB Mbps MBps"
)
_MONEY = re.compile(r"(?:[$€£¥]|USD|EUR|GBP|CNY|RMB|JPY) ?[0-9][0-9.,]*$")
_MONEY_AFTER = re.compile(r" (?:dollars?|euros?|pounds|yuan|yen|USD|EUR|GBP|CNY|RMB)\b")


def marked_names(text: str) -> str:
    """Put :data:`NAME` behind names and behind the capitals of units.

    A word with a capital inside a sentence is a name. It is none at the beginning, in a title with
    capitals throughout, or where its small letters are known to stand for the same.

    Args:
        text: on one line, with its capital letters.
    """
    text = _UNIT.sub(_unit, _DOTTED.sub(lambda found: found[0].replace(".", ""), text))
    if not any("a" <= one <= "z" for one in text):
        return text
    text = _PHRASES.sub(lambda found: found[0].lower(), text)
    words = re.findall(r"[A-Za-z']+", text)
    return text if _is_title(words) else _WORD.sub(_name, text)


def _is_title(words: Sequence[str]) -> bool:
    large = [one for one in words if one not in _SMALL_IN_TITLES]
    if len(words) < 3 or not all(one[0].isupper() for one in large):
        return False
    return any(not one.isupper() for one in large[1:])


def _name(found: re.Match[str]) -> str:
    word = found[1]
    before, after = found.string[: found.start()], found.string[found.end() :]
    if word in ("US", "IT", "WHO", "AIDS", "SARS"):
        return word
    plural = re.fullmatch(r"([A-Z]{2,})s", word)
    small = word.lower()
    if (
        word in _ONE_CASE
        or small in _PLAIN
        or (small in _FUNCTION and (not word.isupper() or small in _EMPHASIS))
    ):
        return word
    whole = plural[1] if plural else word
    if whole.isupper() and not re.search("[AEIOUY]", whole) and small not in _UNITS:
        return word
    if not word.isupper() and not plural:
        if not before.rstrip(" \"'(") or (
            before.rstrip()[-1] in ".?!" and not _TITLE_BEFORE.search(before)
        ):
            return word
        dated = _MONTH_BEFORE.search(before) or re.match(r" [0-9]", after)
        if word in ("May", "March") and dated:
            return word
    if small in _NUMBERED and re.match(" [0-9]", after):
        return word
    return f"{whole}{NAME}"


def _unit(found: re.Match[str]) -> str:
    unit = found[2]
    if unit.islower() or unit in _ONE_CASE or unit.lower() not in _UNITS:
        return found[0]
    before = found.string[: found.start()]
    if unit == "K" and re.search("[Ff]orm [0-9]+$", before):
        return found[0]
    if _MONEY.search(before) or _MONEY_AFTER.match(found.string[found.end() :]):
        return found[0]
    return found[1] + "".join(f"{one}{NAME}" if one.isupper() else one for one in unit)
