"""Every event that asks something becomes one Question, stored before Slack is acknowledged."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any, Literal
from weakref import WeakValueDictionary

import structlog

from bot.handlers.directory import Directory
from bot.handlers.slack_text import mentioned, mentions_many, readable
from bot.handlers.spoken import Spoken, spoken
from bot.question import Question
from bot.terms.lookup import LookUp, card_asked_for
from conversation_store.inbox import Inbox
from conversation_store.inbox_rows import InboxEntry
from conversation_store.threads import ThreadKey, Threads

log = structlog.get_logger(__name__)

SURFACE = "message"
Event = Mapping[Any, Any]
Asked = Literal["new", "known", "gone"]
_LATE_S = 3600.0  # an event comes at most so much later than another about the same message


class Intake:
    """Takes questions in: from messages, mentions and the "Ask again" button."""

    def __init__(
        self,
        inbox: Inbox,
        threads: Threads,
        directory: Directory,
        wake: Callable[[str], None],
        changed: Callable[[], Awaitable[None]],
        look_up: LookUp,
    ) -> None:
        """Connect to the inbox.

        Args:
            inbox: keeps the questions.
            threads: the threads we are in.
            directory: knows people and channels.
            wake: told the event id of whatever was newly taken in.
            changed: tells it that what it answers may have changed.
            look_up: looks names up: what asks for a card is known by whether there is one.
        """
        self._inbox = inbox
        self._threads = threads
        self._directory = directory
        self._wake = wake
        self._changed_in_inbox = changed
        self._look_up = look_up
        self._asking_again = asyncio.Lock()
        self._being_taken: dict[tuple[str, str], asyncio.Task[None]] = {}
        self._changing: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()

    async def receive(self, body: Event, me: str, *, late: bool = False) -> None:
        """Store the question that an event holds, if it holds one for us.

        Args:
            body: an ``event_callback`` as Slack sends it.
            me: the bot's own user id.
            late: whether it is too late for an answer, so that an apology is due.
        """
        match body.get("event"):
            case {
                "subtype": "message_changed",
                "message": {**new},
                "channel": str(channel),
                **rest,
            }:
                await self._changed(new, rest.get("previous_message"), channel, body, me)
            case {"subtype": "message_deleted", "previous_message": {"bot_id": str()}}:
                pass  # we remove messages of ours
            case {"subtype": "message_deleted", "channel": str(channel), "deleted_ts": str(ts)}:
                await self._withdraw(channel, ts, body)
            case event:
                await self._said(spoken(event), body, me, late=late)

    async def _said(
        self, spoken: Spoken | None, body: Event, me: str, *, late: bool = False
    ) -> None:
        if spoken is None or spoken.user == me:
            return
        thread = spoken.thread(body)
        if not await self._is_for_us(spoken, thread, me):
            return
        # A mention arrives as two events at once: whichever is second waits for the first.
        message = spoken.channel, spoken.ts
        if not (taking := self._being_taken.get(message)):
            event_id = str(body.get("event_id") or f"{spoken.channel}/{spoken.ts}")
            taking = asyncio.create_task(self._take(spoken, thread, me, event_id, late))
            self._being_taken[message] = taking
            taking.add_done_callback(lambda _: self._being_taken.pop(message))
        await asyncio.shield(taking)

    async def _take(
        self, spoken: Spoken, thread: ThreadKey, me: str, event_id: str, late: bool
    ) -> None:
        text, audience = await asyncio.gather(  # Slack waits for its acknowledgement meanwhile
            readable(spoken.text, me, self._directory.name),
            self._directory.audience(thread.team_id, spoken.channel, spoken.user),
        )
        await self._store(
            Question(
                event_id=event_id,
                thread=thread,
                user_id=spoken.user,
                ts=spoken.ts,
                text=text,
                audience=audience,
                edited=spoken.edited,
                late=late,
            )
        )

    async def ask_again(
        self,
        channel_id: str,
        ts: str,
        user_id: str,
        event_id: str,
        senses: tuple[str, ...] = (),
        instead: str = "",
    ) -> Asked:
        """Ask a question anew, past the cache; or a similar one, which may be in it.

        Where a similar one was chosen last, it is that one that is asked anew.

        Args:
            channel_id: where it was asked.
            ts: the ts of its message.
            user_id: who wants to know.
            event_id: the same for what is to be asked once.
            senses: the concepts that were chosen for words in it, besides earlier ones.
            instead: the wording of the similar question that is to be answered.

        Returns:
            ``new``; ``known`` where this event asked it already, perhaps by somebody else's click;
            ``gone`` where the question is not known any more.
        """
        async with self._asking_again:  # two people who click at once make two attempts
            asked = await self._inbox.latest(SURFACE, channel_id, ts)
            if asked is None:
                return "gone"
            question = Question.from_json(asked.payload)
            again = replace(
                question,
                event_id=event_id,
                user_id=user_id,
                fresh=not instead,
                late=False,
                senses=() if instead else (*question.senses, *senses),
                instead=instead or question.instead,
            )
            is_new = await self._store(replace(again, attempt=asked.attempt + 1))
        return "new" if is_new else "known"

    async def ask(
        self,
        channel_id: str,
        thread_ts: str,
        user_id: str,
        text: str,
        event_id: str,
        team_id: str,
        *,
        senses: tuple[str, ...] = (),
    ) -> bool:
        """Ask a question that nobody has typed; False when this event asked it already.

        Args:
            channel_id: the asker's direct message with the bot.
            thread_ts: the message of the bot's that opens the thread, and stands for the question.
            user_id: who asks.
            text: the question.
            event_id: what it is asked by; delivered twice, it asks once.
            team_id: the asker's workspace.
            senses: the concepts that are meant by the words in it.

        Raises:
            StoreError: it cannot be kept.
        """
        thread = ThreadKey(team_id, channel_id, thread_ts)
        person = await self._directory.person(team_id, user_id)
        return await self._store(
            Question(event_id, thread, user_id, thread_ts, text, person, senses=senses)
        )

    async def _changed(self, new: Event, old: object, channel: str, body: Event, me: str) -> None:
        """A question was edited: its newest wording counts, before its answer and after it."""
        if new.get("subtype") == "tombstone":  # a deleted message under which others stand
            await self._withdraw(channel, str(new.get("ts", "")), body)
            return
        said = spoken({**new, "type": "message", "channel": channel})
        if said is None or said.user == me:
            return
        if isinstance(old, Mapping) and old.get("text") == new.get("text"):
            return  # a link was unfolded, a reply was counted
        message = channel, said.ts
        # One edit after the other, and each after the message itself, should that be coming in.
        async with self._changing.setdefault(message, asyncio.Lock()):
            if taking := self._being_taken.get(message):
                await asyncio.wait([taking])
            await self._edited(said, body, me)

    async def _edited(self, said: Spoken, body: Event, me: str) -> None:
        if await self._amended(said, me) or not _is_recent(said.ts):
            return
        # The edit came before the message, or made a question of it.
        await self._said(said, body, me)
        await self._amended(said, me)  # the message may have come between

    async def _amended(self, said: Spoken, me: str) -> bool:
        """Give a question its new wording; False where there is no such question."""
        asked = await self._inbox.latest(SURFACE, said.channel, said.ts)
        if asked is None:
            return False
        if not asked.user_id:  # only its deletion is known
            return True
        question = Question.from_json(asked.payload)
        text = await readable(said.text, me, self._directory.name)
        if text == question.text or said.edited < question.edited:  # an older edit, come late
            return True
        new = replace(question, text=text, edited=said.edited, late=False)
        new = replace(new, looks_up=False, instead="")
        done = await self._inbox.amend(SURFACE, said.channel, said.ts, new.to_json())
        log.info("question edited", event_id=asked.event_id, outcome=done)
        await self._changed_in_inbox()
        return True

    async def _withdraw(self, channel: str, ts: str, body: Event) -> None:
        """A message was deleted: it is not answered, and what was answered goes too."""
        if await self._inbox.withdraw(SURFACE, channel, ts):
            log.info("question deleted", channel=channel, ts=ts)
            await self._changed_in_inbox()
        elif _is_recent(ts):  # the message itself may still come
            thread = ThreadKey(str(body.get("team_id", "")), channel, ts)
            gone = InboxEntry(f"deleted/{channel}/{ts}", SURFACE, thread, ts, 0, "", "{}")
            await self._inbox.put_withdrawn(gone)

    async def _is_for_us(self, spoken: Spoken, thread: ThreadKey, me: str) -> bool:
        people = mentioned(spoken.text)
        if spoken.channel.startswith("D") or me in people:
            return True
        # In a thread we are in: a picture alone asks nothing, and what is said to somebody else
        # by name is not for us.
        if not spoken.text.strip() or people or mentions_many(spoken.text):
            return False
        if spoken.ts == spoken.thread_ts or not await self._threads.is_joined(thread):
            return False
        # What was said before we were asked into the thread was said to others, however late we
        # hear of it.
        return await self._threads.was_joined(thread, SURFACE, spoken.ts)

    async def _store(self, question: Question) -> bool:
        # A card needs no model, and so it does not wait for those who do.
        looks_up = not question.late and await card_asked_for(self._look_up, question.text)
        question = replace(question, looks_up=bool(looks_up))
        taken = await self._inbox.put(
            InboxEntry(
                event_id=question.event_id,
                surface=SURFACE,
                thread=question.thread,
                ts=question.ts,
                attempt=question.attempt,
                user_id=question.user_id,
                payload=question.to_json(),
            ),
            errand="look_up" if looks_up else None,
        )
        if taken != "known":
            log.info("question taken in", event_id=question.event_id, ts=question.ts, as_=taken)
            self._wake(question.event_id)
        return taken != "known"


def _is_recent(ts: str) -> bool:
    try:
        return time.time() - float(ts) < _LATE_S
    except ValueError:
        return False
