"""Terms that are made up: they teach what terms look like where no glossary has them."""

from __future__ import annotations

import random
from collections.abc import Iterator

from bot.question import Language
from bot.training.demo_model.vocabulary.characters import gb2312_level_1
from bot.training.tagger.vocabulary import terms_en, terms_zh

_PIECES = {"zh": terms_zh.PIECES, "en": terms_en.PIECES}
_WHOLE = {"zh": terms_zh.WHOLE, "en": terms_en.WHOLE}
_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ONSETS = ("b", "br", "c", "cl", "d", "f", "g", "gr", "h", "l", "m", "n", "p", "pr", "s", "st", "t")
_VOWELS = ("a", "e", "i", "o", "u", "ia", "eo", "ou")
_ENDINGS = (
    *("osis", "emia", "ectomy", "opathy", "algia", "uria", "oma", "itis", "ium", "ase", "gram"),
    *("tion", "ment", "ance", "ity", "age", "al", "or", "ee", "ism", "ics", "ation", "ure", "ency"),
)
_CHARACTERS = gb2312_level_1()


def invent(rng: random.Random, language: Language) -> str:
    """A term of any field: a whole one, or of pieces, or of letters that nobody has seen."""
    kind = rng.random()
    if kind < 0.20:
        return rng.choice(_WHOLE[language])
    if kind < 0.70:
        return composed(rng, language)
    if kind < 0.80:
        return abbreviation(rng, language)
    return unknown(rng, language)


def composed(rng: random.Random, language: Language) -> str:
    """A term of what a real one of some field may begin with and what it may end with."""
    field = rng.choice(sorted(_PIECES[language]))
    firsts, lasts = rng.choice(_PIECES[language][field])
    return _joined(rng.choice(firsts), rng.choice(lasts), language)


def compositions() -> Iterator[str]:
    """All terms that can be composed, and those that are given as a whole."""
    yield from (*terms_zh.WHOLE, *terms_en.WHOLE)
    for language in ("zh", "en"):
        for pairs in _PIECES[language].values():
            for firsts, lasts in pairs:
                yield from (_joined(f, last, language) for f in firsts for last in lasts)


def abbreviation(rng: random.Random, language: Language) -> str:
    """A few capital letters, in Chinese at times with the noun that people put after them."""
    letters = "".join(rng.choices(_CAPITALS, k=rng.choice((2, 3, 3, 3, 4, 4, 5))))
    if rng.random() < 0.2:
        letters += str(rng.randint(1, 9))
    after = language == "zh" and rng.random() < 0.4
    return letters + rng.choice(terms_zh.ABBREVIATED) if after else letters


def unknown(rng: random.Random, language: Language) -> str:
    """Characters or syllables at random: here only the sentence around can tell."""
    if language == "zh":
        return "".join(rng.choices(_CHARACTERS, k=rng.randint(2, 6)))
    return " ".join(_word(rng) for _ in range(rng.choice((1, 1, 2, 2, 3))))


def _word(rng: random.Random) -> str:
    syllables = range(rng.randint(1, 2))
    stem = "".join(rng.choice(_ONSETS) + rng.choice(_VOWELS) for _ in syllables)
    return stem + rng.choice(_ONSETS) + rng.choice(_ENDINGS)


def _joined(first: str, last: str, language: str) -> str:
    """Chinese and Greek-rooted words (hepat-itis) join; English words stand apart."""
    one_word = language == "zh" or last in terms_en.SUFFIXES
    return first + last if one_word else f"{first} {last}"
