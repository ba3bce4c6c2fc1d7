"""What of a long list one call shows: the messages between two moments, one page at a time."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence

from bot.playground.events import shown_to_app
from bot.playground.refusals import Refusal, is_true
from bot.playground.workspace import Json


def between(messages: list[Json], arguments: Json) -> list[Json]:
    """Those that the app may read between ``oldest`` and ``latest``.

    Raises:
        Refusal: ``invalid_ts_oldest`` or ``invalid_ts_latest``.
    """
    oldest, latest = str(arguments.get("oldest", "0")), str(arguments.get("latest", "9" * 10))
    for name, ts in (("oldest", oldest), ("latest", latest)):
        if not re.fullmatch(r"\d+(\.\d+)?", ts):
            raise Refusal(f"invalid_ts_{name}")
    edges = {oldest, latest} if is_true(arguments.get("inclusive")) else set()
    metadata = is_true(arguments.get("include_all_metadata"))
    return [
        shown_to_app(message, with_metadata=metadata)
        for message in messages
        if "visible_to" not in message
        and (float(oldest) < float(message["ts"]) < float(latest) or message["ts"] in edges)
    ]


def page(name: str, items: Sequence[object], arguments: Json, *, default: int) -> Json:
    """One page of a long list and the cursor to the next one.

    Raises:
        Refusal: ``invalid_cursor`` or ``invalid_limit``.
    """
    try:
        start = int(base64.b64decode(arguments.get("cursor") or "MA==", validate=True))
    except (ValueError, binascii.Error) as error:
        raise Refusal("invalid_cursor") from error
    limit = str(arguments.get("limit") or default)
    if not limit.isdigit() or not 1 <= int(limit) <= 1_000:
        raise Refusal("invalid_limit")
    end = start + int(limit)
    cursor = base64.b64encode(str(end).encode()).decode() if end < len(items) else ""
    shown: Json = {name: items[start:end], "response_metadata": {"next_cursor": cursor}}
    return shown | ({"has_more": bool(cursor)} if name == "messages" else {})
