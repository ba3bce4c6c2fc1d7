"""Approving what was suggested: the decision and the change of the glossary, both or neither."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from conversation_store.database import Database
from conversation_store.schema import suggestions, term_revisions
from conversation_store.suggestions import Suggestion
from conversation_store.term import Term
from conversation_store.term_changes import ChangedMeanwhileError, put_one, queue_up
from conversation_store.term_rows import current


class Approvals:
    """Decides and changes in one transaction, so that no process can end between the two."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def approve(
        self,
        suggestion: Suggestion,
        term: Term,
        *,
        who: str,
        action: str,
        expected: int,
        concepts: Sequence[str] = (),
    ) -> Term | None:
        """Approve a suggestion, and make the glossary say what it says.

        Args:
            suggestion: what is approved; one without a base revision becomes a concept of its own.
            term: what is made of it; its revision does not matter.
            who: who approves it, as it will be shown.
            action: what they do, as it will be shown.
            expected: the revision of the term that they have seen; it means nothing for a new one.
            concepts: ids for a new concept, should another term have got the one it has; the
                best one first.

        Returns:
            The term with its concept and revision; None where somebody has decided already, and
            nothing was changed.

        Raises:
            ChangedMeanwhileError: the term has another revision by now, or all ids are taken;
                the suggestion is open as before.
        """
        async with self._database.transaction() as connection:
            # Before the decision: two that approve must not hold what the other one waits for.
            await queue_up(connection)
            if not await _decide(connection, suggestion.id, who):
                return None
            if suggestion.base_revision == 0:
                concept = await _free(connection, (term.concept, *concepts))
                term, expected = replace(term, concept=concept), 0
                await _note_concept(connection, suggestion, concept)
            return await put_one(connection, term, who=who, action=action, expected=expected)


async def _decide(connection: AsyncConnection, number: int, who: str) -> bool:
    deciding = update(suggestions).where(suggestions.c.id == number, suggestions.c.state == "open")
    decided = await connection.execute(deciding.values(state="approved", decided_by=who))
    return decided.rowcount == 1


async def _free(connection: AsyncConnection, concepts: Sequence[str]) -> str:
    """The first of some ids that no term has, in whatever language."""
    column = term_revisions.c.concept
    taken = set(await connection.scalars(current(column).where(column.in_(concepts))))
    if free := next((concept for concept in concepts if concept not in taken), None):
        return free
    raise ChangedMeanwhileError(concepts[:1])


async def _note_concept(connection: AsyncConnection, suggestion: Suggestion, concept: str) -> None:
    """Let the suggestion tell which concept has come of it."""
    content = asdict(replace(suggestion.term, concept=concept))
    noting = update(suggestions).where(suggestions.c.id == suggestion.id)
    await connection.execute(
        noting.values(concept=concept, content=json.dumps(content, ensure_ascii=False))
    )
