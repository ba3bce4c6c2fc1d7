"""A standard answer, as it is kept and as every room knows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from conversation_store.term import Language

AnswerStatus = Literal["proposed", "approved", "suspended", "expired"]


@dataclass(frozen=True, slots=True)
class StandardAnswer:
    """What people have written, and somebody vouches for, as the answer to a question.

    Attributes:
        question: as people ask it.
        answer: in Markdown.
        language: of both.
        audience: who may read it: ``workspace:T1`` or ``channel:C1``, as ``str(Audience)``.
        wordings: further approved wordings of the question.
        owner: who answers for it: a Slack user's id, or any name.
        verified_by: who vouches for it, as people are shown it.
        verified_at: when they did; with its zone.
        expires_at: it is not served from then on; with its zone; None for never.
        status: only approved ones are served.
        id: counts from 1; 0 for a new one.
        revision: counts up with each change of this answer, from 1; 0 for a new one.
        hits: how often it was served.
    """

    question: str
    answer: str
    language: Language
    audience: str
    wordings: tuple[str, ...] = ()
    owner: str = ""
    verified_by: str = ""
    verified_at: datetime | None = None
    expires_at: datetime | None = None
    status: AnswerStatus = "proposed"
    id: int = 0
    revision: int = 0
    hits: int = 0
