"""A model that says of every question one thing: which question it was, and a known ending.

So the judge can tell by the text alone whether a message is whole and whose answer it is.
"""

from __future__ import annotations

import re
import time
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment
from tokenizers import Tokenizer

from bot.llm.scheduler import Batch
from bot.llm.sequence import Sequence
from bot.llm.tokenizer import ChatTokenizer
from bot.settings import DEMO_MODEL

WORD = re.compile(r"q\d{5}")
"""What the word of a question looks like."""

_END = -1  # no token of any vocabulary


def word(number: int) -> str:
    """The word by which a question, and its answer, is known."""
    return f"q{number:05}"


def answer(word: str) -> str:
    """The whole answer to the question with this word."""
    return f"About {word}: this is the answer, told in full, and with these words it ends."


class _ChatTemplate:
    """The demo model's chat template by itself: transformers takes two seconds to import."""

    def __init__(self, source: str) -> None:
        plain = Environment(autoescape=False)  # noqa: S701 - prompts are not HTML
        self._template = plain.from_string(source)

    def apply_chat_template(self, conversation: list[dict[str, str]], **options: Any) -> str:
        """Render a conversation as transformers does."""
        return self._template.render(messages=conversation, **options)


@cache
def chat_tokenizer() -> ChatTokenizer:
    """The demo model's tokenizer, loaded quickly."""
    template = (DEMO_MODEL / "chat_template.jinja").read_text("utf-8")
    control = Tokenizer.from_file(str(DEMO_MODEL / "tokenizer.json"))
    return ChatTokenizer(_ChatTemplate(template), control)


class NamingRunner:
    """Answers each prompt by the last question's word in it."""

    context_tokens = 2048
    num_blocks = 4096
    block_size = 16
    adapter_names: Collection[str] = ()
    end_tokens = frozenset([_END])

    def __init__(self, seconds_per_token: float) -> None:
        self._seconds_per_token = seconds_per_token
        self._lines: dict[Sequence, list[int]] = {}

    def run(self, batch: Batch) -> dict[Sequence, int]:
        """Give each sequence the next token of its answer."""
        time.sleep(self._seconds_per_token)
        return {sequence: self._next(sequence) for _, sequence in batch.choosing()}

    def forget(self, sequence: Sequence) -> None:
        """Let its answer go."""
        self._lines.pop(sequence, None)

    def load_adapter(self, name: str, folder: Path) -> None:
        """There are none."""

    def recover(self) -> None:
        """Nothing is left behind by a step that failed."""

    def _next(self, sequence: Sequence) -> int:
        if sequence not in self._lines:
            self._lines[sequence] = _line(sequence)
        line, said = self._lines[sequence], sequence.num_generated_tokens
        return line[said] if said < len(line) else _END


def _line(sequence: Sequence) -> list[int]:
    asked = WORD.findall(chat_tokenizer().decode(tuple(sequence.token_ids)))
    return chat_tokenizer().encode(answer(asked[-1]))  # what stands before it is the history
