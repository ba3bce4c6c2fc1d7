"""A Slack stand-in: one workspace on this machine that an unchanged Slack app can work in.

It speaks Slack's Web API, Socket Mode, events, commands and interactions over HTTP, serves a
page to use it by hand, and a control API to use it in tests. It refuses what Slack refuses.
Run it with ``python -m bot.playground.slack --port 8765`` and start the app with
``SLACK_API_URL`` set to its ``/api/``.
"""

from __future__ import annotations

import argparse
import asyncio
import signal
from pathlib import Path

from aiohttp import web

from bot.playground.acting import Acting
from bot.playground.call_log import CallLog
from bot.playground.chat import Chat
from bot.playground.conditions import Conditions
from bot.playground.control import Control
from bot.playground.conversations import Conversations
from bot.playground.delivery import Delivery
from bot.playground.events import Events
from bot.playground.faults import Faults
from bot.playground.feed import Feed
from bot.playground.files import Files
from bot.playground.interactions import Interactions
from bot.playground.messages import Messages
from bot.playground.own_origin import only_own_origin
from bot.playground.people import People
from bot.playground.rate_limits import RateLimits
from bot.playground.response_urls import ResponseUrls
from bot.playground.sessions import Sessions
from bot.playground.socket_mode import SocketMode
from bot.playground.state_file import StateFile
from bot.playground.streams import Streams
from bot.playground.triggers import Triggers
from bot.playground.views import Views
from bot.playground.web_api import WebApi
from bot.playground.workspace import APP_ID, Json, Workspace

PAGE = Path(__file__).parent / "page"
_LARGEST_BODY = 64 * 1024 * 1024


