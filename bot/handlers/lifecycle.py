"""The asker ends an answer: Slack's own Stop, or the button of an answer that cannot stream."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from conversation_store.threads import ThreadKey


def register_lifecycle(app: AsyncApp, stop: Callable[[ThreadKey], Awaitable[None]]) -> None:
    """Pass each Stop on.

    Args:
        app: the Bolt app.
        stop: ends what is being answered in a thread; knows none: nothing happens.
    """

    @app.event("agent_session_stopped")
    async def session_stopped(event: dict[str, Any], body: dict[str, Any]) -> None:
        await stop(ThreadKey(body["team_id"], event["channel"], event["thread_ts"]))

    @app.action("stop_answer")
    async def stop_clicked(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        await stop(ThreadKey(body["team"]["id"], body["channel"]["id"], action["value"]))
