"""Standard answers at work in a running Slack stand-in: real listeners and stores, no model."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import text

from bot.answer import Answer
from bot.faq.frequent import FrequentQuestions
from bot.faq.room import frequent_questions
from bot.handlers.answer_blocks import final_blocks
from bot.handlers.directory import Directory
from bot.handlers.feedback import register_feedback
from bot.handlers.home import About
from bot.handlers.limiter import Limiter
from bot.handlers.questions import Intake
from bot.handlers.review.review import open_review, register_review
from bot.handlers.similar import register_similar
from bot.playground.slack import SlackStandIn
from bot.question import Question, Revisions
from bot.terms.lookup import look_up
from conversation_store.database import Database
from conversation_store.inbox import Inbox
from conversation_store.inbox_rows import InboxEntry
from conversation_store.records import Feedback
from conversation_store.standard_answer import StandardAnswer
from conversation_store.threads import Message, ThreadKey, Threads
from tests.glossaries import glossary_of, term
from tests.handlers.desk import ALICE, DM, HANMEI, LILEI, Desk, Json, closed
from tests.playground.control_client import ControlClient

FINANCE, DEAL_ROOM = "C0FINANCE", "G0DEALROOM"
NAMES = {ALICE: "Alice", LILEI: "李雷", HANMEI: "韩梅梅"}
TERMS = [term("roe", "return on equity", abbreviation="ROE"), term("pe", "市盈率", "zh")]
_REVISIONS = Revisions("scripted", "1", "1")


@dataclass
class AnswerDesk(Desk):
    """What people do with answers, and what they see of it."""

    client: AsyncWebClient
    frequent: FrequentQuestions
    intake: Intake

    async def answered(
        self, said: str, reply: str, channel: str = FINANCE, user: str = ALICE, thread_ts: str = ""
    ) -> Json:
        """Ask something; the message that answers it, as the answering path leaves it."""
        more = {"thread_ts": thread_ts} if thread_ts else {}
        ts = await self.control.say(said, channel=channel, user=user, **more)
        thread = ThreadKey("T0PLAY", channel, thread_ts or ts)
        audience = await Directory(self.client).audience("T0PLAY", channel, user)
        question = Question(f"E{ts}", thread, user, ts, said, audience)
        return await self.answer_to(question, reply)

    async def answer_to(self, question: Question, reply: str) -> Json:
        """Answer a question that was taken in."""
        thread = question.thread
        entry = InboxEntry(
            question.event_id, "message", thread, question.ts, question.attempt,
            question.user_id, question.to_json(),
        )  # fmt: skip
        await Inbox(self.database).put(entry)
        asked = await self.frequent.open(question, _REVISIONS)
        hit = await self.frequent.recall(asked) if asked else None
        if hit:
            answer = Answer(hit.text, recalled=hit)
        else:
            answer = Answer(reply, similar=await self.frequent.like(asked) if asked else ())
        if asked and not hit:
            await self.frequent.keep(asked, reply, ())
        below = final_blocks(answer, question.language, question.ts, datetime.now(UTC))
        said = await self.client.chat_postMessage(
            channel=thread.channel_id,
            thread_ts=thread.thread_ts,
            text=answer.text,
            blocks=[{"type": "markdown", "text": answer.text}, *below],
        )
        if asked:
            await self.frequent.note(asked, hit, said["ts"])
        heard = Message("user", question.text, question.ts)
        given = Message("assistant", answer.text, question.ts)
        await Threads(self.database).save_turn(thread, heard, given, question.user_id)
        return await self.control.message(said["ts"], thread.channel_id)

    async def answer_chosen(self, question: Question) -> Json:
        """Answer the similar question that somebody has chosen, as the answering path does."""
        return await self.answer_to(replace(question, text=question.instead), "not shown")

    async def forget_questions(self) -> None:
        """Know of no question any more, as after the time they are kept for."""
        async with self.database.transaction() as connection:
            await connection.execute(text("DELETE FROM inbox"))

    async def thumb(self, user: str, message: Json, verdict: str, channel: str = FINANCE) -> None:
        """Judge an answer, ``good`` or ``bad``."""
        wish = {"channel": channel, "message_ts": message["ts"], "value": verdict}
        await self.control.post("interact", user=user, action_id="answer_feedback", **wish)

    async def pick(self, user: str, message: Json, channel: str = FINANCE) -> None:
        """Use the shortcut on a message."""
        wish = {"channel": channel, "message_ts": message["ts"]}
        await self.control.post("shortcut", user=user, callback_id="make_standard_answer", **wish)

    async def offered(self, user: str, message: Json, channel: str = FINANCE) -> Json:
        """What a reviewer is offered who finds an answer helpful."""
        await self.thumb(user, message, "good", channel)
        return await self.seen(channel, "make_standard")

    async def press(self, user: str, home: Json, action: str, place: int = 0) -> None:
        """Use one of the Home tab's buttons: the first, the second ... that is called so."""
        rows = [block for block in home["blocks"] if action in str(block.get("elements"))]
        wish = {"view_id": home["id"], "block_id": rows[place]["block_id"]}
        await self.control.post("interact", user=user, action_id=action, **wish)

    async def home(self, user: str) -> Json:
        """Somebody's Home tab, published anew."""
        await self.control.post("open-home", user=user)
        await self.quiet()
        return dict(await self.control.get(f"home/{user}"))

    async def gone_from_home(self, user: str, text: str) -> None:
        """Wait until a Home tab that is open does not show a text any more."""
        async with asyncio.timeout(5):
            while text in str(await self.control.get(f"home/{user}")):
                await asyncio.sleep(0.02)

    async def attempt(self, number: int, channel: str, ts: str) -> Question:
        """The newest attempt at a question, as it was taken in, once there are that many."""
        async with asyncio.timeout(10):
            while True:
                asked = await Inbox(self.database).latest("message", channel, ts)
                if asked and asked.attempt >= number:
                    return Question.from_json(asked.payload)
                await asyncio.sleep(0.02)

    async def quiet(self) -> None:
        """Let listeners end what they are at."""
        calls, alike = -1, 0
        while alike < 3:
            before, calls = calls, len(await self.control.get("log"))
            alike = alike + 1 if calls == before else 0
            await asyncio.sleep(0.15)

    async def modals(self, user: str) -> list[Json]:
        """The modals before somebody."""
        return list(await self.control.get(f"views/{user}"))

    async def told(self, channel: str, user: str) -> list[str]:
        """What somebody alone is told in a channel, the latest last."""
        messages = await self.control.messages(channel)
        return [one["text"] for one in messages if one.get("visible_to") == user]

    async def put_answer(self, answer: StandardAnswer) -> StandardAnswer:
        """A standard answer as the command line leaves it."""
        return await self.frequent.standard.put(answer, who="cli", action="import")

    @asynccontextmanager
    async def without(self, table: str) -> AsyncIterator[None]:
        """The store while one of its tables cannot be read or written."""
        await self._rename(table, "out_of_order")
        try:
            yield
        finally:
            await self._rename("out_of_order", table)

    async def _rename(self, table: str, name: str) -> None:
        async with self.database.transaction() as connection:
            await connection.execute(text(f"ALTER TABLE {table} RENAME TO {name}"))

    async def kept(self, number: int = 1) -> StandardAnswer:
        """A standard answer as it is."""
        found = await self.frequent.standard.get(number)
        assert found
        return found

    async def count(self) -> int:
        """How many standard answers there are."""
        return len(await self.frequent.standard.all())


