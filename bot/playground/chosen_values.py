"""What a person entered or chose in an element, as payloads carry it."""

from __future__ import annotations

from bot.playground.blocks import interactive_elements
from bot.playground.refusals import Refusal
from bot.playground.workspace import Json

_ONE_OPTION = frozenset({"static_select", "overflow", "radio_buttons"})
_MANY_OPTIONS = frozenset({"checkboxes", "multi_static_select"})
_PICKED = {
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
}


def action_of(block: Json, element: Json, value: object) -> Json:
    """The action of using an element.

    Args:
        block: the block that the element stands in.
        element: a button, menu, ...
        value: what was entered or chosen: an option's value (a list of them where several can
            be), a text, ``positive`` or ``negative`` or the button's own value for feedback.

    Raises:
        Refusal: ``option_not_found``.
    """
    kind = element["type"]
    action: Json = {"type": kind, "action_id": element["action_id"], "block_id": block["block_id"]}
    if kind == "feedback_buttons":
        return action | {"value": _feedback(element, value)}
    if kind in ("button", "icon_button"):
        return action | {key: element[key] for key in ("text", "value") if key in element}
    return action | entered_value(element, value)


def entered_value(element: Json, value: object) -> Json:
    """The fields that hold what was entered or chosen, besides the type.

    Raises:
        Refusal: ``option_not_found``.
    """
    kind = element["type"]
    if kind in _ONE_OPTION:
        return {"selected_option": None if value is None else _option(element, value)}
    if kind in _MANY_OPTIONS:
        chosen = value if isinstance(value, list) else [] if value is None else [value]
        return {"selected_options": [_option(element, one) for one in chosen]}
    return {_PICKED.get(kind, "value"): value}


def state_of(blocks: list[Json], entered: Json) -> Json:
    """``state.values``: what stands in every input now.

    Args:
        blocks: of the view or message.
        entered: ``{block_id: {action_id: value}}``; what is missing has its initial value.
    """
    values: Json = {}
    for block, element in interactive_elements(blocks):
        if element["type"] in ("button", "icon_button", "feedback_buttons", "overflow"):
            continue
        value = entered.get(block["block_id"], {}).get(element["action_id"], _initial(element))
        shown = {"type": element["type"]} | entered_value(element, value)
        values.setdefault(block["block_id"], {})[element["action_id"]] = shown
    return values


def missing_inputs(blocks: list[Json], entered: Json) -> list[str]:
    """The ids of input blocks that must be filled and are not."""
    return [
        block["block_id"]
        for block, element in interactive_elements(blocks)
        if block["type"] == "input"
        and not block.get("optional")
        and not entered.get(block["block_id"], {}).get(element["action_id"], _initial(element))
    ]


def _initial(element: Json) -> object:
    if "initial_options" in element:
        return [option["value"] for option in element["initial_options"]]
    if "initial_option" in element:
        return element["initial_option"]["value"]
    picked = _PICKED.get(element["type"], "").replace("selected", "initial")
    return element.get(picked, element.get("initial_value"))


def _option(element: Json, value: object) -> Json:
    groups = element.get("option_groups", [])
    options = [*element.get("options", []), *(o for group in groups for o in group["options"])]
    for option in options:
        if option["value"] == value:
            return dict(option)
    raise Refusal("option_not_found")


def _feedback(element: Json, value: object) -> str:
    buttons = {name: element[f"{name}_button"]["value"] for name in ("positive", "negative")}
    chosen = buttons.get(str(value), value)
    if chosen not in buttons.values():
        raise Refusal("option_not_found")
    return str(chosen)