class SlackStandIn:
    """The whole stand-in, made of its parts.

    Args:
        state_file: where to keep the workspace; None keeps it in memory only.
        stream_lifetime: seconds after which an open stream ends by itself.
        rate_limits: whether calls are limited by Slack's tiers.
        retry_delays: seconds before each repetition of an unacknowledged event.
        patience: seconds for which an event waits for an app that is not connected.
        page: the folder of the page's static files.
    """

    bot_token = "xoxb-playground"  # noqa: S105 - opens nothing but this stand-in
    app_token = "xapp-playground"  # noqa: S105 - likewise
    signing_secret = "playground-signing-secret"  # noqa: S105 - likewise

    def __init__(
        self,
        state_file: Path | None = None,
        *,
        stream_lifetime: float = 300.0,
        rate_limits: bool = True,
        retry_delays: tuple[float, ...] = (0.0, 1.0, 5.0),
        patience: float = 60.0,
        page: Path = PAGE,
    ) -> None:
        self.url = ""
        self._page = page
        self._workspace = Workspace()
        self._state = StateFile(state_file, self._workspace) if state_file else None
        self._feed = Feed()
        self._log = CallLog()
        self._limits = RateLimits()
        self._faults = Faults(stream_lifetime=stream_lifetime, rate_limits=rate_limits)
        self._socket_mode = SocketMode()
        self._delivery = Delivery(
            self._socket_mode, self._faults, retry_delays=retry_delays, patience=patience
        )
        self._events = Events(self._workspace, self._delivery)
        self._messages = Messages(self._workspace, self._feed, self._events)
        self._sessions = Sessions(self._workspace, self._feed)
        self._streams = Streams(self._workspace, self._messages, self._sessions, self._faults)
        self._files = Files(self._workspace, self._messages, self.bot_token)
        self._triggers = Triggers()
        self._views = Views(self._workspace, self._feed, self._triggers)
        self._response_urls = ResponseUrls(self._messages)
        self._conditions = Conditions(
            self._faults,
            self._delivery,
            self._socket_mode,
            workspace=self._workspace,
            start_over=self._start_over,
            signing_secret=self.signing_secret,
        )
        self._web_api = self._make_web_api()
        self._runner: web.AppRunner | None = None
        self._saving: asyncio.Task[None] | None = None

    @property
    def api_url(self) -> str:
        """What to set ``SLACK_API_URL`` to."""
        return f"{self.url}/api/"

    async def start(self, host: str = "127.0.0.1", port: int = 8765) -> None:
        """Serve until ``stop``.

        Args:
            host: the address to listen on.
            port: the port to listen on, 0 for any free one.

        Raises:
            OSError: the port is taken.
            ValueError: the state file is not one of ours.
        """
        if self._state:
            self._state.load()
        self._runner = web.AppRunner(self._make_app(), access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, host, port).start()
        except OSError:
            await self._runner.cleanup()
            raise
        self.url = f"http://{host}:{self._runner.addresses[0][1]}"
        self._files.url = self._response_urls.url = self.url
        if self._state:
            self._saving = asyncio.create_task(self._state.keep_saving())

    async def stop(self) -> None:
        """Close every connection and save.

        Raises:
            OSError: the state file cannot be written.
        """
        self._feed.close()
        self._sessions.clear()
        self._streams.clear()
        await self._delivery.close()
        await self._web_api.close()
        if self._saving:
            self._saving.cancel()
        await self._conditions.close()
        if self._runner:
            await self._socket_mode.disconnect()
            await self._runner.cleanup()
        if self._state:
            self._state.save()

    def _make_web_api(self) -> WebApi:
        methods = {
            **Chat(self._workspace, self._messages, self._sessions).methods(),
            **self._streams.methods(),
            **Conversations(self._workspace, self._messages).methods(),
            **People(self._workspace).methods(),
            **self._files.methods(),
            **self._sessions.methods(),
            **self._views.methods(),
            "apps.connections.open": self._open_connection,
        }
        return WebApi(
            methods,
            bot_token=self.bot_token,
            app_token=self.app_token,
            faults=self._faults,
            limits=self._limits,
            log=self._log,
        )

    def _make_app(self) -> web.Application:
        app = web.Application(client_max_size=_LARGEST_BODY, middlewares=[only_own_origin])
        app.add_routes(
            [
                web.route("*", "/api/{method}", self._web_api.handle),
                web.get("/socket-mode", self._socket_mode.handle),
                web.post("/response/{key}", self._response_urls.handle),
                web.get("/files/{file}/{name}", self._files.download),
                web.post("/upload/{file}", self._files.upload),
                *self._make_control().routes(),
                web.get("/", self._index),
                web.static("/page", self._page),
            ]
        )
        return app

    def _make_control(self) -> Control:
        interactions = Interactions(
            self._workspace, self._delivery, self._triggers, self._response_urls, self._views
        )
        acting = Acting(
            self._workspace,
            messages=self._messages,
            events=self._events,
            files=self._files,
            sessions=self._sessions,
            streams=self._streams,
            interactions=interactions,
            views=self._views,
        )
        return Control(
            acting,
            self._conditions.settings(),
            workspace=self._workspace,
            views=self._views,
            log=self._log,
            deliveries=self._delivery.log,
            feed=self._feed,
        )

    def _open_connection(self, _: Json) -> Json:
        """https://docs.slack.dev/reference/methods/apps.connections.open."""
        address = self.url.replace("http", "ws", 1)
        ticket = self._socket_mode.new_ticket()
        return {"url": f"{address}/socket-mode?ticket={ticket}&app_id={APP_ID}"}

    async def _index(self, _: web.Request) -> web.FileResponse:
        return web.FileResponse(self._page / "index.html")

    def _start_over(self) -> None:
        self._streams.clear()
        self._sessions.clear()
        self._views.clear()
        self._workspace.reset()
        self._limits.clear()
        self._log.clear()
        self._delivery.log.clear()
        self._feed.publish({"type": "reset"})


async def serve(port: int, state_file: Path | None) -> None:
    """Run a stand-in until SIGTERM or SIGINT.

    Args:
        port: to listen on, on this machine only.
        state_file: where to keep the workspace.
    """
    slack = SlackStandIn(state_file)
    await slack.start(port=port)
    finished = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, finished.set)
    print(f"Playground: {slack.url}  SLACK_API_URL={slack.api_url}", flush=True)  # noqa: T201 - a program's greeting
    await finished.wait()
    await slack.stop()


def main() -> None:
    """``python -m bot.playground.slack``."""
    parser = argparse.ArgumentParser(description="A Slack stand-in on this machine.")
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--state", type=Path, default=None, help="file to keep the workspace in")
    arguments = parser.parse_args()
    asyncio.run(serve(arguments.port, arguments.state))


if __name__ == "__main__":
    main()
