"""What the inbox gives out: questions, and the leases on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Row

from conversation_store.threads import ThreadKey

FinalState = Literal["answered", "failed", "refused", "withdrawn"]
FINAL_STATES: tuple[FinalState, ...] = ("answered", "failed", "refused", "withdrawn")
Wish = Literal["stop", "restart", "withdraw"]
Errand = Literal["busy", "too_many", "person_quota", "channel_quota", "withdraw", "look_up"]


@dataclass(frozen=True, slots=True)
class InboxEntry:
    """A question as it came in.

    Attributes:
        event_id: Slack's id of the event, unique per delivery.
        surface: the kind of place it came from ("message", "command", ...).
        thread: the thread the answer goes into.
        ts: Slack's timestamp of the message, or the trigger id of a command.
        attempt: 0 for the message itself, 1 and up for each time it is asked again.
        user_id: who asks.
        payload: the whole question as JSON.
    """

    event_id: str
    surface: str
    thread: ThreadKey
    ts: str
    attempt: int
    user_id: str
    payload: str


@dataclass(frozen=True, slots=True)
class Leased:
    """An entry that this process alone may answer for now.

    Attributes:
        id: names it to the inbox.
        fence: counts its leases; only the holder of the latest one is listened to.
        entry: the question.
        failures: how many tries before this one ended with their process.
        waited_s: how long it has waited, in seconds.
        nonce: marks its messages in Slack.
        answer_ts: Slack's timestamps of the messages that earlier tries have written.
        wish: what was asked of whoever answered it before.
        errand: what is to be done about it in place of an answer.
        sweeps: how often its thread was swept after its end.
    """

    id: int
    fence: int
    entry: InboxEntry
    failures: int
    waited_s: float
    nonce: str
    answer_ts: tuple[str, ...]
    wish: Wish | None = None
    errand: Errand | None = None
    sweeps: int = 0


def entry_of(row: Row[Any]) -> InboxEntry:
    """The question in a row of the table."""
    return InboxEntry(
        event_id=row.event_id,
        surface=row.surface,
        thread=ThreadKey(row.team_id, row.channel_id, row.thread_ts),
        ts=row.ts,
        attempt=row.attempt,
        user_id=row.user_id,
        payload=row.payload,
    )
