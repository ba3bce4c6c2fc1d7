"""Slips of the pen told from other terms: one letter is often all that lies between two of them."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from pypinyin import lazy_pinyin
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.question import language_of

_SHORTEST = 8  # Latin letters; EBITA is no misspelling of EBITDA
_MOST_CHARACTERS = 2  # of a Chinese name may be others that sound alike


def meant_by(name: str, names: Collection[str]) -> str | None:
    """The one among ``names`` that was meant by a misspelled one, if just one may be.

    Chinese is typed by its sounds: other characters count as a slip where they sound alike, so that
    净资产收溢率 is 净资产收益率, but 总资产收益率 is not. In a long Latin name one letter may be
    wrong, too many or missing, or two may have changed places, but not the first one.

    Args:
        name: as it was typed, normalised.
        names: the names there are, normalised.
    """
    is_chinese = language_of(name) == "zh"
    if not is_chinese and len(name) < _SHORTEST:
        return None
    near = process.extract(
        name,
        names,
        scorer=OSA.distance,
        processor=None,
        limit=20,
        score_cutoff=_MOST_CHARACTERS if is_chinese else 1,
    )
    fits = _sounds_like if is_chinese else _begins_like
    meant = {found for found, _, _ in near if fits(name, found)}
    return meant.pop() if len(meant) == 1 else None


def _begins_like(typed: str, name: str) -> bool:
    return typed[:1] == name[:1] and len(name) >= _SHORTEST and language_of(name) == "en"


def _sounds_like(typed: str, name: str) -> bool:
    return len(typed) == len(name) and _sound(typed) == _sound(name)


@cache
def _sound_of(character: str) -> str:
    return "".join(lazy_pinyin(character))


def _sound(text: str) -> str:
    # By characters: whichever reading its neighbours would give, both names get the same.
    return " ".join(map(_sound_of, text))
