"""The data folder belongs to one running bot."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import SettingsError, UserError


@contextmanager
def owned(folder: Path) -> Iterator[None]:
    """Keep other bots out of a data folder for as long as the block runs.

    Two at one inbox would take up each other's questions and answer them twice. The system lets
    go of the lock (see flock(2)) with the process, however that ends.

    Args:
        folder: made where it is missing.

    Raises:
        UserError: another one is at work there.
        SettingsError: the folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / "lock").open("w")
    except OSError as error:
        raise SettingsError(
            f"Data cannot be written to {folder} ({error.strerror}): set TERMWISE_DATA_DIR (for "
            "the demo --data) to a folder that this user can write to."
        ) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise UserError(
                f"Termwise is already at work on {folder}: end that one first, or set "
                "TERMWISE_DATA_DIR (for the demo --data) to another folder."
            ) from error
        yield
