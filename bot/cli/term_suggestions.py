"""What people have suggested, and deciding about it at the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.cli.differences import called, differences
from bot.cli.output import note, say
from bot.cli.store import who, with_store
from bot.errors import UserError
from bot.terms.formats import checked
from bot.terms.proposals import spare_concepts
from conversation_store.approvals import Approvals
from conversation_store.database import Database
from conversation_store.suggestions import Suggestion, Suggestions
from conversation_store.term import Term
from conversation_store.terms import TermKey, Terms


def list_suggestions(limit: int) -> None:
    """Show what nobody has decided about, the oldest first, and what it would change."""

    async def read(database: Database) -> tuple[list[Suggestion], Mapping[TermKey, Term]]:
        found = await Suggestions(database).open(limit)
        keys = {(one.term.concept, one.term.language) for one in found}
        return found, await Terms(database).get(keys)

    found, terms = with_store(read)
    if not found:
        note("No suggestion is open.")
    for one in found:
        for line in _lines(one, terms.get((one.term.concept, one.term.language))):
            say(line)


def approve_suggestion(number: int) -> None:
    """Make the glossary say what was suggested.

    Raises:
        UserError: there is no such suggestion, it is decided, or its term has changed since then.
    """

    async def approve(database: Database) -> Term:
        suggestion = await _open(Suggestions(database), number)
        return await _approve(database, suggestion)

    term = with_store(approve)
    say(f"{called(term)}: {term.status}, revision {term.revision}")


def reject_suggestion(number: int) -> None:
    """Decide that a suggestion is not followed.

    Raises:
        UserError: there is no such suggestion, or it is decided.
    """

    async def reject(database: Database) -> Suggestion:
        suggestions = Suggestions(database)
        suggestion = await _open(suggestions, number)
        if not await suggestions.decide(number, "rejected", who()):
            raise _decided(number)
        return suggestion

    say(f"{called(with_store(reject).term)}: rejected")


async def _approve(database: Database, suggestion: Suggestion) -> Term:
    number = suggestion.id
    term = checked(suggestion.term, f"suggestion {number}")
    if term.status == "proposed":
        term = replace(term, status="approved")
    made = await Approvals(database).approve(
        suggestion,
        term,
        who=who(),
        action=f"approve suggestion {number} by {suggestion.suggested_by}",
        expected=suggestion.base_revision,
        concepts=spare_concepts(term.name),
    )
    if made is None:
        raise _decided(number)
    return made


async def _open(suggestions: Suggestions, number: int) -> Suggestion:
    suggestion = await suggestions.get(number)
    if suggestion is None:
        raise UserError(
            f"There is no suggestion {number}: termwise terms suggestions shows those there are."
        )
    if suggestion.decision:
        raise _decided(number, suggestion)
    return suggestion


def _decided(number: int, suggestion: Suggestion | None = None) -> UserError:
    how = f" ({suggestion.decision} by {suggestion.decided_by})" if suggestion else ""
    return UserError(f"Suggestion {number} is decided already{how}: nothing was changed.")


def _lines(one: Suggestion, now: Term | None) -> Iterator[str]:
    yield f"{one.id}  {one.created_at:%Y-%m-%d %H:%M} UTC  {one.suggested_by}  {called(one.term)}"
    if one.note:
        yield f"  note: {one.note}"
    if now is None or one.base_revision == 0:  # a new term is a concept of its own
        yield f"  new: {one.term.definition}"
        return
    if now.revision != one.base_revision:
        yield f"  made for revision {one.base_revision}; revision {now.revision} is there now"
    yield from (f"  {line}" for line in differences(now, one.term))
