"""What every engine offers, and the in-process one: an async front over one worker thread."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from bot.errors import EngineError
from bot.llm.sequence import Delta, FinishReason, Prompt, SamplingParams
from bot.llm.tokenizer import ChatTokenizer


class Engine(Protocol):
    """Produces answers; closing the iterator cancels and frees what it held."""

    def generate(self, prompt: Prompt, params: SamplingParams) -> AsyncGenerator[Delta, None]:
        """Yield the answer piece by piece; the last piece carries the finish reason.

        Raises:
            EngineError: the answer could not be produced.
        """
        ...


class Runner(Protocol):
    """The model itself, called from the worker thread only."""

    @property
    def context_tokens(self) -> int:
        """The longest context the model was made for, in tokens."""
        ...

    def generate(
        self,
        token_ids: tuple[int, ...],
        params: SamplingParams,
        emit: Callable[[int], None],
        cancelled: threading.Event,
    ) -> FinishReason:
        """Call ``emit`` with each new token id until the end or until ``cancelled`` is set."""
        ...


class LocalEngine:
    """Runs one generation at a time in a thread of its own."""

    def __init__(self, runner: Runner, tokenizer: ChatTokenizer) -> None:
        self._runner = runner
        self._tokenizer = tokenizer
        self._turn = asyncio.Lock()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="engine")

    async def generate(self, prompt: Prompt, params: SamplingParams) -> AsyncGenerator[Delta, None]:
        """Yield the answer piece by piece, never half a character; see ``Engine``."""
        async with self._turn:
            loop = asyncio.get_running_loop()
            tokens: asyncio.Queue[int | None] = asyncio.Queue()
            cancelled = threading.Event()

            def post(token: int | None) -> None:
                loop.call_soon_threadsafe(tokens.put_nowait, token)

            def run() -> FinishReason:
                try:
                    return self._runner.generate(prompt.token_ids, params, post, cancelled)
                finally:
                    post(None)

            running = loop.run_in_executor(self._thread, run)
            detokenizer = self._tokenizer.detokenizer()
            try:
                while (token := await tokens.get()) is not None:
                    if text := detokenizer.step(token):
                        yield Delta(text)
                yield Delta(detokenizer.close(), await running)
            except EngineError:
                raise
            except Exception as error:
                raise EngineError(f"the model failed: {error}") from error
            finally:
                cancelled.set()
                await asyncio.wait([running])

    def close(self) -> None:
        """Let the worker thread go once its generation has ended."""
        self._thread.shutdown(wait=False)
