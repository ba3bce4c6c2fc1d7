"""The outermost edges played by hand: a model that says what it was told to, a reply that listens.

A model's runner is where our code ends and the forward passes begin; everything between it and
a reply is the real thing in these tests.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Collection
from functools import cache
from pathlib import Path

from bot.answer import Answer
from bot.errors import ReplyFailed, ReplyStopped
from bot.llm.scheduler import Batch
from bot.llm.sequence import Sequence
from bot.llm.tokenizer import ChatTokenizer
from bot.settings import DEMO_MODEL

_END = -1  # no token of any vocabulary


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

    num_blocks = 4096
    block_size = 16
    adapter_names: Collection[str] = ()

    def __init__(
        self,
        *script: str | Exception | tuple[str, Exception],
        seconds_per_token: float = 0.0,
        context_tokens: int = 2048,
    ) -> None:
        self.context_tokens = context_tokens
        self.prompts: list[tuple[int, ...]] = []
        self.cancelled = 0
        self.end_tokens = frozenset([_END])
        self._script = list(script or ("",))
        self._lines: dict[Sequence, tuple[list[int], Exception | None]] = {}
        self._seconds_per_token = seconds_per_token

    def texts(self) -> list[str]:
        """The prompts as text, without control tokens."""
        return [demo_tokenizer().decode(prompt) for prompt in self.prompts]

    def run(self, batch: Batch) -> dict[Sequence, int]:
        """Give each sequence the next token of its line."""
        time.sleep(self._seconds_per_token)
        return {sequence: self._next(sequence) for _, sequence in batch.choosing()}

    def forget(self, sequence: Sequence) -> None:
        """Note a sequence that was let go before its end."""
        tokens, _ = self._lines.pop(sequence, ([], None))
        self.cancelled += sequence.num_generated_tokens < len(tokens)

    def load_adapter(self, name: str, folder: Path) -> None:
        """Every adapter is as good as none."""
        self.adapter_names = (*self.adapter_names, name)

    def recover(self) -> None:
        """Nothing is left behind by a step that failed."""

    def _next(self, sequence: Sequence) -> int:
        if sequence not in self._lines:
            self._lines[sequence] = self._line(len(self.prompts))
            self.prompts.append(tuple(sequence.token_ids))
        tokens, error = self._lines[sequence]
        if sequence.num_generated_tokens < len(tokens):
            return tokens[sequence.num_generated_tokens]
        if error is not None:
            raise error
        return _END

    def _line(self, number: int) -> tuple[list[int], Exception | None]:
        line = self._script[min(number, len(self._script) - 1)]
        text, error = line if isinstance(line, tuple) else (line, None)
        if isinstance(text, Exception):
            return [], text
        return demo_tokenizer().encode(text), error


class CollectingReply:
    """Keeps what it is told to show; an asker or a channel may have had enough of it."""

    def __init__(self, *, stops: bool = False, fails: bool = False) -> None:
        self.pieces: list[str] = []
        self.answers: list[Answer] = []
        self.began = threading.Event()
        self.unsure = False
        self.retracted = False
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

    async def retract(self) -> None:
        self.retracted = True

    async def refuse(self, answer: Answer) -> None:
        await self.finish(answer)
