"""Block Kit as Slack checks it: limits, and the ids that it fills in.

The limits: https://docs.slack.dev/reference/block-kit/blocks.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator

from bot.playground.block_rules import check_block
from bot.playground.refusals import Refusal
from bot.playground.workspace import Json

MOST_BLOCKS = 50
_MOST_MARKDOWN = 12_000
_MOST_TEXT = 13_200  # all blocks together: reported by users, not documented
_INTERACTIVE = frozenset({
    "button", "checkboxes", "feedback_buttons", "icon_button", "overflow", "plain_text_input",
    "radio_buttons", "static_select", "multi_static_select", "users_select", "datepicker",
    "conversations_select", "channels_select", "external_select", "number_input",
    "email_text_input", "url_text_input", "timepicker", "file_input", "rich_text_input",
})  # fmt: skip


def accepted_blocks(
    blocks: object, *, most: int = MOST_BLOCKS, too_many: str = "invalid_blocks"
) -> list[Json]:
    """The blocks as Slack stores them, with a ``block_id`` and ``action_id`` each.

    Args:
        blocks: as the app gave them.
        most: how many there may be.
        too_many: the code of the refusal if there are more.

    Raises:
        Refusal: ``invalid_blocks`` with the place of each mistake, ``msg_blocks_too_long``.
    """
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        raise Refusal("invalid_blocks_format")
    if len(blocks) > most:
        raise Refusal(too_many, f"no more than {most} items allowed [json-pointer:/blocks]")
    mistakes = [
        f"{mistake.text} [json-pointer:/blocks/{number}{mistake.pointer}]"
        for number, block in enumerate(blocks)
        for mistake in check_block(block)
    ]
    if mistakes:
        raise Refusal("invalid_blocks", *mistakes)
    _check_together(blocks)
    return [_with_ids(block) for block in blocks]


def _check_together(blocks: list[Json]) -> None:
    ids = [block["block_id"] for block in blocks if block.get("block_id")]
    if len(set(ids)) < len(ids):
        raise Refusal("invalid_blocks", "block_id already exists")
    markdown = sum(len(block["text"]) for block in blocks if block["type"] == "markdown")
    if markdown > _MOST_MARKDOWN or sum(map(_text_length, blocks)) > _MOST_TEXT:
        raise Refusal("msg_blocks_too_long")


def _text_length(node: object) -> int:
    """Characters in every ``text`` inside a block."""
    if isinstance(node, list):
        return sum(map(_text_length, node))
    if not isinstance(node, dict):
        return 0
    own = len(node["text"]) if isinstance(node.get("text"), str) else 0
    return own + sum(_text_length(value) for value in node.values())


def _with_ids(block: Json) -> Json:
    block = dict(block)
    block["block_id"] = block.get("block_id") or secrets.token_urlsafe(4)
    for key in ("accessory", "element"):
        if isinstance(block.get(key), dict):
            block[key] = _with_action_id(block[key])
    if isinstance(block.get("elements"), list):
        block["elements"] = [_with_action_id(element) for element in block["elements"]]
    return block


def _with_action_id(element: Json) -> Json:
    if not _is_interactive(element) or element.get("action_id"):
        return element
    return element | {"action_id": secrets.token_urlsafe(4)}


def _is_interactive(element: Json) -> bool:
    return str(element.get("type")) in _INTERACTIVE


def interactive_elements(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Every block with each element in it that a person can act on."""
    for block in blocks:
        inside = [block.get("accessory"), block.get("element"), *block.get("elements", [])]
        for element in inside:
            if isinstance(element, dict) and _is_interactive(element):
                yield block, element
