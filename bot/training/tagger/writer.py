"""Writes the sentences that the tagger learns from."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from bot.question import Language
from bot.terms.units import units
from bot.training.tagger.inventions import invent
from bot.training.tagger.lexicon import Lexicon
from bot.training.tagger.material import LANGUAGES, Material
from bot.training.tagger.sentences import Sentence
from bot.training.tagger.vocabulary import common_zh, everyday_en, everyday_zh

_SLOT = re.compile(r"\{t\}")
_TERM = 0.72  # of the places in frames; the others hold an ordinary noun
_INVENTED = 0.55  # of the terms
_LEADS = {
    "zh": ("请问", "你好，", "大家好，", "请教一下，", "我想问", "另外，", "急！", "@小王 "),
    "en": ("Hi, ", "hello, ", "Quick question: ", "Hey team, ", "FYI: ", "Also, ", "Sorry, but "),
}
_TAILS = {
    "zh": ("，谢谢", "？谢谢！", "，急", "，有人知道吗", "，麻烦了", "，下班前要"),
    "en": (", thanks", " please", ", anyone?", " by Friday", ", thank you!"),
}
_WORDS = {"zh": everyday_zh.WORDS + common_zh.VERBS + common_zh.OTHERS, "en": everyday_en.WORDS}
_BEFORE = {"zh": everyday_zh.BEFORE, "en": everyday_en.BEFORE}
_AFTER = {"zh": everyday_zh.AFTER, "en": everyday_en.AFTER}
_OWNERS = {
    "zh": (
        "我们的",
        "他们的",
        "患者的",
        "本公司的",
        "对方的",
        "今年的",
        "合同里的",
        "这个",
        "一种",
    ),
    "en": ("our ", "their ", "the patient's ", "this ", "last year's ", "the company's ", "any "),
}
_PARTICLES = frozenset("的是在了其该被把这那并而则或等所")


class SentenceWriter:
    """Writes sentences without end."""

    def __init__(
        self,
        rng: random.Random,
        material: Material,
        lexicon: Lexicon,
        reviewed: Sequence[Sentence] = (),
    ) -> None:
        """Take what to write from.

        Args:
            rng: decides everything.
            material: names, frames and the rest.
            lexicon: no sentence holds one of its held-out names.
            reviewed: sentences labelled by people, given back as they are now and then.
        """
        self._rng = rng
        self._material = material
        self._lexicon = lexicon
        self._words = {one: _everyday(material, one) for one in LANGUAGES}
        self._reviewed = [
            one for one in reviewed if units(one.text) and not lexicon.reveals(one.text)
        ]

    def write(self) -> Sentence:
        """One sentence, or two or three of one text, that reveals no held-out name."""
        while True:
            sentence = self._text()
            if not self._lexicon.reveals(sentence.text):  # an invention may have hit upon one
                return sentence

    def _text(self) -> Sentence:
        if self._reviewed and self._rng.random() < 0.2:
            return self._rng.choice(self._reviewed)
        language = self._rng.choice(LANGUAGES)
        sentence = self._one(language)
        while self._rng.random() < 0.2:
            sentence = sentence.followed_by(
                self._one(language),
                self._rng.choice(("", "\n") if language == "zh" else (" ", "\n")),
            )
        return sentence

    def _one(self, language: Language) -> Sentence:
        kind = self._rng.random()
        if kind < 0.52:
            return self._framed(language)
        if kind < 0.75:
            return self._jumbled(language)
        if kind < 0.88 or not self._material.definitions[language]:
            return self._plain(language)
        return self._definition(language)

    def _framed(self, language: Language) -> Sentence:
        rng = self._rng
        frame = self._varied(rng.choice(self._material.frames[language]), language)
        text, spans = "", []
        for place, piece in enumerate(_SLOT.split(frame)):
            if place:
                filling, is_term = self._filling(language)
                text += self._before(text, language)
                if is_term:
                    spans.append((len(text), len(text) + len(filling)))
                text += filling
            text += piece
        if language == "en" and rng.random() < 0.3:
            text = text.lower() if rng.random() < 0.5 else text[0].upper() + text[1:]
        return Sentence(text, tuple(spans), language=language)

    def _jumbled(self, language: Language) -> Sentence:
        """Everyday words in any order, some of them around a term: no frame has so many words."""
        rng = self._rng
        space = "" if language == "zh" else " "
        text, spans = "", []
        for _ in range(rng.choice((0, 1, 1, 1, 2))):
            text += space.join(rng.choices(self._words[language], k=rng.randint(1, 5))) + space
            filling, is_term = self._filling(language)
            if is_term:
                spans.append((len(text), len(text) + len(filling)))
            text += filling + space
        text += space.join(rng.choices(self._words[language], k=rng.randint(1, 5)))
        return Sentence(
            text + rng.choice(("", "", "？", "?", ".", "。")), tuple(spans), (), language
        )

    def _before(self, text: str, language: Language) -> str:
        """What may stand between a frame's words and its place: whose it is, or a space."""
        if self._rng.random() < 0.12 and (language == "zh" or not text.endswith((" a ", "the "))):
            return self._rng.choice(_OWNERS[language])
        return " " if language == "zh" and text and self._rng.random() < 0.03 else ""

    def _varied(self, frame: str, language: Language) -> str:
        rng = self._rng
        if rng.random() < 0.12:
            frame = rng.choice(_LEADS[language]) + frame
        elif rng.random() < 0.2:
            frame = rng.choice(_BEFORE[language]) + _gap(language) + frame
        if rng.random() < 0.2:
            after = rng.choice(_AFTER[language])
            frame = frame.rstrip("？。?.") + (
                after if after[0] in "，," else _gap(language) + after
            )
        if rng.random() < 0.25:
            frame = frame.rstrip("？。?.")
            frame += rng.choice(_TAILS[language]) if rng.random() < 0.4 else ""
        return frame

    def _filling(self, language: Language) -> tuple[str, bool]:
        rng = self._rng
        if rng.random() >= _TERM:
            return self._noun(language), False
        foreign: Language = "en" if rng.random() < 0.05 else language
        names = self._material.names[foreign]
        if rng.random() < _INVENTED or not names:
            return invent(rng, language), True
        return rng.choice(names).text, True

    def _noun(self, language: Language) -> str:
        """An ordinary noun, or two of them as one ("printer password")."""
        nouns = self._material.nouns[language]
        count = 2 if self._rng.random() < 0.3 else 1
        return _gap(language).join(self._rng.choices(nouns, k=count))

    def _plain(self, language: Language) -> Sentence:
        text = self._rng.choice(self._material.plain[language])
        if self._rng.random() < 0.3:
            text = text.rstrip("？。?.!！")
        # A glossary's name in such a sentence ("default printer") is no sure term.
        return Sentence(text, unsure=self._lexicon.places(text), language=language)

    def _definition(self, language: Language) -> Sentence:
        term = self._rng.choice(self._material.definitions[language])
        text = term.definition
        if self._rng.random() < 0.5:
            joints = ("是", "：", "是指", "，即") if language == "zh" else (" is ", ": ", " means ")
            text = term.name + self._rng.choice(joints) + text
        starts = {unit.start for unit in units(text)}
        ends = {unit.end for unit in units(text)}
        # A name that is a piece of a word ("debt-to-asset") says nothing about the word.
        places = self._lexicon.places(text)
        spans = tuple((start, end) for start, end in places if start in starts and end in ends)
        return Sentence(text, spans, _unsure(text, spans), language, term.field)


