"""What an orchestrator is told."""

from __future__ import annotations

import socket

import pytest
from aiohttp import ClientSession

from bot.errors import SettingsError
from bot.health import Readiness, health_served


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


async def told(port: int, path: str) -> tuple[int, str]:
    async with ClientSession() as session, session.get(f"http://127.0.0.1:{port}/{path}") as answer:
        return answer.status, (await answer.text()).strip()


async def test_ready_is_who_has_no_hindrance_and_alive_is_who_answers() -> None:
    readiness, port = Readiness(), free_port()
    async with health_served(readiness, "127.0.0.1", port):
        assert await told(port, "readyz") == (503, "starting")
        readiness.hindrances.clear()
        assert await told(port, "readyz") == (200, "ok")
        readiness.hindrances |= {"draining", "no access to Slack"}
        assert await told(port, "readyz") == (503, "draining, no access to Slack")
        assert await told(port, "livez") == (200, "ok")


async def test_a_taken_port_is_named() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(SettingsError, match=f"TERMWISE_HEALTH_PORT {port}"):
            async with health_served(Readiness(), "127.0.0.1", port):
                pass


async def test_without_a_port_nothing_is_served() -> None:
    async with health_served(Readiness(), "127.0.0.1", 0):
        pass
