"""``response_url``: answering a command or an action without a token.

Five answers within thirty minutes
(https://docs.slack.dev/interactivity/handling-user-interaction#message_responses).
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web

from bot.playground.chat import CONTENT, body, by_app, thread_of
from bot.playground.messages import Messages
from bot.playground.refusals import Refusal, is_true
from bot.playground.web_api import read_arguments
from bot.playground.workspace import Channel, Json

_SECONDS = 30 * 60.0
_MOST_USES = 5
_LONGEST_TEXT = 40_000


@dataclass(slots=True)
class ResponseUrl:
    """One address that was given out: for whom, about which message, and how often used."""

    channel: Channel
    user: str
    original_ts: str | None
    given_at: float
    uses: int = 0


class ResponseUrls:
    """Every ``response_url`` that was given out.

    Args:
        clock: seconds that only grow.

    Attributes:
        url: the address of the stand-in, known once it has started.
    """

    def __init__(self, messages: Messages, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self.url = ""
        self._messages = messages
        self._given: dict[str, ResponseUrl] = {}

    def new(self, channel: Channel, user: str, original_ts: str | None = None) -> str:
        """An address for answers to this user's command, or action on a message."""
        key = secrets.token_urlsafe(16)
        self._given[key] = ResponseUrl(channel, user, original_ts, self._clock())
        return f"{self.url}/response/{key}"

    async def handle(self, request: web.Request) -> web.Response:
        """Answer ``POST /response/{key}``: ``ok``, or 404 and why it is no longer taken."""
        given = self._given.get(request.match_info["key"])
        if given is None or self._clock() - given.given_at > _SECONDS:
            return web.Response(status=404, text="expired_url")
        if given.uses >= _MOST_USES:
            return web.Response(status=404, text="used_url")
        try:
            self.respond(given, await read_arguments(request))
        except Refusal as refusal:
            return web.json_response(refusal.as_json(), status=400)
        given.uses += 1
        return web.Response(text="ok")

    def respond(self, given: ResponseUrl, answer: Json) -> None:
        """Post, replace or delete as the answer asks; a plain one only its user can see.

        Raises:
            Refusal: the message is not acceptable.
        """
        channel = given.channel
        original = channel.messages.get(given.original_ts or "")
        if original is not None and is_true(answer.get("delete_original")):
            self._messages.remove(channel, original)
            return
        content = by_app() | body(answer, longest_text=_LONGEST_TEXT)
        if original is not None and is_true(answer.get("replace_original")):
            same = {key: value for key, value in original.items() if key not in CONTENT}
            self._messages.change(channel, same | content)
        elif answer.get("response_type") == "in_channel":
            self._messages.post(channel, content | thread_of(channel, answer))
        else:
            content |= _thread_of_original(original) | thread_of(channel, answer)
            self._messages.whisper(channel, given.user, content)

    def respond_at_once(self, channel: Channel, user: str, answer: Json) -> None:
        """Treat what came with the acknowledgement of a command like an answer to its address."""
        if answer.get("text") or answer.get("blocks"):
            self.respond(ResponseUrl(channel, user, None, 0.0), answer)


def _thread_of_original(original: Json | None) -> Json:
    """An answer to an action on a reply stays in its thread."""
    if original is None or original.get("thread_ts", original["ts"]) == original["ts"]:
        return {}
    return {"thread_ts": original["thread_ts"]}
