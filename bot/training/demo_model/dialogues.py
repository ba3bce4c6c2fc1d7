"""Made-up conversations in exactly the prompts that the product builds, with their answers.

A scene is a prompt up to the question: the system prompt, perhaps a turn before, definitions.
Several questions are asked of each scene: what they have in common is computed only once in the
training, and which definition is right must be told from the question alone.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.prompt import SYSTEM_PROMPT, definitions_message
from bot.question import Language, Term
from bot.training.demo_model.inventions import Inventor, Size
from bot.training.demo_model.vocabulary import questions, small_talk
from conversation_store.threads import Message

Kind = Literal["definition", "two_terms", "again", "compared", "next", "missing", "small_talk"]

LANGUAGES: tuple[Language, ...] = ("zh", "en")
_TALK = (
    (small_talk.GREETINGS, small_talk.GREETING_ANSWER),
    (small_talk.ABILITIES, small_talk.ABILITIES_ANSWER),
    (small_talk.THANKS, small_talk.THANKS_ANSWER),
    (small_talk.UNKNOWN_MATTERS, small_talk.UNKNOWN_ANSWER),
)
_LISTED_AGAIN = 0.85  # how often the term of the turn before is among the definitions


@dataclass(frozen=True, slots=True)
class _Needs:
    """What a scene must have for a kind of question: definitions, the turn before's among them."""

    terms: int
    before: bool = False


_NEEDS: Mapping[Kind, _Needs] = {
    "definition": _Needs(1),
    "two_terms": _Needs(2),
    "again": _Needs(1, before=True),
    "compared": _Needs(2, before=True),
    "next": _Needs(2, before=True),
    "missing": _Needs(0),
    "small_talk": _Needs(0),
}


@dataclass(frozen=True, slots=True)
class Mixture:
    """What conversations are made of.

    Attributes:
        kinds: how often each kind of question comes, relative to the others.
        size: of the definitions.
        terms: at most so many definitions in a prompt.
        history: the share of scenes with a turn before.
        system_prompt: the share of scenes that begin with the system prompt.
    """

    kinds: tuple[tuple[Kind, float], ...]
    size: Size = "full"
    terms: int = 6
    history: float = 0.3
    system_prompt: float = 1.0


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and the answer that is right."""

    kind: Kind
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A prompt up to the question.

    Attributes:
        language: of everything in it.
        terms: the terms defined in it, in their order.
        before: the term that the turn before was about, if there was one.
        messages: all before the question.
    """

    language: Language
    terms: tuple[Term, ...]
    before: Term | None
    messages: tuple[Message, ...]

    def allows(self, kind: Kind) -> bool:
        """Whether a kind of question can be asked of it."""
        needs = _NEEDS[kind]
        return len(self.terms) >= needs.terms and (not needs.before or self.before in self.terms)


@dataclass(frozen=True, slots=True)
class Lesson:
    """A scene and the questions asked of it, each as if the others had not been."""

    scene: Scene
    turns: tuple[Turn, ...]


def stated(terms: Sequence[Term], language: Language) -> str:
    """The answer that gives the definitions of ``terms``, word for word."""
    if language == "zh":
        return "".join(f"**{term.name}**是指{term.definition}" for term in terms)
    return " ".join(f"**{_capitalised(term.name)}** is {term.definition}" for term in terms)


