"""THE path: every surface makes a Question and calls ``Answerer.answer``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from bot.question import Term

Outcome = Literal["finished", "length", "stopped", "failed"]


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer, ready to be shown.

    Attributes:
        text: the model's Markdown, or a sentence for the person when there is none.
        outcome: how it ended: by itself, at the length limit, stopped by the asker, or failed.
        terms: the terms whose definitions were in the prompt.
        cached_at: when it was first given, if it came from the cache.
        notices: sentences the asker should see under the answer ("only the first ... were read").
    """

    text: str
    outcome: Outcome = "finished"
    terms: tuple[Term, ...] = ()
    cached_at: datetime | None = None
    notices: tuple[str, ...] = ()


class Reply(Protocol):
    """Where an answer goes: a Slack thread, a terminal, an evaluation."""

    async def append(self, text: str) -> None:
        """Show a further piece of the answer."""

    async def finish(self, answer: Answer) -> str:
        """Show the whole answer in its final form, once; returns the ts of its last message."""
