"""What goes wrong at Slack besides: the mix of faults of a run."""

from __future__ import annotations

from typing import Any

_METHODS = (
    "chat.postMessage",
    "chat.update",
    "chat.delete",
    "chat.startStream",
    "chat.appendStream",
    "chat.stopStream",
)
_OF_CALLS: tuple[dict[str, Any], ...] = (
    {"kind": "429", "probability": 0.05, "retry_after": 1},
    {"kind": "500", "probability": 0.015},
    {"kind": "500", "probability": 0.015, "after_store": True},
    {"kind": "drop_after_store", "probability": 0.03},
)
_LATE: dict[str, Any] = {"kind": "late_landing", "probability": 0.02, "seconds": 1.0}
_OF_EVENTS = {"duplicate": 0.10, "reorder": 0.05}


def mix(seed: int, *, late_landings: bool) -> dict[str, Any]:
    """The wish for the control API's ``faults``; see ``Options`` for the late landings."""
    kinds = (*_OF_CALLS, _LATE) if late_landings else _OF_CALLS
    rules = [rule | {"method": method} for method in _METHODS for rule in kinds]
    return {"rules": rules, "events": _OF_EVENTS, "seed": seed}
