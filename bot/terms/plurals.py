"""Plurals of English names that are not the name with "s" or "es" after it."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ENGLISH_WORD = re.compile(r"[a-z]{3,}")
_CONSONANT_Y = re.compile(r"[^aeiou]y")
# These are no more of what their singular names: a future is no futures contract.
_PLURAL_ONLY_WORDS = """
arms customs damages earnings futures goods greeks headquarters means minutes news premises proceeds
savings series species thanks works
"""
_PLURAL_ONLY = frozenset(_PLURAL_ONLY_WORDS.split())
_NO_PLURAL = ("ss", "us", "is", "ics", "as", "os")


def inflections(written: str, name: str) -> Iterator[str]:
    """Other forms of a name's last word that name the same.

    Args:
        written: the name as its writer spelled it.
        name: the name normalised.

    Yields:
        Normalised names: irregular plurals of a singular ("equities" of "equity"), and the
        singular of a plural ("derivative" of "derivatives").
    """
    head, last = name[: name.rfind(" ") + 1], name[name.rfind(" ") + 1 :]
    # What ends in an abbreviation does not end in a plural: IFRS, EPS.
    if not _ENGLISH_WORD.fullmatch(last) or written.rstrip()[-2:].isupper():
        return
    for form in (*_irregular_plurals(last), *_singulars(last)):
        yield head + form


def _irregular_plurals(word: str) -> Iterator[str]:
    if _CONSONANT_Y.fullmatch(word[-2:]):
        yield f"{word[:-1]}ies"
    elif word.endswith(("sis", "xis")):
        yield f"{word[:-2]}es"
    elif word.endswith(("ix", "dex", "tex")):
        yield f"{word[:-2]}ices"


def _singulars(word: str) -> Iterator[str]:
    if word in _PLURAL_ONLY or len(word) < 4 or not word.endswith("s"):
        return
    if word.endswith("ies") and len(word) > 4:
        yield f"{word[:-3]}y"
    elif word.endswith(("yses", "eses")):
        yield f"{word[:-2]}is"
    elif word.endswith("ices") and len(word) > 6:  # matrices, indices; but prices
        yield from (f"{word[:-4]}ix", f"{word[:-4]}ex", word[:-1])
    elif word.endswith(("sses", "xes", "zzes", "ches", "shes")):
        yield word[:-2]
    elif not word.endswith(_NO_PLURAL):
        yield word[:-1]
