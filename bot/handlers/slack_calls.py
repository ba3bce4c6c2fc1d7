"""Calling Slack for one reply: limits, time-outs, repetition, and what each failure means."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.errors import AccessLost, ReplyFailed, ReplyStopped, TermwiseError
from bot.handlers.limiter import Limiter

T = TypeVar("T")

_TRIES = 5
_FIRST_PAUSE = 0.5  # seconds; each further pause is twice as long
_UNKNOWN = frozenset({"fatal_error", "internal_error", "request_timeout", "service_unavailable"})
_NO_ACCESS = frozenset({
    "account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked",
})  # fmt: skip
_TERMINAL = frozenset({
    "cant_update_message", "channel_not_found", "is_archived", "message_not_found",
    "not_in_channel", "restricted_action", "thread_not_found",
})  # fmt: skip


class Refused(TermwiseError):  # noqa: N818 - what Slack does
    """Slack refused a call for a reason that does not end the reply.

    Attributes:
        code: Slack's error code.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class OutcomeUnknown(TermwiseError):  # noqa: N818 - a state to look into
    """A call came to no proper answer: Slack may have done what it asked, or not."""


class SlackCalls:
    """Makes the calls of one reply in one channel.

    Args:
        limiter: shared by all that call Slack.
        channel_id: where the reply goes.
        timeout: seconds after which the outcome of a call counts as unknown.
        check: called before each call; raises where none may be made any more.
    """

    def __init__(
        self,
        limiter: Limiter,
        channel_id: str,
        timeout: float,
        check: Callable[[], None] = lambda: None,
    ) -> None:
        self._limiter = limiter
        self._channel_id = channel_id
        self._timeout = timeout
        self._check = check

    async def once(
        self, method: str, send: Callable[[], Awaitable[T]], patience: float = float("inf")
    ) -> T:
        """Make a call that must not be made twice.

        Args:
            method: such as ``chat.postMessage``.
            send: makes the call.
            patience: how long to wait for a rate limit at most, in seconds.

        Raises:
            RateLimited: it would take longer than ``patience``.
            Refused: Slack refused.
            OutcomeUnknown: no proper answer came.
            ReplyStopped: the asker stopped the stream.
            ReplyFailed: Slack will take nothing more for this reply.
            AccessLost: Slack refuses our token.
        """

        async def send_in_time() -> T:
            self._check()
            async with asyncio.timeout(self._timeout):
                return await send()

        try:
            return await self._limiter.call(method, self._channel_id, send_in_time, patience)
        except SlackApiError as error:
            raise _meaning(method, error) from error
        except (TimeoutError, aiohttp.ClientError) as error:
            raise OutcomeUnknown(f"{method}: {error!r}") from error

    async def insist(self, attempt: Callable[[], Awaitable[T]]) -> T:
        """Repeat what may be repeated until its outcome is known.

        Args:
            attempt: makes one or more calls by :meth:`once`.

        Raises:
            ReplyFailed: Slack refused, or gave no proper answer time and again.
        """
        pause = _FIRST_PAUSE
        for tries_left in reversed(range(_TRIES)):
            try:
                return await attempt()
            except Refused as refused:
                raise ReplyFailed(refused.code) from refused
            except OutcomeUnknown as error:
                if not tries_left:
                    raise ReplyFailed(str(error)) from error
            await asyncio.sleep(pause)
            pause *= 2
        raise AssertionError("the last try returns or raises")


def _meaning(method: str, error: SlackApiError) -> TermwiseError:
    """What an error answer means; a body that is not Slack's JSON tells nothing."""
    data = getattr(error.response, "data", None)
    code = data.get("error") if isinstance(data, dict) else None
    if code is None or code in _UNKNOWN:
        return OutcomeUnknown(f"{method}: {code or 'an answer that is not JSON'}")
    if code == "stopped_by_user":
        return ReplyStopped(code)
    if code in _NO_ACCESS:
        return AccessLost(f"{method}: {code}")
    return ReplyFailed(f"{method}: {code}") if code in _TERMINAL else Refused(code)
