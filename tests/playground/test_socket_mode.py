from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType, WSServerHandshakeError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import socket_mode
from bot.playground.slack import SlackStandIn
from tests.playground.control_client import ControlClient, until

Json = dict[str, Any]
Connect = Callable[[], Awaitable[ClientWebSocketResponse]]


@pytest.fixture
async def connect(
    slack: SlackStandIn, session: ClientSession, client: AsyncWebClient
) -> AsyncIterator[Connect]:
    """Opens bare connections, which acknowledge nothing by themselves."""
    opened: list[ClientWebSocketResponse] = []

    async def connect() -> ClientWebSocketResponse:
        url = (await client.apps_connections_open(app_token=slack.app_token))["url"]
        opened.append(await session.ws_connect(url, autoping=False))
        return opened[-1]

    yield connect
    for socket in opened:
        await socket.close()


async def acknowledge(socket: ClientWebSocketResponse) -> Json:
    """Take the next envelope and acknowledge it."""
    envelope: Json = await socket.receive_json(timeout=2)
    await socket.send_json({"envelope_id": envelope["envelope_id"]})
    return envelope


@asynccontextmanager
async def listening(
    slack: SlackStandIn, client: AsyncWebClient
) -> AsyncIterator[list[SocketModeRequest]]:
    """Slack's own Socket Mode client, which acknowledges what it gets."""
    seen: list[SocketModeRequest] = []

    async def listen(socket: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        seen.append(request)
        await socket.send_socket_mode_response(SocketModeResponse(request.envelope_id))

    socket = SocketModeClient(slack.app_token, web_client=client, ping_interval=0.1)
    socket.socket_mode_request_listeners.append(listen)
    await socket.connect()
    yield seen
    await socket.close()
    # The SDK cancels its tasks on close but does not wait until they are gone.
    await asyncio.sleep(0)


async def test_hello_tells_the_number_of_connections(connect: Connect) -> None:
    first = await (await connect()).receive_json()
    second = await (await connect()).receive_json()
    assert (first["type"], first["num_connections"], second["num_connections"]) == ("hello", 1, 2)
    assert first["connection_info"] == {"app_id": "A0TERMWISE"}


async def test_a_ping_comes_back_as_it_was(connect: Connect) -> None:
    socket = await connect()
    await socket.receive_json()
    await socket.ping(b"sdk-ping-pong:1.5")
    pong = await socket.receive()
    assert (pong.type, pong.data) == (WSMsgType.PONG, b"sdk-ping-pong:1.5")


async def test_an_unknown_ticket_opens_nothing(slack: SlackStandIn, session: ClientSession) -> None:
    with pytest.raises(WSServerHandshakeError, match="403"):
        await session.ws_connect(f"{slack.url}/socket-mode?ticket=guessed")


async def test_an_eleventh_connection_is_sent_away(connect: Connect) -> None:
    for _ in range(10):
        await connect()
    goodbye = await (await connect()).receive_json()
    assert (goodbye["type"], goodbye["reason"]) == ("disconnect", "too_many_websockets")


async def test_a_mention_comes_as_two_events_with_one_ts(
    connect: Connect, control: ControlClient
) -> None:
    socket = await connect()
    await socket.receive_json()
    ts = await control.say("@termwise ROE?")
    payloads = [(await acknowledge(socket))["payload"] for _ in range(2)]
    events = {payload["event"]["type"]: payload["event"] for payload in payloads}
    assert set(events) == {"app_mention", "message"}
    assert {event["ts"] for event in events.values()} == {ts}
    assert len({payload["event_id"] for payload in payloads}) == 2
    assert events["message"]["channel_type"] == "channel"
    assert "channel_type" not in events["app_mention"]
    assert payloads[0]["authorizations"][0]["user_id"] == "U0TERMWISE"


async def test_each_envelope_goes_to_one_connection(
    connect: Connect, control: ControlClient
) -> None:
    sockets = [await connect(), await connect()]
    for socket in sockets:
        await socket.receive_json()
    for n in range(4):
        await control.say(str(n), channel="D0ALICE")
    texts = [
        (await acknowledge(socket))["payload"]["event"]["text"]
        for socket in sockets
        for _ in range(2)
    ]
    assert sorted(texts) == ["0", "1", "2", "3"]


async def test_an_event_without_an_ack_comes_again_with_the_same_id(
    connect: Connect, control: ControlClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket_mode, "ACK_TIMEOUT", 0.05)
    socket = await connect()
    await socket.receive_json()
    await control.say("hi", channel="D0ALICE")
    first = await socket.receive_json(timeout=2)
    again = await acknowledge(socket)
    assert first["payload"] == again["payload"]
    assert first["envelope_id"] != again["envelope_id"]
    assert (first["retry_attempt"], again["retry_attempt"]) == (0, 1)
    assert again["retry_reason"] == "timeout"


async def test_the_log_of_deliveries_tells_how_soon_each_was_acknowledged(
    connect: Connect, control: ControlClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket_mode, "ACK_TIMEOUT", 0.3)
    socket = await connect()
    await socket.receive_json()
    ts = await control.say("hi", channel="D0ALICE")
    await socket.receive_json(timeout=2)  # and no acknowledgement
    envelope: Json = await socket.receive_json(timeout=2)
    await asyncio.sleep(0.1)
    await socket.send_json({"envelope_id": envelope["envelope_id"]})
    await asyncio.sleep(0.1)
    silent, heard = await control.get("deliveries")
    assert (silent["attempt"], silent["acknowledged_after"]) == (0, None)
    assert (heard["attempt"], heard["type"], heard["ts"]) == (1, "message", ts)
    assert (heard["user"], heard["channel"]) == ("U0ALICE", "D0ALICE")
    assert 0.1 <= heard["acknowledged_after"] < 0.3
    await control.post("reset")
    assert await control.get("deliveries") == []


async def test_an_event_is_given_up_after_three_repetitions(
    connect: Connect, control: ControlClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket_mode, "ACK_TIMEOUT", 0.02)
    socket = await connect()
    await socket.receive_json()
    await control.say("hi", channel="D0ALICE")
    attempts = [(await socket.receive_json(timeout=2))["retry_attempt"] for _ in range(4)]
    assert attempts == [0, 1, 2, 3]
    with pytest.raises(TimeoutError):
        await socket.receive(timeout=0.3)


async def test_an_event_whose_socket_died_comes_to_the_next_one(
    connect: Connect, control: ControlClient
) -> None:
    dying = await connect()
    await dying.receive_json()
    await control.say("hi", channel="D0ALICE")
    lost = await dying.receive_json(timeout=2)
    await dying.close()
    socket = await connect()
    await socket.receive_json()
    again = await acknowledge(socket)
    assert again["payload"]["event_id"] == lost["payload"]["event_id"]
    assert again["retry_reason"] == "connection_failed"


async def test_an_event_waits_for_an_app_that_is_not_there_yet(
    connect: Connect, control: ControlClient
) -> None:
    await control.say("early", channel="D0ALICE")
    socket = await connect()
    await socket.receive_json()
    assert (await acknowledge(socket))["payload"]["event"]["text"] == "early"


async def test_what_is_no_acknowledgement_is_ignored(
    connect: Connect, control: ControlClient
) -> None:
    socket = await connect()
    await socket.receive_json()
    for noise in ("hello", "[]", '{"envelope_id": "unknown"}'):
        await socket.send_str(noise)
    await control.say("hi", channel="D0ALICE")
    assert (await acknowledge(socket))["payload"]["event"]["text"] == "hi"


async def test_the_sdks_client_reconnects_after_a_disconnect(
    slack: SlackStandIn, client: AsyncWebClient, control: ControlClient
) -> None:
    async with listening(slack, client) as seen:
        await control.say("one", channel="D0ALICE")
        await until(lambda: len(seen) == 1)
        await control.post("faults", disconnect=True)
        await control.say("two", channel="D0ALICE")
        await until(lambda: len(seen) == 2)
        assert [request.payload["event"]["text"] for request in seen] == ["one", "two"]


async def test_event_faults_duplicate_lose_and_unacknowledge(
    slack: SlackStandIn, client: AsyncWebClient, control: ControlClient
) -> None:
    async with listening(slack, client) as seen:
        for fault in ("lose", "duplicate", "drop_ack"):
            await control.post("faults", events={fault: 1.0})
            await control.say(fault, channel="D0ALICE")
            await asyncio.sleep(0.05)
        await until(lambda: len(seen) == 6)
        texts = [request.payload["event"]["text"] for request in seen]
        assert texts == ["duplicate"] * 2 + ["drop_ack"] * 4
        assert len({request.payload["event_id"] for request in seen}) == 2


async def test_reordered_events_come_in_another_order(
    slack: SlackStandIn, client: AsyncWebClient, control: ControlClient
) -> None:
    async with listening(slack, client) as seen:
        await control.post("faults", events={"reorder": 0.5}, seed=1)
        sent = [str(n) for n in range(12)]
        for text in sent:
            await control.say(text, channel="D0ALICE")
        await until(lambda: len(seen) == len(sent))
        texts = [request.payload["event"]["text"] for request in seen]
        assert texts != sent
        assert sorted(texts, key=int) == sent
