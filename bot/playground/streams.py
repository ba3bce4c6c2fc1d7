"""``chat.startStream``, ``appendStream`` and ``stopStream``.

A stream takes either Markdown text or chunks for all of its life, ends by itself after some
minutes even while it grows, and can be stopped by the person who reads it. The first and the
second are reported by users, not documented.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from bot.playground.blocks import accepted_blocks
from bot.playground.chat import LONGEST_MARKDOWN, by_app, metadata_of, open_channel
from bot.playground.events import shown_to_app
from bot.playground.faults import Faults
from bot.playground.messages import Messages
from bot.playground.refusals import Refusal, required
from bot.playground.sessions import Sessions
from bot.playground.workspace import BOT_ID, TEAM_ID, Channel, Json, Workspace

_CHUNKS = frozenset({"markdown_text", "task_update", "plan_update", "blocks"})
_TASK_STATUSES = frozenset({"pending", "in_progress", "complete", "error"})


@dataclass(slots=True)
class Stream:
    """A streamed message: how it was opened and how it ended, if it did."""

    channel: Channel
    ts: str
    mode: Literal["text", "chunks"] | None
    ended: Literal["message_not_in_streaming_state", "stopped_by_user"] | None = None


class Streams:
    """Every stream since the start, open or not."""

    def __init__(
        self, workspace: Workspace, messages: Messages, sessions: Sessions, faults: Faults
    ) -> None:
        self._workspace = workspace
        self._messages = messages
        self._sessions = sessions
        self._faults = faults
        self._streams: dict[tuple[str, str], Stream] = {}

    def clear(self) -> None:
        """Forget them all; their timers find them ended."""
        for stream in self._streams.values():
            stream.ended = "message_not_in_streaming_state"
        self._streams.clear()

    def methods(self) -> Mapping[str, Callable[[Json], Json]]:
        """The Web API methods by name."""
        return {
            "chat.startStream": self.start,
            "chat.appendStream": self.append,
            "chat.stopStream": self.stop,
        }

    def start(self, arguments: Json) -> Json:
        """https://docs.slack.dev/reference/methods/chat.startStream."""
        channel = open_channel(self._workspace, arguments)
        thread_ts = channel.thread_root(required(arguments, "thread_ts"))
        self._check_recipient(channel, arguments)
        if "metadata" in arguments:
            raise Refusal("invalid_arguments", "metadata is not an argument of this method")
        mode = _mode(arguments)
        content = by_app() | {"thread_ts": thread_ts, "markdown": True, "streaming": True}
        message = self._messages.post(channel, content | _grown({"text": ""}, arguments))
        stream = Stream(channel, message["ts"], mode)
        self._streams[channel.id, stream.ts] = stream
        self._sessions.replied(channel, thread_ts)
        asyncio.get_running_loop().call_later(
            self._faults.stream_lifetime, self._end, stream, "message_not_in_streaming_state"
        )
        return {"channel": channel.id, "ts": stream.ts}

    def append(self, arguments: Json) -> Json:
        """https://docs.slack.dev/reference/methods/chat.appendStream."""
        stream = self._open_stream(arguments)
        if _mode(arguments) is None:
            raise Refusal("markdown_text_or_chunks_required")
        message = self._extend(stream, arguments)
        self._messages.change(stream.channel, message, announce=False)
        return {"channel": stream.channel.id, "ts": stream.ts}

    def stop(self, arguments: Json) -> Json:
        """https://docs.slack.dev/reference/methods/chat.stopStream."""
        stream = self._open_stream(arguments)
        message = self._extend(stream, arguments) | metadata_of(arguments)
        if arguments.get("blocks"):
            blocks = accepted_blocks(arguments["blocks"], too_many="msg_blocks_too_many")
            message["blocks"] = [*message.get("blocks", []), *blocks]
        status = arguments.get("session_status", "active")
        self._sessions.set_status(stream.channel, message["thread_ts"], status)
        self._end(stream, "message_not_in_streaming_state", message)
        shown = shown_to_app(stream.channel.messages[stream.ts])
        return {"channel": stream.channel.id, "ts": stream.ts, "message": shown}

    def stop_by_user(self, channel: Channel, thread_ts: str) -> list[str]:
        """End the open streams of a thread because a person pressed Stop; returns their ts."""
        stopped = [
            stream
            for stream in self._streams.values()
            if stream.channel is channel
            and stream.ended is None
            and channel.messages[stream.ts]["thread_ts"] == thread_ts
        ]
        for stream in stopped:
            self._end(stream, "stopped_by_user")
        return [stream.ts for stream in stopped]

    def _check_recipient(self, channel: Channel, arguments: Json) -> None:
        """In channels a stream needs a reader; a direct message has only one."""
        if not channel.is_im:
            for name in ("recipient_user_id", "recipient_team_id"):
                if not arguments.get(name):
                    raise Refusal(f"missing_{name}")
        if arguments.get("recipient_user_id"):
            self._workspace.user(arguments["recipient_user_id"])
        if arguments.get("recipient_team_id", TEAM_ID) != TEAM_ID:
            raise Refusal("team_not_found")

    def _open_stream(self, arguments: Json) -> Stream:
        channel = open_channel(self._workspace, arguments)
        message = channel.message(required(arguments, "ts"))
        if message.get("bot_id") != BOT_ID:
            raise Refusal("message_not_owned_by_app")
        stream = self._streams.get((channel.id, message["ts"]))
        if stream is None:
            raise Refusal("message_not_in_streaming_state")
        if stream.ended:
            raise Refusal(stream.ended)
        return stream

    def _extend(self, stream: Stream, arguments: Json) -> Json:
        """The stream's message with what the call adds to it."""
        mode = _mode(arguments)
        if mode and stream.mode and mode != stream.mode:
            raise Refusal("streaming_mode_mismatch")
        message = _grown(stream.channel.messages[stream.ts], arguments)
        stream.mode = stream.mode or mode
        return message

    def _end(
        self,
        stream: Stream,
        reason: Literal["message_not_in_streaming_state", "stopped_by_user"],
        message: Json | None = None,
    ) -> None:
        if stream.ended or stream.ts not in stream.channel.messages:
            return
        stream.ended = reason
        final = dict(message or stream.channel.messages[stream.ts])
        del final["streaming"]
        self._messages.change(stream.channel, final)


