"""Questions and the answers that are right, in scenes that are exactly the product's prompts."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence

from bot.question import Language, Term
from bot.training.demo_model.documents import DocumentWriter, Fact
from bot.training.demo_model.inventions import Inventor
from bot.training.demo_model.scenes import (
    LANGUAGES,
    Kind,
    Lesson,
    Mixture,
    Scene,
    SceneWriter,
    Turn,
    stated,
)
from bot.training.demo_model.vocabulary import questions, small_talk

_TALK = (
    (small_talk.GREETINGS, small_talk.GREETING_ANSWER),
    (small_talk.ABILITIES, small_talk.ABILITIES_ANSWER),
    (small_talk.THANKS, small_talk.THANKS_ANSWER),
    (small_talk.UNKNOWN_MATTERS, small_talk.UNKNOWN_ANSWER),
)


class DialogueWriter:
    """Writes lessons from one source of chance."""

    def __init__(self, rng: random.Random, mixture: Mixture, *, held_out: bool) -> None:
        """Take the source of chance and the mixture to draw from.

        Args:
            rng: decides everything; equal seeds write equal lessons.
            mixture: what the lessons are made of.
            held_out: use the evaluation's terms instead of the training's.
        """
        self._rng = rng
        self._kinds = mixture.kinds
        self._inventor = Inventor(rng, held_out=held_out)
        self._scenes = SceneWriter(rng, mixture, self._inventor)
        self._documents = DocumentWriter(rng, self._inventor)
        self._answering: Mapping[Kind, Callable[[Scene], tuple[str, str]]] = {
            "definition": self._definition,
            "two_terms": self._two_terms,
            "again": self._again,
            "compared": self._compared,
            "next": self._next,
            "fact": self._fact,
            "figure": self._figure,
            "missing": self._missing,
            "missing_fact": lambda scene: self._documents.missing(scene.language),
            "small_talk": self._small_talk,
        }

    def write(self, turns: int) -> Lesson:
        """Write a scene of any sort and so many questions of the kinds that it allows."""
        scene = self._scenes.any()
        allowed = [(kind, weight) for kind, weight in self._kinds if scene.allows(kind)]
        kinds, weights = zip(*allowed, strict=True)
        drawn = self._rng.choices(kinds, weights, k=turns)
        return Lesson(scene, tuple(self._turn(kind, scene) for kind in drawn))

    def write_one(self, kind: Kind, language: Language | None = None) -> Lesson:
        """Write a scene for one question of a kind, in a language drawn unless given."""
        spoken: Language = self._rng.choice(LANGUAGES) if language is None else language
        scene = self._scenes.fit(kind, spoken)
        return Lesson(scene, (self._turn(kind, scene),))

    def about(self, asked: Term, others: Sequence[Term]) -> Lesson:
        """A question for one given term, by any of its names, with others defined beside it."""
        terms = self._rng.sample([asked, *others], 1 + len(others))
        scene = self._scenes.around(terms, asked.language)
        question = self._ask(questions.ONE_TERM, asked.language, asked)
        return Lesson(scene, (Turn("definition", question, stated([asked], asked.language)),))

    def _turn(self, kind: Kind, scene: Scene) -> Turn:
        return Turn(kind, *self._answering[kind](scene))

    def _definition(self, scene: Scene) -> tuple[str, str]:
        asked = self._rng.choice(scene.terms)
        question = self._ask(questions.ONE_TERM, scene.language, asked)
        return question, stated([asked], scene.language)

    def _two_terms(self, scene: Scene) -> tuple[str, str]:
        """Both definitions, in the order of the question."""
        asked = self._rng.sample(scene.terms, 2)
        question = self._ask(questions.TWO_TERMS, scene.language, *asked)
        return question, stated(asked, scene.language)

    def _again(self, scene: Scene) -> tuple[str, str]:
        question = self._rng.choice(questions.SAME_TERM_AGAIN[scene.language])
        return question, stated([_before(scene)], scene.language)

    def _compared(self, scene: Scene) -> tuple[str, str]:
        other = self._other(scene)
        question = self._follow_up(questions.COMPARED_WITH_ANOTHER, other)
        return question, stated([_before(scene), other], scene.language)

    def _next(self, scene: Scene) -> tuple[str, str]:
        other = self._other(scene)
        question = self._follow_up(questions.ANOTHER_TERM_NEXT, other)
        return question, stated([other], scene.language)

    def _fact(self, scene: Scene) -> tuple[str, str]:
        return self._about([fact for fact in scene.documents.facts if not fact.in_table])

    def _figure(self, scene: Scene) -> tuple[str, str]:
        return self._about([fact for fact in scene.documents.facts if fact.in_table])

    def _about(self, known: Sequence[Fact]) -> tuple[str, str]:
        fact = self._rng.choice(known)
        return self._rng.choice(fact.questions), fact.answer

    def _missing(self, scene: Scene) -> tuple[str, str]:
        name = self._inventor.name(scene.language)
        question = self._rng.choice(questions.ONE_TERM[scene.language]).format(a=name)
        return question, small_talk.MISSING_TERM_ANSWER[scene.language].format(term=name)

    def _small_talk(self, scene: Scene) -> tuple[str, str]:
        sayings, answer = self._rng.choice(_TALK)
        return self._rng.choice(sayings[scene.language]), answer[scene.language]

    def _other(self, scene: Scene) -> Term:
        return self._rng.choice([term for term in scene.terms if term is not scene.before])

    def _ask(self, forms: Mapping[str, tuple[str, ...]], language: Language, *terms: Term) -> str:
        names = dict(zip("ab", map(self._scenes.called, terms), strict=False))
        return self._rng.choice(forms[language]).format(**names)

    def _follow_up(self, forms: Mapping[str, tuple[str, ...]], other: Term) -> str:
        return self._rng.choice(forms[other.language]).format(b=self._scenes.called(other))


def _before(scene: Scene) -> Term:
    if scene.before is None:
        raise ValueError("a question that follows up needs a turn before")
    return scene.before
