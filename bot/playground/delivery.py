"""Brings events, commands and interactions to the app, and again when it stays silent.

Slack waits three seconds for the acknowledgement. An event that is not acknowledged comes
again with the same ``event_id``; a command or an interaction fails and the person is told.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Literal, Protocol

from bot.playground.delivery_log import DeliveryLog
from bot.playground.faults import Faults
from bot.playground.workspace import Json

Kind = Literal["events_api", "slash_commands", "interactive"]

ACK_TIMEOUT = 3.0
_LONGEST_REORDERING = 0.5


@dataclass(frozen=True, slots=True)
class Retry:
    """Which repetition of an event this is, and why there is one."""

    attempt: int
    reason: str


class NotDelivered(Exception):  # noqa: N818 - an outcome that Slack expects and handles
    """The app did not acknowledge.

    Attributes:
        reason: ``timeout``, ``http_timeout``, ``connection_failed``, ``http_error`` or
            ``no_connection``.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Transport(Protocol):
    """A way to the app: Socket Mode or its request URL."""

    async def send(self, kind: Kind, payload: Json, retry: Retry | None) -> Json:
        """Hand the payload over and return what the acknowledgement carried.

        Raises:
            NotDelivered: no acknowledgement came.
        """

    async def wait_until_open(self, seconds: float) -> None:
        """Wait for somebody to deliver to.

        Raises:
            NotDelivered: nobody came in time.
        """


class Delivery:
    """Delivers over the present transport.

    Args:
        transport: where to deliver; it may be exchanged at any time.
        faults: which deliveries to spoil.
        retry_delays: seconds before each repetition of an event (Slack itself waits 0 s,
            1 min and 5 min: https://docs.slack.dev/apis/events-api/#retries).
        patience: seconds for which an event waits for an app that is not connected.

    Attributes:
        log: what was delivered and when it was acknowledged.
    """

    def __init__(
        self,
        transport: Transport,
        faults: Faults,
        *,
        retry_delays: tuple[float, ...] = (0.0, 1.0, 5.0),
        patience: float = 60.0,
    ) -> None:
        self.transport = transport
        self.log = DeliveryLog()
        self._faults = faults
        self._retry_delays = retry_delays
        self._patience = patience
        self._tasks: set[asyncio.Task[None]] = set()

    def send_event(self, payload: Json) -> None:
        """Deliver an event in the background, spoilt as the faults ask."""
        if self._faults.event_has("lose"):
            return
        delay = self._faults.random() * _LONGEST_REORDERING
        self._start(self._deliver(payload, delay if self._faults.event_has("reorder") else 0.0))
        if self._faults.event_has("duplicate"):
            self._start(self._deliver(payload, 0.0))

    async def request(self, kind: Kind, payload: Json) -> Json:
        """Deliver a command or an interaction once and return what the app answered with.

        Raises:
            NotDelivered: no acknowledgement came; Slack does not try again.
        """
        await self.transport.wait_until_open(0.0)
        with self.log.timed(kind, payload, 0):
            return await self.transport.send(kind, payload, None)

    async def close(self) -> None:
        """Give up what is still under way."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _start(self, delivery: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(delivery)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, payload: Json, delay: float) -> None:
        await asyncio.sleep(delay)
        retry: Retry | None = None
        for attempt, pause in enumerate((*self._retry_delays, None), start=1):
            try:
                await self.transport.wait_until_open(self._patience)
                await self._deliver_once(payload, retry)
            except NotDelivered as problem:
                if pause is None or problem.reason == "no_connection":
                    return  # Slack gives an event up as well
                retry = Retry(attempt, problem.reason)
                await asyncio.sleep(pause)
            else:
                return

    async def _deliver_once(self, payload: Json, retry: Retry | None) -> None:
        with self.log.timed("events_api", payload, retry.attempt if retry else 0):
            await self.transport.send("events_api", payload, retry)
        if self._faults.event_has("drop_ack"):
            raise NotDelivered("timeout")
