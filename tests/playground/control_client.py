"""Acts in the stand-in as its page would."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

from aiohttp import ClientSession

Json = dict[str, Any]


class ControlClient:
    """The control API over HTTP; a refused act raises AssertionError unless it is expected."""

    def __init__(self, session: ClientSession, url: str) -> None:
        self._session = session
        self._url = f"{url}/_control"

    async def post(self, act: str, **wish: Any) -> Json:
        async with self._session.post(f"{self._url}/{act}", json=wish) as response:
            answer: Json = await response.json()
        assert answer["ok"] is True, answer
        return answer

    async def refused(self, act: str, **wish: Any) -> str:
        async with self._session.post(f"{self._url}/{act}", json=wish) as response:
            assert response.status == 400
            answer: Json = await response.json()
        assert answer["ok"] is False
        return str(answer["error"])

    async def get(self, path: str) -> Any:
        async with self._session.get(f"{self._url}/{path}") as response:
            return await response.json()

    async def say(self, text: str, *, channel: str = "C0GENERAL", **more: Any) -> str:
        """A message of Alice's, or of ``user``; returns its ts."""
        wish = {"user": "U0ALICE", "channel": channel, "text": text} | more
        return str((await self.post("message", **wish))["ts"])

    async def messages(self, channel: str = "C0GENERAL") -> list[Json]:
        found: list[Json] = await self.get(f"messages/{channel}")
        return found

    async def message(self, ts: str, channel: str = "C0GENERAL") -> Json:
        return next(m for m in await self.messages(channel) if m["ts"] == ts)


async def until(condition: Callable[[], bool], *, seconds: float = 5.0) -> None:
    """Wait until it holds; fails the test if it does not in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        await asyncio.sleep(0.01)
