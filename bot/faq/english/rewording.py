"""Questions that are put with a noun, or with "it is", in the words of the plain question."""

from __future__ import annotations

import re

from bot.faq.english.fragments import completed
from bot.faq.english.gerunds import bare
from bot.faq.english.order import inverted
from bot.faq.english.rewording_table import ACTS, RULES

_BROKEN = re.compile(
    r"(?<!\S)(?:if|when|who|which|that|because|unless|while|and|or|but|than|;)(?!\S)"
)
_DAYS = re.compile(r"(?<!\S)day of ((?:(?:annual|sick|parental|unpaid|paid) )?leave|holiday)(?!\S)")
_TRUE = re.compile(r"is it (?:true|correct|right|case|fact) that (.+)")
_WHY_IT = re.compile(r"why is it that (.+)")
_NEGATED = re.compile(r"(?<!\S)(?:not|no|never|nobody|nothing|without|neither|nor)(?!\S)")


def reworded(asked: str, definite: bool) -> str:
    """Put a question in the words that it shares with others.

    Args:
        asked: words with one blank between them, in the order of a plain question.
        definite: whether "the" or "our" went before what it asks about.
    """
    asked = _DAYS.sub(r"\1 day", completed(asked))
    if found := _WHY_IT.fullmatch(asked):
        asked = inverted(f"why {found[1]}", False)
    found = _TRUE.fullmatch(asked)
    if found and not _NEGATED.search(found[1]):
        asked = inverted(f"whether {found[1]}", False)
    for pattern, instead in RULES:
        if (match := pattern.fullmatch(asked)) and _is_whole(match):
            asked = " ".join(match.expand(instead).split())
    for pattern, act in ACTS:
        if match := pattern.fullmatch(asked):
            asked = _acted(match, act) or asked
    return _compound(asked) if definite else asked


def _is_whole(match: re.Match[str]) -> bool:
    """Whether no slot for a noun holds the beginning of a clause."""
    return not any(_BROKEN.search(match[name] or "") for name in match.re.groupindex)


def _acted(match: re.Match[str], act: str) -> str | None:
    done = bare(match["ing"]) if match.groupdict().get("ing") else match["act"]
    return act.format(done) if done else None


_COMPOUND = re.compile(
    r"(?:what|when) is ((?:(?!of |for |in |on |at |to |by |with |our |my |'s |before |after )\S+ )"
    r"{1,4}?)(deadline|procedure|process)"
)


def _compound(asked: str) -> str:
    """Write "the claims deadline" as "the deadline for claims"."""
    found = _COMPOUND.fullmatch(asked)
    return f"what is {found[2]} for {found[1].strip()}" if found else asked
