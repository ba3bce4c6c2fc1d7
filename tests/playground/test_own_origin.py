"""A web site that is open in the same browser cannot act in the playground or read it."""

from __future__ import annotations

import pytest
from aiohttp import ClientSession

from bot.playground.slack import SlackStandIn

POST = "/api/chat.postMessage?token=xoxb-playground&channel=C0GENERAL&text=hi"
ELSEWHERE = {"Origin": "https://evil.example"}
REBOUND = {"Host": "evil.example:8765"}
NO_CORS = {"Sec-Fetch-Site": "cross-site"}  # an image's address is asked for without an Origin


@pytest.mark.parametrize(
    ("method", "path", "headers"),
    [
        ("POST", "/_control/reset", ELSEWHERE),
        ("POST", POST, ELSEWHERE),
        ("POST", "/upload/F0", {"Origin": "null"}),
        ("GET", "/socket-mode", ELSEWHERE),
        ("GET", "/_control/log", REBOUND),
        ("POST", "/_control/reset", REBOUND | {"Origin": "http://evil.example:8765"}),
        ("GET", "/", REBOUND),
        ("GET", POST, NO_CORS),
        ("GET", POST, {"Sec-Fetch-Site": "same-site"}),
    ],
)
async def test_another_web_site_is_refused(
    slack: SlackStandIn, session: ClientSession, method: str, path: str, headers: dict[str, str]
) -> None:
    async with session.request(method, f"{slack.url}{path}", headers=headers) as response:
        assert response.status == 403


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/_control/log", {"Sec-Fetch-Site": "same-origin"}),
        ("/_control/log", {"Host": "localhost:9000", "Origin": "http://localhost:9000"}),
        ("/", NO_CORS),  # somebody followed a link to the page
    ],
)
async def test_its_own_page_is_served_under_each_name_of_this_machine(
    slack: SlackStandIn, session: ClientSession, path: str, headers: dict[str, str]
) -> None:
    async with session.get(f"{slack.url}{path}", headers=headers) as response:
        assert response.status == 200
    async with session.post(f"{slack.url}/_control/reset", headers={"Origin": slack.url}) as done:
        assert done.status == 200
