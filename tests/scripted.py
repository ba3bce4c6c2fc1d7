"""The outermost edges played by hand: a model that says what it was told to, a reply that listens.

A model's runner is where our code ends and the forward passes begin; everything between it and
a reply is the real thing in these tests.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import cache
from pathlib import Path

from bot.answer import Answer
from bot.errors import ReplyFailed, ReplyStopped
from bot.llm.sequence import FinishReason, SamplingParams
from bot.llm.tokenizer import ChatTokenizer
from bot.settings import DEMO_MODEL


def tokenizer_folder() -> Path:
    """Where the shipped demo model's tokenizer lies."""
    return DEMO_MODEL


@cache
def demo_tokenizer() -> ChatTokenizer:
    """The shipped demo model's tokenizer."""
    return ChatTokenizer.load(tokenizer_folder())


class ScriptedRunner:
    """Gives the answers of a script, one for each prompt; the last one for all further prompts.

    An exception in the script is raised; one that follows a text in a pair, after that text.
    """

    context_tokens = 2048

    def __init__(
        self,
        *script: str | Exception | tuple[str, Exception],
        seconds_per_token: float = 0.0,
        finish_reason: FinishReason = "finished",
    ) -> None:
        self.prompts: list[tuple[int, ...]] = []
        self.cancelled = 0
        self._script = list(script or ("",))
        self._seconds_per_token = seconds_per_token
        self._finish_reason = finish_reason

    def texts(self) -> list[str]:
        """The prompts as text, without control tokens."""
        return [demo_tokenizer().decode(prompt) for prompt in self.prompts]

    def generate(
        self,
        token_ids: tuple[int, ...],
        params: SamplingParams,
        emit: Callable[[int], None],
        cancelled: threading.Event,
    ) -> FinishReason:
        line = self._script[min(len(self.prompts), len(self._script) - 1)]
        self.prompts.append(token_ids)
        text, error = line if isinstance(line, tuple) else (line, None)
        if isinstance(text, Exception):
            raise text
        for token in demo_tokenizer().encode(text):
            if cancelled.wait(self._seconds_per_token):
                self.cancelled += 1
                return "timed_out"
            emit(token)
        if error is not None:
            raise error
        return self._finish_reason


class CollectingReply:
    """Keeps what it is told to show; an asker or a channel may have had enough of it."""

    def __init__(self, *, stops: bool = False, fails: bool = False) -> None:
        self.pieces: list[str] = []
        self.answers: list[Answer] = []
        self.began = threading.Event()
        self._stops = stops
        self._fails = fails

    async def append(self, text: str) -> None:
        self.pieces.append(text)
        self.began.set()
        if self._stops:
            raise ReplyStopped

    async def finish(self, answer: Answer) -> str:
        if self._fails:
            raise ReplyFailed("is_archived")
        self.answers.append(answer)
        return "1700000000.000200"
