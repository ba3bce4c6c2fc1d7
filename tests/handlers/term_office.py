"""``/term`` at work in the Slack stand-in: the real listeners over a real store, with no model."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.directory import Directory
from bot.handlers.questions import Intake
from bot.handlers.terms.entries import TermDesk
from bot.handlers.terms.listeners import register_terms
from bot.handlers.terms.quota import Quota
from bot.playground.slack import SlackStandIn
from bot.question import Question, Term
from bot.terms.lookup import look_up
from conversation_store.database import Database
from conversation_store.inbox import Inbox
from conversation_store.threads import Threads
from tests.glossaries import glossary_of, term
from tests.playground.control_client import ControlClient

ALICE, FINANCE = "U0ALICE", "C0FINANCE"
Json = dict[str, Any]

ROE = term("roe", "return on equity", abbreviation="ROE", related=("roa", "gone"))
TERMS = [
    ROE,
    term("roe", "净资产收益率", "zh", related=("roa",)),
    term("roa", "return on assets"),
    term("roa", "总资产收益率", "zh"),
    term("margin-loan", "margin loan", aliases=("margin",)),
    term("profit-margin", "profit margin", aliases=("margin",), field="accounting"),
    term("listed", "list"),
    term("price", "list price"),
    term("draft", "draft term", status="proposed"),
]


@dataclass
class TermOffice:
    """What a person does with ``/term``, and what comes of it."""

    control: ControlClient
    desk: TermDesk
    inbox: Inbox
    intake: Intake
    suggested: list[tuple[Term | None, str]] = field(default_factory=list)

    async def suggest(self, trigger_id: str, term: Term | None, name: str) -> None:
        """Take the form's place."""
        assert trigger_id
        self.suggested.append((term, name))

    async def enter(self, text: str, user: str = ALICE, channel: str = FINANCE) -> Json:
        """Enter ``/term``; the message that answers it."""
        seen = len(await self.control.messages(channel))
        await self.control.post("command", command="/term", text=text, user=user, channel=channel)
        return await self.next_message(seen, channel)

    async def next_message(self, seen: int, channel: str = FINANCE) -> Json:
        """The message that follows on the ``seen`` ones."""
        return await self.soon(lambda messages: messages[seen:][:1], channel)

    async def replaced(self, message: Json, channel: str = FINANCE) -> Json:
        """A message once it has changed."""

        def changed(messages: list[Json]) -> list[Json]:
            return [one for one in messages if one["ts"] == message["ts"] and one != message]

        return await self.soon(changed, channel)

    async def soon(self, pick: Callable[[list[Json]], list[Json]], channel: str = FINANCE) -> Json:
        """The first message of those that ``pick`` gives, as soon as it gives any."""
        async with asyncio.timeout(5):
            while not (picked := pick(await self.control.messages(channel))):
                await asyncio.sleep(0.01)
        return picked[0]

    async def click(self, message: Json, label: str, channel: str = FINANCE) -> None:
        """Use the button, or the option of a menu, that is called so."""
        action_id, more = _element(message, label)
        await self.control.post(
            "interact", user=ALICE, channel=channel, message_ts=message["ts"],
            action_id=action_id, **more,
        )  # fmt: skip

    async def asked(self) -> list[Question]:
        """The questions that wait for an answer."""
        return [Question.from_json(entry.payload) for entry in await self.inbox.line(10)]


@asynccontextmanager
async def term_office(
    slack: SlackStandIn,
    control: ControlClient,
    client: AsyncWebClient,
    database: Database,
) -> AsyncIterator[TermOffice]:
    """The listeners, connected to the stand-in."""

    async def changed() -> None:
        pass

    desk = TermDesk.over(database, await glossary_of(database, TERMS))
    inbox = Inbox(database)
    intake = Intake(
        inbox,
        Threads(database),
        Directory(client),
        lambda _: None,
        changed,
        partial(look_up, desk.glossary),
    )
    office = TermOffice(control, desk, inbox, intake)
    app = AsyncApp(client=client)
    register_terms(app, desk, intake, office.suggest, Quota(30, 60.0))
    handler = AsyncSocketModeHandler(app, slack.app_token, ping_interval=0.1)
    await handler.connect_async()
    try:
        yield office
    finally:
        await handler.close_async()
        await asyncio.sleep(0)  # the tasks that it has cancelled end now


def texts(node: object) -> list[str]:
    """All texts in some blocks, in their order."""
    if isinstance(node, list):
        return [text for one in node for text in texts(one)]
    if not isinstance(node, dict):
        return []
    own = [node["text"]] if isinstance(node.get("text"), str) else []
    return own + [text for value in node.values() for text in texts(value)]


def buttons(message: Json) -> list[Json]:
    """All buttons of a message."""
    blocks = message["blocks"]
    beside = [block["accessory"] for block in blocks if "accessory" in block]
    below = [one for block in blocks if block["type"] == "actions" for one in block["elements"]]
    return [one for one in (*beside, *below) if one["type"] == "button"]


def labels(message: Json) -> list[str]:
    """What stands on its buttons."""
    return [button["text"]["text"] for button in buttons(message)]


def _element(message: Json, label: str) -> tuple[str, Json]:
    for button in buttons(message):
        if button["text"]["text"] == label:
            return button["action_id"], {}
    for block in message["blocks"]:
        for element in block.get("elements", []):
            for option in element.get("options", []):
                if option["text"]["text"] == label:
                    return element["action_id"], {"value": option["value"]}
    raise AssertionError(f"no {label!r} in {labels(message)}")
