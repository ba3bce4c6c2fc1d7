"""A question that may be answered without the model, and where its answer may lie."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from bot.faq.guard import GUARD_REVISION, Reading
from bot.faq.parts import Leaning
from bot.question import ANYWHERE as ANYWHERE
from bot.question import Audience, Channel, Person, Question, Revisions, Workspace


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, read.

    Attributes:
        question: as it was asked.
        reading: what it asks.
        concepts: the terms that it names beyond doubt.
        revisions: what an answer to it would be made with.
        leaning: what it leans on besides its words: such a question is never kept.
        removals: up to which number removals were heeded when it was asked.
    """

    question: Question
    reading: Reading
    concepts: tuple[str, ...]
    revisions: Revisions
    leaning: Leaning | None
    removals: int

    @property
    def wording(self) -> str:
        """One number for all wordings that ask the same."""
        return wording_of(self.reading)

    @property
    def scope(self) -> str:
        """Where an answer to it is kept: for its own audience."""
        return scope(self.question.audience, self.revisions)

    @property
    def scopes(self) -> tuple[str, ...]:
        """Where an answer may be found: its own audience's, and the whole workspace's.

        What was answered to a person or in a private channel stays there; what was answered where
        everybody could read it may be read by each full member in person. Not in every private
        channel: who is in there is not known one by one.
        """
        audience = self.question.audience
        audiences: list[Audience] = [audience]
        if isinstance(audience, Person) and audience.within:
            audiences.append(Workspace(audience.within))
        return tuple(scope(one, self.revisions) for one in audiences)

    @property
    def standard_audiences(self) -> frozenset[str]:
        """The audiences of the standard answers that may be shown."""
        audience = self.question.audience
        within = audience.team_id if isinstance(audience, Workspace) else audience.within
        of_all = (str(Workspace(within)), ANYWHERE) if within else ()
        return frozenset((_reader(audience), *of_all))

    def key(self, where: str) -> str:
        """The key of its answer within a scope."""
        return _digest([where, _told(self.reading)])


def wording_of(reading: Reading) -> str:
    """One number for all wordings that are read alike."""
    return _digest(_told(reading))


def scope(audience: Audience, revisions: Revisions) -> str:
    """Who may read an answer together with what it was made with; neither runs into the other."""
    parts = (revisions.model, revisions.prompt, revisions.glossary, revisions.knowledge)
    return json.dumps([GUARD_REVISION, _reader(audience), *parts])


def _reader(audience: Audience) -> str:
    # Whether somebody is known to be a member changes what they may read, not what is theirs.
    match audience:
        case Channel(channel_id):
            return str(Channel(channel_id))
        case Person(user_id):
            return str(Person(user_id))
        case Workspace():
            return str(audience)


def _told(reading: Reading) -> list[object]:
    sides = sorted(map(list, reading.sides))
    return [reading.language, reading.kind, reading.content, sides, reading.signs]


def _digest(parts: list[object]) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
