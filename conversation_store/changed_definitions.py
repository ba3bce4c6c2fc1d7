"""Finds the definitions that are not any more what answers in Slack were given with."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, exists, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from conversation_store.schema import changes, recalls, term_revisions, used_terms
from conversation_store.terms import TermKey

UNDECIDED = ("due", "shown", "flagging")
"""The states of a recall that is not ended."""

_BATCH = 500  # terms that are looked for at once


@dataclass(frozen=True, slots=True)
class ChangedDefinition:
    """A term's definition that answers' readers do not know of, with the term's revision."""

    key: TermKey
    revision: int
    definition: str


async def changed_since(connection: AsyncConnection, revision: int) -> set[TermKey]:
    """The terms that were changed after a revision of the glossary."""
    changed = (
        select(term_revisions.c.concept, term_revisions.c.language)
        .join(changes, changes.c.id == term_revisions.c.change_id)
        .where(changes.c.revision > revision, term_revisions.c.replaces.is_not(None))
    )
    return {(row.concept, row.language) for row in await connection.execute(changed)}


async def answered_since(connection: AsyncConnection, moment: datetime) -> set[TermKey]:
    """The terms that answers were given with lately."""
    lately = used_terms.c.created_at > moment
    answered = select(used_terms.c.concept, used_terms.c.language).where(lately).distinct()
    return {(row.concept, row.language) for row in await connection.execute(answered)}


async def changed_definitions(
    connection: AsyncConnection, keys: Collection[TermKey]
) -> list[ChangedDefinition]:
    """Those of some terms whose definition is another one than an answer's readers know of."""
    wanted, concepts = set(keys), sorted({concept for concept, _ in keys})
    found: list[ChangedDefinition] = []
    for start in range(0, len(concepts), _BATCH):
        # SQLite finds single values by an index, and pairs of them by reading everything.
        mine = used_terms.c.concept.in_(concepts[start : start + _BATCH])
        for row in await connection.execute(_CHANGED.where(mine)):
            if (row.concept, row.language) in wanted:
                one = (row.concept, row.language), row.revision, row.definition
                found.append(ChangedDefinition(*one))
    return found


def _query() -> Select[Any]:
    now, then, then_changes = term_revisions, term_revisions.alias(), changes.alias()
    known = func.coalesce(used_terms.c.flagged, used_terms.c.revision)
    asked = exists().where(
        same_term(recalls, now),
        recalls.c.revision == now.c.revision,
        recalls.c.state.in_(UNDECIDED),
    )
    return (
        select(now.c.concept, now.c.language, now.c.revision, now.c.definition)
        .distinct()
        .select_from(used_terms)
        .join(now, same_term(now, used_terms))
        .join(changes, changes.c.id == now.c.change_id)
        .join(then, same_term(then, used_terms) & (then.c.revision == known))
        .join(then_changes, then_changes.c.id == then.c.change_id)
        .where(
            changes.c.revision.is_not(None),
            then_changes.c.revision.is_not(None),
            now.c.superseded.is_(None),
            now.c.status == "approved",
            known < now.c.revision,
            then.c.definition != now.c.definition,
            ~asked,
        )
    )


def same_term(one: FromClause, other: FromClause) -> ColumnElement[bool]:
    """Whether rows of two tables are about the same term."""
    return (one.c.concept == other.c.concept) & (one.c.language == other.c.language)


_CHANGED = _query()
