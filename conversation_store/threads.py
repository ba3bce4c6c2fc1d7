"""The threads the bot takes part in, and what was said in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class ThreadKey:
    """A Slack thread; ``thread_ts`` is the ts of its first message."""

    team_id: str
    channel_id: str
    thread_ts: str


@dataclass(frozen=True, slots=True)
class Message:
    """What one side said; ``ts`` is Slack's timestamp, unique within the channel."""

    role: Literal["system", "user", "assistant"]
    content: str
    ts: str
