"""What the page is told while it is open, as Server-Sent Events."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable

from aiohttp import web

from bot.playground.workspace import Json

_KEEP_ALIVE = 15.0
_LONGEST_BACKLOG = 10_000


class Feed:
    """Publishes each change to every page that is open.

    Attributes:
        greetings: each gives what a page that has just opened must be told first.
    """

    def __init__(self) -> None:
        self.greetings: list[Callable[[], list[Json]]] = []
        self._pages: set[asyncio.Queue[str | None]] = set()

    def publish(self, item: Json) -> None:
        """Tell every page; one that has stopped reading is dropped and will fetch anew."""
        line = _line(item)
        for page in list(self._pages):
            if page.qsize() >= _LONGEST_BACKLOG:
                self._pages.discard(page)
                continue
            page.put_nowait(line)

    def message(self, channel_id: str, message: Json) -> None:
        """A message is new, changed, or has grown."""
        self.publish({"type": "message", "channel": channel_id, "message": message})

    def close(self) -> None:
        """End every page's connection."""
        for page in self._pages:
            page.put_nowait(None)
        self._pages.clear()

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Answer ``GET /_control/events`` until the page goes away."""
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        page: asyncio.Queue[str | None] = asyncio.Queue()
        for item in (item for greeting in self.greetings for item in greeting()):
            page.put_nowait(_line(item))
        self._pages.add(page)
        try:
            await response.prepare(request)
            await response.write(b": connected\n\n")
            await self._write_all(response, page)
        except ConnectionResetError:
            pass  # the page was closed: the ordinary end of a stream
        finally:
            self._pages.discard(page)
        return response

    async def _write_all(
        self, response: web.StreamResponse, page: asyncio.Queue[str | None]
    ) -> None:
        while page in self._pages or not page.empty():
            try:
                line = await asyncio.wait_for(page.get(), _KEEP_ALIVE)
            except TimeoutError:
                await response.write(b": still here\n\n")
                continue
            if line is None:
                return
            await response.write(f"data: {line}\n\n".encode())


def _line(item: Json) -> str:
    return json.dumps(item, ensure_ascii=False)
