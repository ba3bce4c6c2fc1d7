"""A bar that shows on a terminal how far some work has come; a pipe gets none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn
from rich.progress import TimeRemainingColumn as TimeLeft

from bot.cli.output import console, visible


@contextmanager
def bar(work: str, total: int) -> Iterator[Callable[[int], None]]:
    """Show a bar for as long as the block runs.

    Args:
        work: what is done.
        total: bytes or files in all; 0 where that is not known.

    Yields:
        To be called with what is done by now.
    """
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TimeLeft(),
    )
    shown = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
    with shown:
        task = shown.add_task(visible(work), total=total or None)
        yield lambda done: shown.update(task, completed=done)
