"""The files of one glossary: how far they are read, and what was left out of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BufferedReader
from pathlib import Path
from typing import Literal

from bot.errors import UserError
from bot.terms.formats.unsaid import Unsaid
from conversation_store.term import Language, Status, Term

Format = Literal["csv", "tbx", "skos", "xbrl", "umls"]
_REASONS = 100  # a file of nonsense may name a million languages; each would be a reason
_TRADITIONAL = {"hant", "tw", "hk", "mo"}


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a term takes where its file says nothing.

    Attributes:
        field: the field of knowledge, such as finance.
        source: what the definitions rest on.
        owner: who answers for the terms.
        licence: under which terms the definitions may be used.
        status: proposed, approved or deprecated; None where nobody has chosen one: then new terms
            are approved, and others stay what they are.
    """

    field: str = ""
    source: str = ""
    owner: str = ""
    licence: str = ""
    status: Status | None = None

    @property
    def new_status(self) -> Status:
        """The status of a new term of which the file says none."""
        return self.status or "approved"


@dataclass(frozen=True, slots=True)
class Reading:
    """A glossary that is being read.

    Attributes:
        terms: comes as the files are read; raises UserError where they are wrong.
        bytes_read: how many bytes have been read by now, for a progress bar.
        total_bytes: the size of all files that will be read.
        skipped: why something was left out, and how often; complete once the terms have ended.
        files: all files that are read.
        unsaid: what the terms leave open.
    """

    terms: Iterator[Term]
    bytes_read: Callable[[], int]
    total_bytes: int
    skipped: Counter[str]
    files: tuple[Path, ...]
    unsaid: Unsaid


@dataclass(slots=True)
class Source:
    """What a reader of one format works with.

    Attributes:
        path: what the person named: a file or a folder.
        files: all files to read.
    """

    path: Path
    files: tuple[Path, ...]
    defaults: Defaults = Defaults()
    skipped: Counter[str] = field(default_factory=Counter)
    unsaid: Unsaid = field(default_factory=Unsaid)
    _done: int = 0
    _current: BufferedReader | None = None

    @contextmanager
    def open(self, path: Path) -> Iterator[BufferedReader]:
        """Open one of the files, to be counted as it is read.

        Raises:
            UserError: it cannot be read, is UTF-16, or is packed.
        """
        try:
            with path.open("rb") as file:
                _refuse_packed(file.peek(4)[:4], path)  # first: gzip has zeros, too
                _refuse_utf16(file.peek(4)[:4], path)
                self._current = file
                yield file
                self._done += file.tell()
        except OSError as error:
            raise unreadable(path, error) from error
        finally:
            self._current = None

    def bytes_read(self) -> int:
        """How many bytes of all files have been read."""
        return self._done + (self._current.tell() if self._current else 0)

    def skip(self, reason: str) -> None:
        """Count something that is left out."""
        known = reason in self.skipped or len(self.skipped) < _REASONS
        self.skipped[reason if known else "other reasons"] += 1

    def language(self, tag: str | None) -> Language | None:
        """The language of a tag, or None, which is counted, where it is neither of ours."""
        language = language_of_tag(tag or "")
        if language is None:
            self.skip(f"language {(tag or 'not given')[:20]}")
        return language


def language_of_tag(tag: str) -> Language | None:
    """The language of a tag (BCP 47): zh for zh, zh-CN and zh-Hans, en for en and en-US.

    Chinese in traditional characters is another written language to whoever reads simplified.
    """
    first, *rest = tag.strip().lower().replace("_", "-").split("-")
    if first == "en":
        return "en"
    return "zh" if first == "zh" and not _TRADITIONAL.intersection(rest) else None


def unreadable(path: Path, error: OSError) -> UserError:
    """What to say of a file that cannot be read."""
    return UserError(
        f"The glossary {path} cannot be read ({error.strerror}): check its name and its rights."
    )


def _refuse_utf16(start: bytes, path: Path) -> None:
    if start[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in start:
        raise UserError(f"{path}, line 1: not UTF-8 but UTF-16 or UTF-32: save it as UTF-8.")


def _refuse_packed(start: bytes, path: Path) -> None:
    if start[:2] == b"\x1f\x8b":
        raise UserError(f"{path}: this is a gzip file: unpack it.")
    if start == b"PK\x03\x04":
        raise UserError(
            f"{path}: this is a zip file or a spreadsheet: unpack it, or save it as CSV."
        )
