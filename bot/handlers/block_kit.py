"""Blocks of a message, made so that text from outside stays what it is.

Names and definitions are shown as ``plain_text`` without emoji: nothing in them can become a
mention, a link or bold print. Limits: https://docs.slack.dev/reference/block-kit/blocks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.handlers.mrkdwn import clean

Block = dict[str, Any]
Card = dict[str, Any]  # the arguments of a Slack message

MOST_LABEL = 75  # characters on a button or in a menu
MOST_BUTTONS = 25  # in one block
_MOST_SECTION = 3_000
_MOST_HEADER = 150
MOST_VALUE = 2_000  # characters of what a button carries
_MOST_CHOICE = 150  # characters in the value of a menu's option
_MOST_FACTS = 10  # in one context block


def shortened(text: str, most: int) -> str:
    """Text without controls, at most so many characters long; what is cut off leaves a mark."""
    text = clean(text)
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def one_line(text: str, most: int) -> str:
    """The same on one line; never empty, which Slack would refuse."""
    return shortened(" ".join(clean(text).split()), most) or "—"


def literal(text: str, most: int = _MOST_SECTION) -> Block:
    """A text object in which nothing has a meaning to Slack."""
    return {"type": "plain_text", "text": shortened(text, most) or "—", "emoji": False}


def mrkdwn(text: str) -> Block:
    """A text object of our own words; whatever else is in it must have been escaped."""
    return {"type": "mrkdwn", "text": text}


def said(text: str) -> Block:
    """A paragraph of our own words in mrkdwn."""
    return {"type": "section", "text": mrkdwn(text)}


def shown(text: str, accessory: Block | None = None) -> Block:
    """A paragraph of text from outside, with a button beside it."""
    beside = {"accessory": accessory} if accessory else {}
    return {"type": "section", "text": literal(text), **beside}


def title(text: str) -> Block:
    """A heading; as a paragraph where a heading has no room for it."""
    text = one_line(text, _MOST_SECTION)
    if len(text) > _MOST_HEADER:
        return shown(text)
    return {"type": "header", "text": literal(text)}


def facts(elements: Sequence[Block]) -> Block:
    """A line of small print."""
    return {"type": "context", "elements": list(elements[:_MOST_FACTS])}


def divider() -> Block:
    """A line across."""
    return {"type": "divider"}


def button(action_id: str, label: str, value: str) -> Block:
    """A button; a label of any length and origin will do."""
    text = literal(one_line(label, MOST_LABEL))
    return {"type": "button", "action_id": action_id, "text": text, "value": value[:MOST_VALUE]}


def menu(action_id: str, placeholder: str, choices: Sequence[tuple[str, str]]) -> Block | None:
    """A menu of (label, value); None where no value is short enough for one."""
    options = [
        {"text": literal(one_line(label, MOST_LABEL)), "value": value}
        for label, value in choices
        if len(value) <= _MOST_CHOICE
    ]
    if not options:
        return None
    kind = {"type": "static_select", "action_id": action_id, "placeholder": literal(placeholder)}
    return {**kind, "options": options}


def actions(elements: Sequence[Block]) -> list[Block]:
    """A row of buttons and menus: one block, or none where there are none."""
    elements = list(elements[:MOST_BUTTONS])
    return [{"type": "actions", "elements": elements}] if elements else []


def text_length(node: object) -> int:
    """Characters in all texts of some blocks: together they may be 13,200."""
    if isinstance(node, list):
        return sum(map(text_length, node))
    if not isinstance(node, dict):
        return 0
    own = len(node["text"]) if isinstance(node.get("text"), str) else 0
    return own + sum(map(text_length, node.values()))
