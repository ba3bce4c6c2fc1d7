"""Words looked up in a text without spaces, the longest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping


class Lexicon:
    """Finds words from left to right, at each place the longest one.

    The longest word wins, so that a word listed with no meaning of its own (重要) keeps a shorter
    one inside it (要) from being taken out of it.
    """

    def __init__(self, meanings: Mapping[str, str | None]) -> None:
        """Index the words.

        Args:
            meanings: what each word stands for; None for one that is only to be left whole.
        """
        self._meanings = dict(meanings)
        self._lengths: dict[str, tuple[int, ...]] = {}
        for word in self._meanings:
            lengths = {len(word), *self._lengths.get(word[0], ())}
            self._lengths[word[0]] = tuple(sorted(lengths, reverse=True))

    def at(self, text: str, start: int) -> str | None:
        """The longest word that begins at ``start``."""
        for length in self._lengths.get(text[start], ()):
            word = text[start : start + length]
            if word in self._meanings:
                return word
        return None

    def meanings(self, text: str) -> Iterator[str]:
        """What the words in a text stand for, in their order."""
        for _, word in self._words(text):
            if (meaning := self._meanings[word]) is not None:
                yield meaning

    def replaced(self, text: str) -> str:
        """The text with each word's meaning in its place."""
        pieces: list[str] = []
        at = 0
        for start, word in self._words(text):
            meaning = self._meanings[word]
            pieces += (text[at:start], word if meaning is None else meaning)
            at = start + len(word)
        return "".join((*pieces, text[at:]))

    def covers(self, text: str) -> frozenset[str] | None:
        """The meanings of the words that a text wholly consists of; None if it holds others."""
        at = 0
        found: set[str] = set()
        while at < len(text):
            word = self.at(text, at)
            if word is None:
                return None
            found.add(self._meanings[word] or "")
            at += len(word)
        return frozenset(found)

    def _words(self, text: str) -> Iterator[tuple[int, str]]:
        at = 0
        while at < len(text):
            word = self.at(text, at)
            if word is not None:
                yield at, word
            at += len(word or " ")


def each(meaning: str | None, words: Iterable[str]) -> dict[str, str | None]:
    """Words that share one meaning."""
    return dict.fromkeys(words, meaning)


def words(written: str) -> tuple[str, ...]:
    """The words of a list written with spaces between them."""
    return tuple(written.split())