def _mode(arguments: Json) -> Literal["text", "chunks"] | None:
    """Which of its two kinds of content a call carries."""
    text, chunks = arguments.get("markdown_text"), arguments.get("chunks")
    if text and chunks:
        raise Refusal("cannot_provide_both_markdown_text_and_chunks")
    if chunks is not None:
        return "chunks"
    return "text" if text else None


def _grown(message: Json, arguments: Json) -> Json:
    """The message with the call's text and chunks at its end.

    Raises:
        Refusal: ``invalid_chunks``, or ``msg_too_long`` for what one message cannot hold.
    """
    grown = dict(message)
    added = arguments.get("markdown_text") or ""
    chunks = arguments.get("chunks", [])
    if not isinstance(chunks, list):
        raise Refusal("invalid_chunks")
    for chunk in chunks:
        kind = _chunk_kind(chunk)
        if kind == "markdown_text":
            added += chunk["text"]
        elif kind == "blocks":
            grown["blocks"] = [*grown.get("blocks", []), *accepted_blocks(chunk["blocks"])]
        else:
            grown["blocks"] = _with_card(grown.get("blocks", []), chunk)
    grown["text"] += added
    if len(grown["text"]) > LONGEST_MARKDOWN:
        raise Refusal("msg_too_long")
    return grown


def _with_card(blocks: list[Json], chunk: Json) -> list[Json]:
    """The blocks with the card of a task, or the title of the plan, in its present state."""
    card = {"type": "plan", "block_id": "plan"}
    if chunk["type"] == "task_update":
        card = {"type": "task_card", "block_id": f"task-{chunk['id']}", "task_id": chunk["id"]}
    card |= {key: value for key, value in chunk.items() if key not in ("type", "id")}
    ids = [block["block_id"] for block in blocks]
    if card["block_id"] not in ids:
        return [*blocks, card]
    return [card if block["block_id"] == card["block_id"] else block for block in blocks]


def _chunk_kind(chunk: object) -> str:
    if not isinstance(chunk, dict) or str(chunk.get("type")) not in _CHUNKS:
        raise Refusal("invalid_chunks")
    kind = str(chunk["type"])
    needed = {"markdown_text": ["text"], "blocks": ["blocks"], "plan_update": ["title"]}
    if any(name not in chunk for name in needed.get(kind, ["id", "title", "status"])):
        raise Refusal("invalid_chunks")
    texts = (chunk.get("text", ""), chunk.get("title", ""), chunk.get("id", ""))
    if not all(isinstance(text, str) for text in texts):
        raise Refusal("invalid_chunks")
    if kind == "task_update" and chunk["status"] not in _TASK_STATUSES:
        raise Refusal("invalid_chunks")
    return kind
