"""Suggestions at work in a running Slack stand-in, over a real store."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.faq.room import frequent_questions
from bot.handlers.directory import Directory
from bot.handlers.home import About
from bot.handlers.limiter import Limiter
from bot.handlers.review.review import open_review, register_review
from bot.playground.slack import SlackStandIn
from bot.question import Term
from bot.terms.glossary import Glossary
from conversation_store.database import Database
from conversation_store.records import Audit
from conversation_store.suggestions import Suggestions
from conversation_store.term_changes import TermChanges
from conversation_store.terms import Terms
from tests.glossaries import glossary_of
from tests.playground.control_client import ControlClient

Json = dict[str, Any]

ALICE, LILEI, HANMEI = "U0ALICE", "U0LILEI", "U0HANMEI"
DM = {ALICE: "D0ALICE", LILEI: "D0LILEI", HANMEI: "D0HANMEI"}


@dataclass
class Desk:
    """What people do with the glossary, and what they see of it."""

    control: ControlClient
    database: Database
    glossary: Glossary

    @property
    def suggestions(self) -> Suggestions:
        return Suggestions(self.database)

    async def term(self, concept: str, language: str = "en") -> Term:
        key: Any = (concept, language)
        return (await Terms(self.database).get([key]))[key]

    async def put(self, term: Term, **more: Any) -> Term:
        return await TermChanges(self.database).put(term, who="cli", action="set", **more)

    async def audit(self) -> list[tuple[str, str, bool]]:
        return await Audit(self.database).latest()

    async def open(self, text: str, user: str = ALICE) -> Json:
        """Open the modal for the term with this concept, or to add one called so."""
        await self.control.post(
            "command", command="/suggest", text=text, user=user, channel="C0GENERAL"
        )
        return await self.view(user)

    async def view(self, user: str) -> Json:
        async with asyncio.timeout(5):
            while not (views := await self.control.get(f"views/{user}")):
                await asyncio.sleep(0.02)
        return dict(views[-1])

    async def submit(self, view: Json, user: str = ALICE, **entered: Any) -> Json:
        """Submit a modal with some of its inputs changed; the app's acknowledgement."""
        submit = {part: {"input": value} for part, value in entered.items()}
        return await self.control.post("interact", user=user, view_id=view["id"], submit=submit)

    async def suggest(self, concept: str, user: str = ALICE, **entered: Any) -> None:
        answer = await self.submit(await self.open(concept, user), user, **entered)
        assert "errors" not in answer, answer
        await self.said(user, "suggestion")

    async def said(self, user: str, text: str) -> Json:
        """A message in somebody's direct message that holds a text."""
        return await self.seen(DM[user], text)

    async def seen(self, channel: str, text: str) -> Json:
        async with asyncio.timeout(5):
            while True:
                for message in reversed(await self.control.messages(channel)):
                    if text in str(message):
                        return message
                await asyncio.sleep(0.02)

    async def card(self, user: str, action: str = "approve_suggestion") -> Json:
        """The newest card with a button in somebody's direct message."""
        return await self.said(user, action)

    async def click(self, user: str, card: Json, action: str, channel: str = "") -> None:
        await self.control.post(
            "interact",
            user=user,
            channel=channel or DM[user],
            message_ts=card["ts"],
            action_id=action,
        )


@asynccontextmanager
async def at_desk(
    slack: SlackStandIn,
    client: AsyncWebClient,
    control: ControlClient,
    folder: Path,
    terms: Collection[Term],
    reviewers: Collection[str] = (LILEI, HANMEI),
) -> AsyncIterator[Desk]:
    """A bot that knows suggestions alone; ``/suggest CONCEPT`` opens the modal."""
    database = await Database.open(f"sqlite:///{folder}/termwise.db")
    glossary = await glossary_of(database, terms)
    async with (
        closed(database),
        frequent_questions(
            database, glossary, folder / "cache", size_mb=8, ttl_s=3600, embedder=None
        ) as frequent,
    ):
        review = open_review(
            client,
            Limiter(spacing={}),
            Directory(client),
            database,
            glossary,
            About("demo", 2048, 0),
            reviewers,
            frequent,
        )
        app = AsyncApp(client=client)
        register_review(app, review)

        async def suggest(ack: AsyncAck, command: Json) -> None:
            await ack()
            found = await Terms(database).get([(command["text"], "en")])
            term = next(iter(found.values()), None)
            await review.suggesting.open(command["trigger_id"], term, command["text"])

        app.command("/suggest")(suggest)
        handler = AsyncSocketModeHandler(app, slack.app_token, ping_interval=0.1)
        await handler.connect_async()
        try:
            yield Desk(control, database, glossary)
        finally:
            await _quiet(control)
            await handler.close_async()
            await asyncio.sleep(0)


@asynccontextmanager
async def closed(database: Database) -> AsyncIterator[None]:
    try:
        yield
    finally:
        await database.close()


async def _quiet(control: ControlClient) -> None:
    """Let listeners end what they are at."""
    calls = -1
    while calls != (calls := len(await control.get("log"))):
        await asyncio.sleep(0.2)
