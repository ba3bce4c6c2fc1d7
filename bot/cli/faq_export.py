"""Writing the standard answers to a file or to standard output."""

from __future__ import annotations

from io import TextIOWrapper
from pathlib import Path

from bot.cli.output import note
from bot.cli.store import with_store
from bot.cli.written_file import new_file, standard_output
from bot.faq.files import writer
from conversation_store.database import Database
from conversation_store.standard_answers import StandardAnswer, StandardAnswers


def export_file(path: Path, *, force: bool) -> None:
    """Write all standard answers.

    Args:
        path: the file, whose name tells the format; ``-`` is standard output and gets CSV.
        force: replace the file if it is there.

    Raises:
        UserError: the file cannot be written, or is there already.
    """
    write = writer(path)
    to_screen = str(path) == "-"
    with standard_output() if to_screen else new_file(path, force) as file:
        answers = with_store(_all)
        text = TextIOWrapper(file, encoding="utf-8", newline="")
        write(answers, text)
        text.flush()
        text.detach()  # else it closes the file, which is not ours
    said = f"{len(answers):,} standard answers written"
    note(f"{said}{'' if to_screen else f' to {path}'}.")


async def _all(database: Database) -> list[StandardAnswer]:
    return await StandardAnswers(database).all()
