"""Made-up conversations in exactly the prompts that the product builds, with their answers."""

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


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A conversation up to a question, and the answer that is right.

    Attributes:
        messages: the prompt, its last message the question.
        answer: what the assistant should say.
        terms: the terms whose definitions the prompt holds.
    """

    kind: Kind
    messages: tuple[Message, ...]
    answer: str
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Mixture:
    """What conversations are made of.

    Attributes:
        kinds: how often each kind comes, relative to the others.
        size: of the definitions.
        terms: at most so many definitions in a prompt.
        history: the share of conversations with an earlier turn that does not matter.
        system_prompt: the share of conversations that begin with the system prompt.
        known: the share of terms taken from the example glossaries instead of made up.
    """

    kinds: tuple[tuple[Kind, float], ...]
    size: Size = "full"
    terms: int = 6
    history: float = 0.3
    system_prompt: float = 1.0
    known: float = 0.0


def stated(terms: Sequence[Term], language: Language) -> str:
    """The answer that gives the definitions of ``terms``, word for word."""
    if language == "zh":
        return "".join(f"**{term.name}**是指{term.definition}" for term in terms)
    return " ".join(f"**{_capitalised(term.name)}** is {term.definition}" for term in terms)


class DialogueWriter:
    """Writes conversations from one source of chance."""

    def __init__(
        self,
        rng: random.Random,
        mixture: Mixture,
        *,
        held_out: bool,
        known: Mapping[Language, Sequence[Term]] | None = None,
    ) -> None:
        """Take the source of chance and the mixture to draw from.

        Args:
            rng: decides everything; equal seeds write equal conversations.
            mixture: what the conversations are made of.
            held_out: use the evaluation's terms instead of the training's.
            known: the terms of the example glossaries, for mixtures that take some of them.
        """
        self._rng = rng
        self._mixture = mixture
        self._inventor = Inventor(rng, held_out=held_out)
        self._known = known or {}

    def write(self, kind: Kind | None = None, language: Language | None = None) -> Dialogue:
        """Write one conversation, of a kind and in a language drawn unless given."""
        kinds, weights = zip(*self._mixture.kinds, strict=True)
        kind = kind or self._rng.choices(kinds, weights)[0]
        spoken: Language = self._rng.choice(LANGUAGES) if language is None else language
        writers: dict[Kind, Callable[[Language], Dialogue]] = {
            "definition": self._definition,
            "two_terms": self._two_terms,
            "again": self._again,
            "compared": self._compared,
            "next": self._next,
            "missing": self._missing,
            "small_talk": self._small_talk,
        }
        return writers[kind](spoken)

    def about(self, asked: Term, others: Sequence[Term]) -> Dialogue:
        """A question for one given term, by any of its names, with others defined beside it."""
        terms = self._shuffled([asked, *others])
        question = self._ask(questions.ONE_TERM, asked.language, asked)
        return self._dialogue("definition", [], question, stated([asked], asked.language), terms)

    def _definition(self, language: Language) -> Dialogue:
        terms = self._terms(language, self._how_many())
        asked = self._rng.choice(terms)
        question = self._ask(questions.ONE_TERM, language, asked)
        history, earlier = self._earlier(language)
        answer = stated([asked], language)
        return self._dialogue("definition", history, question, answer, [*terms, *earlier])

    def _two_terms(self, language: Language) -> Dialogue:
        terms = self._terms(language, 2)
        question = self._ask(questions.TWO_TERMS, language, *self._shuffled(terms))
        history, earlier = self._earlier(language)
        answer = stated(terms, language)
        return self._dialogue("two_terms", history, question, answer, [*terms, *earlier])

    def _again(self, language: Language) -> Dialogue:
        (term,) = terms = self._terms(language, 1)
        question = self._rng.choice(questions.SAME_TERM_AGAIN[language])
        history = self._asked_before(term)
        return self._dialogue("again", history, question, stated(terms, language), terms)

    def _compared(self, language: Language) -> Dialogue:
        first, second = terms = self._terms(language, 2)
        before, other = self._shuffled((first, second))
        question = self._follow_up(questions.COMPARED_WITH_ANOTHER, other)
        history = self._asked_before(before)
        return self._dialogue("compared", history, question, stated(terms, language), terms)

    def _next(self, language: Language) -> Dialogue:
        before, other = self._terms(language, 2)
        question = self._follow_up(questions.ANOTHER_TERM_NEXT, other)
        history, answer = self._asked_before(before), stated([other], language)
        return self._dialogue("next", history, question, answer, [other, *self._listed(before)])

    def _missing(self, language: Language) -> Dialogue:
        name = self._inventor.name(language)
        question = self._rng.choice(questions.ONE_TERM[language]).format(a=name)
        answer = small_talk.MISSING_TERM_ANSWER[language].format(term=name)
        history, earlier = self._earlier(language)
        return self._dialogue("missing", history, question, answer, earlier)

    def _small_talk(self, language: Language) -> Dialogue:
        sayings, answer = self._rng.choice(_TALK)
        saying = self._rng.choice(sayings[language])
        history, earlier = self._earlier(language)
        return self._dialogue("small_talk", history, saying, answer[language], earlier)

    def _dialogue(
        self,
        kind: Kind,
        history: Sequence[Message],
        question: str,
        answer: str,
        terms: Sequence[Term] = (),
    ) -> Dialogue:
        opening = self._rng.random() < self._mixture.system_prompt
        messages = [_message("system", SYSTEM_PROMPT)] if opening else []
        messages += history
        if terms:
            messages.append(_message("system", definitions_message(terms, terms[0].language)))
        messages.append(_message("user", question))
        return Dialogue(kind, tuple(messages), answer, tuple(terms))

    def _terms(self, language: Language, count: int) -> list[Term]:
        return [self._term(language) for _ in range(count)]

    def _term(self, language: Language) -> Term:
        known = self._known.get(language)
        if known and self._rng.random() < self._mixture.known:
            return self._rng.choice(known)
        return self._inventor.term(language, self._mixture.size)

    def _how_many(self) -> int:
        """One term as often as not; the product defines only what the question mentions."""
        most = self._mixture.terms
        return 1 if self._rng.random() < 0.5 else self._rng.randint(1, most)

    def _earlier(self, language: Language) -> tuple[list[Message], list[Term]]:
        """Perhaps a turn before that has nothing to do with the question, and its term."""
        if self._rng.random() >= self._mixture.history:
            return [], []
        term = self._term(language)
        return self._asked_before(term), self._listed(term)

    def _listed(self, before: Term) -> list[Term]:
        """The product defines the terms of the turn before as well, where it knows them."""
        return [before] if self._rng.random() < 0.8 else []

    def _asked_before(self, term: Term) -> list[Message]:
        question = self._ask(questions.ONE_TERM, term.language, term)
        return [
            _message("user", question),
            _message("assistant", stated([term], term.language)),
        ]

    def _ask(self, forms: Mapping[str, tuple[str, ...]], language: Language, *terms: Term) -> str:
        names = dict(zip("ab", map(self._called, terms), strict=False))
        return self._rng.choice(forms[language]).format(**names)

    def _follow_up(self, forms: Mapping[str, tuple[str, ...]], other: Term) -> str:
        return self._rng.choice(forms[other.language]).format(b=self._called(other))

    def _called(self, term: Term) -> str:
        """One of the names the prompt shows, now and then in another case."""
        name = term.name if self._rng.random() < 0.6 else self._rng.choice(term.names)
        return name if self._rng.random() < 0.85 else name.lower()

    def _shuffled(self, terms: Sequence[Term]) -> list[Term]:
        return self._rng.sample(terms, len(terms))


def _message(role: Literal["system", "user", "assistant"], content: str) -> Message:
    return Message(role, content, "")


def _capitalised(name: str) -> str:
    return name[:1].upper() + name[1:]
