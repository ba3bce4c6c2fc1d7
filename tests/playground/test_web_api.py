from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from aiohttp import ClientSession
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.slack import SlackStandIn
from tests.playground.control_client import ControlClient

ErrorOf = Callable[[Awaitable[Any]], Awaitable[str]]


async def test_auth_test_names_the_workspace_and_the_bot(client: AsyncWebClient) -> None:
    answer = await client.auth_test()
    named = {key: answer[key] for key in ("team_id", "user_id", "bot_id", "user")}
    assert named == {
        "team_id": "T0PLAY",
        "user_id": "U0TERMWISE",
        "bot_id": "B0TERMWISE",
        "user": "termwise",
    }
    assert "chat:write" in answer.headers["X-OAuth-Scopes"]


@pytest.mark.parametrize(("token", "error"), [("xoxb-other", "invalid_auth"), ("", "not_authed")])
async def test_a_wrong_token_is_refused(
    client: AsyncWebClient, error_of: ErrorOf, token: str, error: str
) -> None:
    client.token = token
    assert await error_of(client.auth_test()) == error


async def test_each_kind_of_token_opens_only_its_own_methods(
    slack: SlackStandIn, client: AsyncWebClient, error_of: ErrorOf
) -> None:
    with_bot_token = client.apps_connections_open(app_token=slack.bot_token)
    assert await error_of(with_bot_token) == "not_allowed_token_type"
    client.token = slack.app_token
    assert await error_of(client.auth_test()) == "not_allowed_token_type"


async def test_an_unknown_method_is_refused(client: AsyncWebClient, error_of: ErrorOf) -> None:
    assert await error_of(client.api_call("chat.sing")) == "unknown_method"


@pytest.mark.parametrize(
    ("body", "error"),
    [(b"{", "invalid_json"), (b"[" * 100_000, "invalid_json"), (b"[]", "json_not_object")],
)
async def test_a_body_that_is_no_json_object_is_refused(
    slack: SlackStandIn, session: ClientSession, body: bytes, error: str
) -> None:
    headers = {"Content-Type": "application/json; charset=utf-8"}
    url = f"{slack.api_url}chat.postMessage"
    async with session.post(url, data=body, headers=headers) as response:
        assert (await response.json())["error"] == error


@pytest.mark.parametrize("way", ["query", "form", "json"])
async def test_arguments_may_come_as_query_form_or_json(
    slack: SlackStandIn, session: ClientSession, way: str
) -> None:
    arguments = {"channel": "C0GENERAL", "blocks": '[{"type": "divider"}]', "text": "hi"}
    sent: dict[str, Any] = {{"query": "params", "form": "data"}.get(way, "json"): arguments}
    headers = {"Authorization": f"Bearer {slack.bot_token}"}
    url = f"{slack.api_url}chat.postMessage"
    async with session.post(url, headers=headers, **sent) as response:
        answer = await response.json()
    assert answer["message"]["blocks"][0]["type"] == "divider"


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("chat.postMessage", {"text": 7}, "invalid_arguments"),
        ("chat.postMessage", {"text": None}, "no_text"),
        ("chat.postMessage", {"text": "a", "thread_ts": 1.5}, "invalid_arguments"),
        ("chat.postMessage", {"text": "a", "metadata": "["}, "invalid_metadata_format"),
        ("chat.appendStream", {"ts": None}, "invalid_arguments"),
        ("conversations.history", {"oldest": "yesterday"}, "invalid_ts_oldest"),
        ("conversations.history", {"limit": "0"}, "invalid_limit"),
        ("files.completeUploadExternal", {"files": ["F1"]}, "invalid_arguments"),
    ],
)
async def test_arguments_of_the_wrong_type_are_refused(
    client: AsyncWebClient, error_of: ErrorOf, method: str, arguments: dict[str, Any], error: str
) -> None:
    call = client.api_call(method, json={"channel": "C0GENERAL"} | arguments)
    assert await error_of(call) == error


async def test_the_log_shows_every_call_but_no_token(
    slack: SlackStandIn, client: AsyncWebClient, control: ControlClient, error_of: ErrorOf
) -> None:
    await client.users_info(user="U0ALICE")
    await error_of(client.users_info(user="U0NOBODY"))
    log = await control.get("log")
    assert [(e["method"], e["status"], e["answer"]["ok"]) for e in log] == [
        ("users.info", 200, True),
        ("users.info", 200, False),
    ]
    assert log[0]["arguments"] == {"user": "U0ALICE"}
    assert slack.bot_token not in str(log)
