"""Lists of terms, and the history of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import get_args

from bot.cli.differences import called, differences
from bot.cli.nearest import unknown
from bot.cli.output import note, say, show_json, show_table
from bot.cli.store import with_store
from conversation_store.database import Database
from conversation_store.term import Language, Status, Term
from conversation_store.terms import Revised, Terms

EMPTY = (
    "The glossary is empty: bring terms in by `termwise terms import`, or start the bot, which "
    "takes in the files that TERMWISE_GLOSSARIES names."
)
_STATUSES: tuple[Status, ...] = get_args(Status)
_COLUMNS = ("concept", "language", "name", "abbreviation", "field", "status", "revision")


def list_terms(
    field: str | None,
    status: Status | None,
    language: Language | None,
    limit: int,
    *,
    as_json: bool,
) -> None:
    """Show terms, and where none are chosen how many there are of each field."""

    async def read(database: Database) -> tuple[list[Term], dict[tuple[str, Status], int]]:
        terms = Terms(database)
        listed = await terms.listed(field=field, status=status, language=language, limit=limit + 1)
        return listed, await terms.counts()

    terms, counts = with_store(read)
    if as_json:
        for term in terms[:limit]:
            show_json(asdict(term))
        return
    if not counts:
        note(EMPTY)
    elif (field, status, language) == (None, None, None):
        _show_counts(counts)
    show_table(_COLUMNS, ([getattr(term, name) for name in _COLUMNS] for term in terms[:limit]))
    if len(terms) > limit:
        note(f"These are the first {limit:,}; --limit shows more.")


def _show_counts(counts: dict[tuple[str, Status], int]) -> None:
    """The concepts of each field, by status."""
    rows = (
        [field, *(counts.get((field, status), 0) for status in _STATUSES)]
        for field, _ in groupby(counts, key=lambda key: key[0])
    )
    show_table(("field", *_STATUSES), rows)
    say()


def show_history(concept: str) -> None:
    """Show all revisions of a concept's terms, the latest first.

    Raises:
        UserError: there is no such concept.
    """

    async def read(database: Database) -> list[Revised]:
        terms = Terms(database)
        if not (revisions := await terms.history(concept)):
            raise await unknown(terms, concept)
        return revisions

    for line in _history(with_store(read)):
        say(line)


def _history(revisions: Sequence[Revised]) -> Iterator[str]:
    terms = {(one.term.language, one.term.revision): one.term for one in revisions}
    for (at, who, action), several in groupby(revisions, key=lambda o: (o.at, o.who, o.action)):
        yield f"{at:%Y-%m-%d %H:%M} UTC  {who}  {action}"
        for term in (one.term for one in several):
            yield f"  {called(term)}, revision {term.revision}"
            if before := terms.get((term.language, term.revision - 1)):
                yield from (f"    {line}" for line in differences(before, term))
            else:
                yield f"    new, {term.status}"
