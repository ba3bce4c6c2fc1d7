"""The words of a cleaned English text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.faq.english.wordlists import word_set

_TOKEN = re.compile(
    r"[\ue000-\uf8ff]"
    r"|\([a-z0-9]{1,3}\)"  # (a) of a section, or the letter A that spelling.py found
    r"|[0-9]+(?:[.,:][0-9]+)*[^\W\d_]*"
    r"|'s(?!\w)|'d(?!\w)"
    r"|[^\W_]+"
    r"|[^\s\"'()\[\]{}<>]|[<>]=?"
)
_ENDS = frozenset(".?!;:…")
PAUSE = ";"
"""The token for the end of a sentence inside a text."""

_TIME_UNITS = word_set("year month week day hour minute quarter second night")
_SPANS = word_set("hours days minutes weeks months")
_TIMES = word_set("once twice times time")
# After these an "a" is a letter: a vitamin, a class of shares, a side.
_LETTERED_WORDS = """
class series hepatitis vitamin type plan group grade schedule appendix annex exhibit part section
tier phase option party side team level category building block gate room floor wing terminal form
article chapter model version variant factor unit round influenza flu hemophilia haemophilia
tranche account book list table column row entity company firm product site zone ward fund bank
scenario case box line point item paragraph clause question answer subject patient person
"""
_LETTERED = frozenset(_LETTERED_WORDS.split())
_AFTER_LETTER = word_set("and or vs versus is are was were do does did can may must to in of")
_ARTICLES = frozenset(("a", "an", "the"))
# "The most people" is more than all others, "most people" is more than half of them.
_COMPARED = word_set("most least few many more less")
TWO_SENSES = word_set("""
lead trust security consideration interest right good equity iron short practice discharge paper
will fine work time balance custom capital stake cold culture medicine delivery condition
relief remedy title yield currency exposure glass light stroke shock bar sentence appeal
conviction custody sanction gravity minor major principal copper tin steel board fast change
""")
"""Words that mean one thing with "a" and in the plural, and another as they are."""
_QUANTITIES = word_set("few little lot number great")

Phrases = Mapping[str, Sequence[tuple[tuple[str, ...], tuple[str, ...]]]]
"""By first word: phrases and what stands instead, the longest first."""


def tokenize(text: str) -> list[str]:
    """Cut a cleaned text into words, numbers and symbols; what only ends it is left out."""
    tokens = [PAUSE if one in _ENDS else one for one in _TOKEN.findall(text)]
    while tokens and tokens[-1] in (PAUSE, ","):
        tokens.pop()
    while tokens and tokens[0] in (PAUSE, ","):
        tokens.pop(0)
    return [one for at, one in enumerate(tokens) if one != PAUSE or tokens[at - 1] != PAUSE]


def without_articles(tokens: Sequence[str]) -> list[str]:
    """Leave out articles, but no letter A and none that makes a quantity ("a few")."""
    kept: list[str] = []
    for at, piece in enumerate(tokens):
        if piece in _ARTICLES:
            before = tokens[at - 1] if at else ""
            after = tokens[at + 1] if at + 1 < len(tokens) else ""
            if piece == "the" and after in _COMPARED:
                kept.append(piece)
                continue
            if piece == "the" or not _is_word(piece, before, after):
                continue
            per = after in _TIME_UNITS and (
                before in _TIMES or before in _SPANS or before[:1].isdigit()
            )
            piece = "per" if per else piece
        kept.append(piece)
    return kept


def _is_word(piece: str, before: str, after: str) -> bool:
    if after in _QUANTITIES or after in TWO_SENSES:
        return True
    if not after or not (after[0].isalnum() or "\ue000" <= after[0] <= "\uf8ff"):
        return True
    if piece == "an":
        return False
    numbered = before[:1].isdigit() or before in _LETTERED or before in _ARTICLES
    rate = before in _SPANS and after in _TIME_UNITS
    return numbered or rate or after in _AFTER_LETTER or before in _TIMES


def table(text: str) -> Phrases:
    """Make a table of phrases.

    Args:
        text: lines such as ``prior to = before; sort of, kind of = type of``.
    """
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for entry in text.replace("\n", ";").split(";"):
        phrases, _, instead = entry.partition("=")
        for phrase in phrases.split(","):
            if words := tuple(phrase.split()):
                found.setdefault(words[0], []).append((words, tuple(instead.split())))
    for rows in found.values():
        rows.sort(key=lambda row: -len(row[0]))
    return found


def replaced(tokens: Sequence[str], phrases: Phrases) -> list[str]:
    """Put for each phrase of a table what stands there instead."""
    out: list[str] = []
    at = 0
    while at < len(tokens):
        for words, instead in phrases.get(tokens[at], ()):
            if tuple(tokens[at : at + len(words)]) == words:
                out += instead
                at += len(words)
                break
        else:
            out.append(tokens[at])
            at += 1
    return out
