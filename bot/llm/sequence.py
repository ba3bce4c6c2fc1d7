"""What an engine is asked, and a prompt with its answer while the engine works on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.llm.kv_cache import BlockTable
from conversation_store.threads import Message

FinishReason = Literal["finished", "length", "stopped", "timed_out"]


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt within the context.

    Attributes:
        token_ids: what the model reads, control tokens included.
        messages: the same as chat messages, for engines that speak a chat protocol.
        cache_salt: only prompts of one salt share what was computed for another: a workspace.
        thread: names the conversation, so that a cluster can send it to where it was before.
    """

    token_ids: tuple[int, ...]
    messages: tuple[Message, ...]
    cache_salt: str = ""
    thread: str = ""


@dataclass(frozen=True, slots=True)
class SamplingParams:
    """How tokens are chosen.

    Attributes:
        temperature: 0 chooses the likeliest token each time (greedy).
        top_p: the smallest set of tokens whose probabilities reach this is sampled from.
        top_k: only so many of the likeliest tokens are sampled from; 0 is no limit.
        repetition_penalty: 1.0 is none; Qwen advises 1.05.
        max_new_tokens: the answer's greatest length in tokens.
        timeout_s: the longest a generation may take, waiting included, in seconds.
        stop: texts that end the answer; they are not part of it.
        seed: makes sampling repeatable.
        adapter: the LoRA adapter to use; ``None`` for the model as it is.
    """

    temperature: float = 0.7
    top_p: float = 0.9
    top_k: int = 0
    repetition_penalty: float = 1.05
    max_new_tokens: int = 512
    timeout_s: float = 300.0
    stop: tuple[str, ...] = ()
    seed: int | None = None
    adapter: str | None = None


@dataclass(frozen=True, slots=True)
class Delta:
    """A further piece of the answer; the last one says why it ended."""

    text: str
    finish_reason: FinishReason | None = None


@dataclass(slots=True, eq=False)
class Sequence:
    """A prompt and the tokens generated for it so far.

    Attributes:
        token_ids: the prompt's, then the generated ones.
        num_prompt_tokens: how many of them are the prompt's.
        params: how its tokens are chosen.
        max_new_tokens: the answer's greatest length that the context leaves, in tokens.
        cache_salt: only sequences of one salt share blocks.
        thread: names the conversation.
        arrival: its place in the order in which sequences came.
        arrived_s: when it came, by ``time.monotonic``.
        deadline: when it must have ended, by ``time.monotonic``.
        block_table: its blocks; ``None`` while it waits.
        num_computed_tokens: those whose keys and values lie in its blocks.
        num_cached_tokens: those of its prompt that were found in the cache when it first ran.
        num_preemptions: how often it had to give its blocks back.
        num_failures: steps with it that failed since its last token.
        only_read: nobody waits for an answer: it is read while there is nothing else to do, so
            that a prompt that begins with it finds it in the cache.
    """

    token_ids: list[int]
    num_prompt_tokens: int
    params: SamplingParams
    max_new_tokens: int
    cache_salt: str = ""
    thread: str = ""
    arrival: int = 0
    arrived_s: float = 0.0
    deadline: float = float("inf")
    block_table: BlockTable | None = None
    num_computed_tokens: int = 0
    num_cached_tokens: int | None = None
    num_preemptions: int = 0
    num_failures: int = 0
    only_read: bool = False

    @property
    def num_generated_tokens(self) -> int:
        """Tokens of the answer so far."""
        return len(self.token_ids) - self.num_prompt_tokens

    @property
    def num_missing_tokens(self) -> int:
        """Tokens that must be computed before the next can be chosen; 1 while it decodes."""
        return len(self.token_ids) - self.num_computed_tokens

    @property
    def table(self) -> BlockTable:
        """Its blocks, where it must have some."""
        if self.block_table is None:
            raise RuntimeError("a sequence that waits holds no blocks")
        return self.block_table
