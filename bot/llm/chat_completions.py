"""The chat completions API as vLLM and SGLang speak it: what is asked, and what comes back.

https://docs.vllm.ai/en/stable/serving/openai_compatible_server.html names what vLLM adds to
OpenAI's API: ``top_k``, ``repetition_penalty`` and ``cache_salt`` in a request, ``stop_reason`` in
an answer. SGLang calls the last one ``matched_stop``.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from bot.errors import EngineError
from bot.llm.sequence import Delta, FinishReason, Prompt, SamplingParams

_LONGEST_MESSAGE = 200  # characters


def request_body(model: str, prompt: Prompt, params: SamplingParams) -> dict[str, Any]:
    """The body that asks for a streamed answer.

    Args:
        model: the served model's name; the adapter's goes before it, as a server lists each
            adapter as a model of its own.
        prompt: its messages are sent, not its token ids.
        params: how tokens are chosen.
    """
    optional = {
        "stop": [one for one in params.stop if one],
        "cache_salt": prompt.cache_salt,
    }
    return {
        "model": params.adapter or model,
        "messages": [{"role": one.role, "content": one.content} for one in prompt.messages],
        "stream": True,
        "temperature": params.temperature,
        "top_p": params.top_p,
        # Left out, a server takes what the model's own files advise; -1 is no limit.
        "top_k": params.top_k or -1,
        "repetition_penalty": params.repetition_penalty,
        "max_tokens": params.max_new_tokens,
        **{name: value for name, value in optional.items() if value},
        **({} if params.seed is None else {"seed": params.seed}),
    }


def routing_headers(thread: str) -> dict[str, str]:
    """The headers by which a router sends a thread to where its prefix is cached.

    ``X-Session-ID`` is the vLLM router's (policy ``consistent_hash``), and its production stack's
    where ``--session-key`` says so; ``X-SMG-Routing-Key`` is SGLang's.

    Args:
        thread: names the conversation; it is hashed, as routers log their headers.
    """
    if not thread:
        return {}
    key = hashlib.sha256(thread.encode()).hexdigest()[:32]
    return {"X-Session-ID": key, "X-SMG-Routing-Key": key}


def read_delta(data: str, secret: str) -> Delta:
    """Read one event of the stream.

    Args:
        data: the event's data.
        secret: must not be repeated in an error.

    Raises:
        EngineError: it is malformed, or the server says that something went wrong.
    """
    if data == "[DONE]":
        return Delta("", "finished")
    match _parsed(data):
        case {"choices": []}:  # how many tokens were used
            return Delta("")
        case {"choices": [{"delta": {**said}, **choice}, *_]} if isinstance(
            text := said.get("content") or "", str
        ):
            return Delta(text, _finish_reason(choice))
        case {"error": _} | {"object": "error"}:
            raise EngineError(f"the model server failed: {server_message(data, secret)}")
    raise EngineError("the model server sent an event that is not a piece of an answer")


def server_message(body: str, secret: str) -> str:
    """What a server says went wrong: one line of at most 200 characters.

    Args:
        body: JSON of one of the usual shapes, or plain text.
        secret: is replaced wherever it occurs.
    """
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):  # a proxy's page
        said = None
    match said:
        case {"error": {"message": str(message)}}:
            text = message
        case {"error": str(message)} | {"message": str(message)} | {"detail": str(message)}:
            text = message
        case _:
            text = body
    line = next(iter(text.strip().splitlines()), "")
    return (line.replace(secret, "***") if secret else line)[:_LONGEST_MESSAGE]


def _parsed(data: str) -> object:
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise EngineError("the model server sent an event that is not JSON") from error


def _finish_reason(choice: dict[object, object]) -> FinishReason | None:
    match choice.get("finish_reason"):
        case None:
            return None
        case "length":
            return "length"
        case "stop":
            # A string names the stop string; a number, the token that ends an answer.
            stop = choice.get("stop_reason", choice.get("matched_stop"))
            return "stopped" if isinstance(stop, str) else "finished"
        case other:
            raise EngineError(f"the model server ended the answer: {str(other)[:_LONGEST_MESSAGE]}")
