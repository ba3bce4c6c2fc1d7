"""Folding: what does not distinguish two spellings of a name is taken out of a text.

Full-width forms, case, white space, typographic apostrophes, dashes and middle dots, invisible
characters, and how an accent is encoded (Unicode's NFKC_Casefold, UAX #31, with what a writer of
terms needs besides). The way back to the original is kept, for folding changes lengths.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from bot.terms.folding_tables import (
    CJK,
    COMPLEX,
    CONNECTOR,
    DIGIT,
    HYPHEN,
    IGNORED_CHARACTERS,
    SPACE,
    WORD,
    fold_cluster,
    tables,
)

Codes = npt.NDArray[np.uint32]
Kinds = npt.NDArray[np.uint8]
Places = npt.NDArray[np.intp]
_Mask = npt.NDArray[np.bool_]

_BLANK = ord(" ")
_LONGEST_CLUSTER = 31  # a letter and 30 marks: the limit of UAX #15's stream-safe format
# Names by the hundred thousand are mostly of these, and need nothing of what is below.
_PLAIN = re.compile(r"[A-Za-z0-9]+(?: [A-Za-z0-9]+)*|[\u4e00-\u9fff]+")


@dataclass(frozen=True)
class Folded:
    """A text folded, with the way back.

    ``codes`` and ``kinds`` hold a value for each character of ``text``. ``starts`` and ``stops``
    say where in ``original`` each comes from; None when every character is in its own place.
    """

    original: str
    text: str
    codes: Codes
    kinds: Kinds
    starts: Places | None
    stops: Places | None

    def piece(self, start: int, end: int) -> str:
        """The original spelling of ``text[start:end]``, which is not empty."""
        if self.starts is None or self.stops is None:
            return self.original[start:end]
        return self.original[self.starts[start] : self.stops[end - 1]]

    @cached_property
    def has_no_capitals(self) -> bool:
        """Whether it was written in lower case throughout, as many a question is."""
        return self.original.islower()


def normalize(text: str) -> str:
    """The form in which names, and whole questions, are compared.

    Equal for spellings that differ in width, case, white space, hyphens between words, blanks
    between Chinese and Latin, apostrophes and the like; idempotent.
    """
    if _PLAIN.fullmatch(text):
        return text.lower()
    return fold(text).text.strip()


def fold(text: str) -> Folded:
    """Fold a text; its ends keep a blank where they have one."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    table = tables()
    folded, kinds = table.codes.take(codes), table.kinds.take(codes)
    starts: Places | None = None
    stops: Places | None = None
    if kinds.max(initial=0) >= COMPLEX:
        folded, kinds, starts, stops = _with_clusters_folded(text, folded, kinds)
    keep = _needed_blanks(kinds)
    if keep is not None:
        folded, kinds = folded[keep], kinds[keep]
        starts = np.flatnonzero(keep) if starts is None else starts[keep]
        stops = starts + 1 if stops is None else stops[keep]
    _open_hyphens(folded, kinds)
    return Folded(text, folded.tobytes().decode("utf-32-le"), folded, kinds, starts, stops)


def _with_clusters_folded(
    text: str, folded: Codes, kinds: Kinds
) -> tuple[Codes, Kinds, Places, Places]:
    """Fold what is no affair of a single character: "ﬁ", an accent after its letter, a joiner.

    A cluster is a character with the marks and invisible characters after it; only those are
    looked at one by one.
    """
    special = (kinds & COMPLEX) != 0
    extending = special & ((kinds & (SPACE | WORD)) != 0)
    clustered = special.copy()
    clustered[:-1] |= extending[1:]
    heads, tails = _clusters(clustered, extending)
    pieces = [text[head:tail] for head, tail in zip(heads.tolist(), tails.tolist(), strict=True)]
    texts = [fold_cluster(piece[:_LONGEST_CLUSTER]) for piece in pieces]

    counts = (~clustered).astype(np.intp)
    counts[heads] = [len(each) for each in texts]
    places = np.arange(len(text))
    stops = places + 1
    # The invisible characters after a name are no part of it.
    stops[heads] = heads + [len(piece.rstrip(IGNORED_CHARACTERS)) for piece in pieces]
    new = np.frombuffer("".join(texts).encode("utf-32-le"), np.uint32)
    replaced = np.repeat(clustered, counts)
    folded, kinds = np.repeat(folded, counts), np.repeat(kinds, counts)
    folded[replaced], kinds[replaced] = new, tables().kinds.take(new)
    return folded, kinds, np.repeat(places, counts), np.repeat(stops, counts)


def _clusters(clustered: _Mask, extending: _Mask) -> tuple[Places, Places]:
    """Where each cluster starts, and ends (exclusive)."""
    head = clustered & ~extending
    head[0] |= extending[0]  # a mark with nothing before it
    heads = np.flatnonzero(head)
    others = np.append(np.flatnonzero(~extending), len(extending))
    return heads, others[np.searchsorted(others, heads, side="right")]


def _needed_blanks(kinds: Kinds) -> _Mask | None:
    """Which characters stay when runs of blanks become one, or none where Han meets Latin.

    Writers put a blank between the two or not, and mean the same ("A 股", "A股"). A blank between
    two Han characters says that no word spans it.

    Returns:
        A mask over the characters; None when all of them stay.
    """
    around = padded(kinds, 1)
    blank = (kinds & SPACE) != 0
    beside = around[:-2] | around[2:]
    between = (beside & (WORD | CJK)) == (WORD | CJK)
    # Of an array so sparse, the places are found sooner than whether there are any.
    if not ((blank & between).nonzero()[0].size or (blank[1:] & blank[:-1]).nonzero()[0].size):
        return None
    places = blank.nonzero()[0]
    left, right = around[places], around[places + 2]
    first = (left & SPACE) == 0  # of a run of blanks
    sides = (left[first] | right[(right & SPACE) == 0]) & (WORD | CJK | COMPLEX)
    keep: _Mask = ~blank
    keep[places[first][sides != (WORD | CJK)]] = True
    return keep


def _open_hyphens(folded: Codes, kinds: Kinds) -> None:
    """Make a hyphen between two words a blank, in place: "cash-flow" is "cash flow".

    It stays beside a single letter: "A-share" is no "a share".
    """
    hyphens = ((kinds & HYPHEN) != 0).nonzero()[0]
    if not hyphens.size:
        return
    # They are few, so that plain Python is quicker than a dozen operations on short arrays.
    around = padded(kinds, 3).tobytes()
    between = [
        place
        for place in hyphens.tolist()
        if _is_part(around[place + 2], around[place + 1], around[place])
        and _is_part(*around[place + 4 : place + 7])
    ]
    if between:
        folded[between] = _BLANK
        kinds[between] = SPACE


def _is_part(first: int, second: int, third: int) -> bool:
    """Whether a number, or more than a letter, is beside a hyphen; by the kinds, nearest first.

    A part is "P/E" as well.
    """
    goes_on = second & WORD or (second & CONNECTOR and third & WORD)
    return bool(first & WORD and (first & DIGIT or goes_on))


def padded(kinds: Kinds, by: int) -> Kinds:
    """Kinds with ``by`` characters of no kind before and after them."""
    around = np.zeros(len(kinds) + 2 * by, np.uint8)
    around[by:-by] = kinds
    return around
