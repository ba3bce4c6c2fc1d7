"""Ends an answer at a text, even where that text comes in pieces."""

from __future__ import annotations

from collections.abc import Sequence


class StopStrings:
    """Lets text through up to the first of some strings."""

    def __init__(self, stop: Sequence[str]) -> None:
        """Take the strings to stop at; empty ones are left out."""
        self._stop = [one for one in stop if one]
        self._held = ""
        self.found = False

    def step(self, text: str) -> str:
        """What can be shown by now; what may be the beginning of a stop string is held back."""
        text = self._held + text
        places = [place for one in self._stop if (place := text.find(one)) >= 0]
        if places:
            self.found, self._held = True, ""
            return text[: min(places)]
        kept = max((_overlap(text, one) for one in self._stop), default=0)
        self._held = text[len(text) - kept :]
        return text[: len(text) - kept]

    def close(self) -> str:
        """What was held back, when no more comes."""
        held, self._held = self._held, ""
        return held


def _overlap(text: str, stop: str) -> int:
    """The length of the longest end of ``text`` that ``stop`` begins with."""
    longest = min(len(text), len(stop) - 1)
    return next((n for n in range(longest, 0, -1) if text.endswith(stop[:n])), 0)
