"""Changing the glossary: each change appears at once and as a whole, or not at all."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import Select, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from conversation_store.database import Database
from conversation_store.errors import StoreError
from conversation_store.schema import changes, term_revisions
from conversation_store.term import Term
from conversation_store.term_rows import current, glossary_revision, row_of, same_content, term_of

_ABANDONED = timedelta(hours=1)  # no import takes so long


class ChangedMeanwhileError(StoreError):
    """Somebody else has changed the same terms; nothing of this change was done.

    Attributes:
        concepts: some of the concepts that it is about.
    """

    def __init__(self, concepts: Sequence[str]) -> None:
        super().__init__(
            f"The glossary was changed meanwhile ({', '.join(concepts)}): nothing was changed now. "
            "Look at it again, then repeat what still applies."
        )
        self.concepts = tuple(concepts)


Keep = Callable[[Term | None, Term], Term]


@dataclass
class Difference:
    """What a change does to the glossary, in numbers, with the first few terms of each kind."""

    new: int = 0
    changed: int = 0
    same: int = 0
    examples: list[tuple[Term | None, Term]] = field(default_factory=list)  # before and after

    def count(self, before: Term | None, after: Term, most_examples: int = 20) -> bool:
        """Count one term; whether it makes a difference."""
        if before and same_content(before, after):
            self.same += 1
            return False
        self.new, self.changed = self.new + (before is None), self.changed + (before is not None)
        if len(self.examples) < most_examples:
            self.examples.append((before, after))
        return True


class TermChanges:
    """Writes the glossary; ``Terms`` reads it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, term: Term, *, who: str, action: str, expected: int | None = None) -> Term:
        """Make a term what it is to be; no change where it says the same already.

        Args:
            term: its revision does not matter.
            who: who changes it, as it will be shown.
            action: what they do, as it will be shown.
            expected: the revision that they have seen, 0 for none; None for whichever there is.

        Returns:
            The term with its new revision.

        Raises:
            ChangedMeanwhileError: it has another revision by now.
        """
        async with self._database.transaction() as connection:
            await queue_up(connection)
            return await put_one(connection, term, who=who, action=action, expected=expected)

    @asynccontextmanager
    async def change(self, *, who: str, action: str) -> AsyncIterator[Staging]:
        """Change many terms: what is staged in the block appears at its end, or never.

        Args:
            who: who changes them, as it will be shown.
            action: what they do, as it will be shown.

        Raises:
            ChangedMeanwhileError: one of them was changed since the block began.
        """
        async with self._database.transaction() as connection:
            base = await glossary_revision(connection)
            values = {"revision": None, "who": who, "action": action}
            change = await _insert_change(connection, values)
        staging = Staging(self._database, change)
        try:
            yield staging
            if staging.difference.new or staging.difference.changed:
                await self._publish(change, base)
        finally:
            # What is published is not touched by this.
            await self._discard(change)

    async def compare(
        self, terms: Sequence[Term], difference: Difference, *, keep: Keep | None = None
    ) -> None:
        """Count what a change would do, without doing it.

        Args:
            terms: a few thousand at most.
            difference: counts on.
            keep: as for :meth:`Staging.add`.
        """
        async with self._database.reading() as connection:
            found = await _found(connection, terms)
        for term in terms:
            _, before = found.get((term.concept, term.language), (0, None))
            difference.count(before, keep(before, term) if keep else term)

    async def _publish(self, change: int, base: int) -> None:
        async with self._database.transaction() as connection:
            await queue_up(connection)
            number = await glossary_revision(connection) + 1
            if number > base + 1 and (concepts := await _conflicts(connection, change, base)):
                raise ChangedMeanwhileError(concepts)
            publish = update(changes).where(changes.c.id == change).values(revision=number)
            await connection.execute(publish)
            await _supersede(connection, change, number)

    async def _discard(self, change: int) -> None:
        """Remove a change that was not published, and what others left that died in the middle."""
        abandoned = changes.c.at < datetime.now(UTC) - _ABANDONED
        unpublished = changes.c.revision.is_(None) & ((changes.c.id == change) | abandoned)
        async with self._database.transaction() as connection:
            await connection.execute(delete(changes).where(unpublished))  # with its rows


