"""``/_control/...``: the page's and the tests' side of the stand-in, JSON without a token.

Slack has nothing like it. What a person does (see ``acting``) and under which conditions the
app works (see ``conditions``) are POSTs; GETs show the workspace, the messages, the views and
what the app called.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

from bot.playground.acting import Acting
from bot.playground.call_log import CallLog
from bot.playground.conversations import as_json
from bot.playground.delivery import NotDelivered
from bot.playground.delivery_log import DeliveryLog
from bot.playground.feed import Feed
from bot.playground.refusals import Refusal
from bot.playground.views import Views
from bot.playground.web_api import read_arguments
from bot.playground.workspace import BOT_USER_ID, TEAM_ID, TEAM_NAME, Json, Workspace

Act = Callable[[Json], Awaitable[Json]]

_NO_ANSWER = {"timeout": "operation_timeout", "http_timeout": "operation_timeout"}


class Control:
    """The routes of the control API.

    Args:
        acting: what a person does.
        settings: under which conditions the app works.
        workspace: shown by GETs, as are ``views``, ``log`` and ``deliveries``.
        feed: for the page that stays open.
    """

    def __init__(
        self,
        acting: Acting,
        settings: Mapping[str, Act],
        *,
        workspace: Workspace,
        views: Views,
        log: CallLog,
        deliveries: DeliveryLog,
        feed: Feed,
    ) -> None:
        self._acts = {**acting.acts(), **settings}
        self._workspace = workspace
        self._views = views
        self._log = log
        self._deliveries = deliveries
        self._feed = feed

    def routes(self) -> list[web.RouteDef]:
        """For the aiohttp application."""
        return [
            web.post("/_control/{act}", self.post),
            web.get("/_control/workspace", self.workspace),
            web.get("/_control/messages/{channel}", self.messages),
            web.get("/_control/log", self.log),
            web.get("/_control/deliveries", self.deliveries),
            web.get("/_control/home/{user}", self.home),
            web.get("/_control/views/{user}", self.views),
            web.get("/_control/events", self._feed.stream),
        ]

    async def post(self, request: web.Request) -> web.Response:
        """Do one act: ``{"ok": true, ...}``, or 400 and why not."""
        act = self._acts.get(request.match_info["act"])
        if act is None:
            raise web.HTTPNotFound
        try:
            answer = await act(await read_arguments(request))
        except Refusal as refusal:
            return web.json_response(refusal.as_json(), status=400)
        except NotDelivered as problem:
            error = _NO_ANSWER.get(problem.reason, "dispatch_failed")
            return web.json_response({"ok": False, "error": error}, status=400)
        return web.json_response({"ok": True} | answer)

    async def workspace(self, _: web.Request) -> web.Response:
        """Who and what there is."""
        users = list(self._workspace.users.values())
        people = [{"id": user.id, "name": user.name} for user in users if not user.is_bot]
        channels = [
            as_json(channel) | {"members": channel.members}
            for channel in self._workspace.channels.values()
        ]
        bot = self._workspace.user(BOT_USER_ID)
        return web.json_response(
            {
                "team": {"id": TEAM_ID, "name": TEAM_NAME},
                "bot_user": {"id": bot.id, "name": bot.name},
                "users": people,
                "channels": channels,
            }
        )

    async def messages(self, request: web.Request) -> web.Response:
        """Every message of a channel in order; ``?user=`` leaves out what others alone see."""
        try:
            channel = self._workspace.channel(request.match_info["channel"])
        except Refusal as refusal:
            return web.json_response(refusal.as_json(), status=400)
        user = request.query.get("user")
        shown = [
            message
            for message in channel.messages.values()
            if user is None or message.get("visible_to", user) == user
        ]
        return web.json_response(shown)

    async def log(self, _: web.Request) -> web.Response:
        """What the app called."""
        return web.json_response(self._log.entries())

    async def deliveries(self, _: web.Request) -> web.Response:
        """What the app was told, and how soon it acknowledged that."""
        return web.json_response(self._deliveries.entries())

    async def home(self, request: web.Request) -> web.Response:
        """The Home tab that was published for a user, or null."""
        return web.json_response(self._views.homes.get(request.match_info["user"]))

    async def views(self, request: web.Request) -> web.Response:
        """The modals that a user has open, the topmost last."""
        return web.json_response(self._views.stacks.get(request.match_info["user"], []))
