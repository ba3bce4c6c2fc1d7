from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from bot.playground.blocks import accepted_blocks
from bot.playground.refusals import Refusal

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def button(**more: Any) -> Json:
    return {"type": "button", "text": plain("Go"), "action_id": "go"} | more


def options(count: int) -> list[Json]:
    return [{"text": plain(str(n)), "value": str(n)} for n in range(count)]


FEEDBACK: Json = {
    "type": "feedback_buttons",
    "action_id": "answer_feedback",
    "positive_button": {"text": plain("Good"), "value": "good"},
    "negative_button": {"text": plain("Bad"), "value": "bad"},
}
GOOD: list[Json] = [
    {"type": "divider"},
    {"type": "header", "text": plain("x" * 150)},
    {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3_000}},
    {"type": "section", "fields": [plain("a"), plain("b")], "accessory": button()},
    {"type": "context", "elements": [{"type": "mrkdwn", "text": "a"}]},
    {"type": "actions", "elements": [button(style="primary", value="1")] * 25},
    {"type": "actions", "elements": [{"type": "static_select", "options": options(100)}]},
    {"type": "context_actions", "elements": [FEEDBACK]},
    {"type": "markdown", "text": "x" * 12_000},
    {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}] * 20] * 100},
    {"type": "image", "alt_text": "a chart", "image_url": "https://a.example/c.png"},
    {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]},
    {
        "type": "input",
        "label": plain("Name"),
        "element": {"type": "plain_text_input", "max_length": 3_000},
    },
]
BAD: list[tuple[Json, str]] = [
    ({"type": "song"}, "/type"),
    ({"type": "divider", "block_id": "x" * 256}, "/block_id"),
    ({"type": "header", "text": plain("x" * 151)}, "/text/text"),
    ({"type": "header", "text": {"type": "mrkdwn", "text": "a"}}, "/text/type"),
    ({"type": "section"}, "/text"),
    ({"type": "section", "text": plain("x" * 3_001)}, "/text/text"),
    ({"type": "section", "text": plain("")}, "/text/text"),
    ({"type": "section", "fields": [plain("a")] * 11}, "/fields"),
    ({"type": "section", "fields": [plain("x" * 2_001)]}, "/fields/0/text"),
    ({"type": "section", "text": plain("a"), "accessory": {"type": "song"}}, "/accessory/type"),
    ({"type": "context", "elements": []}, "/elements"),
    ({"type": "context", "elements": [plain("a")] * 11}, "/elements"),
    ({"type": "actions", "elements": [button()] * 26}, "/elements"),
    ({"type": "actions", "elements": [button(text=plain("x" * 76))]}, "/elements/0/text/text"),
    ({"type": "actions", "elements": [button(value="x" * 2_001)]}, "/elements/0/value"),
    ({"type": "actions", "elements": [button(style="loud")]}, "/elements/0/style"),
    ({"type": "actions", "elements": [button(action_id="x" * 256)]}, "/elements/0/action_id"),
    ({"type": "actions", "elements": [FEEDBACK]}, "/elements/0/type"),
    (
        {"type": "actions", "elements": [{"type": "static_select", "options": options(101)}]},
        "/elements/0/options",
    ),
    (
        {"type": "actions", "elements": [{"type": "overflow", "options": options(6)}]},
        "/elements/0/options",
    ),
    ({"type": "context_actions", "elements": [FEEDBACK] * 6}, "/elements"),
    ({"type": "context_actions", "elements": [button()]}, "/elements/0/type"),
    (
        {"type": "context_actions", "elements": [{"type": "feedback_buttons"}]},
        "/elements/0/positive_button",
    ),
    ({"type": "markdown", "text": "x" * 12_001}, "/text"),
    ({"type": "table", "rows": [[]] * 101}, "/rows"),
    ({"type": "table", "rows": [[{}] * 21]}, "/rows"),
    ({"type": "image", "image_url": "https://a.example/c.png"}, "/alt_text"),
    ({"type": "input", "label": plain("Name")}, "/element"),
    ({"type": "input", "label": plain("Name"), "element": button()}, "/element/type"),
]


@pytest.mark.parametrize("block", GOOD, ids=lambda block: block["type"])
def test_a_block_within_its_limits_is_accepted(block: Json) -> None:
    (accepted,) = accepted_blocks([block])
    assert accepted["block_id"]


@pytest.mark.parametrize(("block", "pointer"), BAD, ids=lambda value: str(value)[:60])
def test_a_block_beyond_its_limits_is_refused_at_its_place(block: Json, pointer: str) -> None:
    with pytest.raises(Refusal) as caught:
        accepted_blocks([{"type": "divider"}, block])
    assert caught.value.code == "invalid_blocks"
    assert f"[json-pointer:/blocks/1{pointer}]" in "".join(caught.value.details)


@pytest.mark.parametrize(
    ("blocks", "code"),
    [
        ("divider", "invalid_blocks_format"),
        ([1], "invalid_blocks_format"),
        ([{"type": "divider"}] * 51, "invalid_blocks"),
        ([{"type": "divider", "block_id": "a"}] * 2, "invalid_blocks"),
        ([{"type": "markdown", "text": "x" * 6_001}] * 2, "msg_blocks_too_long"),
        ([{"type": "section", "text": plain("x" * 3_000)}] * 5, "msg_blocks_too_long"),
    ],
)
def test_blocks_are_refused_together(blocks: object, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        accepted_blocks(blocks)
    assert caught.value.code == code


def test_an_element_without_an_action_id_is_given_one() -> None:
    without = {key: value for key, value in button().items() if key != "action_id"}
    (accepted,) = accepted_blocks([{"type": "actions", "elements": [without]}])
    assert accepted["elements"][0]["action_id"]
    assert "action_id" not in without


def places(node: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where in a block something stands."""
    for key, value in node.items() if isinstance(node, dict) else ():
        yield (*path, key)
        yield from places(value, (*path, key))
    for number, value in enumerate(node[:2]) if isinstance(node, list) else ():
        yield (*path, number)
        yield from places(value, (*path, number))


@pytest.mark.parametrize("block", GOOD, ids=lambda block: block["type"])
@pytest.mark.parametrize("odd", [None, 1, "x", [], {}, [1], True], ids=repr)
def test_something_odd_anywhere_is_accepted_or_refused(block: Json, odd: object) -> None:
    for *path, last in places(block):
        changed: Any = deepcopy(block)
        node = changed
        for key in path:
            node = node[key]
        node[last] = odd
        try:
            assert len(accepted_blocks([changed])) == 1
        except Refusal:
            continue  # anything but an accident will do
