"""Taking a glossary file in, and saying what it did."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from bot.cli.import_attempts import Wish, take_in
from bot.cli.import_report import report
from bot.cli.output import note, say
from bot.cli.stop_signals import ended_by_signals
from bot.cli.store import with_store
from bot.terms.formats import Defaults, Format


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
    wish = Wish(path, format, defaults, dry_run)
    with ended_by_signals(), ExitStack() as opened:
        outcome = with_store(lambda store: take_in(store, wish, opened))
        if dry_run:
            note("Nothing was changed. Without --dry-run it would be:")
        for line in report(outcome.difference, outcome.reading.skipped, outcome.effects):
            say(line)