async def queue_up(connection: AsyncConnection) -> None:
    """Let one change after the other be published: whoever holds the first row goes on."""
    await connection.execute(select(changes.c.id).where(changes.c.revision == 0).with_for_update())


async def put_one(
    connection: AsyncConnection, term: Term, *, who: str, action: str, expected: int | None
) -> Term:
    """Do as :meth:`TermChanges.put` in a transaction that has queued up and may do more.

    Raises:
        ChangedMeanwhileError: the term has another revision by now.
    """
    found = (await _found(connection, [term])).get((term.concept, term.language))
    before = found[1] if found else None
    if expected not in (None, before.revision if before else 0):
        raise ChangedMeanwhileError([term.concept])
    if before and same_content(before, term):
        return before
    number = await glossary_revision(connection) + 1
    values = {"revision": number, "who": who, "action": action}
    change = await _insert_change(connection, values)
    await connection.execute(insert(term_revisions), [_staged(change, term, found)])
    await _supersede(connection, change, number)
    return replace(term, revision=before.revision + 1 if before else 1)


class Staging:
    """A change in the making; seen by nobody."""

    def __init__(self, database: Database, change: int) -> None:
        self._database = database
        self._change = change
        self.difference = Difference()

    async def add(
        self, terms: Sequence[Term], *, only_new: bool = False, keep: Keep | None = None
    ) -> None:
        """Stage those of some terms that make a difference.

        Args:
            terms: a few thousand at most.
            only_new: leave the terms alone that are there already, whatever they say.
            keep: what a term becomes, given how it is, None for none, and how it would be: it may
                keep some of what is there. None to replace all of it.
        """
        async with self._database.transaction(durable=False) as connection:
            found = await _found(connection, terms)
            rows = []
            for term in terms:
                before = found.get((term.concept, term.language))
                if before and only_new:
                    self.difference.count(before[1], before[1])
                    continue
                after = keep(before[1] if before else None, term) if keep else term
                if self.difference.count(before[1] if before else None, after):
                    rows.append(_staged(self._change, after, before))
            if rows:
                await connection.execute(insert(term_revisions), rows)


_Found = dict[tuple[str, str], tuple[int, Term]]


async def _found(connection: AsyncConnection, terms: Sequence[Term]) -> _Found:
    """The present rows of terms, by concept and language."""
    rows = await connection.execute(
        current().where(term_revisions.c.concept.in_({term.concept for term in terms}))
    )
    return {(row.concept, row.language): (row.id, term_of(row)) for row in rows}


def _staged(change: int, term: Term, before: tuple[int, Term] | None) -> dict[str, object]:
    revision = before[1].revision + 1 if before else 1
    replaces = before[0] if before else None
    return row_of(term) | {"change_id": change, "revision": revision, "replaces": replaces}


async def _insert_change(connection: AsyncConnection, values: Mapping[str, object]) -> int:
    change = await connection.scalar(insert(changes).values(values).returning(changes.c.id))
    assert isinstance(change, int)  # noqa: S101 - a primary key
    return change


async def _supersede(connection: AsyncConnection, change: int, number: int) -> None:
    replaced = select(term_revisions.c.replaces).where(
        term_revisions.c.change_id == change, term_revisions.c.replaces.is_not(None)
    )
    await connection.execute(
        update(term_revisions).where(term_revisions.c.id.in_(replaced)).values(superseded=number)
    )


async def _conflicts(connection: AsyncConnection, change: int, base: int) -> list[str]:
    """Some of the concepts that were changed since ``base`` and are to be changed again."""
    return list((await connection.scalars(_conflicting(change, base).limit(5))).all())


def _conflicting(change: int, base: int) -> Select[str]:
    """The concepts of a staged change that others have changed after a revision."""
    newer, mine = term_revisions, term_revisions.alias()
    same_term = (mine.c.concept == newer.c.concept) & (mine.c.language == newer.c.language)
    # The sum keeps SQLite from beginning with all of mine, which may be a million: what others
    # have published meanwhile is mostly a single term.
    return (
        select(newer.c.concept)
        .join(changes, changes.c.id == newer.c.change_id)
        .join(mine, same_term & (mine.c.change_id + 0 == change))
        .where(changes.c.revision > base)
    )
