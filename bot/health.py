"""What an orchestrator asks: does the process live, and may it be given work?"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from bot.errors import SettingsError


class Readiness:
    """Whether there is anything that keeps the process from taking work, and what.

    Attributes:
        hindrances: a word for each, such as ``starting``; ready is who has none.
    """

    def __init__(self) -> None:
        self.hindrances = {"starting"}


@asynccontextmanager
async def health_served(readiness: Readiness, host: str, port: int) -> AsyncIterator[None]:
    """Answer ``/livez`` and ``/readyz`` for as long as the block runs.

    ``/livez`` is 200 as long as the process turns round, while it drains too; ``/readyz`` is 503
    with the hindrances while there are any.

    Args:
        readiness: what to tell.
        host: the address to listen at.
        port: the port; 0 serves nothing.

    Raises:
        SettingsError: the port cannot be used.
    """
    if not port:
        yield
        return

    async def live(_: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def ready(_: web.Request) -> web.Response:
        told = ", ".join(sorted(readiness.hindrances))
        return web.Response(status=503 if told else 200, text=f"{told or 'ok'}\n")

    app = web.Application()
    app.add_routes([web.get("/livez", live), web.get("/readyz", ready)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise SettingsError(
                f"TERMWISE_HEALTH_PORT {port} cannot be listened at: {error.strerror}. "
                "Choose another."
            ) from error
        yield
    finally:
        await runner.cleanup()
