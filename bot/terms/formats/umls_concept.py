"""One concept of UMLS, put together from its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple, get_args

from bot.terms.formats.rules import (
    DEFINITION_LENGTH,
    INVISIBLE,
    NAME_COUNT,
    NAME_LENGTH,
    collapse,
    is_nameless,
)
from bot.terms.formats.source import Source
from conversation_store.term import Language, Term

_DEFINITIONS = 1_000  # more than any concept has; a broken file may have more
_SOURCES = 20
_ABBREVIATION = 3
_NO_NAME = 4


class Atom(NamedTuple):
    """A row of MRCONSO.

    Attributes:
        rank: 0 the preferred name, 1 another form of it, 2 any other name, 3 an abbreviation,
            4 no name that is taken, only a language.
        aui: the id of the row.
        source: the vocabulary (SAB).
        restriction: the level of its licence (SRL), 0 to 9.
    """

    language: str
    rank: int
    aui: str
    source: str
    restriction: str
    text: str


class Definition(NamedTuple):
    """A row of MRDEF; its language is that of the name with the same ``aui``."""

    aui: str
    source: str
    text: str


class Concept:
    """A concept whose rows are taken one by one, and no more kept than a term may hold."""

    def __init__(self, cui: str, source: Source) -> None:
        self._cui, self._source = cui, source
        self._definitions: list[Definition] = []
        self._languages: dict[str, str] = {}
        self._names: dict[str, dict[str, int]] = {code: {} for code in get_args(Language)}
        self._sources: dict[str, dict[str, None]] = {code: {} for code in get_args(Language)}
        self._restriction = dict.fromkeys(get_args(Language), "0")

    def take_definitions(self, rows: Iterable[Definition]) -> None:
        """Take the definitions; they come before the names."""
        self._definitions = list(islice(rows, _DEFINITIONS))

    def take_atoms(self, rows: Iterable[Atom]) -> None:
        """Take the names."""
        wanted = {definition.aui for definition in self._definitions}
        for atom in rows:
            if atom.aui in wanted:
                self._languages[atom.aui] = atom.language
            if atom.rank != _NO_NAME:
                self._take_name(atom)

    def _take_name(self, atom: Atom) -> None:
        names = self._names[atom.language]
        text = collapse(INVISIBLE.sub("", atom.text))
        if len(text) > NAME_LENGTH or not text:
            self._source.skip(f"name of over {NAME_LENGTH} characters" if text else "empty name")
        elif is_nameless(text):
            self._source.skip("name without a letter or digit")
        elif text in names:
            names[text] = min(names[text], atom.rank)
        elif len(names) < NAME_COUNT or atom.rank < min(names.values()):
            names[text] = atom.rank
        else:
            self._source.skip(f"name beyond the first {NAME_COUNT} of a concept")
        if len(self._sources[atom.language]) < _SOURCES:
            self._sources[atom.language][atom.source] = None
        self._restriction[atom.language] = max(self._restriction[atom.language], atom.restriction)

    def terms(self) -> Iterator[Term]:
        """Its term in each language that has both a name and a definition."""
        found = 0
        for language in get_args(Language):
            names, definition = self._names[language], self._definition(language)
            if names and definition:
                found += 1
                yield self._term(language, definition)
            elif names:
                self._source.skip(f"no definition in {language}")
        if not found and not any(self._names.values()):
            self._source.skip("no name")

    def _definition(self, language: str) -> Definition | None:
        for found in self._definitions:
            definition = found._replace(text=INVISIBLE.sub("", found.text))
            if self._languages.get(definition.aui, "en") == language:
                if 0 < len(collapse(definition.text)) <= DEFINITION_LENGTH:
                    return definition
                self._source.skip(f"definition of over {DEFINITION_LENGTH} characters")
        return None

    def _term(self, language: Language, definition: Definition) -> Term:
        names = sorted(self._names[language], key=self._names[language].__getitem__)
        name, others = names[0], names[1:NAME_COUNT]
        short = [one for one in others if self._names[language][one] == _ABBREVIATION][:1]
        defaults = self._source.defaults
        sources = dict.fromkeys((definition.source, *self._sources[language]))
        return Term(
            concept=self._cui,
            language=language,
            name=name,
            definition=definition.text,
            source=", ".join(sources),
            field=defaults.field,
            aliases=tuple(one for one in others if one not in short),
            abbreviation="".join(short),
            owner=defaults.owner,
            status=defaults.new_status,
            licence=f"UMLS Metathesaurus License, SRL {self._restriction[language]}",
        )
