"""Text as a person types it, turned into what Slack stores.

Everything special is escaped; only what the composer recognises becomes active
(https://docs.slack.dev/messaging/formatting-message-text).
"""

from __future__ import annotations

import re

from bot.playground.workspace import Workspace

_BROADCASTS = ("channel", "here", "everyone")
# What ends a sentence does not belong to the address before it.
_URL = re.compile(r"https?://[^\s<>|（），。；：！？、“”]*[^\s<>|（），。；：！？、“”.,;:!?'\")]")


def escape(text: str) -> str:
    """Replace the three characters that Slack escapes by their entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def as_stored(text: str, workspace: Workspace) -> str:
    """Escape a message and make its mentions, channels and addresses active.

    Args:
        text: what was typed, such as ``@termwise what is <EBITDA>?``.
        workspace: whose people and channels can be mentioned.
    """
    return _references(workspace).sub(lambda match: _active(match, workspace), escape(text))


def _references(workspace: Workspace) -> re.Pattern[str]:
    people = _alternatives([*(user.name for user in workspace.users.values()), *_BROADCASTS])
    channels = _alternatives([c.name for c in workspace.channels.values() if c.name])
    end = r"(?![A-Za-z0-9_-])"
    return re.compile(
        rf"(?P<url>{_URL.pattern})"
        rf"|(?<![A-Za-z0-9_.])@(?P<person>{people}){end}"
        rf"|(?<![A-Za-z0-9_&])#(?P<channel>{channels}){end}",
        re.IGNORECASE,
    )


def _alternatives(names: list[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


def _active(match: re.Match[str], workspace: Workspace) -> str:
    if match["url"]:
        return f"<{match['url']}>"
    if match["channel"]:
        channel = workspace.channel(match["channel"].lower())
        return f"<#{channel.id}|{channel.name}>"
    name = match["person"].lower()
    if name in _BROADCASTS:
        return f"<!{name}>"
    user = next(user for user in workspace.users.values() if user.name.lower() == name)
    return f"<@{user.id}>"
