"""Made-up passages of documents, tables among them, and what can be asked of them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from bot.question import Language, Passage
from bot.sources import table_text
from bot.training.demo_model.inventions import Inventor
from bot.training.demo_model.vocabulary import facts

_MOST_PASSAGES = 4
_INSTRUCTED = 0.12  # the share of passages with an instruction hidden in them
_TABLES = 0.45  # the share of passages that are tables


@dataclass(frozen=True, slots=True)
class Fact:
    """What one place in the documents says.

    Attributes:
        passage: the number of its passage, from 1.
        questions: forms of asking for it.
        answer: what it says, its citation included.
        instructed: its passage holds an instruction that must not be followed.
        in_table: it is a figure of a table.
    """

    passage: int
    questions: tuple[str, ...]
    answer: str
    instructed: bool
    in_table: bool


@dataclass(frozen=True, slots=True)
class Documents:
    """Passages as they stand in a prompt, and the facts in them."""

    passages: tuple[Passage, ...] = ()
    facts: tuple[Fact, ...] = ()


class DocumentWriter:
    """Writes passages from one source of chance."""

    def __init__(self, rng: random.Random, inventor: Inventor) -> None:
        """Take the source of chance and the inventor of names and words."""
        self._rng = rng
        self._inventor = inventor

    def write(self, language: Language) -> Documents:
        """Write some passages in a language."""
        passages: list[Passage] = []
        found: list[Fact] = []
        for number in range(1, self._rng.randint(1, _MOST_PASSAGES) + 1):
            write = self._table if self._rng.random() < _TABLES else self._prose
            passage, its_facts = write(number, language)
            passages.append(passage)
            found += its_facts
        return Documents(tuple(passages), tuple(found))

    def missing(self, language: Language) -> tuple[str, str]:
        """A question for a fact that is nowhere, and what to answer."""
        subject = self._inventor.name(language)
        form = self._rng.choice(facts.FACTS[language])
        question = self._rng.choice(form.questions).replace("{s}", subject)
        return question, facts.MISSING_FACT_ANSWER[language].format(subject=subject)

    def _prose(self, number: int, language: Language) -> tuple[Passage, list[Fact]]:
        instructed = self._rng.random() < _INSTRUCTED
        found: list[Fact] = []
        sentences: list[str] = []
        for _ in range(self._rng.randint(1, 2)):
            subject = self._inventor.name(language)
            forms = self._rng.sample(facts.FACTS[language], self._rng.randint(1, 3))
            for form in forms:
                pattern = form.sentence.replace("{s}", subject)
                sentences.append(self._inventor.filled(pattern, language))
                questions = tuple(q.replace("{s}", subject) for q in form.questions)
                answer = sentences[-1] + _citation(number, language)
                found.append(Fact(number, questions, answer, instructed, in_table=False))
        if instructed:
            place = self._rng.randint(0, len(sentences))
            sentences.insert(place, self._inventor.instruction(language))
        text = ("" if language == "zh" else " ").join(sentences)
        return Passage(self._title(language), text), found

    def _table(self, number: int, language: Language) -> tuple[Passage, list[Fact]]:
        columns = self._columns(language)
        rows = [
            [self._inventor.name(language), *self._figures(language, len(columns))]
            for _ in range(self._rng.randint(2, 4))
        ]
        found = [
            self._figure(number, language, row[0], column, figure)
            for row in rows
            for column, figure in zip(columns, row[1:], strict=True)
        ]
        return Passage(self._title(language), table_text(columns, rows, language)), found

    def _figure(self, number: int, language: Language, row: str, column: str, figure: str) -> Fact:
        forms = facts.TABLE_QUESTIONS[language]
        answer = facts.TABLE_ANSWER[language].format(row=row, column=column, figure=figure)
        questions = tuple(form.format(row=row, column=column) for form in forms)
        cited = answer + _citation(number, language)
        return Fact(number, questions, cited, instructed=False, in_table=True)

    def _columns(self, language: Language) -> list[str]:
        form = self._rng.choice(facts.TABLE_COLUMNS[language])
        names = [self._inventor.filled(form, language) for _ in range(self._rng.randint(2, 4))]
        return list(dict.fromkeys(names))

    def _figures(self, language: Language, count: int) -> Sequence[str]:
        form = self._rng.choice(facts.FIGURES[language])
        return [self._inventor.filled(form, language) for _ in range(count)]

    def _title(self, language: Language) -> str:
        return self._inventor.filled(self._rng.choice(facts.TITLES[language]), language)


def _citation(number: int, language: Language) -> str:
    return facts.CITATION[language].format(number=number)
