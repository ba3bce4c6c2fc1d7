"""Where in a folded text a name may start and end, so that no Latin word or number is cut.

Han has no such borders. Everything is found out for the whole text at once, so that a match costs
two look-ups.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.terms.folding import Codes, Folded, Kinds, Places, padded
from bot.terms.folding_tables import CJK, CONNECTOR, DIGIT, LETTER_S, WORD

_Flags = npt.NDArray[np.uint8]
_Mask = npt.NDArray[np.bool_]

# Where a sign joins what is on both sides of it; between two digits has the bit of a digit.
_ALWAYS, _POSSESSIVE, _BETWEEN_LETTERS, _BESIDE_ONE_LETTER = 1, 2, 4, 16
_JOINING = np.zeros(128, np.uint8)
_JOINING[ord("_")] = _ALWAYS
_JOINING[ord("'")] = _ALWAYS | _POSSESSIVE
_JOINING[ord(".")] = DIGIT | _BETWEEN_LETTERS
_JOINING[ord(",")] = DIGIT
_JOINING[list(b"/+#")] = _BETWEEN_LETTERS
_JOINING[ord("&")] = _BETWEEN_LETTERS | _BESIDE_ONE_LETTER
_TAKES_ES = np.zeros(128, bool)
_TAKES_ES[list(b"hosxz")] = True  # branch, hero, tax
# A word in an address is not used there, but is a part of a name that a machine made.
_ADDRESS = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9+.]{1,15}://|[Ww]{3}\.)[^\s<>|\"'`()\[\]{}\u0080-\U0010ffff]+"
    r"|(?<![\w.%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}\.[A-Za-z0-9.-]{2,190}"
)


@dataclass(frozen=True, slots=True)
class Borders:
    """For each place of a text of n characters, what a name there may do.

    Attributes:
        starts: n + 1 flags: whether a name may start here.
        ends: n + 1 values: 0 when a name may not end before this place, else 1 and the length of
            the plural ending from here that belongs to it ("option|s" 2, "tax|es" 3).
    """

    starts: bytes
    ends: bytes


def borders(folded: Folded) -> Borders:
    """Find the borders of words, which apostrophes, decimal points and the like may hide."""
    kinds = padded(folded.kinds, 2)  # the kind of character i is kinds[i + 2]
    word = (kinds & (WORD | CONNECTOR)) == WORD
    starts = (~(word[1:-2] & word[2:-1])).view(np.uint8)
    ends = starts.copy()
    if word.any():
        _close_at_connectors(folded.codes, kinds, word, starts, ends)
        _open_at_plurals(folded.codes, kinds, word, ends)
    text = folded.original
    # A single character that is not there is passed over many times faster than a longer string.
    if "@" in text or ("/" in text and "://" in text) or "www." in folded.text:
        _close_addresses(folded, starts)
    return Borders(starts.tobytes(), ends.tobytes())


def _close_at_connectors(
    codes: Codes, kinds: Kinds, word: _Mask, starts: _Flags, ends: _Flags
) -> None:
    """Close the borders at characters that join what stands on both sides of them.

    "T" is no name in "don't", nor "M1" in "M1.5", "ROE" in "my_roe", "E" in "P/E".
    """
    at = (((kinds[2:-2] & CONNECTOR) != 0) & word[1:-3] & word[3:-1]).nonzero()[0]
    if not at.size:
        return
    joining = _JOINING.take(codes[at], mode="clip")
    after = kinds[3:-1][at]
    numbers = kinds[1:-3][at] & after & DIGIT
    joins = (joining & (_ALWAYS | numbers)) != 0
    if not joins.all():
        joins |= _initials(joining, kinds, word, at)
    closed = at[joins]
    starts[1:][closed] = ends[closed] = 0
    if (joining & _POSSESSIVE).any():
        possessive = ((joining & _POSSESSIVE) != 0) & ((after & LETTER_S) != 0)
        ends[at[possessive & ~word[4:][at]]] = 1


def _initials(joining: Kinds, kinds: Kinds, word: _Mask, at: Places) -> _Mask:
    """Whether a sign stands between single letters, as in "P/E" and "U.S."; "&" beside one."""
    digits = (kinds[1:-3][at] | kinds[3:-1][at]) & DIGIT
    left, right = ~word[at], ~word[4:][at] & ((kinds[4:][at] & CJK) == 0)  # "A/B股" are two names
    beside_one = (joining & _BESIDE_ONE_LETTER) != 0
    joined: _Mask = ((left & right) | (beside_one & (left | right))) & (digits == 0)
    joined &= (joining & _BETWEEN_LETTERS) != 0
    return joined


def _open_at_plurals(codes: Codes, kinds: Kinds, word: _Mask, ends: _Flags) -> None:
    """Let a name end before the ending of a regular plural: "option|s", "tax|es".

    Nothing but an "s" before it is asked about ("mas" is not in "mass"): nobody writes "taxs" and
    means something else.
    """
    letter_s = (kinds & LETTER_S) != 0
    last = letter_s[2:-2] & ~(letter_s[1:-3] | word[3:-1])  # the "s" at the end of a word
    at = last.nonzero()[0]
    at = at[ends[1:][at] > ends[at]]
    if not at.size:
        return
    ends[at] = 2
    after_e = at[(at > 1) & (codes[at - 1] == ord("e"))] - 1
    ends[after_e[_TAKES_ES.take(codes[after_e - 1], mode="clip")]] = 3


def _close_addresses(folded: Folded, starts: _Flags) -> None:
    for address in _ADDRESS.finditer(folded.original):
        first, end = address.span()
        if folded.starts is not None:
            first, end = np.searchsorted(folded.starts, (first, end)).tolist()
        starts[first:end] = 0
