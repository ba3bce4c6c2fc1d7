"""Approving and deprecating terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.cli.differences import called
from bot.cli.nearest import terms_of, unknown
from bot.cli.output import say
from bot.cli.store import who, with_store
from bot.errors import UserError
from conversation_store.database import Database
from conversation_store.term import Language, Status, Term
from conversation_store.term_changes import TermChanges
from conversation_store.terms import Terms


def give_status(
    concepts: Sequence[str], language: Language | None, status: Status, action: str
) -> None:
    """Give terms a status, all or none of them, and say what they were and are.

    Args:
        concepts: their ids.
        language: of the terms; None for both.
        status: what they get.
        action: what the history calls it.

    Raises:
        UserError: a concept is unknown, or one was changed meanwhile.
    """
    for term in with_store(lambda store: _give_status(store, concepts, language, status, action)):
        if term.status == status:
            say(f"{called(term)}: {status} already, revision {term.revision}")
        else:
            now = term.revision + 1
            say(f"{called(term)}: {term.status} -> {status}, revision {term.revision} -> {now}")


async def _give_status(
    database: Database,
    concepts: Sequence[str],
    language: Language | None,
    status: Status,
    action: str,
) -> list[Term]:
    """The terms as they were before."""
    # What is read within the block is what the change begins from.
    async with TermChanges(database).change(who=who(), action=action) as staging:
        before = await _before(Terms(database), concepts, language)
        await staging.add([replace(term, status=status) for term in before])
    return before


async def _before(terms: Terms, concepts: Sequence[str], language: Language | None) -> list[Term]:
    before: list[Term] = []
    for concept in dict.fromkeys(concepts):
        found = await terms_of(terms, concept)
        if not found:
            raise await unknown(terms, concept)
        wanted = [term for term in found if language in (None, term.language)]
        if not wanted:
            raise UserError(f"The concept {concept} has no term in {language}.")
        before += wanted
    return before
