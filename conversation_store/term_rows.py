"""Terms as rows of the database, and which of their revisions counts."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from conversation_store.schema import changes, term_revisions
from conversation_store.term import Term

CONTENT = (
    "concept", "language", "name", "abbreviation", "aliases", "field", "definition", "source",
    "owner", "status", "licence", "related",
)  # fmt: skip
"""All of a term but the number of its revision."""

_LISTS = ("aliases", "related")


def row_of(term: Term) -> dict[str, Any]:
    """A term as the values of its columns."""
    values = {name: getattr(term, name) for name in (*CONTENT, "revision")}
    return values | {name: json.dumps(values[name], ensure_ascii=False) for name in _LISTS}


def term_of(row: Row[Any]) -> Term:
    """The term that a row holds, whatever else it holds."""
    values = {name: getattr(row, name) for name in CONTENT}
    values |= {name: tuple(json.loads(values[name])) for name in _LISTS}
    return Term(**values, revision=row.revision)


def same_content(one: Term, other: Term) -> bool:
    """Whether two terms say the same, the number of their revision aside."""
    return replace(one, revision=other.revision) == other


def current(*columns: Any) -> Select[Any]:
    """The latest published revision of every term, to be narrowed further.

    Args:
        columns: what to select; all columns of the terms by default.
    """
    return (
        select(*(columns or (term_revisions,)))
        .join(changes, changes.c.id == term_revisions.c.change_id)
        .where(changes.c.revision.is_not(None), term_revisions.c.superseded.is_(None))
    )


async def glossary_revision(connection: AsyncConnection) -> int:
    """The number of the glossary's latest change; 0 before the first."""
    return await connection.scalar(select(func.max(changes.c.revision))) or 0
