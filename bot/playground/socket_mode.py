"""Socket Mode: the app holds WebSockets open, each envelope goes down one of them.

The protocol: https://docs.slack.dev/apis/events-api/using-socket-mode.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import secrets
import uuid

from aiohttp import WSMsgType, web

from bot.playground.delivery import ACK_TIMEOUT, Kind, NotDelivered, Retry
from bot.playground.workspace import APP_ID, Json

_MOST_CONNECTIONS = 10
_CONNECTION_SECONDS = 18060
_CLOSING_SECONDS = 2.0


class Connection:
    """One open WebSocket of the app and the envelopes that it has not acknowledged."""

    def __init__(self, socket: web.WebSocketResponse) -> None:
        self.socket = socket
        self._waiting: dict[str, asyncio.Future[Json]] = {}

    async def send(self, envelope: Json) -> Json:
        """Send one envelope and return the payload of its acknowledgement.

        Raises:
            NotDelivered: the app stayed silent, or the connection broke.
        """
        answer: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._waiting[envelope["envelope_id"]] = answer
        try:
            async with asyncio.timeout(ACK_TIMEOUT):
                await self.socket.send_json(envelope)
                return await answer
        except TimeoutError as error:
            raise NotDelivered("timeout") from error
        except ConnectionError as error:
            raise NotDelivered("connection_failed") from error
        finally:
            del self._waiting[envelope["envelope_id"]]

    async def listen(self) -> None:
        """Take acknowledgements until the connection ends; PINGs are answered by aiohttp."""
        async for message in self.socket:
            if message.type is WSMsgType.TEXT:
                self._acknowledge(message.data)

    async def say_goodbye(self) -> None:
        """Ask the app to connect anew, and close."""
        with contextlib.suppress(ConnectionError):  # it may have gone by itself
            await self.socket.send_json(_goodbye("refresh_requested"))
        await self.socket.close()

    def break_off(self) -> None:
        """Fail what is still waiting, so that it is delivered again at once."""
        for answer in self._waiting.values():
            if not answer.done():
                answer.set_exception(ConnectionResetError())

    def _acknowledge(self, text: str) -> None:
        try:
            ack = json.loads(text)
        except json.JSONDecodeError:
            return  # Slack takes no notice of what is no acknowledgement
        if not isinstance(ack, dict):
            return
        answer = self._waiting.get(str(ack.get("envelope_id")))
        if answer is not None and not answer.done():
            payload = ack.get("payload")
            answer.set_result(payload if isinstance(payload, dict) else {})


class SocketMode:
    """All the connections of the app; a transport."""

    def __init__(self) -> None:
        self._connections: list[Connection] = []
        self._tickets: set[str] = set()
        self._turns = itertools.count()
        self._opened = asyncio.Event()

    def new_ticket(self) -> str:
        """What ``apps.connections.open`` puts into the address it gives out."""
        ticket = secrets.token_urlsafe(16)
        self._tickets.add(ticket)
        return ticket

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer ``GET /socket-mode``: a WebSocket for as long as the app keeps it open."""
        if request.query.get("ticket") not in self._tickets:
            raise web.HTTPForbidden(text="unknown ticket")
        socket = web.WebSocketResponse(timeout=_CLOSING_SECONDS)
        await socket.prepare(request)
        if len(self._connections) >= _MOST_CONNECTIONS:
            await socket.send_json(_goodbye("too_many_websockets"))
            await socket.close()
            return socket
        connection = Connection(socket)
        await socket.send_json(_hello(request.host, len(self._connections) + 1))
        self._connections.append(connection)
        self._opened.set()
        try:
            await connection.listen()
        finally:
            self._leave(connection)
        return socket

    async def send(self, kind: Kind, payload: Json, retry: Retry | None) -> Json:
        """Send one envelope down one connection, each in its turn."""
        if not self._connections:
            raise NotDelivered("connection_failed")
        connection = self._connections[next(self._turns) % len(self._connections)]
        envelope: Json = {
            "envelope_id": str(uuid.uuid4()),
            "type": kind,
            "accepts_response_payload": kind != "events_api",
            "payload": payload,
        }
        if kind == "events_api":
            envelope["retry_attempt"] = retry.attempt if retry else 0
            envelope["retry_reason"] = retry.reason if retry else ""
        return await connection.send(envelope)

    async def wait_until_open(self, seconds: float) -> None:
        """Wait for the first connection."""
        if self._connections:
            return
        try:
            await asyncio.wait_for(self._opened.wait(), seconds)
        except TimeoutError as error:
            raise NotDelivered("no_connection") from error

    async def disconnect(self) -> None:
        """Close every connection as Slack does now and then, for the app to open new ones."""
        leaving, self._connections = self._connections, []
        self._opened.clear()
        await asyncio.gather(*(connection.say_goodbye() for connection in leaving))

    def _leave(self, connection: Connection) -> None:
        connection.break_off()
        if connection in self._connections:
            self._connections.remove(connection)
        if not self._connections:
            self._opened.clear()


def _hello(host: str, connections: int) -> Json:
    return {
        "type": "hello",
        "num_connections": connections,
        "connection_info": {"app_id": APP_ID},
        "debug_info": {
            "host": host,
            "build_number": 1,
            "approximate_connection_time": _CONNECTION_SECONDS,
        },
    }


def _goodbye(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "playground"}}
