"""Acting as a person: what the page, or a test, does in the workspace.

It refuses what Slack's own client would not let a person do.
"""

from __future__ import annotations

import base64
import binascii
import uuid
from collections.abc import Awaitable, Callable, Mapping

from bot.playground.events import Events
from bot.playground.files import Files
from bot.playground.interactions import Interactions
from bot.playground.messages import Messages
from bot.playground.refusals import Refusal, is_true, required
from bot.playground.sessions import Sessions
from bot.playground.streams import Streams
from bot.playground.typed_text import as_stored, escape
from bot.playground.views import Views
from bot.playground.workspace import BOT_USER_ID, TEAM_ID, Channel, Json, User, Workspace


class Acting:
    """Each act takes a JSON wish and returns what the answer holds besides ``ok``."""

    def __init__(
        self,
        workspace: Workspace,
        *,
        messages: Messages,
        events: Events,
        files: Files,
        sessions: Sessions,
        streams: Streams,
        interactions: Interactions,
        views: Views,
    ) -> None:
        self._workspace = workspace
        self._messages = messages
        self._events = events
        self._files = files
        self._sessions = sessions
        self._streams = streams
        self._interactions = interactions
        self._views = views

    def acts(self) -> Mapping[str, Callable[[Json], Awaitable[Json]]]:
        """What can be asked for, by name."""
        return {
            "message": self.message,
            "edit": self.edit,
            "delete": self.delete,
            "command": self.command,
            "interact": self.interact,
            "shortcut": self.shortcut,
            "stop": self.stop,
            "open-home": self.open_home,
            "archive": self.archive,
            "describe": self.describe,
        }

    async def message(self, wish: Json) -> Json:
        """Write into a channel: ``{channel, user, text, thread_ts?, files?}``; gives the ts."""
        channel, user = self._member(wish)
        if channel.is_archived:
            raise Refusal("is_archived")
        text, files = str(wish.get("text") or ""), wish.get("files") or []
        if not isinstance(files, list) or not all(isinstance(file, dict) for file in files):
            raise Refusal("invalid_arguments", "files must be a list of objects")
        if not text.strip() and not files:
            raise Refusal("no_text")
        content: Json = {"user": user.id, "team": TEAM_ID, "text": self._stored(text)}
        content["client_msg_id"] = str(uuid.uuid4())
        if files:
            content["files"] = [self._file(file, user) for file in files]
            content["subtype"] = "file_share"
        if wish.get("thread_ts"):
            content["thread_ts"] = channel.thread_root(str(wish["thread_ts"]))
        return {"ts": self._messages.post(channel, content)["ts"]}

    async def edit(self, wish: Json) -> Json:
        """Edit a message of one's own: ``{channel, user, ts, text}``."""
        channel, user = self._member(wish)
        message = self._own(channel, user, wish, "cant_update_message")
        edited = {"user": user.id, "ts": self._workspace.next_ts()}
        text = self._stored(required(wish, "text"))
        self._messages.change(channel, message | {"text": text, "edited": edited})
        return {}

    async def delete(self, wish: Json) -> Json:
        """Delete a message of one's own: ``{channel, user, ts}``."""
        channel, user = self._member(wish)
        self._messages.remove(channel, self._own(channel, user, wish, "cant_delete_message"))
        return {}

    async def command(self, wish: Json) -> Json:
        """Enter a slash command: ``{command, text, user, channel}``; gives the trigger id."""
        channel, user = self._member(wish)
        command = required(wish, "command")
        if wish.get("thread_ts"):
            raise Refusal(f"{command} is not supported in threads. Sorry!")
        if not command.startswith("/"):
            raise Refusal("invalid_arguments", "a command begins with /")
        text = escape(str(wish.get("text", "")))
        return {"trigger_id": await self._interactions.command(channel, user, command, text)}

    async def interact(self, wish: Json) -> Json:
        """Use an element of a message or view, or submit or close a modal.

        ``{user, channel, message_ts, action_id, value?}`` or ``{user, view_id, ...}`` with
        ``action_id``, ``submit: {block_id: {action_id: value}}`` or ``close: true``.
        """
        if "view_id" not in wish:
            channel, user = self._member(wish)
            await self._interactions.act_on_message(channel, user, wish)
            return {}
        user = self._person(wish)
        if "submit" in wish:
            return await self._interactions.submit(user, wish)
        if is_true(wish.get("close")):
            await self._interactions.close(user, wish)
        else:
            await self._interactions.act_on_view(user, wish)
        return {}

    async def shortcut(self, wish: Json) -> Json:
        """Pick a shortcut: ``{user, callback_id}``, with ``channel`` and ``message_ts`` on one."""
        user = self._member(wish)[1] if "message_ts" in wish else self._person(wish)
        await self._interactions.shortcut(user, wish)
        return {}

    async def stop(self, wish: Json) -> Json:
        """Press Slack's own Stop button: ``{channel, user, thread_ts}``.

        It only shows while the thread's session is ``processing``.
        """
        channel, user = self._member(wish)
        thread_ts = channel.thread_root(required(wish, "thread_ts"))
        if self._sessions.status(channel, thread_ts) != "processing":
            raise Refusal("session_not_processing")
        stopped = self._streams.stop_by_user(channel, thread_ts)
        self._events.session_stopped(channel, thread_ts, user.id, stopped)
        return {"streaming_message_ts": stopped}

    async def open_home(self, wish: Json) -> Json:
        """Look at the app: ``{user, tab?}``, the tab being ``home`` or ``messages``."""
        user = self._person(wish)
        tab = wish.get("tab", "home")
        if tab not in ("home", "messages"):
            raise Refusal("invalid_arguments", "tab must be home or messages")
        channel = self._workspace.channel(user.id)
        self._events.home_opened(channel, user.id, tab, self._views.homes.get(user.id))
        return {}

    async def archive(self, wish: Json) -> Json:
        """Archive a channel or take it back: ``{channel, archived?}``."""
        channel = self._workspace.channel(wish.get("channel"))
        channel.is_archived = is_true(wish.get("archived", True))
        self._workspace.revision += 1
        return {}

    async def describe(self, wish: Json) -> Json:
        """Tell apps something else of a person or a channel: ``{user or channel, facts}``."""
        facts = wish.get("facts")
        if not isinstance(facts, dict):
            raise Refusal("invalid_arguments", "facts must be an object")
        if "channel" in wish:
            self._workspace.channel(wish["channel"]).facts = facts
        else:
            self._person(wish).facts = facts
        self._workspace.revision += 1
        return {}

    def _person(self, wish: Json) -> User:
        user = self._workspace.user(wish.get("user"))
        if user.id == BOT_USER_ID:
            raise Refusal("user_is_bot")
        return user

    def _member(self, wish: Json) -> tuple[Channel, User]:
        """The channel and the person, who must be in it."""
        channel, user = self._workspace.channel(wish.get("channel")), self._person(wish)
        if user.id not in channel.members:
            raise Refusal("channel_not_found" if channel.is_private else "not_in_channel")
        return channel, user

    def _own(self, channel: Channel, user: User, wish: Json, refusal: str) -> Json:
        message = channel.messages.get(str(wish.get("ts")))
        if message is None or message.get("visible_to", user.id) != user.id:
            raise Refusal("message_not_found")
        if message["user"] != user.id and "visible_to" not in message:
            raise Refusal(refusal)
        return message

    def _stored(self, text: str) -> str:
        return as_stored(text, self._workspace)

    def _file(self, file: Json, user: User) -> Json:
        try:
            encoded = base64.b64decode(file.get("content_base64", ""), validate=True)
        except (TypeError, ValueError, binascii.Error) as error:
            raise Refusal("invalid_arguments", "content_base64 is not base64") from error
        content = str(file["content"]).encode() if "content" in file else encoded
        return self._files.add(required(file, "name"), content, user.id)
