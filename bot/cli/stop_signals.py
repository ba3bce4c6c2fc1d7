"""Signals that end a command as Ctrl+C does: it cleans up, and then it is gone."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from bot.cli.output import note

_ENDING = (signal.SIGTERM, signal.SIGHUP)  # from a service manager, and from a terminal that closes


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Let SIGTERM and SIGHUP end the block as SIGINT does.

    A signal that is ignored, as nohup does with SIGHUP, stays ignored.

    Raises:
        SystemExit: with 128 and the signal's number, once the block has cleaned up.
    """
    came: list[int] = []

    def end(number: int, frame: FrameType | None) -> None:
        if came:  # the cleaning up is not to be cut short
            return
        came.append(number)
        interrupt = signal.getsignal(signal.SIGINT)  # the event loop has its own while it runs
        if callable(interrupt):
            interrupt(signal.SIGINT, frame)
        else:
            raise KeyboardInterrupt

    before = {one: signal.getsignal(one) for one in _ENDING}
    for one, handler in before.items():
        if handler is not signal.SIG_IGN:
            signal.signal(one, end)
    try:
        with _handler_for_sigint():
            yield
    except KeyboardInterrupt:
        if not came:
            raise
        note(f"Stopped by {signal.Signals(came[0]).name}.")
        raise SystemExit(128 + came[0]) from None
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


@contextmanager
def _handler_for_sigint() -> Iterator[None]:
    """Let an event loop have its own handler also where SIGINT is ignored.

    It is, for a command that a script runs in the background. Then it is held back instead: the
    loop's handler ends its tasks, where an exception in their midst would cut one short.
    """
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        yield
        return
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # what was held back is gone with that
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
