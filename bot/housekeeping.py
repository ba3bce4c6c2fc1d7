"""Once an hour: forgets what is older than the settings allow, in the store and in the logs."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog

from conversation_store.retention import Retention

log = structlog.get_logger(__name__)

_PAUSE_S = 3600.0


async def keep_house(retention: Retention, logs: Path, days: float) -> None:
    """Forget until cancelled.

    Args:
        retention: forgets what the store holds.
        logs: the folder of the logs; those that are written no more are deleted whole.
        days: how long all that is kept; 0 is for ever.
    """
    while days:
        before = datetime.now(UTC) - timedelta(days=days)
        try:
            if forgotten := await retention.forget_before(before):
                log.info("old rows forgotten", rows=forgotten)
            await asyncio.to_thread(_delete_old, logs, before)
        except Exception:  # such as a full disk: the next time may do
            log.exception("old rows not forgotten")
        await asyncio.sleep(_PAUSE_S)


def _delete_old(logs: Path, before: datetime) -> None:
    for file in logs.glob("*.log.*"):
        if datetime.fromtimestamp(file.stat().st_mtime, UTC) < before:
            file.unlink(missing_ok=True)
