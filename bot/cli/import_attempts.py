"""An import while others change the glossary: who loses a race to the same file loses nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bot.cli.import_effects import Effects, effects
from bot.cli.output import note, visible
from bot.cli.progress import bar
from bot.cli.store import who
from bot.errors import UserError
from bot.terms.formats import Defaults, Format, Reading, open_glossary
from bot.terms.importing import compare_terms, import_terms
from conversation_store.database import Database
from conversation_store.term import Term
from conversation_store.term_changes import ChangedMeanwhileError, Difference, Keep, TermChanges
from conversation_store.term_rows import same_content
from conversation_store.terms import TermKey, Terms

_NAMED = 5  # files in a note, and concepts that the store names of those that were changed


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to import.

    Attributes:
        path: the file or the folder.
        format: what it is; None to tell by its name and its first bytes.
        defaults: what terms take where the file says nothing.
        dry_run: only compare.
    """

    path: Path
    format: Format | None
    defaults: Defaults
    dry_run: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did, or would do; its parts are those of :func:`report`."""

    difference: Difference
    reading: Reading
    effects: Effects


async def take_in(database: Database, wish: Wish, opened: ExitStack) -> Outcome:
    """Import, and once more where somebody changed the same terms meanwhile to the same.

    Args:
        database: the store.
        wish: what to import.
        opened: takes the files, to be closed after the event loop: a thread may still be reading
            them when Ctrl+C ends that.

    Raises:
        UserError: it cannot be read, or somebody changed the same terms to something else.
        StoreError: the store failed.
    """
    terms = Terms(database)
    base = await terms.revision()
    try:
        return await _attempt(database, wish, opened)
    except ChangedMeanwhileError as error:
        lost = error
    others = [named.key async for batch in terms.named(base) for named in batch]
    try:
        return await _attempt(database, wish, opened, frozenset(others))
    except ChangedMeanwhileError:
        raise _overtaken(lost) from lost


async def _attempt(
    database: Database, wish: Wish, opened: ExitStack, others: Collection[TermKey] = frozenset()
) -> Outcome:
    """Import; what others have changed meanwhile, by ``others``, must say the same already."""
    reading = opened.enter_context(
        open_glossary(wish.path, format=wish.format, defaults=wish.defaults)
    )
    if wish.path.is_dir() and not others:
        note(_files(reading))
    followed = opened.enter_context(effects())
    keep = _keeper(reading, followed, others)
    with bar(f"Reading {wish.path.name}", reading.total_bytes) as progress:
        difference = await _changed(database, wish, reading, keep, progress)
    await followed.conclude(Terms(database), done=not wish.dry_run)
    return Outcome(difference, reading, followed)


async def _changed(
    database: Database,
    wish: Wish,
    reading: Reading,
    keep: Keep,
    progress: Callable[[int], None],
) -> Difference:
    def follow(_: int) -> None:
        progress(reading.bytes_read())

    changes = TermChanges(database)
    if wish.dry_run:
        return await compare_terms(changes, reading.terms, follow, keep)
    action = f"import {visible(wish.path.name)}"
    return await import_terms(
        changes, reading.terms, who=who(), action=action, progress=follow, keep=keep
    )


def _keeper(reading: Reading, followed: Effects, others: Collection[TermKey]) -> Keep:
    def keep(before: Term | None, term: Term) -> Term:
        after = reading.unsaid.kept(before, term)
        is_theirs = (term.concept, term.language) in others
        if is_theirs and not (before and same_content(before, after)):
            raise ChangedMeanwhileError([term.concept])
        followed.note(before, after)
        return after

    return keep


def _files(reading: Reading) -> str:
    names = ", ".join(file.name for file in reading.files[:_NAMED])
    more = f" and {len(reading.files) - _NAMED:,} more" if len(reading.files) > _NAMED else ""
    return f"Files that are read, {len(reading.files):,} in all: {names}{more}."


def _overtaken(error: ChangedMeanwhileError) -> UserError:
    first = f"the first {_NAMED}: " if len(error.concepts) >= _NAMED else ""
    return UserError(
        f"The glossary was changed meanwhile ({first}{', '.join(error.concepts)}): nothing was "
        "changed now. Look at it again, then repeat what still applies."
    )
