from __future__ import annotations

from typing import Any

import pytest

from bot.playground.feed import Feed
from bot.playground.refusals import Refusal
from bot.playground.triggers import Triggers
from bot.playground.views import Views
from bot.playground.workspace import Workspace

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


MODAL: Json = {"type": "modal", "title": plain("Define"), "blocks": [{"type": "divider"}]}
HOME: Json = {"type": "home", "blocks": [{"type": "divider"}]}
FIELD: Json = {
    "type": "input",
    "label": plain("Name"),
    "element": {"type": "plain_text_input"},
}


@pytest.fixture
def triggers() -> Triggers:
    return Triggers()


@pytest.fixture
def views(triggers: Triggers) -> Views:
    return Views(Workspace(), Feed(), triggers)


def refused(call: Any, **arguments: Any) -> str:
    with pytest.raises(Refusal) as caught:
        call(arguments)
    return caught.value.code


def test_a_trigger_opens_one_modal(views: Views, triggers: Triggers) -> None:
    trigger = triggers.new("U0ALICE")
    views.open({"trigger_id": trigger, "view": MODAL})
    again = refused(views.open, trigger_id=trigger, view=MODAL)
    assert again == "exchanged_trigger_id"
    assert refused(views.open, trigger_id="1.2.3", view=MODAL) == "invalid_trigger_id"
    assert refused(views.open, view=MODAL) == "invalid_arguments"


def test_a_trigger_lasts_three_seconds() -> None:
    times = iter([100.0, 103.1])
    triggers = Triggers(clock=lambda: next(times))
    trigger = triggers.new("U0ALICE")
    with pytest.raises(Refusal, match="expired_trigger_id"):
        triggers.exchange(trigger)


def test_a_fourth_modal_is_one_too_many(views: Views, triggers: Triggers) -> None:
    views.open({"trigger_id": triggers.new("U0ALICE"), "view": MODAL})
    for _ in range(2):
        views.push({"trigger_id": triggers.new("U0ALICE"), "view": MODAL})
    pushing = refused(views.push, trigger_id=triggers.new("U0ALICE"), view=MODAL)
    assert pushing == "push_limit_reached"
    stack = views.stacks["U0ALICE"]
    assert stack[1]["previous_view_id"] == stack[1]["root_view_id"] == stack[0]["id"]


def test_closing_shows_the_modal_below(views: Views, triggers: Triggers) -> None:
    views.open({"trigger_id": triggers.new("U0ALICE"), "view": MODAL})
    views.push({"trigger_id": triggers.new("U0ALICE"), "view": MODAL})
    views.close("U0ALICE")
    assert len(views.stacks["U0ALICE"]) == 1


def test_an_update_keeps_the_id_and_minds_the_hash(views: Views, triggers: Triggers) -> None:
    view = views.open({"trigger_id": triggers.new("U0ALICE"), "view": MODAL})["view"]
    updated = views.update({"view_id": view["id"], "hash": view["hash"], "view": MODAL})["view"]
    assert updated["id"] == view["id"]
    stale = refused(views.update, view_id=view["id"], hash=view["hash"], view=MODAL)
    assert stale == "hash_conflict"
    assert refused(views.update, view_id="V0NONE", view=MODAL) == "not_found"


def test_the_home_tab_keeps_its_id(views: Views) -> None:
    first = views.publish({"user_id": "U0ALICE", "view": HOME})["view"]
    second = views.publish({"user_id": "U0ALICE", "view": HOME})["view"]
    assert first["id"] == second["id"]
    assert views.find("U0ALICE", first["id"]) == second
    with pytest.raises(Refusal, match="view_not_found"):
        views.find("U0LILEI", first["id"])


@pytest.mark.parametrize(
    "change",
    [
        {"type": "home"},
        {"title": plain("x" * 25)},
        {"title": plain("")},
        {"submit": plain("x" * 25)},
        {"callback_id": "x" * 256},
        {"private_metadata": "x" * 3_001},
        {"blocks": [FIELD]},
    ],
)
def test_a_modal_beyond_its_limits_is_refused(
    views: Views, triggers: Triggers, change: Json
) -> None:
    opening = refused(views.open, trigger_id=triggers.new("U0ALICE"), view=MODAL | change)
    assert opening == "invalid_arguments"


def test_a_modal_holds_a_hundred_blocks(views: Views, triggers: Triggers) -> None:
    for count, accepted in ((100, True), (101, False)):
        view = MODAL | {"blocks": [{"type": "divider"}] * count}
        arguments = {"trigger_id": triggers.new("U0ALICE"), "view": view}
        if accepted:
            assert views.open(arguments)["view"]["id"]
        else:
            assert refused(views.open, **arguments) == "invalid_blocks"
