"""Slack's message text: read as a person reads it, and written so that it means nothing more.

Source: https://docs.slack.dev/messaging/formatting-message-text ("Retrieving messages").
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable

_MARKUP = re.compile(r"<([^<>]+)>")
_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>")
_MANY = re.compile(r"<!(?:here|channel|everyone|subteam\^[A-Z0-9]+)(?:\|[^<>]*)?>")


def mentioned(text: str) -> list[str]:
    """The ids of the people (and bots) that a message mentions."""
    return _MENTION.findall(text)


def mentions_many(text: str) -> bool:
    """Whether a message mentions a user group, or all in the channel."""
    return _MANY.search(text) is not None


async def readable(text: str, me: str, name: Callable[[str], Awaitable[str]]) -> str:
    """The text without the bot's mention, with names for ids and without Slack's escapes.

    Args:
        text: a message's ``text``.
        me: the bot's user id.
        name: tells a person's display name by their id.
    """
    others = [user for user in dict.fromkeys(mentioned(text)) if user != me]
    # At once: Slack waits for its acknowledgement meanwhile.
    names = await asyncio.gather(*map(name, others))
    people = {user: f"@{found}" for user, found in zip(others, names, strict=True)} | {me: ""}

    def spell(match: re.Match[str]) -> str:
        target, _, label = match[1].partition("|")
        if target.startswith("@"):
            return people.get(target[1:], label or target)
        if target.startswith("#"):
            return f"#{label or target[1:]}"
        if target.startswith("!"):
            return label or "@" + target[1:].partition("^")[0]
        return target if label in ("", target) else f"{label} ({target})"

    return unescape(_MARKUP.sub(spell, text)).strip()


def unescape(text: str) -> str:
    """Undo the three escapes that Slack makes; whatever else looks like one was typed."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def escape(text: str) -> str:
    """Make text from outside mean nothing to Slack: no mention, no link."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
