"""What a person said, read from Slack's events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from conversation_store.threads import ThreadKey

_SPOKEN = (None, "file_share", "thread_broadcast")  # other subtypes are not somebody speaking


@dataclass(frozen=True, slots=True)
class Spoken:
    """A message that a person wrote; ``edited`` is the ts of its latest edit, if there was one."""

    user: str
    channel: str
    ts: str
    thread_ts: str
    text: str
    edited: str = ""

    def thread(self, body: Mapping[str, Any]) -> ThreadKey:
        """The thread it stands in, or opens; ``body`` is the event's envelope."""
        return ThreadKey(str(body.get("team_id", "")), self.channel, self.thread_ts)


def spoken(event: object) -> Spoken | None:
    """What a person said, or None for all else: bots, edits, joins, malformed events."""
    if not isinstance(event, Mapping) or event.get("type") not in ("message", "app_mention"):
        return None
    if event.get("subtype") not in _SPOKEN or event.get("bot_id") or event.get("hidden"):
        return None
    user, channel, ts = event.get("user"), event.get("channel"), event.get("ts")
    if not (isinstance(user, str) and isinstance(channel, str) and isinstance(ts, str)):
        return None
    thread_ts, text = event.get("thread_ts"), event.get("text")
    edit = event.get("edited")
    edited = edit.get("ts") if isinstance(edit, Mapping) else None
    return Spoken(
        user=user,
        channel=channel,
        ts=ts,
        thread_ts=thread_ts if isinstance(thread_ts, str) else ts,
        text=text if isinstance(text, str) else "",
        edited=edited if isinstance(edited, str) else "",
    )
