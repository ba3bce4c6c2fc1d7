"""The two ways in which a message of an answer grows: streamed by Slack, or updated by us."""

from __future__ import annotations

from bot.errors import TermwiseError
from bot.handlers.answer_blocks import stop_block
from bot.handlers.limiter import RateLimited
from bot.handlers.slack_calls import OutcomeUnknown, Refused
from bot.handlers.split import close, split
from bot.handlers.thread import Block, SlackThread
from bot.question import Language

_LONGEST_FALLBACK_TEXT = 3_000  # characters; chat.update takes 4,000


class StreamLost(TermwiseError):  # noqa: N818 - a turn that is planned for
    """The stream could not be opened, or takes no more words."""


class StreamedMessage:
    """A message that Slack shows as it is being written.

    Attributes:
        ts: the message's ts, empty before there is one.
        shown: how many characters of its text it shows for good.
    """

    interval = 0.0
    """Seconds between two writes at least."""

    method = "chat.appendStream"
    """What most of its writes are."""

    def __init__(self, thread: SlackThread) -> None:
        self.ts = ""
        self.shown = 0
        self._thread = thread

    async def show(self, text: str) -> None:
        """Bring the message up to ``text``, which begins with what it shows.

        Raises:
            RateLimited: an open stream has to wait.
            StreamLost: write on by other means.
        """
        try:
            if not self.ts:
                self.ts = await self._thread.start_stream(text)
            elif len(text) > self.shown:
                await self._thread.append_stream(self.ts, text[self.shown :])
        except RateLimited as limited:
            if self.ts:
                raise
            raise StreamLost("the first words must not wait") from limited
        except (Refused, OutcomeUnknown) as error:
            raise StreamLost(str(error)) from error
        self.shown = len(text)

    async def finish(self, text: str, blocks: list[Block]) -> None:
        """Give the message its last words and its blocks.

        Raises:
            StreamLost: finish it by other means.
        """
        if not self.ts:
            raise StreamLost("there is none")
        try:
            await self._thread.stop_stream(self.ts, text[self.shown :], blocks)
        except (Refused, OutcomeUnknown) as error:
            raise StreamLost(str(error)) from error


class PostedMessage:
    """A message that is posted, and replaced by a longer one again and again.

    Attributes:
        ts: the message's ts, empty before there is one.
        shown: 0: each update may change all of it.
    """

    interval = 1.2
    """Seconds between two writes at least: Slack takes 50 updates a minute."""

    method = "chat.update"

    shown = 0

    def __init__(self, thread: SlackThread, language: Language, ts: str = "") -> None:
        self.ts = ts
        self._thread = thread
        self._language = language

    async def show(self, text: str) -> None:
        """Make the message show ``text`` and a Stop button.

        Raises:
            RateLimited: an update has to wait.
        """
        await self._write(text, [stop_block(self._language, self._thread.key.thread_ts)], 0.0)

    async def finish(self, text: str, blocks: list[Block], patience: float = float("inf")) -> None:
        """Give the message its final text and its blocks.

        Raises:
            RateLimited: it would take longer than ``patience``, in seconds.
        """
        await self._write(text, blocks, patience)

    async def _write(self, text: str, blocks: list[Block], patience: float) -> None:
        plain = split(text, _LONGEST_FALLBACK_TEXT)[0]
        content = [{"type": "markdown", "text": close(text)}, *blocks]
        if self.ts:
            await self._thread.update(self.ts, plain, content, patience)
        else:
            self.ts = await self._thread.post(plain, content, patience)