def _gap(language: Language) -> str:
    return "" if language == "zh" else " "


def _everyday(material: Material, language: Language) -> tuple[str, ...]:
    """Words that stand around terms: those listed, ordinary nouns, the frames' English words."""
    if language == "zh":
        return (*_WORDS["zh"], *material.nouns["zh"])
    texts = (*material.frames["en"], *material.plain["en"])
    spelled = {word for text in texts for word in re.findall(r"[A-Za-z']+", _SLOT.sub("", text))}
    return (*_WORDS["en"], *sorted(spelled), *material.nouns["en"])


def _unsure(text: str, spans: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """All units that no glossary knows and that may belong to a term nevertheless.

    Signs and the words of every day do not, wherever they stand.
    """
    sure = {place for start, end in spans for place in range(start, end)}
    sure.update(place for match in _EVERYDAY.finditer(text) for place in range(*match.span()))
    return tuple(
        (unit.start, unit.end)
        for unit in units(text)
        if unit.shape != "sign" and unit.start not in sure
    )


def _pattern() -> re.Pattern[str]:
    chinese = [*(word for word in everyday_zh.WORDS if len(word) > 1), *_PARTICLES]
    longest_first = "|".join(sorted(chinese, key=lambda word: (-len(word), word)))
    english = "|".join(sorted(set(_WORDS["en"])))
    return re.compile(rf"{longest_first}|\b(?:{english})\b", re.IGNORECASE)


_EVERYDAY = _pattern()
