"""A turn as Slack and the inbox see it, against a running Slack stand-in and a real inbox."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import text

from bot.answer import Answer
from bot.handlers.limiter import Limiter
from bot.handlers.turn import SlackTurns
from bot.leases import Lease, LeaseKeeper, Sharing
from bot.question import Question, Workspace
from conversation_store.database import Database
from conversation_store.inbox import Bounds, Inbox
from conversation_store.inbox_rows import InboxEntry
from conversation_store.leases import Leases
from conversation_store.threads import ThreadKey
from tests.handlers.conftest import CHANNEL, Conversation
from tests.handlers.test_reply import LONG, TEXT, WORDS, write

Take = Callable[[], Awaitable[Lease]]


@pytest.fixture
def question(conversation: Conversation) -> Question:
    thread = ThreadKey("T0PLAY", CHANNEL, conversation.ts)
    asked = "What is EBITDA?"
    return Question("Ev1", thread, "U0ALICE", conversation.ts, asked, Workspace("T0PLAY"))


@pytest.fixture
def leases(database: Database) -> Leases:
    return Leases(database)


@pytest.fixture
async def lease(database: Database, leases: Leases, question: Question) -> Take:
    """Leases the question, again and again as after a crash."""
    asker, payload = question.user_id, question.to_json()
    entry = InboxEntry("Ev1", "message", question.thread, question.ts, 0, asker, payload)
    await Inbox(database).put(entry)

    async def lease() -> Lease:
        await leases.expire_all()
        taken = await LeaseKeeper(leases, Sharing()).take()
        assert taken is not None
        return taken

    return lease


@pytest.fixture
def turns(client: AsyncWebClient, leases: Leases) -> SlackTurns:
    return SlackTurns(client, Limiter(spacing={}), leases, frozenset())


async def test_all_that_an_interrupted_try_has_shown_is_removed_before_the_next(
    turns: SlackTurns, question: Question, lease: Take, conversation: Conversation
) -> None:
    async with turns.open(question, await lease()) as reply:
        await reply.finish(Answer(LONG))
    assert len(await conversation.shown()) == 2
    async with turns.open(question, await lease()):
        assert await conversation.shown() == []


@pytest.mark.parametrize("kind", ["429", "500", "html", "drop_after_store"])
async def test_a_message_that_slack_does_not_remove_at_once_is_removed_all_the_same(
    turns: SlackTurns, question: Question, lease: Take, conversation: Conversation, kind: str
) -> None:
    async with turns.open(question, await lease()) as reply:
        await reply.finish(Answer("Half an ans"))
    await conversation.faults({"method": "chat.delete", "kind": kind, "times": 1, "retry_after": 1})
    async with turns.open(question, await lease()) as reply:
        await reply.finish(Answer("A whole one."))
    assert await conversation.shown() == ["A whole one."]


@pytest.mark.parametrize("kind", ["html", "error"])
async def test_where_slack_removes_nothing_the_question_is_answered_all_the_same(
    turns: SlackTurns,
    question: Question,
    lease: Take,
    conversation: Conversation,
    kind: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.handlers.slack_calls._FIRST_PAUSE", 0.01)
    async with turns.open(question, await lease()) as reply:
        await reply.finish(Answer("Half an ans"))
    await conversation.faults({"method": "chat.delete", "kind": kind})
    async with turns.open(question, await lease()) as reply:
        await reply.finish(Answer("A whole one."))
    assert (await conversation.shown())[1:] == ["A whole one."]


async def test_what_the_asker_stopped_before_a_restart_is_removed_too(
    turns: SlackTurns, question: Question, lease: Take, conversation: Conversation
) -> None:
    await conversation.faults(
        {"method": "chat.stopStream", "kind": "error", "times": 1} | {"error": "stopped_by_user"}
    )
    async with turns.open(question, await lease()) as reply:
        await reply.finish(Answer("Half an ans"))
    async with turns.open(question, await lease()):
        assert await conversation.shown() == []


async def test_a_store_that_cannot_note_the_message_does_not_break_the_answer(
    turns: SlackTurns,
    question: Question,
    lease: Take,
    conversation: Conversation,
    database: Database,
) -> None:
    async with turns.open(question, await lease()) as reply:
        async with database.transaction() as connection:
            await connection.execute(text("ALTER TABLE inbox RENAME TO gone"))
        await write(reply, WORDS, pause=0.02)
        await reply.finish(Answer(TEXT))
    assert await conversation.shown() == [TEXT]


async def lines(conversation: Conversation) -> list[str]:
    """What the session's status line has shown, one after the other."""
    calls = await conversation.calls("assistant.threads.setStatus")
    return [call["arguments"]["status"] for call in calls]


async def test_it_says_that_it_is_thinking_until_the_answer_begins(
    turns: SlackTurns, question: Question, lease: Take, conversation: Conversation
) -> None:
    async with turns.open(question, await lease()) as reply:
        while not await lines(conversation):
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.2)  # for its answer
        await reply.finish(Answer(TEXT))
    assert await lines(conversation) == ["is thinking …"]


async def test_it_does_not_go_on_thinking_when_the_answer_was_faster(
    turns: SlackTurns, question: Question, lease: Take, conversation: Conversation
) -> None:
    method = "assistant.threads.setStatus"
    await conversation.faults({"method": method, "kind": "delay", "seconds": 0.3, "times": 1})
    async with turns.open(question, await lease()) as reply:
        await reply.finish(Answer(TEXT))
    assert await lines(conversation) == ["is thinking …", ""]


async def test_a_slow_session_does_not_hold_back_that_it_is_thinking(
    turns: SlackTurns, question: Question, lease: Take, conversation: Conversation
) -> None:
    method = "agents.sessions.setStatus"
    await conversation.faults({"method": method, "kind": "delay", "seconds": 0.6, "times": 1})
    async with turns.open(question, await lease()):
        pass
    thinking, *_ = await conversation.calls("assistant.threads.setStatus")
    processing, _ = await conversation.calls(method)
    assert abs(thinking["at"] - processing["at"]) < 0.5


async def test_a_refusal_that_a_dead_process_has_shown_is_not_shown_twice(
    turns: SlackTurns,
    question: Question,
    leases: Leases,
    conversation: Conversation,
    database: Database,
) -> None:
    asker, payload = question.user_id, question.to_json()
    entry = InboxEntry("Ev1", "message", question.thread, question.ts, 0, asker, payload)
    bounded = Inbox(database, Bounds(hourly_per_person=1))
    await bounded.put(replace(entry, event_id="Ev0", ts="1700000000.000001"))
    assert await bounded.put(entry) == "refused"
    for _ in range(2):
        await leases.expire_all()
        errand = await LeaseKeeper(leases, Sharing()).take_errand()
        assert errand is not None
        async with turns.open(question, errand) as reply:
            await reply.refuse(Answer("", "person_quota"))
    assert len(await conversation.shown()) == 1