def dm(user: str) -> str:
    """Somebody's direct message with the bot."""
    return DM[user]


@asynccontextmanager
async def at_answers(
    slack: SlackStandIn,
    client: AsyncWebClient,
    control: ControlClient,
    folder: Path,
    reviewers: Collection[str] = (LILEI, HANMEI),
) -> AsyncIterator[AnswerDesk]:
    """The listeners of answers and of their review, connected to the stand-in."""
    database = await Database.open(f"sqlite:///{folder}/termwise.db")
    glossary = await glossary_of(database, TERMS)
    async with (
        closed(database),
        frequent_questions(
            database, glossary, folder / "cache", size_mb=8, ttl_s=3600, embedder=None
        ) as frequent,
    ):
        directory, limiter = Directory(client), Limiter(spacing={})
        about = About("demo", 2048, 0)
        review = open_review(
            client, limiter, directory, database, glossary, about, reviewers, frequent
        )
        intake = Intake(
            Inbox(database), Threads(database), directory, lambda _: None, _nothing(),
            partial(look_up, glossary),
        )  # fmt: skip
        app = AsyncApp(client=client)
        register_review(app, review)
        register_feedback(app, Feedback(database), intake, review.verdicts)
        register_similar(app, intake)
        app.event("message")(_nothing())
        app.event("app_mention")(_nothing())
        handler = AsyncSocketModeHandler(app, slack.app_token, ping_interval=0.1)
        await handler.connect_async()
        desk = AnswerDesk(control, database, glossary, client, frequent, intake)
        try:
            yield desk
        finally:
            await desk.quiet()
            await handler.close_async()
            await asyncio.sleep(0)


def _nothing() -> Callable[[], Awaitable[None]]:
    async def nothing() -> None:
        """What is said is taken in by the test."""

    return nothing
