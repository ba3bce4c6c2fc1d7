"""The engine of more than one machine: a client of a vLLM or SGLang cluster's chat API."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field

import aiohttp

from bot.errors import EngineError
from bot.llm.chat_completions import read_delta, request_body, routing_headers, server_message
from bot.llm.sequence import Delta, Prompt, SamplingParams
from bot.llm.sse import EventReader

_BUSY = frozenset([429, 502, 503, 504])
_LONGEST_PAUSE_S = 10.0  # a server that asks for a longer one is not waited for


@dataclass(frozen=True, slots=True)
class ModelServer:
    """Where a model is served.

    Attributes:
        url: the API's root, such as ``http://router:8000/v1``.
        model: the name it is served under.
        api_key: sent as a bearer token; none if empty.
        connect_timeout_s: the longest that opening a connection may take, in seconds.
        max_requests: so many questions are asked at once; further ones wait.
        backoff_s: the pause before the second attempt, in seconds; twice that before the third.
    """

    url: str
    model: str
    api_key: str = field(default="", repr=False)
    connect_timeout_s: float = 10.0
    max_requests: int = 64
    backoff_s: float = 0.5


class RemoteEngine:
    """Asks a cluster; closing the iterator closes the connection, by which the cluster cancels."""

    def __init__(self, server: ModelServer) -> None:
        """Get ready to ask; needs a running event loop, and connects at the first question."""
        self._server = server
        self._url = f"{server.url.rstrip('/')}/chat/completions"
        key = server.api_key
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=server.max_requests),
            # A balancer's sticky cookie would keep all threads on one machine.
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"Authorization": f"Bearer {key}"} if key else {},
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=server.connect_timeout_s),
        )

    @classmethod
    @asynccontextmanager
    async def open(cls, server: ModelServer) -> AsyncIterator[RemoteEngine]:
        """An engine that is closed at the end of the block."""
        engine = cls(server)
        try:
            yield engine
        finally:
            await engine.close()

    async def close(self) -> None:
        """Close all connections."""
        await self._session.close()

    async def generate(self, prompt: Prompt, params: SamplingParams) -> AsyncGenerator[Delta, None]:
        """Yield the answer piece by piece; see ``Engine``."""
        if not prompt.messages:
            raise EngineError("the prompt is empty")
        if params.max_new_tokens <= 0:
            yield Delta("", "length")
            return
        deadline = asyncio.get_running_loop().time() + params.timeout_s
        async with aclosing(self._with_retries(prompt, params)) as deltas:
            ended = False
            while not ended:
                delta = await _next(deltas, deadline)
                ended = delta.finish_reason is not None
                yield delta

    def read_ahead(self, prompt: Prompt, params: SamplingParams) -> None:
        """Nothing: a cluster's time is not known to be idle here."""

    async def _with_retries(
        self, prompt: Prompt, params: SamplingParams
    ) -> AsyncGenerator[Delta, None]:
        """The answer; as long as nothing of it has come, up to three attempts are made."""
        begun = False
        for pause_s in (self._server.backoff_s, 2 * self._server.backoff_s, None):
            try:
                async with aclosing(self._attempt(prompt, params)) as deltas:
                    async for delta in deltas:
                        begun = True
                        yield delta
                return
            except _UnavailableError as error:
                if begun:
                    raise EngineError(f"the answer was cut off in the middle: {error}") from error
                asked_s = error.retry_after_s
                if pause_s is None or (asked_s is not None and asked_s > _LONGEST_PAUSE_S):
                    raise  # whoever asked is told now, not after minutes of silence
                await asyncio.sleep(pause_s if asked_s is None else asked_s)

    async def _attempt(self, prompt: Prompt, params: SamplingParams) -> AsyncGenerator[Delta, None]:
        events = EventReader()
        async with self._asked(prompt, params) as content:
            async for chunk in content.iter_any():
                for data in events.step(chunk):
                    delta = read_delta(data, self._server.api_key)
                    if delta.text or delta.finish_reason:
                        yield delta
                    if delta.finish_reason:
                        return
        raise EngineError("the model server ended the stream before the answer's end")

    @asynccontextmanager
    async def _asked(
        self, prompt: Prompt, params: SamplingParams
    ) -> AsyncIterator[aiohttp.StreamReader]:
        try:
            async with self._session.post(
                self._url,
                json=request_body(self._server.model, prompt, params),
                headers=routing_headers(prompt.thread),
                allow_redirects=False,  # questions go where the settings say, nowhere else
            ) as response:
                if response.status != 200:
                    raise await self._refusal(response)
                if response.content_type != "text/event-stream":
                    raise EngineError(
                        f"the model server answered with {response.content_type} where a stream "
                        "was asked for: TERMWISE_REMOTE_URL must be the API's root, such as "
                        "http://router:8000/v1"
                    )
                yield response.content
        except (aiohttp.ClientConnectionError, aiohttp.ClientPayloadError) as error:
            raise _UnavailableError(
                f"the connection to the model server failed: {error}"
            ) from error
        except aiohttp.ClientError as error:
            raise EngineError(f"the model server cannot be asked: {error}") from error

    async def _refusal(self, response: aiohttp.ClientResponse) -> EngineError:
        body = await response.text(encoding="utf-8", errors="replace")
        message = server_message(body, self._server.api_key)
        sentence = f"the model server answered {response.status}: {message}"
        if response.status not in _BUSY:
            return EngineError(sentence)
        return _UnavailableError(sentence, response.headers.get("Retry-After", ""))


class _UnavailableError(EngineError):
    """The server may well answer in a moment."""

    def __init__(self, sentence: str, retry_after: str = "") -> None:
        super().__init__(sentence)
        # The header may also name a date; our own pause then serves as well.
        seconds = re.fullmatch(r"[0-9]{1,6}", retry_after)
        self.retry_after_s = float(seconds[0]) if seconds else None


async def _next(deltas: AsyncGenerator[Delta, None], deadline: float) -> Delta:
    # The scope must not span a yield: it would cancel whatever the listener does meanwhile.
    try:
        async with asyncio.timeout_at(deadline):
            return await anext(deltas)
    except TimeoutError:
        return Delta("", "timed_out")
