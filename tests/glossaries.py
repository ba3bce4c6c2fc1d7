"""Glossaries for tests: real ones, in a real store."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

from bot.question import Language, Term
from bot.terms.formats import read_csv
from bot.terms.glossary import Glossary
from bot.terms.importing import plant_terms
from bot.terms.terminology import Tag, Terminology
from conversation_store.database import Database
from conversation_store.habits import ChannelFields
from conversation_store.term_changes import TermChanges
from conversation_store.terms import Terms
from conversation_store.used_terms import UsedTerms
from conversation_store.wanted import Wanted


def term(concept: str, name: str, language: Language = "en", **more: object) -> Term:
    plain = Term(concept, language, name, f"what {concept} is.", "a book", "finance")
    return replace(plain, **more)  # type: ignore[arg-type]  # the fields are checked by use


async def glossary_of(database: Database, terms: Iterable[Term]) -> Glossary:
    """A glossary with these terms besides those that the database has."""
    await plant_terms(TermChanges(database), partial(iter, tuple(terms)), who="test", action="add")
    return await Glossary.open(Terms(database))


async def glossary_from(database: Database, *files: Path) -> Glossary:
    return await glossary_of(database, (term for file in files for term in read_csv(file)))


def terminology(database: Database, glossary: Glossary, tag: Tag | None = None) -> Terminology:
    return Terminology(
        glossary,
        fields=ChannelFields(database),
        used=UsedTerms(database),
        wanted=Wanted(database),
        tag=tag,
    )
