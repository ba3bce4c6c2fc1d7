"""Writing into channels: stored, shown on the page and told to the app, always all three."""

from __future__ import annotations

from bot.playground.events import Events
from bot.playground.feed import Feed
from bot.playground.workspace import Channel, Json, Workspace


class Messages:
    """Posts, changes and removes messages."""

    def __init__(self, workspace: Workspace, feed: Feed, events: Events) -> None:
        self._workspace = workspace
        self._feed = feed
        self._events = events

    def post(self, channel: Channel, content: Json) -> Json:
        """Add a message under a new ts and return it."""
        message: Json = {"type": "message", "ts": self._workspace.next_ts(), **content}
        channel.messages[message["ts"]] = message
        if "thread_ts" in message:
            message["parent_user_id"] = channel.messages[message["thread_ts"]]["user"]
            self._recount(channel, message["thread_ts"])
        self._publish(channel, message)
        self._events.posted(channel, message)
        return message

    def whisper(self, channel: Channel, user: str, content: Json) -> Json:
        """Add a message that only ``user`` can see; the app gets no event of it."""
        message: Json = {"type": "message", "ts": self._workspace.next_ts(), **content}
        message |= {"visible_to": user, "is_ephemeral": True}
        channel.messages[message["ts"]] = message
        self._publish(channel, message)
        return message

    def change(self, channel: Channel, message: Json, *, announce: bool = True) -> None:
        """Put a message in the place of the one with the same ts.

        Args:
            channel: where it stands.
            message: how it is from now on.
            announce: whether the app is told by a ``message_changed`` event.
        """
        previous = channel.messages[message["ts"]]
        channel.messages[message["ts"]] = message
        self._publish(channel, message)
        if announce and "visible_to" not in message:
            self._events.changed(channel, message, previous)

    def remove(self, channel: Channel, message: Json) -> None:
        """Delete a message; the first one of a thread with replies leaves a tombstone."""
        if message.get("reply_count"):
            self.change(channel, _tombstone(message))
            return
        self._drop(channel, message)
        if "visible_to" in message:
            return
        self._events.deleted(channel, message)
        if message.get("thread_ts", message["ts"]) != message["ts"]:
            self._recount(channel, message["thread_ts"])

    def _drop(self, channel: Channel, message: Json) -> None:
        del channel.messages[message["ts"]]
        self._workspace.revision += 1
        self._feed.publish({"type": "deleted", "channel": channel.id, "ts": message["ts"]})

    def _recount(self, channel: Channel, thread_ts: str) -> None:
        """Bring the reply count of a thread's first message up to date."""
        root, *replies = channel.thread(thread_ts)
        if not replies and root.get("subtype") == "tombstone":
            self._drop(channel, root)
            return
        counts = ("thread_ts", "reply_count", "reply_users", "reply_users_count", "latest_reply")
        updated = {key: value for key, value in root.items() if key not in counts}
        if replies:
            users = list(dict.fromkeys(str(reply["user"]) for reply in replies))
            values = (thread_ts, len(replies), users, len(users), replies[-1]["ts"])
            updated |= dict(zip(counts, values, strict=True))
        channel.messages[thread_ts] = updated
        self._publish(channel, updated)

    def _publish(self, channel: Channel, message: Json) -> None:
        self._workspace.revision += 1
        self._feed.message(channel.id, message)


def _tombstone(message: Json) -> Json:
    """What Slack leaves of a deleted message whose replies still stand."""
    kept = ("type", "ts", "thread_ts", "reply_count", "reply_users", "reply_users_count")
    remains = {key: message[key] for key in (*kept, "latest_reply") if key in message}
    gone = {"subtype": "tombstone", "user": "USLACKBOT", "text": "This message was deleted."}
    return remains | gone | {"hidden": True}
