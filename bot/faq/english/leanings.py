"""What a question leans on besides its own words: who asks, when, what else is there."""

from __future__ import annotations

import re

from bot.faq.english.capitals import NAME
from bot.faq.english.contractions import expand
from bot.faq.english.courtesy import strip
from bot.faq.english.cues import (
    A_MONTH,
    A_YEAR,
    ANYBODY,
    ASKER,
    DATE,
    EMPTY_IT,
    FILE,
    FROM_NOW,
    IT,
    ME_IN_CLAUSE,
    NO_NAMES,
    OWN_THING,
    QUARTER,
    SERVICE,
    SUBJECT_BEFORE,
    THREAD,
)
from bot.faq.english.fronting import clause_last, unfronted
from bot.faq.english.spelling import clean
from bot.faq.parts import Leaning

_I = re.compile(r" (?:i|me)\b")
_NEAR = re.compile(r"\b(?:nearby|near here|around here|closest)\b")
_UNTIL = re.compile(
    r"\b(?:days?|weeks?|months?|hours?|long) (?:is it |(?:are )?left )?(?:until|till)\b"
)


def leaning(marked: str) -> Leaning | None:
    """What the question leans on besides its own words, if anything.

    Args:
        marked: the question; a character for private use stands for each known term in it.
    """
    asked, _ = strip(expand(clean(marked).replace(NAME, "")))
    asked = clause_last(unfronted(asked)).strip(" ?.!,;:")
    if FILE.search(asked):
        return "file"
    if _is_the_askers(asked):
        return "person"
    if _is_of_today(asked):
        return "date"
    if THREAD.search(asked) or _points_back(asked):
        return "thread"
    return None


def _is_the_askers(asked: str) -> bool:
    rest = SERVICE.sub("", asked)
    for pattern in ANYBODY:
        rest = pattern.sub(lambda found: _I.sub(" one", found[0], count=1), rest)
    rest = ME_IN_CLAUSE.sub(r"\1 one", rest)
    if OWN_THING.search(asked):
        rest = re.sub(r"\bmy\b", "", rest)
    return bool(ASKER.search(rest)) or bool(_NEAR.search(asked))


def _is_of_today(asked: str) -> bool:
    if DATE.search(asked) or FROM_NOW.search(asked) or _UNTIL.search(asked):
        return True
    dated = A_MONTH.search(asked) or QUARTER.search(asked)
    return bool(dated) and not A_YEAR.search(asked)


def _points_back(asked: str) -> bool:
    """Whether an "it" or "they" stands for something that the question itself does not name."""
    rest = EMPTY_IT.sub(" ", asked)
    found = IT.search(rest)
    if not found:
        return False
    if found[0] in ("it", "its", "itself"):
        return True
    named = [word for word in SUBJECT_BEFORE.findall(rest[: found.start()]) if word not in NO_NAMES]
    return len(named) < 2
