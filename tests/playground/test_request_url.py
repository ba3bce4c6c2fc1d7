from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs

import pytest
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.slack import SlackStandIn
from tests.playground.control_client import ControlClient, until

Json = dict[str, Any]


class Receiver:
    """The app's HTTP side: keeps each request and answers it with the next answer."""

    def __init__(self) -> None:
        self.requests: list[tuple[dict[str, str], str]] = []
        self.answers: list[web.Response] = []

    async def receive(self, request: web.Request) -> web.Response:
        self.requests.append((dict(request.headers), await request.text()))
        return self.answers.pop(0) if self.answers else web.Response()


async def served(app: web.Application) -> tuple[web.AppRunner, str]:
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner, f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"


@pytest.fixture
async def receiver(control: ControlClient) -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.add_routes([web.post("/slack/events", receiver.receive)])
    runner, url = await served(app)
    await control.post("delivery", mode="http", request_url=url)
    yield receiver
    await runner.cleanup()


async def test_every_request_is_signed(
    slack: SlackStandIn, control: ControlClient, receiver: Receiver
) -> None:
    await control.say("hi", channel="D0ALICE")
    await until(lambda: len(receiver.requests) == 1)
    ((headers, body),) = receiver.requests
    assert SignatureVerifier(slack.signing_secret).is_valid_request(body, headers)
    assert json.loads(body)["event"]["text"] == "hi"
    assert "X-Slack-Retry-Num" not in headers


async def test_a_failed_event_comes_again_and_says_why(
    control: ControlClient, receiver: Receiver
) -> None:
    receiver.answers = [web.Response(status=500)]
    await control.say("hi", channel="D0ALICE")
    await until(lambda: len(receiver.requests) == 2)
    (_, first), (headers, again) = receiver.requests
    assert (headers["X-Slack-Retry-Num"], headers["X-Slack-Retry-Reason"]) == ("1", "http_error")
    assert first == again


async def test_a_command_is_a_form_and_its_answer_is_shown(
    control: ControlClient, receiver: Receiver
) -> None:
    receiver.answers = [web.Response(text="定义如下"), web.json_response({"text": "json"})]
    wish = {"channel": "C0GENERAL", "user": "U0ALICE", "command": "/term", "text": "ROE"}
    await control.post("command", **wish)
    await control.post("command", **wish)
    form = parse_qs(receiver.requests[0][1])
    assert (form["command"], form["text"]) == (["/term"], ["ROE"])
    assert [m["text"] for m in await control.messages()] == ["定义如下", "json"]


async def test_an_app_that_fails_a_command_is_told_to_the_person(
    control: ControlClient, receiver: Receiver
) -> None:
    receiver.answers = [web.Response(status=500)]
    wish = {"channel": "C0GENERAL", "user": "U0ALICE", "command": "/term", "text": "ROE"}
    assert await control.refused("command", **wish) == "dispatch_failed"


async def test_a_bolt_app_accepts_events_commands_and_actions(
    slack: SlackStandIn, client: AsyncWebClient, control: ControlClient
) -> None:
    seen: list[str] = []
    app = AsyncApp(client=client, signing_secret=slack.signing_secret)

    async def mention(event: Json) -> None:
        seen.append(event["text"])

    async def message() -> None:
        seen.append("message")

    async def term(ack: Any, command: Json) -> None:
        await ack(f"{command['text']} is ...")

    app.event("app_mention")(mention)
    app.event("message")(message)
    app.command("/term")(term)
    runner, url = await served(app.web_app(path="/slack/events"))
    await control.post("delivery", mode="http", request_url=url)
    await control.say("@termwise hi")
    await until(lambda: len(seen) == 2)
    wish = {"channel": "C0GENERAL", "user": "U0ALICE", "command": "/term", "text": "ROE"}
    await control.post("command", **wish)
    assert set(seen) == {"<@U0TERMWISE> hi", "message"}
    assert (await control.messages())[-1]["text"] == "ROE is ..."
    await asyncio.sleep(0)
    await runner.cleanup()


async def test_an_unknown_way_of_delivery_is_refused(control: ControlClient) -> None:
    assert await control.refused("delivery", mode="pigeon") == "invalid_arguments"
    assert await control.refused("delivery", mode="http") == "invalid_arguments"
