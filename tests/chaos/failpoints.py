"""Failpoints: the moments at which a bot is to die, as if the machine were switched off.

The product knows nothing of them: in the bot's process what it calls is wrapped. ``before`` a step
nothing of it has happened, ``after`` it all has, in the database or in Slack, and nobody knows.
"""

from __future__ import annotations

import functools
import os
import signal
import sys
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from conversation_store.inbox import Inbox
from conversation_store.leases import Leases
from conversation_store.threads import Threads

_STEPS: dict[str, tuple[type, str]] = {
    "Inbox.put": (Inbox, "put"),
    "Leases.lease": (Leases, "lease"),
    "Leases.renew": (Leases, "renew"),
    "Leases.note": (Leases, "note"),
    "Leases.finish": (Leases, "finish"),
    "Leases.hand_back": (Leases, "hand_back"),
    "Leases.lease_sweep": (Leases, "lease_sweep"),
    "Leases.swept": (Leases, "swept"),
    "Threads.save_turn": (Threads, "save_turn"),
    "chat.startStream": (AsyncWebClient, "chat_startStream"),
    "chat.appendStream": (AsyncWebClient, "chat_appendStream"),
    "chat.stopStream": (AsyncWebClient, "chat_stopStream"),
    "chat.postMessage": (AsyncWebClient, "chat_postMessage"),
    "chat.update": (AsyncWebClient, "chat_update"),
    "chat.delete": (AsyncWebClient, "chat_delete"),
}
# They look for work again and again: only one that found some is a step.
_LOOKS = frozenset({"Leases.lease", "Leases.renew", "Leases.lease_sweep"})

FAILPOINTS = tuple(
    f"{when}:{step}"
    for step in _STEPS
    for when in ("before", "after")
    if when == "after" or step not in _LOOKS
)
"""All of them."""


def arm(failpoint: str, skip: int = 0) -> None:
    """Have this process die at a failpoint.

    Args:
        failpoint: one of ``FAILPOINTS``, such as ``after:chat.startStream``.
        skip: so often it is passed alive.
    """
    if failpoint not in FAILPOINTS:
        raise ValueError(f"{failpoint} is no failpoint, but these are: {', '.join(FAILPOINTS)}")
    when, step = failpoint.split(":")
    owner, name = _STEPS[step]
    called, passed = getattr(owner, name), 0

    def die_in_turn() -> None:
        nonlocal passed
        passed += 1
        if passed > skip:
            sys.stderr.write(f"dying {when} {step}\n")
            sys.stderr.flush()
            os.kill(os.getpid(), signal.SIGKILL)

    @functools.wraps(called)
    async def failing(*arguments: Any, **named: Any) -> Any:
        if when == "before":
            die_in_turn()
        result = await called(*arguments, **named)
        if when == "after" and (result or step not in _LOOKS):
            die_in_turn()
        return result

    setattr(owner, name, failing)
