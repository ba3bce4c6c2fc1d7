"""How answers lie on disk: as text only, because unpickling a planted file runs its code."""

from __future__ import annotations

from typing import Any, NoReturn

import diskcache
from diskcache.core import MODE_RAW


class UnsafeEntry(ValueError):  # noqa: N818 - it names what was found
    """The cache holds something that we did not write."""


class PlainTextDisk(diskcache.Disk):  # type: ignore[misc]  # diskcache ships no types
    """Keeps keys and values as text inside the database, and reads nothing else.

    diskcache's own Disk classes unpickle whatever an entry is marked to be (CVE-2025-69872),
    and read whatever file it names. It does not remember which class wrote a folder, so this one
    is given at every opening.
    """

    def put(self, key: Any) -> tuple[str, bool]:
        """The key as it lies in the database."""
        return _text(key), True

    def get(self, key: Any, raw: Any) -> str:
        """The key as it was put."""
        return _text(key) if raw else _refuse("a pickled key")

    def store(self, value: Any, read: bool, key: Any = None) -> tuple[int, int, None, str]:
        """The value's size, mode, file name and text, as diskcache's table holds them."""
        return 0, MODE_RAW, None, _text(value)

    def fetch(self, mode: int, filename: str | None, value: Any, read: bool) -> str:
        """The value as it was stored."""
        if mode != MODE_RAW or filename is not None or read:
            _refuse("a value that is not plain text")
        return _text(value)

    def remove(self, file_path: str) -> None:
        """Nothing: no entry of ours has a file, and a planted one may name any file."""


def _text(value: Any) -> str:
    return value if isinstance(value, str) else _refuse(f"a {type(value).__name__}")


def _refuse(what: str) -> NoReturn:
    raise UnsafeEntry(f"the answer cache holds {what}: delete its folder if that goes on")
