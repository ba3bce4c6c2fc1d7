"""What happens in the workspace, as the Events API tells it to the app."""

from __future__ import annotations

import secrets
import time

from bot.playground.delivery import Delivery
from bot.playground.workspace import APP_ID, BOT_USER_ID, TEAM_ID, Channel, Json, Workspace

_INTERNAL = frozenset({"markdown", "streaming", "visible_to", "metadata"})


def shown_to_app(message: Json, *, with_metadata: bool = False) -> Json:
    """A message as the app may read it: without what only our own page uses."""
    hidden = _INTERNAL - {"metadata"} if with_metadata else _INTERNAL
    return {key: value for key, value in message.items() if key not in hidden}


class Events:
    """Wraps events as ``event_callback`` and hands them to the delivery."""

    def __init__(self, workspace: Workspace, delivery: Delivery) -> None:
        self._workspace = workspace
        self._delivery = delivery

    def posted(self, channel: Channel, message: Json) -> None:
        """A message was posted: ``message``, and ``app_mention`` too if it mentions the app.

        Both carry the same ts under different event ids; a direct message gives no
        ``app_mention`` (https://docs.slack.dev/reference/events/app_mention).
        """
        shown = shown_to_app(message) | {"channel": channel.id, "event_ts": message["ts"]}
        mentions = f"<@{BOT_USER_ID}>" in str(message.get("text", ""))
        if mentions and not channel.is_im and "bot_id" not in message:
            mention = {key: value for key, value in shown.items() if key != "subtype"}
            self._send_about(channel, mention | {"type": "app_mention"})
        self._send_about(channel, shown | {"channel_type": channel.type})

    def changed(self, channel: Channel, message: Json, previous: Json) -> None:
        """A message was edited: ``message_changed``."""
        self._hidden(channel, "message_changed", {"message": shown_to_app(message)}, previous)

    def deleted(self, channel: Channel, previous: Json) -> None:
        """A message was deleted: ``message_deleted``."""
        self._hidden(channel, "message_deleted", {"deleted_ts": previous["ts"]}, previous)

    def session_stopped(
        self, channel: Channel, thread_ts: str, user: str, streams: list[str]
    ) -> None:
        """A person pressed Stop: ``agent_session_stopped`` with the streams that it ended."""
        event: Json = {"type": "agent_session_stopped", "channel": channel.id}
        event |= {"thread_ts": thread_ts, "user": user, "streaming_message_ts": streams}
        self._send_about(channel, event | {"event_ts": self._workspace.next_ts()})

    def home_opened(self, channel: Channel, user: str, tab: str, view: Json | None) -> None:
        """A person looks at the app's Home or Messages tab: ``app_home_opened``."""
        event: Json = {"type": "app_home_opened", "user": user, "channel": channel.id, "tab": tab}
        if view is not None:
            event["view"] = view
        self._send_about(channel, event | {"event_ts": self._workspace.next_ts()})

    def _hidden(self, channel: Channel, subtype: str, facts: Json, previous: Json) -> None:
        ts = self._workspace.next_ts()
        event: Json = {"type": "message", "subtype": subtype, "hidden": True, "ts": ts, **facts}
        event |= {"channel": channel.id, "channel_type": channel.type, "event_ts": ts}
        self._send_about(channel, event | {"previous_message": shown_to_app(previous)})

    def _send_about(self, channel: Channel, event: Json) -> None:
        """Send it, unless the app is not in the channel and so may not know."""
        if BOT_USER_ID in channel.members:
            self._delivery.send_event(event_callback(event))


def event_callback(event: Json) -> Json:
    """The envelope of one event, with an ``event_id`` of its own."""
    return {
        "token": "playground-verification-token",
        "team_id": TEAM_ID,
        "api_app_id": APP_ID,
        "event": event,
        "type": "event_callback",
        "event_id": f"Ev{secrets.token_hex(6).upper()}",
        "event_time": int(time.time()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM_ID,
                "user_id": BOT_USER_ID,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": f"4-{secrets.token_hex(12)}",
    }
