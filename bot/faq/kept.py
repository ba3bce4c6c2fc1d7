"""An answer as the cache keeps it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Self

from bot.question import Language


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer that the bot gave.

    Attributes:
        question: the wording that it answers.
        text: its Markdown.
        concepts: the terms it was given with, each with its language.
        asked_by: who asked, so that it can be forgotten with them.
        asked_in: the question's place, ``channel/ts``, so that it goes when that is deleted.
        scope: who may read it, and what it was made with.
        answered_at: when.
        hits: how often it was served again.
    """

    question: str
    text: str
    concepts: tuple[tuple[str, Language], ...]
    asked_by: str
    asked_in: str
    scope: str
    answered_at: datetime
    hits: int = 0

    def to_json(self) -> str:
        """The answer as it lies in the cache."""
        # ASCII: SQLite takes no lone surrogates.
        return json.dumps(
            {
                "question": self.question,
                "text": self.text,
                "concepts": self.concepts,
                "asked_by": self.asked_by,
                "asked_in": self.asked_in,
                "scope": self.scope,
                "answered_at": self.answered_at.timestamp(),
                "hits": self.hits,
            }
        )

    @classmethod
    def from_json(cls, stored: str) -> Self:
        """Read back what :meth:`to_json` wrote.

        Raises:
            ValueError: it is nothing that we wrote.
        """
        try:
            read = json.loads(stored)
            texts = [read[key] for key in ("question", "text", "asked_by", "asked_in", "scope")]
            concepts = tuple((concept, language) for concept, language in read["concepts"])
            answered_at = datetime.fromtimestamp(read["answered_at"], UTC)
            hits = read["hits"]
        except (KeyError, TypeError, OverflowError, OSError, RecursionError) as error:
            raise ValueError(f"not an answer of ours: {error!r}") from error
        names = [one for concept in concepts for one in concept]
        if not all(isinstance(one, str) for one in (*texts, *names)) or type(hits) is not int:
            raise ValueError("not an answer of ours: a field of another type")
        question, text, asked_by, asked_in, scope = texts
        return cls(question, text, concepts, asked_by, asked_in, scope, answered_at, hits)

    def served_again(self) -> Self:
        """The same after one more hit."""
        return replace(self, hits=self.hits + 1)
