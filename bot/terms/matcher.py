"""Terms found in a text: longest match, in Chinese without spaces and in Latin between them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from daachorse import CharwiseDoubleArrayAhoCorasick


@dataclass(frozen=True, slots=True)
class Span:
    """A name found at character offsets ``start`` to ``end`` (exclusive) of the original text."""

    start: int
    end: int
    name: str


def normalize(text: str) -> str:
    """Fold what does not distinguish names: full-width forms, case, runs of white space."""
    return _folded(text).text.strip()


class Matcher:
    """Finds normalised names in texts.

    Uses the Aho-Corasick automaton over all names at once, so the time depends on the text's
    length, not on how many names there are.
    """

    def __init__(self, names: Iterable[str]) -> None:
        """Build the automaton.

        Args:
            names: the names to find, as ``normalize`` returns them.
        """
        patterns = sorted({normalize(name) for name in names if name})
        self._automaton = CharwiseDoubleArrayAhoCorasick(patterns) if patterns else None
        self._patterns = patterns

    def find(self, text: str) -> list[Span]:
        """All names in ``text`` that no longer one covers, in the order of the text."""
        if self._automaton is None:
            return []
        folded = _folded(text)
        # Overlapping matches first, then the word boundaries, then the longest: choosing the
        # longest before would lose a name that a match within a word had covered.
        candidates = [
            (start, end, self._patterns[pattern])
            for start, end, pattern in self._automaton.find_overlapping(folded.text)
            if _stands_alone(folded.text, start, end)
        ]
        chosen = _longest(candidates)
        return [Span(*folded.original(start, end), name) for start, end, name in chosen]


def _longest(candidates: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    chosen: list[tuple[int, int, str]] = []
    taken: set[int] = set()
    for start, end, name in sorted(candidates, key=lambda c: (c[0] - c[1], c[0])):
        # Whatever is chosen by now is no shorter, so an overlap holds one of the two ends.
        if start not in taken and end - 1 not in taken:
            taken.update(range(start, end))
            chosen.append((start, end, name))
    return sorted(chosen)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a Latin word or a number is not cut at either side; Han has no word boundaries."""
    return not (start > 0 and _joined(text[start - 1], text[start])) and not (
        end < len(text) and _joined(text[end - 1], text[end])
    )


def _joined(left: str, right: str) -> bool:
    return _is_word(left) and _is_word(right)


def _is_word(character: str) -> bool:
    return character.isalnum() and not _is_han(character)


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff"


@dataclass(frozen=True, slots=True)
class _Folded:
    text: str
    offsets: list[int]  # for each folded character, the place of its original
    length: int  # of the original

    def original(self, start: int, end: int) -> tuple[int, int]:
        stop = self.offsets[end] if end < len(self.offsets) else self.length
        # A character that folds to several ("ﬁ", "℃") is taken whole.
        return self.offsets[start], max(stop, self.offsets[end - 1] + 1)


def _folded(text: str) -> _Folded:
    """Characters and white space folded, with the way back: folding changes lengths."""
    folded: list[str] = []
    offsets: list[int] = []
    for place, character in enumerate(text):
        for piece in _fold(character):
            if piece.isspace():
                if folded and folded[-1] == " ":
                    continue
                piece = " "
            folded.append(piece)
            offsets.append(place)
    return _Folded("".join(folded), offsets, len(text))


def _fold(character: str) -> str:
    if "\ud800" <= character <= "\udfff":  # a lone surrogate is in no name
        return "\ufffd"
    return unicodedata.normalize("NFKC", character).casefold()


def find_in(text: str, matchers: Iterable[Matcher], without: Iterable[str] = ()) -> list[Span]:
    """Placeholder until the matcher's own."""
    gone = set(without)
    names = {normalize(n) for m in matchers for n in m._patterns} - gone
    return Matcher(names).find(text)
