"""Opening a file of standard answers, with a sentence for what cannot be opened."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from bot.errors import UserError
from bot.terms.formats.source import Source

FILE_BYTES = 50_000_000
"""Every standard answer lies in memory where it is served: more than this is some other file."""


@contextmanager
def opened(path: Path) -> Iterator[BufferedReader]:
    """Open the file.

    Raises:
        UserError: it cannot be read, is too large, packed, or not UTF-8.
    """
    try:
        with Source(path, (path,)).open(path) as file:
            _refuse_large(os.fstat(file.fileno()).st_size, path)
            yield file
    except UserError as error:
        if isinstance(error.__cause__, OSError):
            raise UserError(
                f"{path} cannot be read ({error.__cause__.strerror}): check its name and its "
                "rights."
            ) from error
        raise


def _refuse_large(size: int, path: Path) -> None:
    if size > FILE_BYTES:
        raise UserError(
            f"{path} has {size / 1e6:,.0f} MB: a file of standard answers may have "
            f"{FILE_BYTES / 1e6:,.0f} MB; split it."
        )
