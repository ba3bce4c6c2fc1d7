"""The buttons with which those who may decide about a suggestion do so."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.home import Home
from bot.handlers.review.clicks import Click, Notices, click_of, suggestion_of
from bot.handlers.review.decisions import Decisions, Verdict
from bot.handlers.review.field_menu import FieldMenu
from bot.handlers.review.modal import (
    Subject,
    broken_form,
    entered,
    errors_beside,
    subject_of,
    suggestion_modal,
    text_in,
)
from bot.handlers.review.words import REVIEW_WORDS, both_words
from bot.terms.proposals import problems_of_change
from conversation_store.errors import StoreError

Json = dict[str, Any]

_LONGEST_REASON = 1_000


class Reviewing:
    """Handles what is clicked on a suggestion's card, and in the modals that open from it."""

    def __init__(
        self,
        client: AsyncWebClient,
        decisions: Decisions,
        notices: Notices,
        menu: FieldMenu,
        home: Home,
    ) -> None:
        self._client = client
        self._decisions = decisions
        self._notices = notices
        self._menu = menu
        self._home = home

    async def approve(self, ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        """Approve what the card shows."""
        await ack()
        click, (number, seen) = click_of(body, context), suggestion_of(body)
        async with self._notices.failures_told(click):
            await self._conclude(click, await self._decisions.approve(click, number, seen))

    async def ask_reason(self, ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        """Ask why it is rejected."""
        await ack()
        click, (number, _) = click_of(body, context), suggestion_of(body)
        async with self._notices.failures_told(click):
            one = await self._decisions.open_to(click, number, "reject")
            if isinstance(one, Verdict):
                await self._conclude(click, one)
                return
            view = _reason_modal(Subject("", one.after.language, 0, number))
            await self._client.views_open(trigger_id=click.trigger_id, view=view)

    async def reject(
        self, ack: AsyncAck, body: Json, view: Json, context: AsyncBoltContext
    ) -> None:
        """Reject it, for the reason that was given."""
        click = click_of(body, context)
        if (subject := subject_of(view)) is None:
            await ack(**broken_form(view))
            return
        number, reason = subject.suggestion, text_in(view, "reason")
        try:
            verdict = await self._decisions.reject(click, number, reason[:_LONGEST_REASON])
        except StoreError as error:  # the modal stays, and the reason in it
            await ack(**errors_beside({"reason": _failed(error)}, view))
            return
        await self._answer_modal(ack, view, click, verdict)

    async def open_changed(self, ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        """Let them make something else of it."""
        await ack()
        click, (number, _) = click_of(body, context), suggestion_of(body)
        async with self._notices.failures_told(click):
            one = await self._decisions.open_to(click, number, "change")
            if isinstance(one, Verdict):
                await self._conclude(click, one)
                return
            subject = Subject(one.after.concept, one.after.language, one.revision, number)
            fields = await self._menu.fields()
            view = suggestion_modal("approve_changed", one.after, subject, fields)
            await self._client.views_open(trigger_id=click.trigger_id, view=view)

    async def approve_changed(
        self, ack: AsyncAck, body: Json, view: Json, context: AsyncBoltContext
    ) -> None:
        """Approve what they have made of it."""
        click = click_of(body, context)
        if (subject := subject_of(view)) is None:
            await ack(**broken_form(view))
            return
        try:
            one = await self._decisions.open_to(click, subject.suggestion, "approve")
            if isinstance(one, Verdict):
                await self._answer_modal(ack, view, click, one)
                return
            term, _ = entered(view, one.after)
            if wrong := problems_of_change(one.before, term):
                await ack(**errors_beside(wrong, view))
                return
            number, seen = subject.suggestion, subject.revision
            verdict = await self._decisions.approve(click, number, seen, term)
        except StoreError as error:
            await ack(**errors_beside({"name": _failed(error)}, view))
            return
        await self._answer_modal(ack, view, click, verdict)

    async def _answer_modal(
        self, ack: AsyncAck, view: Json, click: Click, verdict: Verdict
    ) -> None:
        """Close a modal, or say in it why nothing was done; Slack waits for three seconds."""
        if verdict.told:
            await ack(**errors_beside({"": verdict.told}, view))
        else:
            await ack()
        async with self._notices.failures_told(click):
            await self._decisions.conclude(click, verdict)
            await self._home.renew(click)

    async def _conclude(self, click: Click, verdict: Verdict) -> None:
        if verdict.told:
            await self._notices.tell(click, verdict.told)
        await self._decisions.conclude(click, verdict)
        await self._home.renew(click)


def register_reviewing(app: AsyncApp, reviewing: Reviewing) -> None:
    """Handle the buttons of suggestions, on their cards and in the Home tab."""
    app.action("approve_suggestion")(reviewing.approve)
    app.action("reject_suggestion")(reviewing.ask_reason)
    app.action("change_suggestion")(reviewing.open_changed)
    app.view("reject_suggestion")(reviewing.reject)
    app.view("approve_changed")(reviewing.approve_changed)


def _failed(error: StoreError) -> str:
    return both_words("store_failed", error=str(error))


def _reason_modal(subject: Subject) -> Json:
    words = REVIEW_WORDS[subject.language]
    element = {
        "type": "plain_text_input",
        "action_id": "input",
        "multiline": True,
        "max_length": _LONGEST_REASON,
    }
    return {
        "type": "modal",
        "callback_id": "reject_suggestion",
        "private_metadata": subject.to_metadata(),
        "title": _plain(words["reject_title"]),
        "submit": _plain(words["reject"]),
        "close": _plain(words["cancel"]),
        "blocks": [
            {
                "type": "input",
                "block_id": "reason",
                "label": _plain(words["reason"]),
                "element": element,
            }
        ],
    }


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}
