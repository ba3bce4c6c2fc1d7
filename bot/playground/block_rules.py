"""What each kind of block and element must hold, and how long it may be.

Sources: https://docs.slack.dev/reference/block-kit/blocks and .../block-elements.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from bot.playground.workspace import Json


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong, and where inside the block (a JSON pointer)."""

    pointer: str
    text: str


Mistakes = Iterator[Mistake]
Rule = Callable[[Json], Mistakes]


def check_block(block: Json) -> Mistakes:
    """The mistakes in one block."""
    rule = _BLOCKS.get(str(block.get("type")))
    if rule is None:
        yield Mistake("/type", f"unsupported type: {block.get('type')}")
        return
    yield from _string(block, "block_id", 255, optional=True)
    yield from rule(block)


def _inside(pointer: str, mistakes: Mistakes) -> Mistakes:
    for mistake in mistakes:
        yield replace(mistake, pointer=pointer + mistake.pointer)


def _child(node: Json, key: str, rule: Rule) -> Mistakes:
    """The mistakes in the object under ``key``, which must be there."""
    value = node.get(key)
    if isinstance(value, dict):
        yield from _inside(f"/{key}", rule(value))
    else:
        yield Mistake(f"/{key}", f"missing required field: {key}")


def _string(node: Json, key: str, most: int, *, optional: bool = False) -> Mistakes:
    value = node.get(key)
    if value is None and optional:
        return
    if not isinstance(value, str) or (not value and not optional):
        yield Mistake(f"/{key}", f"missing required field: {key}")
    elif len(value) > most:
        yield Mistake(f"/{key}", f"must be less than {most + 1} characters")


def _text(
    node: Json, key: str, most: int, *, plain: bool = False, optional: bool = False
) -> Mistakes:
    """A text object: ``plain_text``, or ``mrkdwn`` where ``plain`` does not forbid it."""
    value = node.get(key)
    if value is None and optional:
        return
    yield from _child(node, key, lambda text: _text_object(text, most, plain=plain))


def _text_object(value: Json, most: int, *, plain: bool = False) -> Mistakes:
    if value.get("type") not in (("plain_text",) if plain else ("plain_text", "mrkdwn")):
        yield Mistake("/type", f"unsupported type: {value.get('type')}")
    yield from _string(value, "text", most)


def _list(node: Json, key: str, most: int, rule: Rule, *, least: int = 1) -> Mistakes:
    values = node.get(key)
    if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
        yield Mistake(f"/{key}", f"missing required field: {key}")
        return
    if not least <= len(values) <= most:
        yield Mistake(f"/{key}", f"between {least} and {most} items allowed")
    for number, value in enumerate(values):
        yield from _inside(f"/{key}/{number}", rule(value))


def _element(*types: str) -> Rule:
    """The rule for an element that must be one of these types."""

    def check(element: Json) -> Mistakes:
        kind = str(element.get("type"))
        if kind not in types:
            yield Mistake("/type", f"unsupported type: {kind}")
            return
        yield from _string(element, "action_id", 255, optional=True)
        yield from _ELEMENTS.get(kind, _anything)(element)

    return check


def _anything(_: Json) -> Mistakes:
    """No rule: taken as it is."""
    yield from ()


def _section(block: Json) -> Mistakes:
    yield from _text(block, "text", 3_000, optional="fields" in block)
    if "fields" in block:
        yield from _list(block, "fields", 10, lambda field: _text_object(field, 2_000))
    if "accessory" in block:
        yield from _child(block, "accessory", _element(*_ELEMENTS, *_PICKERS))


def _context(block: Json) -> Mistakes:
    def item(element: Json) -> Mistakes:
        is_image = element.get("type") == "image"
        return _image(element) if is_image else _text_object(element, 3_000)

    yield from _list(block, "elements", 10, item)


def _image(node: Json) -> Mistakes:
    yield from _string(node, "alt_text", 2_000)
    if "slack_file" not in node:
        yield from _string(node, "image_url", 3_000)


