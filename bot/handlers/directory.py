"""Who people are and who may read a channel, asked of Slack and remembered for a while."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.question import Audience, Channel, Person, Workspace

log = structlog.get_logger(__name__)

T = TypeVar("T")

_REMEMBER_S = 300.0
_SPARE_S = 30.0  # while Slack does not tell, not every event is to wait for it
_MOST = 10_000  # names, and channels; those looked up the longest ago are forgotten
# A channel shared with another workspace or company has readers who are not of this workspace.
_SHARED = ("is_shared", "is_ext_shared", "is_pending_ext_shared")
_PRIVATE = ("is_private", "is_im", "is_mpim")
_GUEST = ("is_restricted", "is_ultra_restricted", "is_stranger", "is_bot", "deleted")
_PATIENCE_S = 1.0  # an event must be acknowledged within 3 s, this look-up included


@dataclass
class _Remembered(Generic[T]):
    """What was looked up, for as long as it may be believed."""

    fetch: Callable[[str], Awaitable[T]]
    values: dict[str, tuple[float, T | None]] = field(default_factory=dict)

    async def get(self, key: str) -> T | None:
        """The value, or None when Slack does not tell in time."""
        known = self.values.get(key)
        if known and known[0] > time.monotonic():
            return known[1]
        value = await self._ask(key)
        until = time.monotonic() + (_SPARE_S if value is None else _REMEMBER_S)
        self.values.pop(key, None)  # a dict keeps the order in which keys came
        self.values[key] = until, value
        if len(self.values) > _MOST:
            del self.values[next(iter(self.values))]
        return value

    async def _ask(self, key: str) -> T | None:
        try:
            async with asyncio.timeout(_PATIENCE_S):
                return await self.fetch(key)
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            log.warning("Slack does not tell", key=key, error=type(error).__name__)
            return None


_Readers = Literal["everybody", "some of us", "others too"]


@dataclass(frozen=True, slots=True)
class _PersonInSlack:
    name: str
    member_of: str  # the id of their workspace, where Slack tells
    is_guest: bool


class Directory:
    """People's names and channels' readers."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._people = _Remembered(self._fetch_person)
        self._channels = _Remembered(self._fetch_channel)

    async def name(self, user_id: str) -> str:
        """A person's display name, or the id where Slack does not tell."""
        person = await self._people.get(user_id)
        return person.name if person else user_id

    async def audience(self, team_id: str, channel_id: str, user_id: str) -> Audience:
        """Who may read what is said in a channel; the narrowest where Slack does not tell.

        Args:
            team_id: the workspace.
            channel_id: a channel, group message or direct message.
            user_id: who speaks there with the bot.
        """
        if channel_id.startswith("D"):
            return await self.person(team_id, user_id)
        readers = await self._channels.get(channel_id)
        if readers == "everybody":
            return Workspace(team_id)
        return Channel(channel_id, within=team_id if readers == "some of us" else "")

    async def person(self, team_id: str, user_id: str) -> Person:
        """Somebody in their direct message, and whether they may read the public channels.

        A guest may not, nor may somebody from another company.
        """
        person = await self._people.get(user_id)
        is_member = person is not None and person.member_of in ("", team_id) and not person.is_guest
        return Person(user_id, within=team_id if is_member else "")

    async def _fetch_person(self, user_id: str) -> _PersonInSlack:
        user = (await self._client.users_info(user=user_id)).get("user") or {}
        profile = user.get("profile") or {}
        names = (profile.get("display_name"), user.get("real_name"), user.get("name"))
        return _PersonInSlack(
            name=str(next(filter(None, names), user_id)),
            member_of=str(user.get("team_id") or ""),
            is_guest=not user or any(user.get(flag) for flag in _GUEST),
        )

    async def _fetch_channel(self, channel_id: str) -> _Readers:
        answer = await self._client.conversations_info(channel=channel_id)
        channel = answer.get("channel")
        if not channel or any(channel.get(flag) for flag in _SHARED):
            return "others too"
        return "some of us" if any(channel.get(flag) for flag in _PRIVATE) else "everybody"
