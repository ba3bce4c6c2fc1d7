"""The types that rooms share: a question, who may read its answer, and the terms in it."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass

from conversation_store.term import Language as Language  # a room need not know where it is kept
from conversation_store.term import Term as Term
from conversation_store.threads import ThreadKey

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class Workspace:
    """Everybody in the workspace: a public channel."""

    team_id: str

    def __str__(self) -> str:
        return f"workspace:{self.team_id}"


@dataclass(frozen=True, slots=True)
class Channel:
    """The members of one private channel or group message.

    ``within`` is the workspace that all of it belongs to; empty where others are in it too.
    """

    channel_id: str
    within: str = ""

    def __str__(self) -> str:
        return _told("channel", self.channel_id, self.within)


@dataclass(frozen=True, slots=True)
class Person:
    """One person: a direct message.

    ``within`` is the workspace whose public channels they may read; empty for guests, and for
    whoever is not known.
    """

    user_id: str
    within: str = ""

    def __str__(self) -> str:
        return _told("person", self.user_id, self.within)


Audience = Workspace | Channel | Person

ANYWHERE = "workspace:*"
"""The audience of what everybody in the workspace may read, whichever it is."""

_AUDIENCES = ("workspace", "channel", "person")


def parse_audience(text: str) -> Audience:
    """Read back what ``str(audience)`` wrote.

    Args:
        text: ``workspace:T1``, ``channel:C1`` or ``person:U1``; the latter two may end with the
            workspace they are within, as in ``person:U1@T1``.

    Raises:
        ValueError: the text names no audience.
    """
    kind, _, identifier = text.partition(":")
    if kind not in _AUDIENCES or not identifier:
        raise ValueError(f"not an audience: {text!r}")
    if kind == "workspace":
        return Workspace(identifier)
    whose, _, within = identifier.partition("@")
    return Channel(whose, within) if kind == "channel" else Person(whose, within)


def _told(kind: str, identifier: str, within: str) -> str:
    return f"{kind}:{identifier}@{within}" if within else f"{kind}:{identifier}"


@dataclass(frozen=True, slots=True)
class Question:
    """One question, from whatever surface it came.

    Attributes:
        event_id: Slack's id of the event, unique per delivery.
        thread: the thread the answer goes into.
        user_id: who asks.
        ts: Slack's timestamp of the message, unique within its channel.
        text: what was asked, without the mention of the bot and without Slack's escapes.
        audience: who may read the thread, and so the answer.
        attempt: 0 for the message itself, 1 and up for each "Ask again".
        fresh: the asker wants a new answer, not one from the cache.
        edited: Slack's timestamp of the edit that gave it its wording; empty where there was none.
        senses: the concepts that the asker has chosen for words with several senses.
        looks_up: it was taken for a wish to see a term's card.
        instead: the wording of a similar question, where the asker has chosen its answer.
        late: it was found so long after it was asked that an apology is due, not an answer.
    """

    event_id: str
    thread: ThreadKey
    user_id: str
    ts: str
    text: str
    audience: Audience
    attempt: int = 0
    fresh: bool = False
    edited: str = ""
    late: bool = False
    senses: tuple[str, ...] = ()
    looks_up: bool = False
    instead: str = ""

    def to_json(self) -> str:
        """The question as the inbox keeps it."""
        return json.dumps(asdict(self) | {"audience": str(self.audience)})

    @classmethod
    def from_json(cls, text: str) -> Question:
        """Read back what :meth:`to_json` wrote."""
        fields = json.loads(text)
        fields["thread"] = ThreadKey(**fields["thread"])
        fields["audience"] = parse_audience(fields["audience"])
        fields["senses"] = tuple(fields.get("senses", ()))
        return cls(**fields)

    @property
    def opens_thread(self) -> bool:
        """Whether nothing was said before it, so that it can be understood by itself."""
        return self.thread.thread_ts == self.ts

    @property
    def language(self) -> Language:
        """The language to answer in."""
        return language_of(self.text)


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a document, as it is put before the model.

    Attributes:
        title: the document's, as people know it.
        text: what it says there.
    """

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A term found in a text, at character offsets ``start`` to ``end`` (exclusive)."""

    start: int
    end: int
    term: Term


@dataclass(frozen=True, slots=True)
class Revisions:
    """What an answer depends on besides the question; any change makes it stale.

    Attributes:
        model: the weights, their quantization and the adapter.
        prompt: how the prompt is built, and how much fits into it.
        glossary: the terms, and which sense of them a channel means.
        knowledge: the documents that passages are taken from; empty where there are none.
    """

    model: str
    prompt: str
    glossary: str
    knowledge: str = ""


def language_of(text: str) -> Language:
    """Chinese as soon as one Han character occurs, else English."""
    return "zh" if _HAN.search(text) else "en"
