"""Trigger ids: a person's action lets the app open one modal within three seconds."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable

from bot.playground.refusals import Refusal

_SECONDS = 3.0


class Triggers:
    """The trigger ids that were given out.

    Args:
        clock: seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._given: dict[str, tuple[str, float]] = {}

    def new(self, user: str) -> str:
        """A trigger id for an action of this user."""
        trigger = f"{secrets.randbelow(10**13)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        self._given[trigger] = (user, self._clock())
        return trigger

    def exchange(self, trigger: str) -> str:
        """Use a trigger id up; returns the user whose action it was.

        Raises:
            Refusal: ``invalid_trigger_id``, ``exchanged_trigger_id`` or ``expired_trigger_id``.
        """
        if trigger not in self._given:
            raise Refusal("invalid_trigger_id")
        user, given_at = self._given[trigger]
        if not user:
            raise Refusal("exchanged_trigger_id")
        if self._clock() - given_at > _SECONDS:
            raise Refusal("expired_trigger_id")
        self._given[trigger] = ("", given_at)
        return user
