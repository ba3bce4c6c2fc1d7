"""The HTTP side of the Web API: who calls, with which arguments, and what can go wrong."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping

from aiohttp import web

from bot.playground.call_log import CallLog
from bot.playground.faults import FaultRule, Faults
from bot.playground.rate_limits import RateLimits
from bot.playground.refusals import Refusal
from bot.playground.workspace import Json

Method = Callable[[Json], Json]

_APP_LEVEL = frozenset({"apps.connections.open"})
_JSON_ARGUMENTS = frozenset({
    "attachments", "blocks", "chunks", "files", "loading_messages", "metadata", "prompts", "view",
})  # fmt: skip
_TEXT_ARGUMENTS = frozenset({"text", "markdown_text", "thread_ts", "ts", "cursor"})
_NOT_JSON = {"blocks": "invalid_blocks_format", "metadata": "invalid_metadata_format"}
_SCOPES = (
    "app_mentions:read,channels:history,groups:history,im:history,mpim:history,channels:read,"
    "groups:read,chat:write,commands,files:read,im:read,im:write,reactions:read,reactions:write,"
    "users:read,users:read.email,team:read,assistant:write"
)
_ERROR_PAGE = "<!DOCTYPE html><html><body><h1>Server Error</h1></body></html>"


class WebApi:
    """Answers ``/api/{method}``.

    Args:
        methods: what each method does; a method may refuse.
        bot_token: for every method but the app-level ones.
        app_token: for ``apps.connections.open``.
    """

    def __init__(
        self,
        methods: Mapping[str, Method],
        *,
        bot_token: str,
        app_token: str,
        faults: Faults,
        limits: RateLimits,
        log: CallLog,
    ) -> None:
        self._methods = methods
        self._bot_token = bot_token
        self._app_token = app_token
        self._faults = faults
        self._limits = limits
        self._log = log
        self._late: set[asyncio.Task[None]] = set()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One call, noted in the log."""
        method = request.match_info["method"]
        entry = self._log.add(method, {})
        try:
            arguments = await read_arguments(request)
            self._check_token(method, _token(request, arguments))
            entry["arguments"] = arguments
            fault = self._faults.of_call(method, arguments)
            response = await self._spoilt(request, fault, method, arguments, entry)
        except Refusal as refusal:
            response = _answer(entry, refusal.as_json())
        entry["status"] = response.status
        return response

    async def close(self) -> None:
        """Give up the calls that would have landed late."""
        for task in self._late:
            task.cancel()
        await asyncio.gather(*self._late, return_exceptions=True)

    def _check_token(self, method: str, token: str) -> None:
        if not token:
            raise Refusal("not_authed")
        if token not in (self._bot_token, self._app_token):
            raise Refusal("invalid_auth")
        if (token == self._app_token) != (method in _APP_LEVEL):
            raise Refusal("not_allowed_token_type")

    async def _spoilt(
        self,
        request: web.Request,
        fault: FaultRule | None,
        method: str,
        arguments: Json,
        entry: Json,
    ) -> web.Response:
        """The answer as the fault, if any, leaves it."""
        if fault is None:
            return self._call(method, arguments, entry)
        entry["fault"] = fault.kind
        match fault.kind:
            case "429" | "429_no_header" | "429_bad_header":
                return _rate_limited(entry, _retry_after_header(fault))
            case "error":
                raise Refusal(fault.error)
            case "delay":
                await asyncio.sleep(fault.seconds)
                return self._call(method, arguments, entry)
            case "500" | "html":
                if fault.after_store:
                    self._call(method, arguments, entry)
                status = 500 if fault.kind == "500" else 200
                return web.Response(status=status, text=_ERROR_PAGE, content_type="text/html")
            case "drop_after_store":
                response = self._call(method, arguments, entry)
            case "late_landing":
                response = web.Response()
                task = asyncio.create_task(self._land(fault.seconds, method, arguments, entry))
                self._late.add(task)
                task.add_done_callback(self._late.discard)
        if request.transport is not None:
            request.transport.abort()
        return response

    async def _land(self, seconds: float, method: str, arguments: Json, entry: Json) -> None:
        await asyncio.sleep(seconds)
        try:
            self._call(method, arguments, entry)
        except Refusal as refusal:
            entry["answer"] = refusal.as_json()

    def _call(self, method: str, arguments: Json, entry: Json) -> web.Response:
        if method not in self._methods:
            raise Refusal("unknown_method")
        wait = self._limits.seconds_to_wait(method, arguments) if self._faults.rate_limits else 0
        if wait:
            return _rate_limited(entry, {"Retry-After": str(wait)})
        return _answer(entry, {"ok": True} | self._methods[method](arguments))


async def read_arguments(request: web.Request) -> Json:
    """The arguments of a call: its query, and its form or JSON body; null is as good as absent.

    Raises:
        Refusal: ``invalid_json``, ``json_not_object``, or an argument is of the wrong type.
    """
    arguments: Json = dict(request.query)
    is_json = request.content_type == "application/json"
    arguments |= await _json_body(request) if is_json else dict(await request.post())
    for name in _JSON_ARGUMENTS & arguments.keys():
        if isinstance(arguments[name], str):
            try:
                arguments[name] = json.loads(arguments[name])
            except (ValueError, RecursionError) as error:
                code = _NOT_JSON.get(name, "invalid_arguments")
                raise Refusal(code, f"{name} is not JSON") from error
    for name in _TEXT_ARGUMENTS & arguments.keys():
        if not isinstance(arguments[name], str):
            raise Refusal("invalid_arguments", f"{name} must be a string")
    return arguments


async def _json_body(request: web.Request) -> Json:
    try:
        body = json.loads(await request.read() or b"{}")
    except (ValueError, RecursionError) as error:
        raise Refusal("invalid_json") from error
    if not isinstance(body, dict):
        raise Refusal("json_not_object")
    return {name: value for name, value in body.items() if value is not None}


def _token(request: web.Request, arguments: Json) -> str:
    """The token, taken out of the arguments so that it never stands in the log."""
    argument = str(arguments.pop("token", ""))
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token if kind == "Bearer" else argument


def _answer(entry: Json, body: Json) -> web.Response:
    entry["answer"] = body
    return web.json_response(body, headers={"X-OAuth-Scopes": _SCOPES})


def _rate_limited(entry: Json, headers: dict[str, str]) -> web.Response:
    entry["answer"] = {"ok": False, "error": "ratelimited"}
    return web.json_response(entry["answer"], status=429, headers=headers)


def _retry_after_header(fault: FaultRule) -> dict[str, str]:
    if fault.kind == "429_no_header":
        return {}
    return {"Retry-After": "soon" if fault.kind == "429_bad_header" else str(fault.retry_after)}
