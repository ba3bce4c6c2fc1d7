"""Files into the glossary: all of a file, or nothing of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from itertools import islice

from bot.question import Term
from conversation_store.term_changes import ChangedMeanwhileError, Difference, Keep, TermChanges

_BATCH = 2_000
_ATTEMPTS = 3


async def import_terms(
    changes: TermChanges,
    terms: Iterator[Term],
    *,
    who: str,
    action: str,
    progress: Callable[[int], None] = lambda _: None,
    keep: Keep | None = None,
) -> Difference:
    """Make the glossary say what a file says; terms that are not in it stay as they are.

    Nothing is seen of it before all of it is, and others change the glossary meanwhile.

    Args:
        changes: writes the glossary.
        terms: the file's terms; its errors leave the glossary untouched.
        who: who imports, as the history will show.
        action: what is done, likewise.
        progress: told after every batch how many terms were taken in.
        keep: what a term becomes, given how it is and how the file has it; None to replace it.

    Returns:
        What it changed.

    Raises:
        UserError: the file cannot be read.
        ChangedMeanwhileError: somebody has changed one of the same terms meanwhile.
    """
    async with changes.change(who=who, action=action) as staging:
        async for batch in _batches(terms, progress):
            await staging.add(batch, keep=keep)
    return staging.difference


async def compare_terms(
    changes: TermChanges,
    terms: Iterator[Term],
    progress: Callable[[int], None] = lambda _: None,
    keep: Keep | None = None,
) -> Difference:
    """What importing a file would change; the arguments are those of :func:`import_terms`.

    Raises:
        UserError: the file cannot be read.
    """
    difference = Difference()
    async for batch in _batches(terms, progress):
        await changes.compare(batch, difference, keep=keep)
    return difference


async def plant_terms(
    changes: TermChanges, read: Callable[[], Iterator[Term]], *, who: str, action: str
) -> Difference:
    """Take in those terms of a file that are not there at all.

    What people have changed since stays as it is, and several processes may do so at once.

    Args:
        changes: writes the glossary.
        read: begins to read the file.
        who: who brings it, as the history will show.
        action: what is done, likewise.

    Raises:
        UserError: the file cannot be read.
        StoreError: the store failed.
    """
    for attempt in range(_ATTEMPTS):
        try:
            async with changes.change(who=who, action=action) as staging:
                async for batch in _batches(read(), lambda _: None):
                    await staging.add(batch, only_new=True)
        except ChangedMeanwhileError:  # another process has planted them: they are not new now
            if attempt == _ATTEMPTS - 1:
                raise
        else:
            break
    return staging.difference


async def _batches(
    terms: Iterator[Term], progress: Callable[[int], None]
) -> AsyncIterator[list[Term]]:
    """Read ahead in a thread: parsing must not hold up whatever else this process does."""
    done = 0
    while batch := await asyncio.to_thread(list, islice(terms, _BATCH)):
        yield batch
        done += len(batch)
        progress(done)
