"""``chat.*`` except streaming: posting, changing and deleting by the app."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from bot.playground.blocks import accepted_blocks
from bot.playground.events import shown_to_app
from bot.playground.messages import Messages
from bot.playground.refusals import Refusal, required
from bot.playground.sessions import Sessions
from bot.playground.workspace import APP_ID, BOT_ID, BOT_USER_ID, TEAM_ID, Channel, Json, Workspace

Method = Callable[[Json], Json]

CONTENT = frozenset({"text", "blocks", "markdown"})
LONGEST_MARKDOWN = 12_000
_LONGEST_TEXT = 40_000
_LONGEST_UPDATE = 4_000
_LONGEST_METADATA = 16_000


class Chat:
    """The methods, sharing one writer of messages."""

    def __init__(self, workspace: Workspace, messages: Messages, sessions: Sessions) -> None:
        self._workspace = workspace
        self._messages = messages
        self._sessions = sessions

    def methods(self) -> Mapping[str, Method]:
        """The Web API methods by name."""
        return {
            "chat.postMessage": self.post_message,
            "chat.postEphemeral": self.post_ephemeral,
            "chat.update": self.update,
            "chat.delete": self.delete,
            "chat.getPermalink": self.get_permalink,
        }

    def post_message(self, arguments: Json) -> Json:
        """https://docs.slack.dev/reference/methods/chat.postMessage."""
        channel = open_channel(self._workspace, arguments)
        content = by_app() | body(arguments, longest_text=_LONGEST_TEXT)
        content |= thread_of(channel, arguments) | metadata_of(arguments)
        message = self._messages.post(channel, content)
        if "thread_ts" in message:
            self._sessions.replied(channel, message["thread_ts"])
        return {"channel": channel.id, "ts": message["ts"], "message": shown_to_app(message)}

    def post_ephemeral(self, arguments: Json) -> Json:
        """https://docs.slack.dev/reference/methods/chat.postEphemeral."""
        channel = open_channel(self._workspace, arguments)
        user = required(arguments, "user")
        if user not in channel.members:
            raise Refusal("user_not_in_channel")
        content = by_app() | body(arguments, longest_text=_LONGEST_TEXT)
        content |= thread_of(channel, arguments)
        return {"message_ts": self._messages.whisper(channel, user, content)["ts"]}

    def update(self, arguments: Json) -> Json:
        """https://docs.slack.dev/reference/methods/chat.update."""
        channel = open_channel(self._workspace, arguments)
        message = channel.message(required(arguments, "ts"))
        if message.get("bot_id") != BOT_ID:
            raise Refusal("cant_update_message")
        if message.get("streaming"):
            raise Refusal("streaming_state_conflict")
        changed = self._changed(message, arguments)
        self._messages.change(channel, changed)
        answer = {"channel": channel.id, "ts": changed["ts"], "text": changed["text"]}
        return answer | {"message": shown_to_app(changed)}

    def _changed(self, message: Json, arguments: Json) -> Json:
        """The message after the update: text alone clears the blocks, blocks keep the text."""
        new = body(arguments, longest_text=_LONGEST_UPDATE)
        replaced = CONTENT if "text" in new else CONTENT - {"text"}
        kept = {key: value for key, value in message.items() if key not in replaced}
        changed = kept | new | metadata_of(arguments)
        if not arguments.get("blocks"):
            changed["edited"] = {"user": BOT_USER_ID, "ts": self._workspace.next_ts()}
        return changed

    def delete(self, arguments: Json) -> Json:
        """https://docs.slack.dev/reference/methods/chat.delete."""
        channel = self._workspace.channel_for_bot(required(arguments, "channel"))
        message = channel.message(required(arguments, "ts"))
        if message.get("bot_id") != BOT_ID or message.get("streaming"):
            raise Refusal("cant_delete_message")
        self._messages.remove(channel, message)
        return {"channel": channel.id, "ts": message["ts"]}

    def get_permalink(self, arguments: Json) -> Json:
        """https://docs.slack.dev/reference/methods/chat.getPermalink."""
        channel = self._workspace.channel_for_bot(required(arguments, "channel"))
        ts = str(channel.message(required(arguments, "message_ts"))["ts"])
        path = f"archives/{channel.id}/p{ts.replace('.', '')}"
        return {"channel": channel.id, "permalink": f"https://playground.slack.com/{path}"}


def by_app() -> Json:
    """The author's part of a message that the app posts."""
    return {"user": BOT_USER_ID, "bot_id": BOT_ID, "app_id": APP_ID, "team": TEAM_ID, "text": ""}


def open_channel(workspace: Workspace, arguments: Json) -> Channel:
    """The channel that a call wants to write to.

    Raises:
        Refusal: it does not exist, the app is not in it, or it ``is_archived``.
    """
    channel = workspace.channel_for_bot(required(arguments, "channel"))
    if channel.is_archived:
        raise Refusal("is_archived")
    return channel


def body(arguments: Json, *, longest_text: int) -> Json:
    """The text and blocks of a message.

    Args:
        arguments: of the call.
        longest_text: the most characters that ``text`` may have.

    Raises:
        Refusal: ``no_text``, ``msg_too_long``, ``markdown_text_conflict`` or a block's fault.
    """
    text, markdown = arguments.get("text"), arguments.get("markdown_text")
    blocks = accepted_blocks(arguments["blocks"]) if arguments.get("blocks") else []
    if markdown is not None and (text is not None or blocks):
        raise Refusal("markdown_text_conflict")
    if markdown:
        if len(markdown) > LONGEST_MARKDOWN:
            raise Refusal("msg_too_long")
        return {"text": markdown, "markdown": True}
    if not (text or "").strip() and not blocks:
        raise Refusal("no_text")
    if len(text or "") > longest_text:
        raise Refusal("msg_too_long")
    return {key: value for key, value in (("text", text), ("blocks", blocks)) if value}


def thread_of(channel: Channel, arguments: Json) -> Json:
    """The thread that a message goes into, if any.

    Raises:
        Refusal: ``thread_not_found``.
    """
    thread_ts = arguments.get("thread_ts")
    return {"thread_ts": channel.thread_root(str(thread_ts))} if thread_ts else {}


def metadata_of(arguments: Json) -> Json:
    """The metadata given with a message, if any.

    Raises:
        Refusal: ``invalid_metadata_format`` or ``metadata_too_large``.
    """
    if "metadata" not in arguments:
        return {}
    metadata = arguments["metadata"]
    if metadata == {}:
        return {"metadata": {}}
    if not isinstance(metadata, dict) or set(metadata) != {"event_type", "event_payload"}:
        raise Refusal("invalid_metadata_format")
    if not re.fullmatch(r"[\w.-]+", str(metadata["event_type"])):
        raise Refusal("invalid_metadata_format")
    if len(str(metadata)) > _LONGEST_METADATA:
        raise Refusal("metadata_too_large")
    return {"metadata": metadata}
