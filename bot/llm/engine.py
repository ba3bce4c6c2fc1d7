"""What every engine offers, and the in-process one: an async front over the worker's thread."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import suppress
from dataclasses import replace
from math import inf
from pathlib import Path
from typing import Protocol

from prometheus_client import CollectorRegistry

from bot.errors import EngineError
from bot.llm.listeners import Event
from bot.llm.runner import Runner
from bot.llm.sequence import Delta, Prompt, SamplingParams, Sequence
from bot.llm.stop_strings import StopStrings
from bot.llm.tokenizer import ChatTokenizer
from bot.llm.worker import Limits, Worker
from bot.metrics import EngineMetrics


class Engine(Protocol):
    """Produces answers; closing the iterator cancels and frees what it held."""

    def generate(self, prompt: Prompt, params: SamplingParams) -> AsyncGenerator[Delta, None]:
        """Yield the answer piece by piece; the last piece carries the finish reason.

        Raises:
            EngineError: the answer could not be produced.
        """
        ...

    def read_ahead(self, prompt: Prompt, params: SamplingParams) -> None:
        """Take a hint: once there is nothing to answer, a prompt's beginning may be read.

        Args:
            prompt: a prompt that is likely to come begins so.
            params: those of the answer.
        """


class LocalEngine:
    """Many generations at once, all in one thread of the worker."""

    def __init__(
        self,
        runner: Runner,
        tokenizer: ChatTokenizer,
        limits: Limits | None = None,
        metrics: EngineMetrics | None = None,
        on_broken: Callable[[], object] = lambda: None,
    ) -> None:
        """Start the worker over a runner.

        Args:
            runner: the model.
            tokenizer: the model's.
            limits: how much to take on; the usual ones by default.
            metrics: where to count.
            on_broken: called from another thread once the engine cannot go on any more.
        """
        self._tokenizer = tokenizer
        self._runner = runner
        self._worker = Worker(
            runner,
            limits or Limits(),
            metrics or EngineMetrics(CollectorRegistry()),
            on_broken,
        )

    async def generate(self, prompt: Prompt, params: SamplingParams) -> AsyncGenerator[Delta, None]:
        """Yield the answer piece by piece, never half a character; see ``Engine``."""
        sequence = self._sequence(prompt, params)
        if sequence.max_new_tokens <= 0:
            yield Delta("", "length")
            return
        events = _Events()
        try:
            self._worker.submit(sequence, events.put)
            async for delta in self._deltas(sequence, events):
                yield delta
        finally:
            self._worker.cancel(sequence)

    def read_ahead(self, prompt: Prompt, params: SamplingParams) -> None:
        """Read a prompt's beginning in idle time, so that it is found in the cache later."""
        sequence = self._sequence(prompt, replace(params, max_new_tokens=0, timeout_s=inf))
        sequence.only_read = True
        self._worker.read_ahead(sequence)

    async def load_adapter(self, name: str, folder: Path) -> None:
        """Load a LoRA adapter beside the model while it goes on answering.

        Args:
            name: what questions ask for it by.
            folder: where peft saved it.

        Raises:
            SettingsError: it does not go with the model.
        """
        await asyncio.wrap_future(
            self._worker.call(lambda: self._runner.load_adapter(name, folder))
        )

    def check_integrity(self) -> int:
        """Check that no block of the pool is lost; only while nothing runs.

        Returns:
            How many blocks somebody holds.

        Raises:
            RuntimeError: the blocks do not add up.
        """
        return self._worker.check_integrity()

    def close(self) -> None:
        """End what runs, and the worker's thread; waits for its present step."""
        self._worker.close()

    def _sequence(self, prompt: Prompt, params: SamplingParams) -> Sequence:
        room = self._runner.context_tokens - len(prompt.token_ids)
        if room < 0:
            raise EngineError(
                f"the prompt has {len(prompt.token_ids)} tokens and the model reads "
                f"{self._runner.context_tokens}: lower TERMWISE_CONTEXT_TOKENS"
            )
        if params.adapter is not None and params.adapter not in self._runner.adapter_names:
            raise EngineError(f"no adapter named {params.adapter} is loaded")
        return Sequence(
            token_ids=list(prompt.token_ids),
            num_prompt_tokens=len(prompt.token_ids),
            params=params,
            max_new_tokens=min(params.max_new_tokens, room),
            cache_salt=prompt.cache_salt,
            thread=prompt.thread,
            deadline=time.monotonic() + params.timeout_s,
        )

    async def _deltas(self, sequence: Sequence, events: _Events) -> AsyncGenerator[Delta, None]:
        detokenizer = self._tokenizer.detokenizer()
        stop = StopStrings(sequence.params.stop)
        said: list[str] = []
        while isinstance(event := await events.get(), int):
            text = stop.step(detokenizer.step(event))
            said.append(text)
            if stop.found:
                self._worker.cancel(sequence, "stopped")
                yield Delta(text, "stopped")
                return
            if text:
                yield Delta(text)
        if isinstance(event, EngineError):
            raise EngineError(str(event)) from event
        rest = stop.step(detokenizer.close())
        if stop.found:
            yield Delta(rest, "stopped")
            return
        rest += stop.close()
        # Encoded anew, an answer may fall into other tokens, and what was computed be lost.
        generated = sequence.token_ids[sequence.num_prompt_tokens :]
        self._tokenizer.remember("".join(said) + rest, generated, sequence.cache_salt)
        yield Delta(rest, event)


class _Events:
    """Brings a worker's events from its thread to the event loop."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._queue: asyncio.Queue[Event] = asyncio.Queue()

    def put(self, event: Event) -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody listens any more
            self._loop.call_soon_threadsafe(self._queue.put_nowait, event)

    async def get(self) -> Event:
        return await self._queue.get()
