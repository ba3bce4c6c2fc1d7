"""The sentences that a tagger is measured on: frames and names that its training never saw."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from bot.training.tagger.material import LANGUAGES, Material
from bot.training.tagger.sentences import Sentence

_SLOT = re.compile(r"\{t\}")


def trials(material: Material, rng: random.Random, count: int) -> Iterator[Sentence]:
    """Sentences with a held-out name in every place of a held-out frame.

    Args:
        material: the held-out half.
        rng: decides which name comes into which frame.
        count: sentences of each language and field.
    """
    for language in LANGUAGES:
        for field in sorted({name.field for name in material.names[language]}):
            names = [name.text for name in material.names[language] if name.field == field]
            for _ in range(count):
                filled = _filled(rng.choice(material.frames[language]), names, rng)
                yield Sentence(filled.text, filled.spans, (), language, field)


def without_terms(material: Material, rng: random.Random, count: int) -> Iterator[Sentence]:
    """Sentences that hold no term: plain ones, and frames with ordinary nouns.

    Args:
        material: the held-out half.
        rng: decides which noun comes into which frame.
        count: sentences of each language, half of them plain as far as there are so many.
    """
    for language in LANGUAGES:
        plain = material.plain[language][: count // 2]
        for text in plain:
            yield Sentence(text, language=language)
        for _ in range(count - len(plain)):
            frame = rng.choice(material.frames[language])
            yield Sentence(_filled(frame, material.nouns[language], rng).text, language=language)


def _filled(frame: str, fillings: list[str], rng: random.Random) -> Sentence:
    text, spans = "", []
    for place, piece in enumerate(_SLOT.split(frame)):
        if place:
            filling = rng.choice(fillings)
            spans.append((len(text), len(text) + len(filling)))
            text += filling
        text += piece
    return Sentence(text, tuple(spans))
