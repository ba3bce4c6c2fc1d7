"""Terms by their names: one card, what /term finds, what stands in a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields
from itertools import groupby

import typer

from bot.cli.differences import text_of
from bot.cli.nearest import terms_of, unknown
from bot.cli.output import note, say, show_error, show_json, show_table
from bot.cli.store import with_store
from bot.cli.term_lists import EMPTY
from bot.question import TermMatch, language_of
from bot.terms.glossary import Glossary
from bot.terms.lookup import Lookup, look_up
from conversation_store.database import Database
from conversation_store.term import Term
from conversation_store.terms import Terms


def show_term(asked: str, *, as_json: bool) -> None:
    """Show all fields of a concept's terms, found by its id or by a name.

    Raises:
        UserError: there is none; what may be meant is offered.
    """

    async def find(database: Database) -> list[Term]:
        terms = Terms(database)
        if found := await terms_of(terms, asked):
            return found
        lookup = await look_up(await Glossary.open(terms), asked)
        if not lookup.senses:
            raise await unknown(terms, asked)
        return [term for sense in lookup.senses for term in sense]

    for number, term in enumerate(with_store(find)):
        if as_json:
            show_json(asdict(term))
            continue
        if number:
            say()
        for line in _card(term):
            say(line)


def look_name_up(name: str, *, as_json: bool) -> None:
    """Show what /term finds under a name.

    Raises:
        typer.Exit: it finds nothing; what may be meant is offered.
    """

    async def find(database: Database) -> tuple[Lookup, int]:
        glossary = await Glossary.open(Terms(database))
        return await look_up(glossary, name), len(glossary)

    lookup, size = with_store(find)
    if not lookup.senses:
        show_error(f"The glossary has no “{lookup.name}”.{_offer(lookup.nearest)}")
        if not size:
            note(EMPTY)
        raise typer.Exit(1)
    for sense in lookup.senses:
        for term in sense:
            _show(term, as_json)


def match_text(text: str, *, as_json: bool) -> None:
    """Show which approved terms stand in a text, at which characters and in which senses."""

    async def find(database: Database) -> list[TermMatch]:
        return await (await Glossary.open(Terms(database))).match(text, language_of(text))

    found = sorted(with_store(find), key=lambda match: (match.start, match.end))
    places = [
        (start, end, [match.term for match in matches])
        for (start, end), matches in groupby(found, key=lambda match: (match.start, match.end))
    ]
    if as_json:
        for start, end, senses in places:
            show_json(
                {"start": start, "end": end, "text": text[start:end]}
                | {"senses": [asdict(term) for term in senses]}
            )
    else:
        show_table(
            ("start", "end", "text", "senses", "concept", "name", "field"), _rows(text, places)
        )


def _rows(text: str, places: Sequence[tuple[int, int, list[Term]]]) -> Iterator[tuple[object, ...]]:
    for start, end, senses in places:
        for term in senses:
            yield start, end, text[start:end], len(senses), term.concept, term.name, term.field


def _show(term: Term, as_json: bool) -> None:
    if as_json:
        show_json(asdict(term))
        return
    status = "" if term.status == "approved" else f", {term.status}"
    facts = f"{term.concept}, {term.field}, revision {term.revision}{status}"
    say(f"{' / '.join(term.names)} ({facts}): {term.definition}")


def _card(term: Term) -> Iterator[str]:
    for name in (one.name for one in fields(Term)):
        value = str(term.revision) if name == "revision" else text_of(term, name)
        yield f"{name:13}{value or '–'}"


def _offer(nearest: Sequence[str]) -> str:
    return f" Did you mean {', '.join(nearest)}?" if nearest else ""
