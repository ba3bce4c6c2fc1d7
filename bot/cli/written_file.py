"""Files that a command writes: whole or not at all, and none replaced by accident."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from bot.errors import UserError


@contextmanager
def standard_output() -> Iterator[BinaryIO]:
    """Standard output as bytes; it stays open."""
    yield sys.stdout.buffer
    sys.stdout.buffer.flush()


@contextmanager
def new_file(path: Path, force: bool) -> Iterator[BinaryIO]:
    """A file that appears under its name once it is complete, and not at all if it never is.

    Args:
        path: the file.
        force: replace it if it is there.

    Raises:
        UserError: it cannot be written, or is there already.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        _refuse_existing(path, force)
        with part.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _refuse_existing(path, force)
        part.replace(path)
    except OSError as error:
        raise UserError(
            f"{path} cannot be written ({error.strerror}): name a file in a folder that you may "
            "write to."
        ) from error
    finally:
        part.unlink(missing_ok=True)


def _refuse_existing(path: Path, force: bool) -> None:
    if path.exists() and (not force or path.is_dir()):
        what = "a folder" if path.is_dir() else "there already"
        raise UserError(f"{path} is {what}: name another file, or replace a file by --force.")
