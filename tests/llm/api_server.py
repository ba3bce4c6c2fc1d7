"""A model server on this machine that speaks the chat completions API and says what it was told."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

Responder = Callable[[web.Request], Awaitable[web.StreamResponse]]

DONE = b"data: [DONE]\n\n"


def event(text: str = "", finish_reason: str | None = None, **more: object) -> bytes:
    """One piece of an answer as vLLM sends it."""
    choice = {"index": 0, "delta": {"content": text}, "finish_reason": finish_reason, **more}
    chunk = {"object": "chat.completion.chunk", "choices": [choice]}
    return f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n".encode()


def speaks(text: str, *, seconds_per_token: float = 0.0) -> Responder:
    """Streams a text character by character, up to a stop string or the length asked for."""

    async def respond(request: web.Request) -> web.StreamResponse:
        asked = await request.json()
        found = [stop for stop in asked.get("stop", []) if stop in text]
        ended: tuple[str, str | None] = ("stop", found[0] if found else None)
        said = text.partition(found[0])[0] if found else text
        if len(said) > asked["max_tokens"]:
            said, ended = said[: asked["max_tokens"]], ("length", None)
        response = await _begin(request)
        for character in said:
            await asyncio.sleep(seconds_per_token)
            await response.write(event(character))
        await response.write(event("", ended[0], stop_reason=ended[1]) + DONE)
        return response

    return respond


def sends(*chunks: bytes, then_cuts: bool = False) -> Responder:
    """Streams exactly these bytes; may break the connection after them."""

    async def respond(request: web.Request) -> web.StreamResponse:
        response = await _begin(request)
        for chunk in chunks:
            await response.write(chunk)
            await asyncio.sleep(0.01)  # so that each goes out by itself
        if then_cuts and request.transport is not None:
            request.transport.abort()
        return response

    return respond


def refuses(status: int, body: str = "", **headers: str) -> Responder:
    """Answers with an error."""

    async def respond(_: web.Request) -> web.StreamResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.Response(status=status, text=body, headers=named)

    return respond


async def hangs_up(request: web.Request) -> web.StreamResponse:
    """Breaks the connection before a word."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


class ApiServer:
    """Answers requests by a script, the last line of it again and again; keeps what it was sent."""

    def __init__(self, *script: Responder) -> None:
        self.bodies: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.active = 0
        self.most_active = 0
        self.cancelled = 0
        self.url = ""
        self._script = script

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[ApiServer]:
        """Listen on a port of its own."""
        app = web.Application()
        app.router.add_post("/v1/chat/completions", self._answer)
        # As vLLM does, it works no further for somebody who has gone.
        runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
        try:
            yield self
        finally:
            await runner.cleanup()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        responder = self._script[min(len(self.bodies), len(self._script) - 1)]
        self.bodies.append(await request.json())
        self.headers.append(dict(request.headers))
        self.active += 1
        self.most_active = max(self.most_active, self.active)
        try:
            return await responder(request)
        except (asyncio.CancelledError, ConnectionError):
            self.cancelled += 1
            raise
        finally:
            self.active -= 1


async def _begin(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    return response
