"""What an engine is asked: the prompt's token ids and how to sample the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from conversation_store.threads import Message

FinishReason = Literal["finished", "length", "timed_out"]


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt within the context.

    Attributes:
        token_ids: what the model reads, control tokens included.
        messages: the same as chat messages, for engines that speak a chat protocol.
    """

    token_ids: tuple[int, ...]
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class SamplingParams:
    """How tokens are chosen.

    Attributes:
        temperature: 0 chooses the likeliest token each time (greedy).
        top_p: the smallest set of tokens whose probabilities reach this is sampled from.
        repetition_penalty: 1.0 is none; Qwen advises 1.05.
        max_new_tokens: the answer's greatest length in tokens.
        timeout_s: the longest a generation may take, in seconds.
        seed: makes sampling repeatable.
    """

    temperature: float = 0.7
    top_p: float = 0.9
    repetition_penalty: float = 1.05
    max_new_tokens: int = 512
    timeout_s: float = 300.0
    seed: int | None = None


@dataclass(frozen=True, slots=True)
class Delta:
    """A further piece of the answer; the last one says why it ended."""

    text: str
    finish_reason: FinishReason | None = None
