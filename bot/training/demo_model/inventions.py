"""Made-up terms with made-up definitions, so that a model learns to copy rather than to know."""

from __future__ import annotations

import random
import string
from typing import Literal
from zlib import crc32

from bot.question import Language, Term
from bot.training.demo_model.tokenizer import latin_pieces
from bot.training.demo_model.vocabulary import chinese, english
from bot.training.demo_model.vocabulary.characters import gb2312_level_1

Size = Literal["tiny", "short", "full"]

_SOUPS: dict[Size, tuple[int, int]] = {"tiny": (1, 2), "short": (3, 8)}  # words, at least and most
_DATES = {"M": 12, "D": 28}
_SPELLED_OUT = 8  # words of a definition, at most, that an alias may be made of
_HELD_OUT_SHARE = 16  # one name in so many is kept for the evaluation
_CHARACTERS = gb2312_level_1()
_WORDS = {
    "zh": (chinese.NOUNS, chinese.VERBS, chinese.MODIFIERS),
    "en": (english.NOUNS, english.VERBS, english.MODIFIERS),
}
_PATTERNS = {"zh": chinese.PATTERNS, "en": english.PATTERNS}
_INSTRUCTIONS = {"zh": chinese.INSTRUCTIONS, "en": english.INSTRUCTIONS}
_HELD_OUT_INSTRUCTIONS = 3  # so many at the end of each list are kept for the evaluation
_EVERY_WORD = (*english.NOUNS, *english.VERBS, *english.MODIFIERS, *english.OTHERS)
_PIECES = latin_pieces()
_JOINTS = {
    "zh": ("的", "与", "，", "、", "和", "；", "（", "）"),
    "en": (",", "of", "and", "the", "a"),
}


def is_held_out(name: str) -> bool:
    """Whether a term's name belongs to the evaluation, so that no training may use it."""
    return crc32(name.lower().encode()) % _HELD_OUT_SHARE == 0


