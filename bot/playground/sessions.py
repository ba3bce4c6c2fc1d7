"""What the app says that it is doing: agent sessions and the status line of a thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

from bot.playground.feed import Feed
from bot.playground.refusals import Refusal, required
from bot.playground.workspace import Channel, Json, Workspace

_STATUSES = frozenset({"processing", "active", "suspended", "closed"})
_LONGEST_TITLE = 200
_MOST_LOADING_MESSAGES = 10
_STATUS_SECONDS = 120.0


class Sessions:
    """The session of each thread, and its status line until a reply or two minutes later."""

    def __init__(self, workspace: Workspace, feed: Feed) -> None:
        self._workspace = workspace
        self._feed = feed
        self._timers: dict[tuple[str, str], asyncio.TimerHandle] = {}
        feed.greetings.append(self._present)
        self.clear()

    def clear(self) -> None:
        """Forget them all."""
        self._statuses: dict[tuple[str, str], str] = {}
        self._titles: dict[tuple[str, str], str] = {}
        self._lines: dict[tuple[str, str], Json] = {}
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()

    def methods(self) -> Mapping[str, Callable[[Json], Json]]:
        """The Web API methods by name."""
        return {
            "agents.sessions.setStatus": self.set_session_status,
            "agents.sessions.rename": self.rename,
            "assistant.threads.setStatus": self.set_line,
            "assistant.threads.setTitle": self.rename,
            "assistant.threads.setSuggestedPrompts": self.set_suggested_prompts,
        }

    def status(self, channel: Channel, thread_ts: str) -> str | None:
        """The status of a thread's session, None if there is no session."""
        return self._statuses.get((channel.id, thread_ts))

    def set_status(self, channel: Channel, thread_ts: str, status: object) -> None:
        """Give a thread's session its status.

        Raises:
            Refusal: ``invalid_arguments`` if it is none of the four.
        """
        if status not in _STATUSES:
            raise Refusal("invalid_arguments", f"status must be one of {sorted(_STATUSES)}")
        self._statuses[channel.id, thread_ts] = str(status)
        self._feed.publish(_session(channel.id, thread_ts, str(status)))

    def replied(self, channel: Channel, thread_ts: str) -> None:
        """The app wrote into the thread: its status line is cleared."""
        if (channel.id, thread_ts) in self._lines:
            self._show_line(channel.id, thread_ts, "", [])

    def set_session_status(self, arguments: Json) -> Json:
        """https://docs.slack.dev/reference/methods/agents.sessions.setStatus."""
        channel, thread_ts = self._thread(arguments)
        self.set_status(channel, thread_ts, arguments.get("status"))
        if arguments.get("title") and (channel.id, thread_ts) not in self._titles:
            self._set_title(channel, thread_ts, str(arguments["title"]))
        status = self._statuses[channel.id, thread_ts]
        title = self._titles.get((channel.id, thread_ts), "")
        return {"status": status, "agent_status": status, "title": title}

    def rename(self, arguments: Json) -> Json:
        """https://docs.slack.dev/reference/methods/agents.sessions.rename."""
        channel, thread_ts = self._thread(arguments)
        self._set_title(channel, thread_ts, required(arguments, "title"))
        return {"title": arguments["title"]}

    def set_line(self, arguments: Json) -> Json:
        """https://docs.slack.dev/reference/methods/assistant.threads.setStatus."""
        channel, thread_ts = self._thread(arguments)
        status, messages = arguments.get("status"), arguments.get("loading_messages") or []
        if not isinstance(status, str):
            raise Refusal("invalid_arguments", "missing required field: status")
        if not isinstance(messages, list) or len(messages) > _MOST_LOADING_MESSAGES:
            raise Refusal("invalid_arguments", "at most 10 loading_messages")
        self._show_line(channel.id, thread_ts, status, messages)
        return {}

    def set_suggested_prompts(self, arguments: Json) -> Json:
        """https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts."""
        self._workspace.channel_for_bot(required(arguments, "channel_id"))
        if not isinstance(arguments.get("prompts"), list):
            raise Refusal("invalid_arguments", "missing required field: prompts")
        return {}

    def _thread(self, arguments: Json) -> tuple[Channel, str]:
        channel = self._workspace.channel_for_bot(required(arguments, "channel_id"))
        try:
            return channel, channel.thread_root(required(arguments, "thread_ts"))
        except Refusal as refusal:
            raise Refusal("invalid_thread_ts") from refusal

    def _set_title(self, channel: Channel, thread_ts: str, title: str) -> None:
        if len(title) > _LONGEST_TITLE:
            raise Refusal("invalid_arguments", f"title has more than {_LONGEST_TITLE} characters")
        self._titles[channel.id, thread_ts] = title

    def _show_line(self, channel_id: str, thread_ts: str, status: str, messages: list[str]) -> None:
        key = (channel_id, thread_ts)
        item: Json = {"type": "status", "channel": channel_id, "thread_ts": thread_ts}
        item |= {"status": status, "loading_messages": messages}
        self._feed.publish(item)
        if timer := self._timers.pop(key, None):
            timer.cancel()
        self._lines.pop(key, None)
        if status:
            self._lines[key] = item
            self._timers[key] = asyncio.get_running_loop().call_later(
                _STATUS_SECONDS, self._show_line, channel_id, thread_ts, "", []
            )

    def _present(self) -> list[Json]:
        """What a page that has just opened must be told."""
        return [
            *(_session(*key, status) for key, status in self._statuses.items()),
            *self._lines.values(),
        ]


def _session(channel_id: str, thread_ts: str, status: str) -> Json:
    return {"type": "session", "channel": channel_id, "thread_ts": thread_ts, "status": status}
