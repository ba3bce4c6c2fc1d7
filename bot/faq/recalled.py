"""An answer that need not be made, for it was given before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.question import Language
from conversation_store.standard_answer import StandardAnswer


@dataclass(frozen=True, slots=True)
class Recalled:
    """An answer that need not be made.

    Attributes:
        text: its Markdown.
        key: where it is kept; empty for a standard answer.
        question: the wording it was given to; empty where that is the asker's own.
        concepts: the terms it was given with, each with its language.
        answered_at: when it was given, or verified.
        hits: how often it was served before.
        standard: the standard answer that it is, if it is one.
    """

    text: str
    key: str = ""
    question: str = ""
    concepts: tuple[tuple[str, Language], ...] = ()
    answered_at: datetime | None = None
    hits: int = 0
    standard: StandardAnswer | None = None
