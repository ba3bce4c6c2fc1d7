"""Scenes: prompts up to the question, with all that questions can be asked of.

A scene is the system prompt, perhaps some turns before, definitions and passages. Several questions
are asked of each: what they have in common is computed only once in the training, and what is right
must be told from the question alone.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.prompt import SYSTEM_PROMPT
from bot.question import Language, Term
from bot.sources import definition_line, sources_message
from bot.training.demo_model.documents import Documents, DocumentWriter
from bot.training.demo_model.inventions import Inventor, Size
from bot.training.demo_model.vocabulary import questions
from conversation_store.threads import Message

Kind = Literal[
    "definition", "two_terms", "again", "compared", "next",
    "fact", "figure", "missing", "missing_fact", "small_talk",
]  # fmt: skip

LANGUAGES: tuple[Language, ...] = ("zh", "en")
_LISTED_AGAIN = 0.85  # how often the term of the turn before is among the definitions
_ALIKE = 0.5  # how often a definition is much like that of the term before it
_OTHER_LANGUAGE = 0.15  # how often an earlier turn was in the other language


@dataclass(frozen=True, slots=True)
class Mixture:
    """What lessons are made of.

    Attributes:
        kinds: how often each kind of question comes, relative to the others.
        size: of the definitions.
        terms: at most so many definitions in a prompt.
        history: the share of scenes with turns before.
        turns_before: at most so many of them.
        passages: the share of scenes with passages of documents.
        system_prompt: the share of scenes that begin with the system prompt.
    """

    kinds: tuple[tuple[Kind, float], ...]
    size: Size = "full"
    terms: int = 6
    history: float = 0.45
    turns_before: int = 2
    passages: float = 0.55
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
        language: to answer in.
        terms: the terms defined in it, in their order.
        before: the term that the turn before was about, if there was one.
        documents: its passages.
        messages: all before the question.
    """

    language: Language
    terms: tuple[Term, ...]
    before: Term | None
    documents: Documents
    messages: tuple[Message, ...]

    def allows(self, kind: Kind) -> bool:
        """Whether a kind of question can be asked of it."""
        needs = NEEDS.get(kind, Needs())
        return (
            len(self.terms) >= needs.terms
            and (not needs.before or self.before in self.terms)
            and (not needs.prose or any(not fact.in_table for fact in self.documents.facts))
            and (not needs.table or any(fact.in_table for fact in self.documents.facts))
        )


@dataclass(frozen=True, slots=True)
class Needs:
    """What a scene must have for a kind of question.

    Attributes:
        terms: so many definitions at least.
        before: the term of the turn before is among them.
        prose: a passage that is not a table.
        table: a passage that is one.
    """

    terms: int = 0
    before: bool = False
    prose: bool = False
    table: bool = False


NEEDS: Mapping[Kind, Needs] = {
    "definition": Needs(1),
    "two_terms": Needs(2),
    "again": Needs(1, before=True),
    "compared": Needs(2, before=True),
    "next": Needs(2, before=True),
    "fact": Needs(prose=True),
    "figure": Needs(table=True),
}


@dataclass(frozen=True, slots=True)
class Lesson:
    """A scene and the questions asked of it, each as if the others had not been."""

    scene: Scene
    turns: tuple[Turn, ...]


def stated(terms: Sequence[Term], language: Language) -> str:
    """The answer that gives the definitions of ``terms``, word for word as the prompt has them."""
    return "\n".join(definition_line(term, language) for term in terms)


class SceneWriter:
    """Writes scenes from one source of chance."""

    def __init__(self, rng: random.Random, mixture: Mixture, inventor: Inventor) -> None:
        """Take the source of chance, what to draw from, and the inventor of terms."""
        self._rng = rng
        self._mixture = mixture
        self._inventor = inventor
        self._documents = DocumentWriter(rng, inventor)

    def any(self) -> Scene:
        """A scene of any sort."""
        chance = self._rng.random()
        most = self._mixture.terms
        terms = 0 if chance < 0.1 else 1 if chance < 0.4 else self._rng.randint(1, most)
        language = self._rng.choice(LANGUAGES)
        documents = Documents()
        if self._rng.random() < self._mixture.passages:
            documents = self._documents.write(language)
        return self._scene(language, terms, documents, listed=False)

    def fit(self, kind: Kind, language: Language) -> Scene:
        """A scene that a kind of question can be asked of."""
        needs = NEEDS.get(kind, Needs())
        while True:
            most = self._mixture.terms if needs.terms else 1
            terms = self._rng.choice((needs.terms, self._rng.randint(needs.terms, most)))
            wanted = needs.prose or needs.table or kind == "missing_fact"
            documents = self._documents.write(language) if wanted else Documents()
            scene = self._scene(language, terms, documents, listed=needs.before)
            if scene.allows(kind):
                return scene

    def around(self, terms: Sequence[Term], language: Language) -> Scene:
        """A scene with given terms and nothing else."""
        return self._put_together(language, terms, None, [], Documents())

    def called(self, term: Term) -> str:
        """One of the names the prompt shows, now and then in another case."""
        name = term.name if self._rng.random() < 0.6 else self._rng.choice(term.names[:4])
        return name if self._rng.random() < 0.85 else name.lower()

    def _scene(
        self, language: Language, count: int, documents: Documents, *, listed: bool
    ) -> Scene:
        terms = self._terms(language, count)
        if not listed and self._rng.random() >= self._mixture.history:
            return self._put_together(language, terms, None, [], documents)
        if terms and (listed or self._rng.random() < _LISTED_AGAIN):
            before = self._rng.choice(terms)
        else:
            before = self._inventor.term(language, self._mixture.size)
        history = self._history(language, self._rng.randint(0, self._mixture.turns_before - 1))
        history += self._asked(before)
        return self._put_together(language, terms, before, history, documents)

    def _terms(self, language: Language, count: int) -> list[Term]:
        terms: list[Term] = []
        for _ in range(count):
            like = terms[-1] if terms and self._rng.random() < _ALIKE else None
            terms.append(self._inventor.term(language, self._mixture.size, like))
        return self._rng.sample(terms, count)

    def _put_together(
        self,
        language: Language,
        terms: Sequence[Term],
        before: Term | None,
        history: Sequence[Message],
        documents: Documents,
    ) -> Scene:
        opening = self._rng.random() < self._mixture.system_prompt
        messages = [Message("system", SYSTEM_PROMPT, "")] if opening else []
        messages += history
        if sources := sources_message(terms, documents.passages, language):
            messages.append(Message("system", sources, ""))
        return Scene(language, tuple(terms), before, documents, tuple(messages))

    def _history(self, language: Language, turns: int) -> list[Message]:
        """Earlier turns that have nothing to do with the question."""
        return [message for _ in range(turns) for message in self._earlier(language)]

    def _earlier(self, language: Language) -> list[Message]:
        if self._rng.random() < _OTHER_LANGUAGE:
            language = "en" if language == "zh" else "zh"
        if self._rng.random() < 0.7:
            return self._asked(self._inventor.term(language, self._mixture.size))
        fact = self._rng.choice(self._documents.write(language).facts)
        return _said(self._rng.choice(fact.questions), fact.answer)

    def _asked(self, term: Term) -> list[Message]:
        form = self._rng.choice(questions.ONE_TERM[term.language])
        return _said(form.format(a=self.called(term)), stated([term], term.language))


def _said(question: str, answer: str) -> list[Message]:
    return [Message("user", question, ""), Message("assistant", answer, "")]
