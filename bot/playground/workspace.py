"""The workspace: its people, its channels, and what stands in them."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

from bot.playground.refusals import Refusal

Json = dict[str, Any]

TEAM_ID = "T0PLAY"
TEAM_NAME = "Playground"
TEAM_DOMAIN = "playground"
APP_ID = "A0TERMWISE"
BOT_ID = "B0TERMWISE"
BOT_USER_ID = "U0TERMWISE"


@dataclass(slots=True)
class User:
    """Somebody in the workspace; the app's own user is one of them.

    ``facts`` are those that Slack tells of this person in place of what it tells of others.
    """

    id: str
    name: str
    email: str = ""
    is_bot: bool = False
    facts: Json = field(default_factory=dict)

    def as_json(self) -> Json:
        """Slack's user object (https://docs.slack.dev/reference/objects/user-object)."""
        profile = {"real_name": self.name, "display_name": self.name, "email": self.email}
        if self.is_bot:
            profile |= {"bot_id": BOT_ID, "api_app_id": APP_ID}
        return {
            "id": self.id,
            "team_id": TEAM_ID,
            "name": self.name,
            "real_name": self.name,
            "profile": profile,
            "tz": "Asia/Shanghai",
            "deleted": False,
            "is_bot": self.is_bot,
            "is_restricted": False,
            "is_ultra_restricted": False,
            "is_admin": False,
        } | self.facts


@dataclass(slots=True)
class Channel:
    """A channel or a direct message, with its messages by ts; ``facts`` as a person's."""

    id: str
    name: str
    members: list[str]
    is_private: bool = False
    is_archived: bool = False
    user: str | None = None
    facts: Json = field(default_factory=dict)
    messages: dict[str, Json] = field(default_factory=dict)

    @property
    def is_im(self) -> bool:
        """Whether it is the direct message of one person with the app."""
        return self.user is not None

    @property
    def type(self) -> str:
        """``channel_type`` of message events."""
        if self.is_im:
            return "im"
        return "group" if self.is_private else "channel"

    def message(self, ts: object) -> Json:
        """The message that everybody in the channel can see.

        Raises:
            Refusal: ``message_not_found``.
        """
        message = self.messages.get(str(ts))
        if message is None or "visible_to" in message:
            raise Refusal("message_not_found")
        return message

    def thread(self, thread_ts: str) -> list[Json]:
        """The first message of a thread and its replies, oldest first (they came in that order)."""
        return [
            message
            for message in self.messages.values()
            if thread_ts in (message["ts"], message.get("thread_ts"))
            and "visible_to" not in message
        ]

    def thread_root(self, thread_ts: str) -> str:
        """The ts of the first message of the thread that ``thread_ts`` is in.

        Raises:
            Refusal: ``thread_not_found``.
        """
        message = self.messages.get(thread_ts)
        if message is None or "visible_to" in message:
            raise Refusal("thread_not_found")
        return str(message.get("thread_ts", thread_ts))


@dataclass(slots=True)
class StoredFile:
    """An uploaded file; ``about`` is Slack's file object."""

    about: Json
    content: bytes


class Workspace:
    """Everything that a person would find again tomorrow.

    Attributes:
        revision: counts up with every change, so that a keeper knows when to save.
    """

    def __init__(self) -> None:
        self.revision = 0
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.files: dict[str, StoredFile] = {}
        self._last_ts = 0
        self.reset()

    def reset(self) -> None:
        """Put everything back to how a fresh playground looks."""
        self.users = {user.id: user for user in _people()}
        self.channels = {channel.id: channel for channel in _channels(list(self.users))}
        self.files = {}
        self.revision += 1

    def grow(self, people: int, channels: int) -> Json:
        """Let people join all channels that are not private, and open further such channels.

        Returns:
            The ids of all that is new: ``users``, ``channels`` and ``ims``.
        """
        first = len(self.users) + len(self.channels)  # so that no id comes twice
        new = [User(f"U1{first + n:04}", f"person-{first + n}") for n in range(people)]
        self.users |= {user.id: user for user in new}
        for channel in self.channels.values():
            if not channel.is_private:
                channel.members.extend(user.id for user in new)
        everybody = list(self.users)
        opened = [
            Channel(f"C1{first + n:04}", f"channel-{first + n}", list(everybody))
            for n in range(channels)
        ]
        ims = [_im(user.id) for user in new]
        self.channels |= {channel.id: channel for channel in (*opened, *ims)}
        self.revision += 1
        return {
            "users": [user.id for user in new],
            "channels": [channel.id for channel in opened],
            "ims": [channel.id for channel in ims],
        }

    def next_ts(self) -> str:
        """A timestamp in Slack's form, later than every one before it."""
        self._last_ts = max(self._last_ts + 1, time.time_ns() // 1000)
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def user(self, user_id: object) -> User:
        """The user with this id.

        Raises:
            Refusal: ``user_not_found``.
        """
        user = self.users.get(str(user_id))
        if user is None:
            raise Refusal("user_not_found")
        return user

    def channel(self, reference: object) -> Channel:
        """The channel named by its id, by ``#name``, or by the user at the other end of a DM.

        Raises:
            Refusal: ``channel_not_found``.
        """
        text = str(reference)
        for channel in self.channels.values():
            named = channel.name and text.removeprefix("#") == channel.name
            if named or text in (channel.id, channel.user):
                return channel
        raise Refusal("channel_not_found")

    def channel_for_bot(self, reference: object) -> Channel:
        """A channel as the app sees it: a private one that it is not in does not exist.

        Raises:
            Refusal: ``channel_not_found`` or ``not_in_channel``.
        """
        channel = self.channel(reference)
        if BOT_USER_ID not in channel.members:
            raise Refusal("channel_not_found" if channel.is_private else "not_in_channel")
        return channel


def _people() -> list[User]:
    return [
        User("U0LILEI", "李雷", "lilei@playground.example"),
        User("U0HANMEI", "韩梅梅", "hanmeimei@playground.example"),
        User("U0ALICE", "Alice", "alice@playground.example"),
        User(BOT_USER_ID, "termwise", is_bot=True),
    ]


def _channels(everybody: list[str]) -> list[Channel]:
    insiders = ["U0LILEI", "U0ALICE", BOT_USER_ID]
    return [
        Channel("C0GENERAL", "general", list(everybody)),
        Channel("C0FINANCE", "finance", list(everybody)),
        Channel("G0DEALROOM", "deal-room", insiders, is_private=True),
        *(_im(user) for user in everybody if user != BOT_USER_ID),
    ]


def _im(user_id: str) -> Channel:
    """The direct message of a person with the app."""
    members = [user_id, BOT_USER_ID]
    return Channel(f"D{user_id[1:]}", "", members, is_private=True, user=user_id)
