"""What the app asked of the Web API, for tests to read."""

from __future__ import annotations

import time
from collections import deque

from bot.playground.workspace import Json

_LONGEST = 20_000


class CallLog:
    """The latest calls, oldest first."""

    def __init__(self) -> None:
        self._calls: deque[Json] = deque(maxlen=_LONGEST)

    def add(self, method: str, arguments: Json) -> Json:
        """Note a call that has come in; its ``answer`` and ``status`` are filled in later."""
        entry: Json = {"method": method, "arguments": arguments, "at": time.time()}
        entry |= {"answer": None, "status": None}
        self._calls.append(entry)
        return entry

    def entries(self) -> list[Json]:
        """All that is remembered."""
        return list(self._calls)

    def clear(self) -> None:
        """Forget them all."""
        self._calls.clear()