class Inventor:
    """Invents terms from one source of chance."""

    def __init__(self, rng: random.Random, *, held_out: bool) -> None:
        """Take the source of chance.

        Args:
            rng: decides everything; equal seeds invent equal terms.
            held_out: invent the terms of the evaluation instead of those of the training.
        """
        self._rng = rng
        self._held_out = held_out
        self._used: list[str] = []

    def term(self, language: Language, size: Size = "full", like: Term | None = None) -> Term:
        """Invent a term whose names no earlier one is likely to have had.

        Args:
            language: of the name and the definition.
            like: a term whose definition the new one shares a beginning or an end with.
            size: ``tiny`` definitions are a word or two long, ``short`` ones a few words,
                ``full`` ones a sentence or two.
        """
        name = self.name(language)
        definition = self._definition(language, size)
        if like:
            definition = self._crossed(definition, like.definition)
        return Term(
            concept=name,
            language=language,
            name=name,
            definition=definition,
            source="invented",
            field="invented",
            aliases=self._aliases(language, name, definition),
            abbreviation=self._abbreviation() if self._rng.random() < 0.45 else "",
        )

    def _aliases(self, language: Language, name: str, definition: str) -> tuple[str, ...]:
        """Perhaps other names; some are made of the definition's own words, as EBITDA's is."""
        chance = self._rng.random()
        if chance < 0.12:
            return (self.name(language),)
        if chance < 0.32:
            count = self._rng.randint(1, 2)
            return tuple(dict.fromkeys(self._akin(language, name) for _ in range(count)))
        words = definition.strip("。.").split() if language == "en" else list(definition)[:-1]
        if chance < 0.42 and len(words) > _SPELLED_OUT:
            start = self._rng.randrange(len(words) - _SPELLED_OUT)
            joint = " " if language == "en" else ""
            return (joint.join(words[start : start + self._rng.randint(3, _SPELLED_OUT)]),)
        return ()

    def _akin(self, language: Language, name: str) -> str:
        """A name that shares words with another, as 股票质押式回购 and 质押式回购 do."""
        words, joint, least = (list(name), "", 2) if language == "zh" else (name.split(), " ", 1)
        while True:
            cut = self._rng.randrange(max(1, len(words) - least + 1))
            new = self._characters(1, 3) if language == "zh" else self._english_word()
            ends_alike = [*self._rng.choice(((), (new,))), *words[cut:]]
            akin = joint.join(self._rng.choice((ends_alike, [*words[: cut + 1], new])))
            if akin != name and is_held_out(akin) == self._held_out:
                return akin

    def name(self, language: Language) -> str:
        """Invent a name on this inventor's side of the division into training and evaluation."""
        while True:
            name = self._chinese_name() if language == "zh" else self._english_name()
            if is_held_out(name) == self._held_out:
                return name

    def _chinese_name(self) -> str:
        pick, chance = self._rng.choice, self._rng.random()
        if chance < 0.4:
            return self._characters(1, 5) + pick(chinese.SUFFIXES)
        if chance < 0.65:
            return pick(chinese.MODIFIERS) + pick(chinese.NOUNS) + pick(chinese.SUFFIXES)
        if chance < 0.85:
            return pick((pick(chinese.VERBS), self._characters(1, 3))) + pick(chinese.NOUNS)
        if chance < 0.95:
            return pick(("", self._abbreviation())) + self._characters(2, 7)
        return self._abbreviation() + pick(chinese.NOUNS)

    def _english_name(self) -> str:
        pick, chance = self._rng.choice, self._rng.random()
        first, second, tail = self._english_word(), self._english_word(), pick(english.NAME_TAILS)
        if chance < 0.1:
            return self._abbreviation()
        if chance < 0.3:
            return f"{first}{pick((' ', '-', ' to ', '-to-', '-and-', ' of '))}{second} {tail}"
        if chance < 0.4:
            return f"{first}'s {tail}"
        if chance < 0.5:
            return f"{first.title()} {tail}"
        return pick((first, f"{first} {tail}", f"{first} {second}", f"{first} {second} {tail}"))

    def _abbreviation(self) -> str:
        letters = self._rng.choices(string.ascii_uppercase, k=self._rng.randint(2, 5))
        if self._rng.random() < 0.15:
            letters.insert(1, self._rng.choice("/&-+"))
        if self._rng.random() < 0.1:
            letters.append(self._rng.choice(string.digits))
        return "".join(letters)

    def _definition(self, language: Language, size: Size) -> str:
        patterns = _PATTERNS[language]
        self._used = []
        if size != "full":
            return self._soup(language, *_SOUPS[size])
        if self._rng.random() < 0.4:
            return self._soup(language, 8, 24)
        sentences = [self.filled(self._rng.choice(patterns), language)]
        if self._rng.random() < 0.35:
            sentences.append(self.filled(self._rng.choice(patterns), language))
        if self._rng.random() < 0.03:
            sentences.append(self.instruction(language))
        return ("" if language == "zh" else " ").join(sentences)

    def instruction(self, language: Language) -> str:
        """A sentence that orders the model about, as somebody may hide it in a text."""
        known = _INSTRUCTIONS[language]
        kept = known[-_HELD_OUT_INSTRUCTIONS:]
        return self._rng.choice(kept if self._held_out else known[: -len(kept)])

    def filled(self, pattern: str, language: Language) -> str:
        """The pattern with a word for each of its places.

        Args:
            pattern: places are ``{n}`` for a noun, ``{v}`` a verb, ``{m}`` a modifier, ``{d}`` a
                number, ``{e}`` a foreign word, ``{M}`` a month and ``{D}`` a day of it.
            language: of the words.
        """
        literal, *places = pattern.split("{")
        parts = [literal]
        for place in places:
            kind, _, literal = place.partition("}")
            parts += [self._word(kind, language), literal]
        return "".join(parts)

    def _crossed(self, one: str, other: str) -> str:
        """The beginning of one definition and the end of another: real ones are often alike."""
        first, last = self._rng.sample([one, other], 2)
        joint = " " if " " in one else ""
        head, tail = (text.split() if joint else list(text) for text in (first, last))
        cut = self._rng.uniform(0.15, 0.85)  # so that neither is the other
        return joint.join(head[: int(cut * len(head))] + tail[int(cut * len(tail)) :])

    def _word(self, kind: str, language: Language) -> str:
        """A word of a kind; now and then one used before, so that one token back is not enough."""
        if kind in _DATES:
            return str(self._rng.randint(1, _DATES[kind]))
        if kind == "d":
            return self._number()
        if kind == "e":
            return self._abbreviation() if language == "zh" else self._made_up_word()
        if self._used and self._rng.random() < 0.12:
            return self._rng.choice(self._used)
        self._used.append(self._new_word(kind, language))
        return self._used[-1]

    def _new_word(self, kind: str, language: Language) -> str:
        nouns, verbs, modifiers = _WORDS[language]
        known = {"n": nouns, "v": verbs, "m": modifiers}[kind]
        chance = self._rng.random()
        if chance < 0.5:
            return self._rng.choice(known)
        if chance < 0.65:
            joint = "" if language == "zh" else " "
            return joint.join((self._rng.choice(modifiers), self._rng.choice(known)))
        if language == "zh":
            return self._characters(1, 4)
        return self._rng.choice(english.OTHERS) if chance < 0.8 else self._made_up_word()

    def _soup(self, language: Language, least: int, most: int) -> str:
        """Words without sense: nothing but looking back can tell the next one."""
        count = self._rng.randint(least, most)
        words = [
            self._rng.choice(_JOINTS[language])
            if self._rng.random() < 0.25
            else self._word(self._rng.choices("nmvde", (6, 2, 2, 1, 1))[0], language)
            for _ in range(count)
        ]
        if language == "zh":
            return "".join(words) + "。"
        return " ".join(words).replace(" ,", ",") + "."

    def _number(self) -> str:
        number = self._rng.choice((self._rng.randint(1, 99), self._rng.randint(100, 9999)))
        return f"{number / 10}" if self._rng.random() < 0.25 else str(number)

    def _characters(self, least: int, most: int) -> str:
        known = _CHARACTERS if self._rng.random() < 0.97 else chinese.RARE_CHARACTERS
        return "".join(self._rng.choices(known, k=self._rng.randint(least, most)))

    def _english_word(self) -> str:
        known = (*english.NOUNS, *english.MODIFIERS)
        return self._rng.choice(known) if self._rng.random() < 0.6 else self._made_up_word()

    def _made_up_word(self) -> str:
        """Syllables, tokens, two words' parts, or mere letters: all that a real word may have."""
        chance = self._rng.random()
        if chance < 0.35:
            # Each token must be said now and then: what never is, is unlearned.
            pieces = self._rng.choices(_PIECES, k=self._rng.randint(1, 2))
            return self._rng.choice(string.ascii_lowercase) + "".join(pieces)
        chance = self._rng.random()
        if chance < 0.25:
            return "".join(self._rng.choices(english.SYLLABLES, k=self._rng.randint(2, 4)))
        if chance < 0.32:
            return "".join(self._rng.choices(string.ascii_lowercase, k=self._rng.randint(2, 9)))
        head, tail = self._rng.choice(_EVERY_WORD), self._rng.choice(_EVERY_WORD)
        start = self._rng.randrange(len(tail))
        end = self._rng.randint(start, len(tail))
        return head[: self._rng.randint(1, len(head))] + tail[start:end]
