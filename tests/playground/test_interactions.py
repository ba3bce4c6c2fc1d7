"""Commands, buttons and shortcuts of a real Bolt app over Socket Mode."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import socket_mode
from tests.playground.control_client import ControlClient, until

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


MENU: Json = {
    "type": "static_select",
    "action_id": "field",
    "options": [{"text": plain("Finance"), "value": "finance"}],
}
BLOCKS: list[Json] = [
    {
        "type": "actions",
        "block_id": "row",
        "elements": [
            {"type": "button", "action_id": "again", "text": plain("Again"), "value": "7"},
            MENU,
        ],
    },
    {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "answer_feedback",
                "positive_button": {"text": plain("Good"), "value": "good"},
                "negative_button": {"text": plain("Bad"), "value": "bad"},
            }
        ],
    },
]


async def command(control: ControlClient, text: str = "ROE") -> None:
    wish = {"channel": "C0GENERAL", "user": "U0ALICE", "command": "/term", "text": text}
    await control.post("command", **wish)


async def test_a_command_is_answered_to_its_user_alone(
    app: AsyncApp, control: ControlClient
) -> None:
    async def term(ack: Any, respond: Any, command: Json) -> None:
        await ack("at once")
        await respond(f"{command['command']} {command['text']} in {command['channel_name']}")

    app.command("/term")(term)
    await command(control, "a < b")
    messages = await control.messages()
    assert [(m["text"], m["visible_to"]) for m in messages] == [
        ("/term a &lt; b in general", "U0ALICE"),
        ("at once", "U0ALICE"),
    ]


async def test_a_command_can_be_answered_to_everybody(
    app: AsyncApp, control: ControlClient
) -> None:
    async def term(ack: Any, respond: Any) -> None:
        await ack()
        await respond("ROE is ...", response_type="in_channel")

    app.command("/term")(term)
    await command(control)
    (message,) = await control.messages()
    assert "visible_to" not in message


async def test_a_sixth_answer_is_refused(app: AsyncApp, control: ControlClient) -> None:
    answers: list[tuple[int, str]] = []

    async def term(ack: Any, respond: Any) -> None:
        await ack()
        for n in range(6):
            answer = await respond(str(n))
            answers.append((answer.status_code, answer.body))

    app.command("/term")(term)
    await command(control)
    await until(lambda: len(answers) == 6)
    assert answers == [(200, "ok")] * 5 + [(404, "used_url")]


async def test_a_silent_app_times_out(
    app: AsyncApp, control: ControlClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket_mode, "ACK_TIMEOUT", 0.1)
    wish = {"channel": "C0GENERAL", "user": "U0ALICE", "command": "/unknown", "text": ""}
    assert await control.refused("command", **wish) == "operation_timeout"


async def test_a_press_on_a_button_carries_its_value_and_can_change_the_message(
    app: AsyncApp, client: AsyncWebClient, control: ControlClient
) -> None:
    bodies: list[Json] = []

    async def again(ack: Any, respond: Any, body: Json) -> None:
        bodies.append(body)
        await respond("asked again", replace_original=True)
        await ack()

    app.action("again")(again)
    posted = await client.chat_postMessage(channel="C0GENERAL", text="a", blocks=BLOCKS)
    wish = {"channel": "C0GENERAL", "user": "U0ALICE", "message_ts": posted["ts"]}
    await control.post("interact", action_id="again", **wish)
    (body,) = bodies
    action = body["actions"][0]
    assert (action["type"], action["value"], action["block_id"]) == ("button", "7", "row")
    assert body["message"]["ts"] == body["container"]["message_ts"] == posted["ts"]
    assert (body["user"]["id"], body["channel"]["id"]) == ("U0ALICE", "C0GENERAL")
    changed = await control.message(posted["ts"])
    assert (changed["text"], "blocks" in changed) == ("asked again", False)


@pytest.mark.parametrize("value", ["negative", "bad"])
async def test_feedback_is_one_of_its_two_buttons(
    app: AsyncApp, client: AsyncWebClient, control: ControlClient, value: str
) -> None:
    actions: list[Json] = []

    async def feedback(ack: Any, action: Json) -> None:
        actions.append(action)
        await ack()

    app.action("answer_feedback")(feedback)
    posted = await client.chat_postMessage(channel="C0GENERAL", text="a", blocks=BLOCKS)
    wish = {"channel": "C0GENERAL", "user": "U0ALICE", "message_ts": posted["ts"]}
    await control.post("interact", action_id="answer_feedback", value=value, **wish)
    assert (actions[0]["type"], actions[0]["value"]) == ("feedback_buttons", "bad")


async def test_what_is_not_there_cannot_be_used(
    client: AsyncWebClient, control: ControlClient, app: AsyncApp
) -> None:
    posted = await client.chat_postMessage(channel="C0GENERAL", text="a", blocks=BLOCKS)
    wish = {"channel": "C0GENERAL", "user": "U0ALICE", "message_ts": posted["ts"]}
    assert await control.refused("interact", action_id="no", **wish) == "action_not_found"
    error = await control.refused("interact", action_id="field", value="law", **wish)
    assert error == "option_not_found"
    wish["message_ts"] = "1.000001"
    assert await control.refused("interact", action_id="again", **wish) == "message_not_found"


async def test_an_ephemeral_message_is_replaced_and_deleted_by_its_buttons(
    app: AsyncApp, control: ControlClient
) -> None:
    async def term(ack: Any, respond: Any) -> None:
        await ack()
        await respond("first", blocks=BLOCKS)

    async def again(ack: Any, respond: Any) -> None:
        await ack()
        await respond("second", blocks=BLOCKS, replace_original=True)

    async def field(ack: Any, respond: Any) -> None:
        await ack()
        await respond(delete_original=True)

    app.command("/term")(term)
    app.action("again")(again)
    app.action("field")(field)
    await command(control)
    await asyncio.sleep(0.05)
    (first,) = await control.messages()
    wish = {"channel": "C0GENERAL", "message_ts": first["ts"]}
    stranger = control.refused("interact", user="U0LILEI", action_id="again", **wish)
    assert await stranger == "message_not_found"
    await control.post("interact", user="U0ALICE", action_id="again", **wish)
    await asyncio.sleep(0.05)
    (second,) = await control.messages()
    assert (second["text"], second["ts"]) == ("second", first["ts"])
    await control.post("interact", user="U0ALICE", action_id="field", value="finance", **wish)
    await asyncio.sleep(0.05)
    assert await control.messages() == []


async def test_a_press_on_what_only_one_person_sees_carries_no_message(
    app: AsyncApp, client: AsyncWebClient, control: ControlClient
) -> None:
    bodies: list[Json] = []

    async def again(ack: Any, body: Json) -> None:
        bodies.append(body)
        await ack()

    app.action("again")(again)
    await client.chat_postEphemeral(
        channel="C0GENERAL", user="U0ALICE", text="for you", blocks=BLOCKS
    )
    (message,) = await control.messages()
    wish = {"user": "U0ALICE", "channel": "C0GENERAL", "action_id": "again"}
    await control.post("interact", message_ts=message["ts"], **wish)
    (body,) = bodies
    assert "message" not in body
    assert body["container"]["is_ephemeral"] is True
    assert body["container"]["message_ts"] == message["ts"]


async def test_a_message_shortcut_carries_the_message(
    app: AsyncApp, control: ControlClient
) -> None:
    texts: list[str] = []

    async def explain(ack: Any, shortcut: Json) -> None:
        texts.append(shortcut["message"]["text"])
        await ack()

    app.shortcut("explain")(explain)
    wish = {"channel": "C0GENERAL", "user": "U0ALICE", "callback_id": "explain"}
    await control.post("shortcut", message_ts=await control.say("ROE up"), **wish)
    assert texts == ["ROE up"]


async def test_opening_the_home_tab_and_publishing_it(
    app: AsyncApp, control: ControlClient
) -> None:
    async def opened(event: Json, client: AsyncWebClient) -> None:
        home = {"type": "home", "blocks": [{"type": "header", "text": plain(event["tab"])}]}
        await client.views_publish(user_id=event["user"], view=home)

    app.event("app_home_opened")(opened)
    assert await control.get("home/U0ALICE") is None
    await control.post("open-home", user="U0ALICE")
    await asyncio.sleep(0.1)
    view = await control.get("home/U0ALICE")
    assert view["blocks"][0]["text"]["text"] == "home"


async def test_stop_is_told_with_the_streams_that_it_ended(
    app: AsyncApp, client: AsyncWebClient, control: ControlClient
) -> None:
    events: list[Json] = []

    async def stopped(event: Json) -> None:
        events.append(event)

    app.event("agent_session_stopped")(stopped)
    thread_ts = await control.say("ROE?", channel="D0ALICE")
    stream = await client.chat_startStream(channel="D0ALICE", thread_ts=thread_ts)
    await client.agents_sessions_setStatus(
        channel_id="D0ALICE", thread_ts=thread_ts, status="processing"
    )
    await control.post("stop", channel="D0ALICE", user="U0ALICE", thread_ts=thread_ts)
    await until(lambda: bool(events))
    told = {key: events[0][key] for key in ("channel", "thread_ts", "user")}
    assert told == {"channel": "D0ALICE", "thread_ts": thread_ts, "user": "U0ALICE"}
    assert events[0]["streaming_message_ts"] == [stream["ts"]]
