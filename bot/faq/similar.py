"""Kept questions that look like another one: candidates to be offered, not to be served."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from threading import Lock

from bot.faq.question_features import features
from bot.faq.scope import Scope, Wording
from bot.faq.vectors import Embed as Embed
from bot.faq.vectors import unrelated_cosine


@dataclass(frozen=True, slots=True)
class Similar:
    """A kept question that looks like the one asked.

    Attributes:
        key: the kept answer's.
        scope: where it was put.
        text: the question as it was asked.
        score: how alike it is, 0 to 1; 1 is the same wording, or one with the same words.
    """

    key: str
    scope: str
    text: str
    score: float


class SimilarQuestions:
    """An index of kept questions in memory, for threads.

    A scope is an audience with the revisions that its answers were made with. Each has an index
    of its own, down to how rare a word is in it: a score that knew the whole company's words would
    tell from outside that somebody in a private channel has asked about one. So what comes from a
    scope is the same to the last bit whatever others hold, and when a scope's questions are gone,
    nothing of them is left.
    """

    def __init__(self, embed: Embed | None = None) -> None:
        """Make an empty index.

        Args:
            embed: finds wordings that share no word, too; asked a few questions at once.
        """
        self._embed = embed
        self._unrelated = unrelated_cosine(embed) if embed else 0.0
        self._scopes: dict[str, Scope] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        with self._lock:
            return sum(map(len, self._scopes.values()))

    def put(self, key: str, scope: str, text: str, concepts: Sequence[str] = ()) -> None:
        """Add a question; it replaces the one with this key and scope.

        Args:
            key: by which its answer is kept.
            scope: who may see it.
            text: as it was asked.
            concepts: ids of the terms that it names.
        """
        asked = self._worded(text, concepts)
        with self._lock:
            self._scopes.setdefault(scope, Scope(self._unrelated)).put(key, asked)

    def remove(self, key: str, scope: str | None = None) -> None:
        """Remove a question from a scope, or from each; nothing happens where it is not."""
        with self._lock:
            for name in [scope] if scope is not None else list(self._scopes):
                held = self._scopes.get(name)
                if held is not None and key in held:
                    held.remove(key)
                    if not held:
                        del self._scopes[name]

    def nearest(
        self, text: str, concepts: Sequence[str], scopes: Collection[str], count: int = 3
    ) -> list[Similar]:
        """Kept questions that look like one, best first.

        Args:
            text: the question asked.
            concepts: ids of the terms that it names.
            scopes: those that the asker may see.
            count: how many at most; equally good ones by their texts.
        """
        asked = self._worded(text, concepts)
        found: list[Similar] = []
        with self._lock:
            for scope in set(scopes) & self._scopes.keys():
                for one in self._scopes[scope].nearest(asked):
                    found.append(Similar(one.key, scope, one.text, one.score))
        # Another order of the same words has the same score; the very wording goes first.
        found.sort(key=lambda one: (-one.score, one.text != text, one.text, one.key, one.scope))
        return found[:count]

    def _worded(self, text: str, concepts: Sequence[str]) -> Wording:
        """A question made ready, which takes longest, outside of the lock."""
        vector = self._embed([text])[0] if self._embed else None
        return Wording(text, features(text, concepts), vector)
