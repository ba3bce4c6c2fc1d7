"""Under which conditions the app works: what goes wrong, how it is reached, for how many."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from aiohttp import ClientSession

from bot.playground.delivery import Delivery
from bot.playground.events import event_callback
from bot.playground.faults import Faults
from bot.playground.refusals import Refusal, required
from bot.playground.request_url import RequestUrl
from bot.playground.socket_mode import SocketMode
from bot.playground.workspace import Json, Workspace

_MOST_AT_ONCE = 1_000


class Conditions:
    """Each setting takes a JSON wish and returns what the answer holds besides ``ok``.

    Args:
        workspace: that may grow.
        start_over: puts everything back to how a fresh playground looks.
        signing_secret: the key of the signatures of HTTP delivery.
    """

    def __init__(
        self,
        faults: Faults,
        delivery: Delivery,
        socket_mode: SocketMode,
        *,
        workspace: Workspace,
        start_over: Callable[[], None],
        signing_secret: str,
    ) -> None:
        self._faults = faults
        self._delivery = delivery
        self._socket_mode = socket_mode
        self._workspace = workspace
        self._start_over = start_over
        self._signing_secret = signing_secret
        self._session: ClientSession | None = None

    def settings(self) -> Mapping[str, Callable[[Json], Awaitable[Json]]]:
        """What can be asked for, by name."""
        return {
            "faults": self.set_faults,
            "delivery": self.set_delivery,
            "event": self.send_event,
            "grow": self.grow,
            "reset": self.reset,
        }

    async def set_faults(self, wish: Json) -> Json:
        """See ``Faults.set``; besides, ``{disconnect: true}`` closes the sockets now."""
        self._faults.set(wish)
        if wish.get("disconnect"):
            await self._socket_mode.disconnect()
        return {}

    async def set_delivery(self, wish: Json) -> Json:
        """Reach the app by ``{mode: socket}`` or by ``{mode: http, request_url}``."""
        if wish.get("mode") == "http":
            url = required(wish, "request_url")
            self._session = self._session or ClientSession()
            self._delivery.transport = RequestUrl(url, self._signing_secret, self._session)
        elif wish.get("mode") == "socket":
            self._delivery.transport = self._socket_mode
        else:
            raise Refusal("invalid_arguments", "mode must be socket or http")
        return {}

    async def send_event(self, wish: Json) -> Json:
        """Send ``{event, ...}`` as it stands, however odd; the rest goes into its envelope."""
        if not isinstance(wish.get("event"), dict):
            raise Refusal("invalid_arguments", "missing required field: event")
        envelope = event_callback(wish["event"]) | wish
        self._delivery.send_event(envelope)
        return {"event_id": envelope["event_id"]}

    async def grow(self, wish: Json) -> Json:
        """Let ``{people, channels}``, two numbers, join the workspace; gives their ids."""
        counts = wish.get("people", 0), wish.get("channels", 0)
        if not all(type(count) is int and 0 <= count <= _MOST_AT_ONCE for count in counts):
            raise Refusal("invalid_arguments", f"people and channels are 0 to {_MOST_AT_ONCE}")
        return self._workspace.grow(*counts)

    async def reset(self, _: Json) -> Json:
        """A fresh workspace, log and faults; the app's connections stay."""
        self._faults.clear()
        self._start_over()
        return {}

    async def close(self) -> None:
        """Close the connections of HTTP delivery."""
        if self._session:
            await self._session.close()
