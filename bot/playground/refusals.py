"""How Slack says no: an error code in the body of a 200 answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Refusal(Exception):  # noqa: N818 - it is an answer of the Web API, not a fault of ours
    """The call is refused with ``{"ok": false, "error": code}``.

    Attributes:
        code: Slack's error code, such as ``channel_not_found``.
        details: sentences for ``response_metadata.messages``, as Slack gives them for blocks.
    """

    def __init__(self, code: str, *details: str) -> None:
        super().__init__(code)
        self.code = code
        self.details = details

    def as_json(self) -> dict[str, Any]:
        """The body of the answer."""
        body: dict[str, Any] = {"ok": False, "error": self.code}
        if self.details:
            body["response_metadata"] = {"messages": [f"[ERROR] {text}" for text in self.details]}
        return body


def required(arguments: Mapping[str, Any], name: str) -> str:
    """The text argument ``name``.

    Raises:
        Refusal: ``invalid_arguments`` if it is missing, empty or no text.
    """
    value = arguments.get(name)
    if not isinstance(value, str) or not value:
        raise Refusal("invalid_arguments", f"missing required field: {name}")
    return value


def is_true(value: object) -> bool:
    """A flag as Slack reads it: JSON ``true``, or ``true`` and ``1`` in a query or form."""
    return value is True or str(value).lower() in {"true", "1"}
