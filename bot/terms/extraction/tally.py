"""Counts of phrases over many documents, in bounded memory."""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from bot.terms.extraction.c_value import Words
from bot.terms.extraction.phrases import Phrase

_CONTEXTS = 3
_SPELLINGS = 20


@dataclass(slots=True)
class Found:
    """A phrase with all that is known of it.

    Attributes:
        column: its number in the counts by section.
        occurrences: how often it was found.
        spellings: how often each spelling was.
        sentences: some that hold it, each with its place there; the defining ones come first.
        introduced: whether a sentence defines it or gives its abbreviation.
        is_held: a sentence may introduce it, so it is not forgotten.
        tagged: how often the tagger marked it.
        fields: in how many sections of each field it was found.
    """

    words: Words
    column: int
    occurrences: int = 0
    spellings: Counter[str] = field(default_factory=Counter)
    sentences: list[tuple[str, int, int]] = field(default_factory=list)
    introduced: bool = False
    is_held: bool = False
    tagged: int = 0
    fields: Counter[str] = field(default_factory=Counter)

    @property
    def name(self) -> str:
        """The most frequent spelling, in small letters where there is a choice."""
        return max(self.spellings, key=lambda name: (self.spellings[name], name.islower(), name))

    def see(self, sentence: str, phrase: Phrase) -> None:
        """Count one occurrence."""
        self.occurrences += 1
        spelling = sentence[phrase.start : phrase.end]
        if spelling in self.spellings or len(self.spellings) < _SPELLINGS:
            self.spellings[spelling] += 1
        if len(self.sentences) < _CONTEXTS and all(sentence != s for s, _, _ in self.sentences):
            self.sentences.append((sentence, phrase.start, phrase.end))

    def introduce(self, sentence: str, phrase: Phrase) -> None:
        """Put a sentence first, for it says what the phrase means."""
        self.introduced = True
        others = [one for one in self.sentences if one[0] != sentence]
        self.sentences = [(sentence, phrase.start, phrase.end), *others][:_CONTEXTS]


class Tally:
    """All phrases found so far.

    When there are too many, those found rarely are forgotten, as in lossy counting (Manku and
    Motwani, "Approximate frequency counts over data streams", VLDB 2002): what is frequent stays,
    and its count is too low by what was forgotten before it was found again.
    """

    def __init__(self, most: int = 200_000) -> None:
        """Begin.

        Args:
            most: phrases that are kept at once; one takes about 1 KB.
        """
        self.found: dict[str, Found] = {}
        self._most = most
        self._columns = 0
        self._section: Counter[str] = Counter()
        self._rows = Counts()

    def get(self, phrase: Phrase) -> Found:
        """What is known of a phrase; a new one begins with nothing."""
        key = phrase.key
        found = self.found.get(key)
        if found is None:
            found = self.found[key] = Found(phrase.words, self._columns)
            self._columns += 1
        return found

    def see(self, sentence: str, phrase: Phrase) -> None:
        """Count one occurrence in the current section."""
        self.get(phrase).see(sentence, phrase)
        self._section[phrase.key] += 1
        if len(self.found) > self._most:
            self._forget_rare()

    def end_section(self, document: int, field: str) -> None:
        """The next occurrence is in another section."""
        for key, count in self._section.items():
            if found := self.found.get(key):
                self._rows.add(document, found.column, count)
                if field:
                    found.fields[field] += 1
        self._section.clear()
        self._rows.sections += 1

    def counts(self) -> Counts:
        """How often each phrase was found in each section."""
        return self._rows

    def _forget_rare(self) -> None:
        least = 1
        while len(self.found) > self._most // 2:
            self.found = {
                key: found
                for key, found in self.found.items()
                if found.occurrences > least or found.is_held or (found.tagged and least < 9)
            }
            least += 1
            if least > 1_000:  # nothing but introduced ones; a folder full of definitions
                break
        self._rows.keep({found.column for found in self.found.values()})


class Counts:
    """A sparse matrix as it grows: document, section, phrase and count of each cell."""

    def __init__(self) -> None:
        self.documents = array("I")
        self.section_numbers = array("I")
        self.columns = array("I")
        self.values = array("I")
        self.sections = 0

    def add(self, document: int, column: int, count: int) -> None:
        """Fill a cell of the current section."""
        self.documents.append(document)
        self.section_numbers.append(self.sections)
        self.columns.append(column)
        self.values.append(count)

    def keep(self, columns: set[int]) -> None:
        """Forget the other phrases' cells."""
        kept = np.isin(np.asarray(self.columns), np.fromiter(columns, np.uint32, len(columns)))
        self.documents = array("I", np.asarray(self.documents)[kept].tobytes())
        self.section_numbers = array("I", np.asarray(self.section_numbers)[kept].tobytes())
        self.values = array("I", np.asarray(self.values)[kept].tobytes())
        self.columns = array("I", np.asarray(self.columns)[kept].tobytes())
