"""Modals of a real Bolt app over Socket Mode."""

from __future__ import annotations

from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.playground.control_client import ControlClient

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


MENU: Json = {
    "type": "static_select",
    "action_id": "field",
    "options": [{"text": plain("Finance"), "value": "finance"}],
}
MODAL: Json = {
    "type": "modal",
    "callback_id": "define",
    "title": plain("Define"),
    "submit": plain("Save"),
    "blocks": [
        {
            "type": "input",
            "block_id": "name",
            "label": plain("Name"),
            "element": {"type": "plain_text_input", "action_id": "text"},
        },
        {
            "type": "input",
            "block_id": "field",
            "optional": True,
            "label": plain("Field"),
            "element": MENU,
        },
    ],
}


async def command(control: ControlClient, text: str = "ROE") -> None:
    wish = {"channel": "C0GENERAL", "user": "U0ALICE", "command": "/term", "text": text}
    await control.post("command", **wish)


async def open_modal(app: AsyncApp, control: ControlClient) -> Json:
    async def term(ack: Any, client: AsyncWebClient, command: Json) -> None:
        await client.views_open(trigger_id=command["trigger_id"], view=MODAL)
        await ack()

    app.command("/term")(term)
    await command(control)
    (view,) = await control.get("views/U0ALICE")
    return dict(view)


async def test_a_modal_carries_what_was_entered_and_closes(
    app: AsyncApp, control: ControlClient
) -> None:
    states: list[Json] = []

    async def define(ack: Any, view: Json) -> None:
        states.append(view["state"]["values"])
        await ack()

    app.view("define")(define)
    view = await open_modal(app, control)
    entered = {"name": {"text": "ROE"}, "field": {"field": "finance"}}
    await control.post("interact", user="U0ALICE", view_id=view["id"], submit=entered)
    assert states[0]["name"]["text"] == {"type": "plain_text_input", "value": "ROE"}
    assert states[0]["field"]["field"]["selected_option"]["value"] == "finance"
    assert await control.get("views/U0ALICE") == []


async def test_an_empty_required_field_never_reaches_the_app(
    app: AsyncApp, control: ControlClient
) -> None:
    view = await open_modal(app, control)
    answer = await control.post("interact", user="U0ALICE", view_id=view["id"], submit={})
    assert answer["response_action"] == "errors"
    assert list(answer["errors"]) == ["name"]


async def test_the_apps_complaints_leave_the_modal_open(
    app: AsyncApp, control: ControlClient
) -> None:
    async def define(ack: Any) -> None:
        await ack(response_action="errors", errors={"name": "taken"})

    app.view("define")(define)
    view = await open_modal(app, control)
    wish = {"user": "U0ALICE", "view_id": view["id"], "submit": {"name": {"text": "ROE"}}}
    assert (await control.post("interact", **wish))["errors"] == {"name": "taken"}
    assert len(await control.get("views/U0ALICE")) == 1


@pytest.mark.parametrize(("action", "titles"), [("update", ["Next"]), ("push", ["Define", "Next"])])
async def test_a_submission_can_lead_to_another_modal(
    app: AsyncApp, control: ControlClient, action: str, titles: list[str]
) -> None:
    async def define(ack: Any) -> None:
        await ack(response_action=action, view=MODAL | {"title": plain("Next")})

    app.view("define")(define)
    view = await open_modal(app, control)
    wish = {"user": "U0ALICE", "view_id": view["id"], "submit": {"name": {"text": "ROE"}}}
    await control.post("interact", **wish)
    views = await control.get("views/U0ALICE")
    assert [view["title"]["text"] for view in views] == titles


async def test_a_closed_modal_is_told_if_the_app_asked_for_it(
    app: AsyncApp, control: ControlClient
) -> None:
    closed: list[str] = []

    async def on_close(ack: Any, view: Json) -> None:
        closed.append(view["callback_id"])
        await ack()

    app.view_closed("define")(on_close)
    watched = MODAL | {"notify_on_close": True}

    async def term(ack: Any, client: AsyncWebClient, command: Json) -> None:
        await client.views_open(trigger_id=command["trigger_id"], view=watched)
        await ack()

    app.command("/term")(term)
    await command(control)
    (view,) = await control.get("views/U0ALICE")
    await control.post("interact", user="U0ALICE", view_id=view["id"], close=True)
    assert closed == ["define"]
    assert await control.get("views/U0ALICE") == []


async def test_a_picker_that_nobody_touched_holds_what_it_was_filled_in_with(
    app: AsyncApp, client: AsyncWebClient, control: ControlClient
) -> None:
    states: list[Json] = []
    pickers = {
        "owner": {"type": "users_select", "action_id": "input", "initial_user": "U0LILEI"},
        "day": {"type": "datepicker", "action_id": "input", "initial_date": "2030-01-31"},
    }

    async def define(ack: Any, view: Json) -> None:
        states.append(view["state"]["values"])
        await ack()

    app.view("define")(define)
    view = await open_modal(app, control)
    blocks = [
        {"type": "input", "block_id": part, "label": plain(part), "element": element}
        for part, element in pickers.items()
    ]
    kept = {key: MODAL[key] for key in ("type", "callback_id", "title", "submit")}
    await client.views_update(view_id=view["id"], view=kept | {"blocks": blocks})
    await control.post("interact", user="U0ALICE", view_id=view["id"], submit={})
    (state,) = states
    assert state["owner"]["input"]["selected_user"] == "U0LILEI"
    assert state["day"]["input"]["selected_date"] == "2030-01-31"
