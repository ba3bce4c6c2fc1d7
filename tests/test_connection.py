"""What a person is told when Slack refuses a token, cannot be reached or opens no WebSocket."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession, web
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.connection import check_bot_token, http, socket_mode
from bot.errors import SettingsError, UserError
from bot.playground.slack import SlackStandIn
from tests.playground.control_client import ControlClient


@pytest.fixture
async def slack() -> AsyncIterator[SlackStandIn]:
    stand_in = SlackStandIn(rate_limits=False)
    await stand_in.start(port=0)
    yield stand_in
    await stand_in.stop()


@pytest.fixture
async def session() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


@pytest.fixture
def client(slack: SlackStandIn, session: ClientSession) -> AsyncWebClient:
    return AsyncWebClient(
        slack.bot_token, base_url=slack.api_url, session=session, retry_handlers=[]
    )


@pytest.fixture
def control(slack: SlackStandIn, session: ClientSession) -> ControlClient:
    return ControlClient(session, slack.url)


async def test_a_bot_token_that_slack_refuses_is_named(client: AsyncWebClient) -> None:
    client.token = "xoxb-other"
    with pytest.raises(SettingsError, match=r"SLACK_BOT_TOKEN \(invalid_auth\)"):
        await check_bot_token(client)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ({"kind": "error", "error": "service_unavailable"}, "service_unavailable"),
        ({"kind": "429"}, "ratelimited"),
        ({"kind": "500"}, "HTTP 500"),
        ({"kind": "drop_after_store"}, "cannot be reached"),
    ],
)
async def test_a_slack_out_of_order_is_not_blamed_on_the_token(
    client: AsyncWebClient, control: ControlClient, rule: dict[str, str], said: str
) -> None:
    await control.post("faults", rules=[{"method": "auth.test"} | rule])
    with pytest.raises(UserError, match=said) as caught:
        await check_bot_token(client)
    assert not isinstance(caught.value, SettingsError)
    assert "TOKEN" not in str(caught.value)


@pytest.mark.timeout(20)
async def test_an_app_token_that_slack_refuses_is_named_at_once(client: AsyncWebClient) -> None:
    with pytest.raises(SettingsError, match=r"SLACK_APP_TOKEN \(invalid_auth\)"):
        async with socket_mode(AsyncApp(client=client), "xapp-other"):
            pass


@pytest.mark.timeout(20)
async def test_a_websocket_that_does_not_open_is_told(session: ClientSession) -> None:
    async def answer(request: web.Request) -> web.Response:
        return web.json_response({"ok": True, "url": "ws://127.0.0.1:9/"})

    behind_a_proxy = web.Application()
    behind_a_proxy.router.add_post("/apps.connections.open", answer)
    runner = web.AppRunner(behind_a_proxy)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    client = AsyncWebClient("xoxb-1", base_url=f"{site.name}/", session=session)
    with pytest.raises(UserError, match="WebSocket did not open"):
        async with socket_mode(AsyncApp(client=client), "xapp-1", opening_s=0.2):
            pass
    await runner.cleanup()


async def test_with_both_tokens_the_connection_opens(
    slack: SlackStandIn, client: AsyncWebClient, control: ControlClient
) -> None:
    await check_bot_token(client)
    async with socket_mode(AsyncApp(client=client), slack.app_token):
        calls = [call["method"] for call in await control.get("log")]
    assert calls.count("apps.connections.open") == 1
    await asyncio.sleep(0)  # the tasks that it has cancelled end now


async def test_a_taken_port_is_named(slack: SlackStandIn, client: AsyncWebClient) -> None:
    port = int(slack.url.rsplit(":", 1)[1])
    app = AsyncApp(client=client, signing_secret="secret")
    with pytest.raises(UserError, match=f"Port {port} .* TERMWISE_PORT"):
        async with http(app, "secret", "127.0.0.1", port):
            pass
