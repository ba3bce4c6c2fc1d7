"""The wire to Slack: tokens that Slack accepts, and events by Socket Mode or over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

import aiohttp
import structlog
from aiohttp import web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.errors import SettingsError, UserError
from bot.signed import signed_only

log = structlog.get_logger(__name__)

# What Slack answers to a token that will not do: https://docs.slack.dev/reference/methods/auth.test
_TOKEN_REFUSED = {
    "account_inactive",
    "invalid_auth",
    "missing_scope",
    "not_allowed_token_type",
    "not_authed",
    "token_expired",
    "token_revoked",
}
_OPENING_S = 30.0
_LOOK_S = 2.0


async def check_bot_token(client: AsyncWebClient) -> str:
    """Call Slack once with the bot's token.

    Returns:
        The bot's own user id.

    Raises:
        UserError: Slack cannot be reached or refuses the token.
    """
    remedy = "copy it again from your app's OAuth page, and install the app to the workspace"
    with _faults_as_sentences(client.base_url, "SLACK_BOT_TOKEN", remedy):
        return str((await client.auth_test())["user_id"])


@asynccontextmanager
async def socket_mode(
    app: AsyncApp,
    app_token: str,
    opening_s: float = _OPENING_S,
    changed: Callable[..., Awaitable[None]] | None = None,
) -> AsyncIterator[None]:
    """Receive events by Socket Mode for as long as the block runs.

    Args:
        app: takes the events.
        app_token: opens the connection.
        opening_s: how long the WebSocket may take to open, in seconds.
        changed: told by ``connected=`` when the connection is lost, and when it stands again.

    Raises:
        UserError: Slack refuses the token, or the WebSocket does not open.
    """
    sockets = AsyncSocketModeHandler(app, app_token)
    try:
        # Asked for by the SDK, a refusal would be logged and tried again, for ever.
        sockets.client.wss_uri = await _socket_address(app.client, app_token)
        await _open(sockets, opening_s)
        log.info("connected to Slack by Socket Mode")
        watching = asyncio.create_task(_watch(sockets, changed)) if changed else None
        try:
            yield
        finally:
            if watching:
                watching.cancel()
                await asyncio.gather(watching, return_exceptions=True)
    finally:
        await sockets.close_async()


@asynccontextmanager
async def http(app: AsyncApp, signing_secret: str, host: str, port: int) -> AsyncIterator[None]:
    """Receive events at ``/slack/events`` for as long as the block runs.

    Args:
        app: takes the events.
        signing_secret: what Slack signs them with.
        host: the address to listen at.
        port: the port.

    Raises:
        UserError: the port cannot be used.
    """
    receiver = app.web_app(path="/slack/events")
    receiver.middlewares.append(signed_only(signing_secret))
    runner = web.AppRunner(receiver)
    await runner.setup()
    try:
        await _bind(runner, host, port)
        log.info("listening for Slack", host=host, port=port)
        yield
    finally:
        await runner.cleanup()


async def _watch(sockets: AsyncSocketModeHandler, changed: Callable[..., Awaitable[None]]) -> None:
    """The SDK connects anew by itself, and tells nobody."""
    was_connected = True
    while True:
        await asyncio.sleep(_LOOK_S)
        is_connected = await sockets.client.is_connected()
        if is_connected == was_connected:
            continue
        log.warning("connection to Slack", stands=is_connected)
        try:
            await changed(connected=is_connected)
        except Exception:  # such as a full disk: told again, for it is noted only if it went well
            log.exception("the change of the connection was not noted")
        else:
            was_connected = is_connected


async def _socket_address(client: AsyncWebClient, app_token: str) -> str:
    remedy = "create an app-level token with connections:write under Basic Information"
    with _faults_as_sentences(client.base_url, "SLACK_APP_TOKEN", remedy):
        answer = await client.apps_connections_open(app_token=app_token)
    return str(answer["url"])


async def _open(sockets: AsyncSocketModeHandler, opening_s: float) -> None:
    try:
        async with asyncio.timeout(opening_s):
            await sockets.connect_async()
    except TimeoutError as error:
        raise UserError(
            f"Slack's WebSocket did not open within {opening_s:g} s: check that the network "
            "lets WebSockets through, or set TERMWISE_SLACK_MODE=http."
        ) from error


async def _bind(runner: web.AppRunner, host: str, port: int) -> None:
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        raise UserError(
            f"Port {port} on {host} cannot be used ({error.strerror}): "
            "set TERMWISE_PORT to a free one."
        ) from error


@contextmanager
def _faults_as_sentences(url: str, variable: str, remedy: str) -> Iterator[None]:
    try:
        yield
    except SlackApiError as error:
        code = _code(error)
        if code in _TOKEN_REFUSED:
            raise SettingsError(f"Slack refused {variable} ({code}): {remedy}.") from error
        raise UserError(
            f"Slack at {url} does not work at the moment ({code}): try again later."
        ) from error
    except (aiohttp.ClientError, TimeoutError) as error:
        raise UserError(
            f"Slack cannot be reached at {url}: check the network, or SLACK_API_URL."
        ) from error


def _code(error: SlackApiError) -> str:
    answer = error.response
    if not isinstance(answer, AsyncSlackResponse):  # what was no JSON comes as it came
        return "unreadable answer"
    return str(answer.get("error") or f"HTTP {answer.status_code}")
