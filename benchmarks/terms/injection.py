"""How often a definition that was put into the glossary just now is what the model then answers.

The terms are made up and their names are kept from every training, so the model cannot know them:
each is asked for, then defined, then asked for again. All of it is the product's own path, with the
demo model that ships.
"""

from __future__ import annotations

import random
import tempfile
from dataclasses import dataclass
from pathlib import Path

from rich.progress import track

from bot.answer import Answer
from bot.app import open_rooms
from bot.question import Language, Term
from bot.settings import read_settings
from bot.terminal import question_from_terminal
from bot.training.demo_model.inventions import Inventor
from conversation_store.term_changes import TermChanges

_QUESTIONS: dict[Language, str] = {"zh": "什么是{name}？", "en": "What is {name}?"}


@dataclass(frozen=True, slots=True)
class Injection:
    """Counts of made-up terms.

    Attributes:
        terms: so many were asked for, of each language.
        known_before: those whose definition the model gave before it was in the glossary.
        exact: those whose definition it gave word for word afterwards.
        changed: those whose answer was another one afterwards, right or wrong.
    """

    terms: dict[str, int]
    known_before: int
    exact: dict[str, int]
    changed: int

    @property
    def share(self) -> float:
        """The share of terms whose injected definition became the answer."""
        return sum(self.exact.values()) / sum(self.terms.values())


class _Listener:
    """A reply that nobody reads."""

    async def append(self, text: str) -> None:
        """Drop it: the whole answer comes at the end."""

    async def finish(self, answer: Answer) -> str:
        """It stands in no thread."""
        return ""


async def measure_injection(count: int, seed: int = 1) -> Injection:
    """Ask for ``count`` made-up terms of each language before and after they are defined."""
    terms = _invented(count, seed)
    known_before = changed = 0
    exact = {"zh": 0, "en": 0}
    with tempfile.TemporaryDirectory() as folder:
        settings = read_settings(
            model="demo", data_dir=Path(folder), temperature=0.0, repetition_penalty=1.0
        )
        async with open_rooms(settings) as rooms:
            changes = TermChanges(rooms.database)
            for term in track(terms, "asking for made-up terms", transient=True):
                question = _QUESTIONS[term.language].format(name=term.name)
                answers = []
                for _ in range(2):
                    asked = question_from_terminal(question, fresh=True)
                    answers.append(await rooms.answerer.answer(asked, _Listener()))
                    await changes.put(term, who="benchmark", action="define")
                before, after = (answer.text for answer in answers)
                known_before += term.definition in before
                changed += before != after
                exact[term.language] += term.definition in after
    return Injection({"zh": count, "en": count}, known_before, exact, changed)


def _invented(count: int, seed: int) -> list[Term]:
    inventor = Inventor(random.Random(seed), held_out=True)  # noqa: S311 - it must be repeatable
    languages: tuple[Language, ...] = ("zh", "en")
    return [inventor.term(language) for _ in range(count) for language in languages]