class DialogueWriter:
    """Writes conversations from one source of chance."""

    def __init__(self, rng: random.Random, mixture: Mixture, *, held_out: bool) -> None:
        """Take the source of chance and the mixture to draw from.

        Args:
            rng: decides everything; equal seeds write equal conversations.
            mixture: what the conversations are made of.
            held_out: use the evaluation's terms instead of the training's.
        """
        self._rng = rng
        self._mixture = mixture
        self._inventor = Inventor(rng, held_out=held_out)
        self._answering: Mapping[Kind, Callable[[Scene], tuple[str, str]]] = {
            "definition": self._definition,
            "two_terms": self._two_terms,
            "again": self._again,
            "compared": self._compared,
            "next": self._next,
            "missing": self._missing,
            "small_talk": self._small_talk,
        }

    def write(self, turns: int) -> Lesson:
        """Write a scene of any sort and so many questions of the kinds that it allows."""
        chance, most = self._rng.random(), self._mixture.terms
        count = 0 if chance < 0.1 else 1 if chance < 0.45 else self._rng.randint(1, most)
        before = self._rng.random() < self._mixture.history
        scene = self._scene(self._rng.choice(LANGUAGES), count, before=before)
        kinds, weights = zip(
            *((kind, weight) for kind, weight in self._mixture.kinds if scene.allows(kind)),
            strict=True,
        )
        drawn = self._rng.choices(kinds, weights, k=turns)
        return Lesson(scene, tuple(self._turn(kind, scene) for kind in drawn))

    def write_one(self, kind: Kind, language: Language | None = None) -> Lesson:
        """Write a scene for one question of a kind, in a language drawn unless given."""
        needs = _NEEDS[kind]
        most = self._mixture.terms if needs.terms else 1
        count = self._rng.choice((needs.terms, self._rng.randint(needs.terms, most)))
        before = needs.before or self._rng.random() < self._mixture.history
        spoken: Language = self._rng.choice(LANGUAGES) if language is None else language
        scene = self._scene(spoken, count, before=before, listed=needs.before)
        return Lesson(scene, (self._turn(kind, scene),))

    def about(self, asked: Term, others: Sequence[Term]) -> Lesson:
        """A question for one given term, by any of its names, with others defined beside it."""
        scene = self._set(asked.language, self._shuffled([asked, *others]), None)
        question = self._ask(questions.ONE_TERM, asked.language, asked)
        return Lesson(scene, (Turn("definition", question, stated([asked], asked.language)),))

    def _scene(
        self, language: Language, count: int, *, before: bool, listed: bool = False
    ) -> Scene:
        terms = [self._term(language) for _ in range(count)]
        if not before:
            return self._set(language, terms, None)
        if terms and (listed or self._rng.random() < _LISTED_AGAIN):
            return self._set(language, terms, self._rng.choice(terms))
        return self._set(language, terms, self._term(language))

    def _set(self, language: Language, terms: Sequence[Term], before: Term | None) -> Scene:
        opening = self._rng.random() < self._mixture.system_prompt
        messages = [_message("system", SYSTEM_PROMPT)] if opening else []
        if before:
            question = self._ask(questions.ONE_TERM, language, before)
            messages.append(_message("user", question))
            messages.append(_message("assistant", stated([before], language)))
        if terms:
            messages.append(_message("system", definitions_message(terms, language)))
        return Scene(language, tuple(terms), before, tuple(messages))

    def _turn(self, kind: Kind, scene: Scene) -> Turn:
        return Turn(kind, *self._answering[kind](scene))

    def _definition(self, scene: Scene) -> tuple[str, str]:
        asked = self._rng.choice(scene.terms)
        question = self._ask(questions.ONE_TERM, scene.language, asked)
        return question, stated([asked], scene.language)

    def _two_terms(self, scene: Scene) -> tuple[str, str]:
        asked = self._rng.sample(scene.terms, 2)
        return self._ask(questions.TWO_TERMS, scene.language, *asked), _in_order(scene, asked)

    def _again(self, scene: Scene) -> tuple[str, str]:
        question = self._rng.choice(questions.SAME_TERM_AGAIN[scene.language])
        return question, _in_order(scene, [scene.before])

    def _compared(self, scene: Scene) -> tuple[str, str]:
        other = self._other(scene)
        question = self._follow_up(questions.COMPARED_WITH_ANOTHER, other)
        return question, _in_order(scene, [scene.before, other])

    def _next(self, scene: Scene) -> tuple[str, str]:
        other = self._other(scene)
        question = self._follow_up(questions.ANOTHER_TERM_NEXT, other)
        return question, stated([other], scene.language)

    def _missing(self, scene: Scene) -> tuple[str, str]:
        name = self._inventor.name(scene.language)
        question = self._rng.choice(questions.ONE_TERM[scene.language]).format(a=name)
        return question, small_talk.MISSING_TERM_ANSWER[scene.language].format(term=name)

    def _small_talk(self, scene: Scene) -> tuple[str, str]:
        sayings, answer = self._rng.choice(_TALK)
        return self._rng.choice(sayings[scene.language]), answer[scene.language]

    def _other(self, scene: Scene) -> Term:
        return self._rng.choice([term for term in scene.terms if term is not scene.before])

    def _term(self, language: Language) -> Term:
        return self._inventor.term(language, self._mixture.size)

    def _ask(self, forms: Mapping[str, tuple[str, ...]], language: Language, *terms: Term) -> str:
        names = dict(zip("ab", map(self._called, terms), strict=False))
        return self._rng.choice(forms[language]).format(**names)

    def _follow_up(self, forms: Mapping[str, tuple[str, ...]], other: Term) -> str:
        return self._rng.choice(forms[other.language]).format(b=self._called(other))

    def _called(self, term: Term) -> str:
        """One of the names the prompt shows, now and then in another case."""
        name = term.name if self._rng.random() < 0.6 else self._rng.choice(term.names[:4])
        return name if self._rng.random() < 0.85 else name.lower()

    def _shuffled(self, terms: Sequence[Term]) -> list[Term]:
        return self._rng.sample(terms, len(terms))


def _in_order(scene: Scene, asked: Sequence[Term | None]) -> str:
    """The answer that states what was asked for, in the order of the definitions."""
    return stated([term for term in scene.terms if term in asked], scene.language)


def _message(role: Literal["system", "user", "assistant"], content: str) -> Message:
    return Message(role, content, "")


def _capitalised(name: str) -> str:
    return name[:1].upper() + name[1:]
