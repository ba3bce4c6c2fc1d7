"""One spelling of an English text: width, case, quotes, hyphens, British and American."""

from __future__ import annotations

import re
import unicodedata

from bot.faq.english.capitals import marked_names
from bot.faq.english.spellings import CLOSED, ISE_IS_NO_SUFFIX, OUR_AND_OTHERS

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufe0f\ufeff]")
# A smile around the sentence; any other picture may be what is asked about.
_SMILE = re.compile(
    "(?:(?<=[.?!,])|(?<=\\bhi)|(?<=\\bhello)|(?<=\\bhey)|(?<=\\bthanks)|(?<=\\bplease)|^)"
    "\\s*[\u263a\U0001f600-\U0001f64f\U0001f44b]+(?=\\s*(?:$|[,.!?]|\\b))",
    re.IGNORECASE,
)
_RAISED = str.maketrans({raised: f"^{at}" for at, raised in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")})
_HESITATION = re.compile(r" ?, (?:um+|uh+|erm?|hm+) ?,")
_QUOTES = str.maketrans("‘’ʼ′´`“”„«»″", "''''''" + '"' * 6)

# In capitals among other words these are names; small, they are words that say something else.
_NAMES = {"US": "usa", "IT": "infotech", "WHO": "whorg", "AIDS": "aidsdisease", "SARS": "sarsvirus"}
_CAPITAL_NAME = re.compile(rf"(?<![\w.])(?:{'|'.join(_NAMES)})(?![\w$])")
# "buy A shares" buys shares of class A; but in "What Is A Bond" each word has its capital.
_LETTER_A = re.compile(r"(?<=[a-z] )A(?= [a-z])")
_CASED_UNITS = {
    "mW": "milliwatt", "MW": "megawatt", "Mb": "megabit", "MB": "megabyte",
    "Gb": "gigabit", "GB": "gigabyte", "Mbps": "megabitps", "MBps": "megabyteps",
}  # fmt: skip
_CASED_UNIT = re.compile(rf"(?<=[0-9])\s?({'|'.join(_CASED_UNITS)})\b")

_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}(?:[a-z]\b)?")
_PLACES = (
    (re.compile(r"\bunited\s+states(?:\s+of\s+america)?\b|\bu\.s\.(?:a\.?)?"), "usa"),
    (re.compile(r"\bunited\s+kingdom\b|\bu\.k\.?"), "uk"),
)
_HYPHENS = (
    (re.compile(r"[‐‑‒–—―−]"), "-"),
    (re.compile(r"\b([a-z]{3,})(?=[0-9]+\b)"), r"\1 "),  # ISO 27001 and ISO27001
    (re.compile(r"(?<=[0-9]) ?- ?(?=[0-9])"), " – "),  # a range, or a date
    (re.compile(r"(?<=[0-9])-(?=[a-z]\b)"), ""),  # Form 10-K
    (re.compile(r"(?<![\w)])-(?=[0-9])"), " − "),  # less than nothing
    (re.compile(r"(?<=[0-9])!"), " factorial "),
    (re.compile(r"\(([0-9][0-9.,]*) ?%\)"), r" bracketed \1%"),
    (re.compile(r" -+ |--+"), " , "),
    (re.compile(r"^- ?| -+$"), ""),
    (re.compile(r"(?<![0-9])\.(?=[0-9])"), "0."),
    (re.compile(r"(?<=[0-9])'(?![\w'])"), " foot"),
    (re.compile(r'^([^"]*[0-9])"([^"]*)$'), r"\1 inch\2"),  # no second mark: no quotation
    (re.compile(r"\bnon[- ](?=[a-z]{3})"), "non"),
    (re.compile(r"\b(multi|anti|inter|intra|semi|pre|mid)-(?=[a-z]{3})"), r"\1"),
    (re.compile(r"(?<=\w)-(?=\w)"), " "),
)
_AE_OE = (("aemi", "emi"), ("haem", "hem"), ("paed", "ped"), ("oedem", "edem"), ("oesoph", "esoph"),
          ("oestr", "estr"), ("rrhoea", "rrhea"), ("gynaec", "gynec"), ("anaesth", "anesth"),
          ("foet", "fet"), ("caesar", "cesar"))  # fmt: skip
_ISE = re.compile(r"[a-z]{4,}(?:is(?:e|es|ed|ing|ation|ations|er|ers))")


def clean(marked: str) -> str:
    """A text in small letters, its words apart from each other.

    Args:
        marked: the question; a character for private use stands for each known term in it.
    """
    text = _SMILE.sub("", _INVISIBLE.sub("", marked).translate(_RAISED))
    text = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    text = marked_names(" ".join(text.split()))
    if any("a" <= one <= "z" for one in text):
        text = _CAPITAL_NAME.sub(lambda found: _NAMES[found[0]], text)
        text = _LETTER_A.sub("(a)", text)
    text = _CASED_UNIT.sub(lambda found: _CASED_UNITS[found[1]], text).casefold()
    text = _HESITATION.sub("", text)
    for pattern, instead in (*_PLACES, *_HYPHENS):
        text = pattern.sub(instead, text)
    text = _DOTTED.sub(lambda found: found[0].replace(".", ""), text)
    return CLOSED.sub(lambda found: found[0].replace(" ", ""), text)


def american(word: str) -> str:
    """The American spelling of a word, which British writers also know."""
    if word in OUR_AND_OTHERS:
        return OUR_AND_OTHERS[word]
    if "ae" in word or "oe" in word:
        for british, other in _AE_OE:
            word = word.replace(british, other)
    if "is" in word and _ISE.fullmatch(word) and not word.startswith(ISE_IS_NO_SUFFIX):
        head, _, tail = word.rpartition("is")
        if head[-2:] not in ("is", "ra") and tail:
            return f"{head}iz{tail}"
    return word
