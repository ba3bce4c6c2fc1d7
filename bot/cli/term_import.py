"""Taking a glossary file in, and saying what it did."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bot.cli.import_effects import Effects
from bot.cli.import_report import report
from bot.cli.output import note, say, visible
from bot.cli.progress import bar
from bot.cli.store import who, with_store
from bot.terms.formats import Defaults, Format, Reading, open_glossary
from bot.terms.importing import compare_terms, import_terms
from conversation_store.database import Database
from conversation_store.term_changes import Difference, TermChanges
from conversation_store.terms import Terms


def import_file(
    path: Path, format: Format | None, defaults: Defaults, *, dry_run: bool = False
) -> None:
    """Take a file or a folder in, all or nothing of it, and say what changed.

    Args:
        path: the file or the folder.
        format: what it is; None to tell by its name and its first bytes.
        defaults: what terms take where the file says nothing.
        dry_run: say what would change, and change nothing.

    Raises:
        UserError: it cannot be read, or somebody changed the same terms meanwhile.
    """
    effects = Effects()
    action = "" if dry_run else f"import {visible(path.name)}"
    # The file is closed after the event loop: a thread may still be reading when Ctrl+C ends that.
    with (
        open_glossary(path, format=format, defaults=defaults) as reading,
        bar(f"Reading {path.name}", reading.total_bytes) as progress,
    ):
        difference = with_store(lambda store: _take_in(store, reading, effects, action, progress))
    if dry_run:
        note("Nothing was changed. Without --dry-run it would be:")
    for line in report(difference, reading.skipped, effects):
        say(line)


async def _take_in(
    database: Database,
    reading: Reading,
    effects: Effects,
    action: str,
    progress: Callable[[int], None],
) -> Difference:
    """Import; without an ``action`` for the history, only compare."""
    await effects.learn(Terms(database))
    terms, changes = effects.watched(reading.terms), TermChanges(database)

    def follow(_: int) -> None:
        progress(reading.bytes_read())

    if not action:
        return await compare_terms(changes, terms, follow)
    return await import_terms(changes, terms, who=who(), action=action, progress=follow)
