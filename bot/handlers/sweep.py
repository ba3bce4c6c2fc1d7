"""Removes what came up in Slack after an answer's end: posts of unknown outcome that land late."""

from __future__ import annotations

import asyncio

import structlog

from bot.errors import AccessLost, ReplyFailed
from bot.handlers.turn import SlackTurns
from conversation_store.leases import Leases

log = structlog.get_logger(__name__)

_LEASE_S = 60.0  # a sweep that is not done by then is another process's


class Sweeper:
    """Sweeps the threads that are due."""

    def __init__(self, leases: Leases, turns: SlackTurns, pause_s: float) -> None:
        """Look every ``pause_s`` seconds for what is due."""
        self._leases = leases
        self._turns = turns
        self._pause_s = pause_s

    async def run(self) -> None:
        """Sweep until cancelled."""
        while True:
            try:
                await self._sweep_all()
            except Exception:  # what could not be swept now is due again later
                log.exception("not swept")
            await asyncio.sleep(self._pause_s)

    async def _sweep_all(self) -> None:
        while leased := await self._leases.lease_sweep(_LEASE_S):
            try:
                await self._turns.sweep(leased)
            except (ReplyFailed, AccessLost) as error:
                log.warning("not swept", event_id=leased.entry.event_id, reason=str(error))
            await self._leases.swept(leased)