def _input(block: Json) -> Mistakes:
    yield from _text(block, "label", 2_000, plain=True)
    yield from _text(block, "hint", 2_000, plain=True, optional=True)
    choices = ("static_select", "checkboxes", "radio_buttons")
    yield from _child(block, "element", _element(*_FIELDS, *_PICKERS, *choices))


def _table(block: Json) -> Mistakes:
    rows = block.get("rows")
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        yield Mistake("/rows", "missing required field: rows")
        return
    if len(rows) > 100:
        yield Mistake("/rows", "no more than 100 items allowed")
    if any(len(row) > 20 for row in rows):
        yield Mistake("/rows", "no more than 20 columns allowed")


def _button(element: Json) -> Mistakes:
    yield from _text(element, "text", 75, plain=True)
    yield from _string(element, "value", 2_000, optional=True)
    yield from _string(element, "url", 3_000, optional=True)
    if element.get("style", "primary") not in ("primary", "danger"):
        yield Mistake("/style", f"unsupported style: {element['style']}")


def _feedback(element: Json) -> Mistakes:
    def button(half: Json) -> Mistakes:
        yield from _text(half, "text", 75, plain=True)
        yield from _string(half, "value", 2_000)

    yield from _child(element, "positive_button", button)
    yield from _child(element, "negative_button", button)


def _icon_button(element: Json) -> Mistakes:
    yield from _text(element, "text", 75, plain=True)
    if element.get("icon") != "trash":
        yield Mistake("/icon", f"unsupported icon: {element.get('icon')}")


def _option(option: Json) -> Mistakes:
    yield from _text(option, "text", 75)
    yield from _string(option, "value", 150)


def _select(element: Json) -> Mistakes:
    yield from _text(element, "placeholder", 150, plain=True, optional=True)
    if "option_groups" not in element:
        yield from _list(element, "options", 100, _option)


def _choices(most: int) -> Rule:
    return lambda element: _list(element, "options", most, _option)


def _plain_text_input(element: Json) -> Mistakes:
    yield from _text(element, "placeholder", 150, plain=True, optional=True)
    lengths = (0, element.get("min_length", 0), element.get("max_length", 3_000), 3_000)
    if any(not isinstance(n, int) for n in lengths) or list(lengths) != sorted(lengths):
        yield Mistake("/max_length", "must be between min_length and 3000")


_ELEMENTS: dict[str, Rule] = {
    "button": _button,
    "feedback_buttons": _feedback,
    "icon_button": _icon_button,
    "static_select": _select,
    "overflow": _choices(5),
    "checkboxes": _choices(10),
    "radio_buttons": _choices(10),
    "plain_text_input": _plain_text_input,
    "image": _image,
}
_FIELDS = (
    "plain_text_input",
    "number_input",
    "email_text_input",
    "url_text_input",
    "file_input",
    "rich_text_input",
)
_PICKERS = (
    "datepicker",
    "timepicker",
    "multi_static_select",
    "users_select",
    "conversations_select",
    "channels_select",
    "external_select",
)
_ACTIONS = ("button", "static_select", "overflow", "checkboxes", "radio_buttons", *_PICKERS)
_BLOCKS: dict[str, Rule] = {
    "section": _section,
    "header": lambda block: _text(block, "text", 150, plain=True),
    "divider": _anything,
    "context": _context,
    "actions": lambda block: _list(block, "elements", 25, _element(*_ACTIONS)),
    "context_actions": lambda block: _list(
        block, "elements", 5, _element("feedback_buttons", "icon_button")
    ),
    "markdown": lambda block: _string(block, "text", 12_000),
    "table": _table,
    "image": _image,
    "input": _input,
    "rich_text": lambda block: _list(block, "elements", 1_000, _anything, least=0),
    "plan": _anything,
    "task_card": _anything,
    "file": _anything,
    "video": _anything,
}
