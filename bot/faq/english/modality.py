"""May, must and their longer forms: "is the buyer required to pay" is "must the buyer pay"."""

from __future__ import annotations

import re

_NEGATION = re.compile(r"\b(?:not|no|never|nobody|nothing|without|neither|nor|none|hardly)\b")
_WH = (
    r"(?:(?:who|when|where|why|how|what|which \S+|how long|how often|how many \S+|how much(?: "
    r"\S+)?) )?"
)
_WH_MUST = r"(?:(?:who|when|where|why|how|how often) )?"  # what one has to offer is no duty
_SUBJECT = r"((?:(?!is |do |must |may |can |to )\S+ ){1,7}?)"
_DO_HAVE_TO = re.compile(rf"^({_WH_MUST})do {_SUBJECT}(?:have|need) to (?=\S)")
_IS_REQUIRED = re.compile(rf"^({_WH})is {_SUBJECT}(?:required|obliged) to (?=\S)")
# "May" tells of what is possible as well, unless somebody means to do it.
_PERSON = (
    r"(?:you|i|1|people|employee|manager|contractor|intern|visitor|client|customer|buyer|seller|"
    r"tenant|landlord|director|shareholder|lawyer|nurse|doctor|pharmacist|supplier|vendor|auditor|"
    r"trustee|company|bank|fund|board|parent|minor|student|trainee|member|temp|guest|patient)"
)
_ACT = r"(?!be |fall|appear|lose|suffer|benefit|become|get |receive|need|have |die|fail)"
_IS_ALLOWED = re.compile(rf"^({_WH})is ((?:\S+ ){{0,2}}?{_PERSON} )allowed to (?={_ACT}\S)")
_WHO = re.compile(
    rf"^(who|which {_PERSON}) is (allowed) to (?={_ACT}\S)"
    r"|^(who|which \S+) is (required|obliged) to (?=\S)"
)
_WHO_HAS = re.compile(r"^(who|which \S+) (?:have|need) to (?=\S)")


def short(asked: str) -> str:
    """Give an obligation and a permission their short form, where nothing is negated.

    "Need not" and "must not" are no forms of one another, so a text with a negation stays as it is.

    Args:
        asked: words with one blank between them.
    """
    asked = _FAILS.sub(r"if \1do not", asked)
    if _NEGATION.search(asked):
        return _negated(asked)
    asked = _DO_HAVE_TO.sub(r"\1must \2", asked)
    asked = _IS_REQUIRED.sub(r"\1must \2", asked)
    asked = _IS_ALLOWED.sub(r"\1may \2", asked)
    asked = _WHO_HAS.sub(r"\1 must ", asked)
    return _WHO.sub(lambda found: f"{found[1]} may " if found[2] else f"{found[3]} must ", asked)


_NEED_NOT = re.compile(
    r"\b(?:do not (?:have|need) to|is not (?:required|obliged) to|need not)(?= \S)"
)
_MUST_NOT = re.compile(r"\bis (?:not allowed|forbidden) to(?= \S)")
_HAVE_NOT = re.compile(r"\bdo not have(?= (?!to\b|not\b|only\b|been\b|all\b|every\b|enough\b)\S)")
_FAILS = re.compile(r"\bif ((?:\S+ ){1,4})fail to(?= \S)")


def _negated(asked: str) -> str:
    """Give each of "need not" and "must not" one form; "may not" can be either, and is left."""
    asked = _MUST_NOT.sub("must not", _NEED_NOT.sub("need not", asked))
    return _HAVE_NOT.sub("have no", asked)
