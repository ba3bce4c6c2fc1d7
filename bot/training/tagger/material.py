"""What sentences are written from: one half of it for training, the other for measuring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.question import Language, Term
from bot.training.demo_model.vocabulary.small_talk import GREETINGS
from bot.training.tagger.lexicon import Lexicon, Name
from bot.training.tagger.vocabulary import frames_en, frames_zh, plain_en, plain_zh

LANGUAGES: tuple[Language, ...] = ("zh", "en")
_FRAMES = {
    "zh": frames_zh.QUESTIONS + frames_zh.STATEMENTS,
    "en": frames_en.QUESTIONS + frames_en.STATEMENTS,
}
_PLAIN = {"zh": plain_zh.PLAIN + GREETINGS["zh"], "en": plain_en.PLAIN + GREETINGS["en"]}
_NOUNS = {"zh": plain_zh.NOUNS, "en": plain_en.NOUNS}
_EVERY = 5  # one of so many frames, plain sentences and nouns is held out


@dataclass(frozen=True, slots=True)
class Material:
    """What sentences of each language are written from.

    Attributes:
        names: of terms.
        frames: sentences with places for them.
        nouns: what takes such a place without being a term.
        plain: sentences without a term.
        definitions: terms whose definitions are sentences too.
    """

    names: dict[Language, list[Name]]
    frames: dict[Language, list[str]]
    nouns: dict[Language, list[str]]
    plain: dict[Language, list[str]]
    definitions: dict[Language, list[Term]]


def training_material(lexicon: Lexicon) -> Material:
    """What training may see: nothing in it holds a held-out name."""
    return Material(
        {one: [n for n in lexicon.training if n.language == one] for one in LANGUAGES},
        {one: _seen(_FRAMES[one], lexicon) for one in LANGUAGES},
        {one: [n for n in _seen(_NOUNS[one], lexicon) if not lexicon.has(n)] for one in LANGUAGES},
        {one: _seen(_PLAIN[one], lexicon) for one in LANGUAGES},
        {one: [t for t in lexicon.definitions if t.language == one] for one in LANGUAGES},
    )


def held_out_material(lexicon: Lexicon) -> Material:
    """What only measuring sees: its names, frames, nouns and plain sentences are all new."""
    return Material(
        {one: [n for n in lexicon.held_out if n.language == one] for one in LANGUAGES},
        {one: _held_out(_FRAMES[one], lexicon) for one in LANGUAGES},
        {one: _held_out(_NOUNS[one], lexicon) for one in LANGUAGES},
        {one: _held_out(_PLAIN[one], lexicon) for one in LANGUAGES},
        {one: [] for one in LANGUAGES},
    )


def _seen(lines: Sequence[str], lexicon: Lexicon) -> list[str]:
    kept = [line for place, line in enumerate(lines) if place % _EVERY != _EVERY - 1]
    return [line for line in kept if not lexicon.reveals(line)]


def _held_out(lines: Sequence[str], lexicon: Lexicon) -> list[str]:
    """Without those that hold a name: whether it is a term there would be anybody's guess."""
    return [line for line in lines[_EVERY - 1 :: _EVERY] if not lexicon.has(line)]
