"""Reads server-sent events from bytes that come in pieces.

The format: https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
"""

from __future__ import annotations

import codecs
import io


class EventReader:
    """Puts the data of events together, wherever the pieces were cut."""

    def __init__(self) -> None:
        utf8 = codecs.getincrementaldecoder("utf-8-sig")("replace")  # both as the format says
        self._decoder = io.IncrementalNewlineDecoder(utf8, translate=True)
        self._rest = ""

    def step(self, chunk: bytes) -> list[str]:
        """The data of the events that end in this piece; comments and other fields are left out."""
        *events, self._rest = (self._rest + self._decoder.decode(chunk)).split("\n\n")
        return [data for event in events if (data := _data(event)) is not None]


def _data(event: str) -> str | None:
    fields = [line.partition(":") for line in event.split("\n")]
    values = [value.removeprefix(" ") for name, _, value in fields if name == "data"]
    return "\n".join(values) if values else None
