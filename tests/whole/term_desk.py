"""What Alice does with ``/term`` and its buttons in #finance, and what she sees then."""

from __future__ import annotations

import asyncio

from tests.handlers.term_office import buttons
from tests.whole.house import House, Json

ALICE, FINANCE = "U0ALICE", "C0FINANCE"


async def card(house: House, text: str) -> Json:
    seen = len(await house.messages(FINANCE))
    await house.post("command", command="/term", text=text, user=ALICE, channel=FINANCE)
    return await following(house, seen)


async def following(house: House, seen: int, channel: str = FINANCE) -> Json:
    """The message that comes after the ``seen`` ones."""
    async with asyncio.timeout(10):
        while len(messages := await house.messages(channel)) <= seen:
            await asyncio.sleep(0.02)
    return messages[seen]


async def click(house: House, message: Json, label: str) -> Json:
    """Use the button that is called so; the message that comes of it."""
    seen = len(await house.messages(FINANCE))
    (action_id,) = (
        button["action_id"] for button in buttons(message) if button["text"]["text"] == label
    )
    await house.post(
        "interact", user=ALICE, channel=FINANCE, message_ts=message["ts"], action_id=action_id
    )
    return await following(house, seen)


async def modal(house: House) -> Json:
    """The modal before Alice, as soon as there is one."""
    async with asyncio.timeout(5):
        while not (views := await house.get(f"views/{ALICE}")):
            await asyncio.sleep(0.02)
    view: Json = views[-1]
    return view
