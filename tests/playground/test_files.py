from __future__ import annotations

import base64
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from aiohttp import ClientSession
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.slack import SlackStandIn
from tests.playground.control_client import ControlClient

ErrorOf = Callable[[Awaitable[Any]], Awaitable[str]]


async def test_a_file_that_a_person_attaches_is_fetched_with_the_token(
    slack: SlackStandIn, session: ClientSession, client: AsyncWebClient, control: ControlClient
) -> None:
    encoded = base64.b64encode(b"\x00\x01").decode()
    files = [
        {"name": "术语.csv", "content": "ROE,净资产收益率"},
        {"name": "a.bin", "content_base64": encoded},
    ]
    message = await control.message(await control.say("look", files=files))
    assert message["subtype"] == "file_share"
    contents = []
    for file in message["files"]:
        about = (await client.files_info(file=file["id"]))["file"]
        headers = {"Authorization": f"Bearer {slack.bot_token}"}
        async with session.get(about["url_private_download"], headers=headers) as response:
            contents.append(await response.read())
        assert about["size"] == len(contents[-1])
    assert contents == ["ROE,净资产收益率".encode(), b"\x00\x01"]
    assert message["files"][0]["mimetype"] == "text/csv"


async def test_without_the_token_a_file_is_a_redirect_to_the_log_in(
    session: ClientSession, control: ControlClient
) -> None:
    ts = await control.say("look", files=[{"name": "a.txt", "content": "secret"}])
    url = (await control.message(ts))["files"][0]["url_private_download"]
    async with session.get(url, allow_redirects=False) as response:
        assert response.status == 302
        assert "secret" not in await response.text()


async def test_the_app_uploads_a_file(
    client: AsyncWebClient, control: ControlClient, error_of: ErrorOf
) -> None:
    await client.files_upload_v2(
        channel="C0GENERAL", filename="answer.md", content="# ROE", initial_comment="here"
    )
    (message,) = await control.messages()
    assert (message["text"], message["bot_id"]) == ("here", "B0TERMWISE")
    assert (message["files"][0]["name"], message["files"][0]["size"]) == ("answer.md", 5)
    assert await error_of(client.files_info(file="F0NONE")) == "file_not_found"


@pytest.mark.parametrize(
    "files",
    [
        [{"name": "a.bin", "content_base64": "*"}],
        [{"name": "a.bin", "content_base64": 5}],
        [None],
        {"name": "a.bin"},
        5,
    ],
)
async def test_what_is_no_file_is_refused(control: ControlClient, files: object) -> None:
    wish = {"user": "U0ALICE", "channel": "C0GENERAL", "text": "look"}
    assert await control.refused("message", files=files, **wish) == "invalid_arguments"
