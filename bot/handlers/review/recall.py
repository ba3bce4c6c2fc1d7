"""Answers that were given with a definition that was changed since.

Those who decide about the term are asked once; at their click, a note goes under each answer.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.directory import Directory
from bot.handlers.review.clicks import (
    SLACK_FAILURES,
    Click,
    Notices,
    click_of,
    error_code,
)
from bot.handlers.review.deciders import Deciders
from bot.handlers.review.recall_cards import flag_note, progress_card, recall_card
from bot.handlers.review.words import REVIEW_WORDS, both_words
from bot.question import Term, Workspace
from conversation_store.errors import StoreError
from conversation_store.recalls import Recall as Recalled
from conversation_store.recalls import Recalls
from conversation_store.terms import TermKey, Terms
from conversation_store.used_terms import Outdated, UsedTerms

log = structlog.get_logger(__name__)

_PAUSE_S = 3.0
_LEASE_S = 60.0  # who has not gone on by then has ended, and another process does
_PROGRESS_S = 2.0  # between two updates of a card
_MOST_LINKS = 5
# The thread cannot be written to any more; all else is Slack's trouble, and may pass.
_GONE = frozenset({
    "cannot_dm_bot", "channel_not_found", "is_archived", "message_not_found", "not_in_channel",
    "restricted_action", "thread_not_found", "user_disabled", "user_not_found",
})  # fmt: skip
_LOOKED_THROUGH = 50  # answers, for those that may be linked to


@dataclass(frozen=True, slots=True)
class Usage:
    """What the store knows of the use of definitions."""

    recalls: Recalls
    used: UsedTerms
    terms: Terms


class Recall:
    """Notices changed definitions, asks about them, and flags the answers."""

    def __init__(
        self,
        client: AsyncWebClient,
        usage: Usage,
        deciders: Deciders,
        notices: Notices,
        directory: Directory,
    ) -> None:
        self._client = client
        self._usage = usage
        self._deciders = deciders
        self._notices = notices
        self._directory = directory
        self._decided = asyncio.Event()
        self._showing = asyncio.Lock()
        self._at_work: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Look for changes and do what is due, until cancelled."""
        try:
            while True:
                try:
                    await self._look()
                except Exception:  # such as a lost database: the next look may do
                    log.exception("changed definitions not looked for")
                with suppress(TimeoutError):
                    async with asyncio.timeout(_PAUSE_S):
                        await self._decided.wait()
                self._decided.clear()
        finally:
            for task in self._at_work:
                task.cancel()
            await asyncio.gather(*self._at_work, return_exceptions=True)

    async def flag(self, ack: AsyncAck, body: dict[str, object], context: AsyncBoltContext) -> None:
        """Have the readers of all those answers told."""
        await ack()
        click, number = click_of(body, context), _number(body)
        async with self._notices.failures_told(click):
            if not (found := await self._open_to(click, number, "flag")):
                return
            recall, _ = found
            answers = await self._usage.used.count_outdated(recall.key, recall.revision)
            done = await self._usage.recalls.flag(number, answers, click.user_id)
            self._decided.set()
            await self._decide(click, number, "flag", done=done)

    async def leave(
        self, ack: AsyncAck, body: dict[str, object], context: AsyncBoltContext
    ) -> None:
        """Leave those answers as they are."""
        await ack()
        click, number = click_of(body, context), _number(body)
        async with self._notices.failures_told(click):
            if not (found := await self._open_to(click, number, "leave")):
                return
            done = await self._usage.recalls.leave(found[0], click.user_id)
            await self._decide(click, number, "leave", done=done)

    async def _look(self) -> None:
        await self._usage.recalls.notice()
        while recall := await self._usage.recalls.lease(_LEASE_S):
            # One that takes long holds up no other.
            task = asyncio.create_task(self._carry_on(recall))
            self._at_work.add(task)
            task.add_done_callback(self._at_work.discard)

    async def _carry_on(self, recall: Recalled) -> None:
        try:
            if term := await self._term(recall.key):
                step = self._flag_all if recall.state == "flagging" else self._ask
                await step(recall, term)
        except (StoreError, *SLACK_FAILURES) as error:  # it is due again once its lease runs out
            log.warning("recall interrupted", recall=recall.id, error=error_code(error))
        except Exception:
            log.exception("recall interrupted", recall=recall.id)

    async def _ask(self, recall: Recalled, term: Term) -> None:
        """Show it to those who decide; a card is noted at once, so that none comes twice."""
        key, revision = recall.key, recall.revision
        answers = await self._usage.used.outdated(key, revision, limit=_LOOKED_THROUGH)
        if not answers:  # the questions were deleted meanwhile
            await self._usage.recalls.leave(recall, "")
            return
        count = await self._usage.used.count_outdated(key, revision)
        links = await self._links(answers)
        card = recall_card(recall, term, answers[0].revision, count, links)
        cards = list(recall.cards)
        for person in self._deciders.of(term):
            try:
                channel = await self._notices.channel_of(person)
                if channel not in [channel for channel, _ in cards]:
                    cards.append(await self._notices.post(channel, card))
            except SLACK_FAILURES as error:
                log.warning("recall not shown", user=person, error=error_code(error))
            await self._usage.recalls.note_cards(recall.id, cards, complete=False)
        if cards:
            await self._usage.recalls.note_cards(recall.id, cards, complete=True)

    async def _links(self, answers: list[Outdated]) -> list[str]:
        """Links to the newest answers that everybody in the workspace may read."""
        links: list[str] = []
        for answer in answers:
            channel = answer.thread.channel_id
            audience = await self._directory.audience(answer.thread.team_id, channel, "")
            if isinstance(audience, Workspace):
                try:
                    found = await self._client.chat_getPermalink(
                        channel=channel, message_ts=answer.answer_ts
                    )
                    links.append(str(found["permalink"]))
                except SLACK_FAILURES as error:  # such as a deleted answer
                    log.info("answer not linked to", error=error_code(error))
            if len(links) == _MOST_LINKS:
                break
        return links

    async def _flag_all(self, recall: Recalled, term: Term) -> None:
        """Put a note under each answer; each is claimed before, so that none gets two.

        Raises:
            SlackApiError, aiohttp.ClientError, TimeoutError: Slack takes nothing at the moment.
        """
        used, recalls, shown_at = self._usage.used, self._usage.recalls, time.monotonic()
        while answers := await used.outdated(recall.key, recall.revision, limit=100):
            for answer in answers:
                if not await used.flag(recall.key, answer, recall.revision):
                    continue
                failure = await self._note_under(answer, term, recall.revision)
                gone = failure is not None
                counted = await recalls.count(recall.id, gone=gone, seconds=_LEASE_S)
                if counted is None:
                    await self._show_progress(recall.id, term)
                    return
                if failure and error_code(failure) not in _GONE:
                    raise failure  # the others once the lease has run out
                if time.monotonic() - shown_at > _PROGRESS_S:
                    await self._show_progress(recall.id, term)
                    shown_at = time.monotonic()
        await recalls.finish(recall.id)
        await self._show_progress(recall.id, term)

    async def _note_under(self, answer: Outdated, term: Term, revision: int) -> Exception | None:
        """Put the note into an answer's thread; what went wrong, if anything did."""
        thread = answer.thread
        try:
            note = flag_note(term, answer, revision)
            await self._notices.post(thread.channel_id, note, thread.thread_ts)
        except SLACK_FAILURES as error:
            log.warning("answer not flagged", channel=thread.channel_id, error=error_code(error))
            return error
        return None

    async def _open_to(
        self, click: Click, number: int, action: str
    ) -> tuple[Recalled, Term] | None:
        """A recall that whoever clicked may decide about; else they are told why not."""
        recall = await self._usage.recalls.get(number)
        term = await self._term(recall.key) if recall else None
        if recall is None or term is None:
            await self._notices.tell(click, both_words("no_suggestion"))
            return None
        if not await self._deciders.allows(click, term, f"{action} answers {number}"):
            await self._notices.tell(click, REVIEW_WORDS[term.language]["not_yours"])
            return None
        return recall, term

    async def _decide(self, click: Click, number: int, action: str, *, done: bool) -> None:
        if done:
            await self._deciders.record(click, f"{action} answers {number}")
        else:
            await self._notices.tell(click, both_words("recall_done"))
        recall = await self._usage.recalls.get(number)
        if recall and (term := await self._term(recall.key)):
            await self._show_progress(number, term)

    async def _show_progress(self, number: int, term: Term) -> None:
        async with self._showing:  # what was read later is shown later
            if recall := await self._usage.recalls.get(number):
                for card in recall.cards:
                    await self._notices.update(card, progress_card(recall, term))

    async def _term(self, key: TermKey) -> Term | None:
        return (await self._usage.terms.get([key])).get(key)


def register_recall(app: AsyncApp, recall: Recall) -> None:
    """Handle the buttons of the cards."""
    app.action("flag_recall")(recall.flag)
    app.action("leave_recall")(recall.leave)


def _number(body: dict[str, object]) -> int:
    actions = body["actions"]
    value = str(actions[0].get("value", "")) if isinstance(actions, list) else ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0
