from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from aiohttp import ClientConnectionError, ClientSession
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.faults import Faults
from bot.playground.slack import SlackStandIn
from tests.playground.control_client import ControlClient

ErrorOf = Callable[[Awaitable[Any]], Awaitable[str]]


async def post(client: AsyncWebClient, text: str = "a") -> Any:
    return await client.chat_postMessage(channel="C0GENERAL", text=text)


async def set_rule(control: ControlClient, **rule: Any) -> None:
    await control.post("faults", rules=[{"method": "chat.postMessage", "times": 1} | rule])


@pytest.mark.parametrize(
    ("kind", "header"), [("429", "7"), ("429_no_header", None), ("429_bad_header", "soon")]
)
async def test_too_many_requests_come_with_or_without_a_usable_header(
    client: AsyncWebClient, control: ControlClient, kind: str, header: str | None
) -> None:
    await set_rule(control, kind=kind, retry_after=7)
    with pytest.raises(SlackApiError) as caught:
        await post(client)
    response = caught.value.response
    assert (response.status_code, response["error"]) == (429, "ratelimited")
    assert response.headers.get("Retry-After") == header
    assert (await post(client))["ok"]


@pytest.mark.parametrize(("kind", "status"), [("500", 500), ("html", 200)])
@pytest.mark.parametrize("after_store", [False, True])
async def test_an_answer_of_html_leaves_open_whether_it_was_stored(
    slack: SlackStandIn,
    session: ClientSession,
    control: ControlClient,
    kind: str,
    status: int,
    after_store: bool,
) -> None:
    await set_rule(control, kind=kind, after_store=after_store)
    async with session.post(
        f"{slack.api_url}chat.postMessage",
        json={"channel": "C0GENERAL", "text": "a"},
        headers={"Authorization": f"Bearer {slack.bot_token}"},
    ) as response:
        assert (response.status, response.content_type) == (status, "text/html")
    assert len(await control.messages()) == int(after_store)


async def test_a_dropped_call_is_stored(client: AsyncWebClient, control: ControlClient) -> None:
    await set_rule(control, kind="drop_after_store")
    with pytest.raises(ClientConnectionError):
        await post(client)
    assert len(await control.messages()) == 1


async def test_a_late_call_lands_after_its_connection_broke(
    client: AsyncWebClient, control: ControlClient
) -> None:
    await set_rule(control, kind="late_landing", seconds=0.1)
    with pytest.raises(ClientConnectionError):
        await post(client)
    assert await control.messages() == []
    await asyncio.sleep(0.2)
    assert len(await control.messages()) == 1


async def test_a_delayed_call_answers_late(client: AsyncWebClient, control: ControlClient) -> None:
    await set_rule(control, kind="delay", seconds=0.1)
    before = asyncio.get_running_loop().time()
    assert (await post(client))["ok"]
    assert asyncio.get_running_loop().time() - before >= 0.1


async def test_an_error_of_choice_is_answered_and_logged_as_a_fault(
    client: AsyncWebClient, control: ControlClient, error_of: ErrorOf
) -> None:
    await set_rule(control, kind="error", error="token_revoked")
    assert await error_of(post(client)) == "token_revoked"
    assert (await control.get("log"))[-1]["fault"] == "error"
    assert await control.messages() == []


async def test_a_rule_skips_calls_and_keeps_to_its_channel(
    client: AsyncWebClient, control: ControlClient, error_of: ErrorOf
) -> None:
    await set_rule(control, kind="error", channel="C0GENERAL", skip=1)
    assert (await client.chat_postMessage(channel="C0FINANCE", text="a"))["ok"]
    assert (await post(client))["ok"]
    assert await error_of(post(client)) == "fatal_error"


async def test_an_empty_wish_clears_every_fault(
    client: AsyncWebClient, control: ControlClient
) -> None:
    await set_rule(control, kind="error", times=None)
    await control.post("faults")
    assert (await post(client))["ok"]


async def test_an_unknown_fault_is_refused(control: ControlClient) -> None:
    for wish in ({"rules": [{"kind": "fire"}]}, {"rules": [{"kind": "500", "colour": "red"}]}):
        assert await control.refused("faults", **wish) == "invalid_arguments"
    wishes: list[dict[str, object]] = [
        {"events": {"sing": 1.0}},
        {"events": ["lose"]},
        {"rules": "429"},
        {"rules": [["429"]]},
        {"stream_lifetime": "long"},
        {"seed": {}},
        {"weather": "rain"},
    ]
    for odd in wishes:
        assert await control.refused("faults", **odd) == "invalid_arguments"


@pytest.fixture
async def limited() -> AsyncIterator[SlackStandIn]:
    stand_in = SlackStandIn()
    await stand_in.start(port=0)
    yield stand_in
    await stand_in.stop()


async def test_the_tiers_hold_until_they_are_switched_off(
    limited: SlackStandIn, session: ClientSession
) -> None:
    control = ControlClient(session, limited.url)
    client = AsyncWebClient(
        limited.bot_token, base_url=limited.api_url, session=session, retry_handlers=[]
    )
    for _ in range(10):
        await post(client)
    with pytest.raises(SlackApiError) as caught:
        await post(client)
    assert caught.value.response.headers["Retry-After"] == "1"
    await control.post("faults", rate_limits=False)
    assert (await post(client))["ok"]


def test_the_same_seed_spoils_the_same_calls() -> None:
    def spoilt() -> list[bool]:
        faults = Faults(stream_lifetime=300, rate_limits=True)
        faults.set({"seed": 7, "rules": [{"kind": "500", "probability": 0.5}]})
        return [faults.of_call("chat.update", {}) is not None for _ in range(50)]

    assert spoilt() == spoilt()
    assert {True, False} == set(spoilt())
