"""Standard answers made and looked after in Slack, by reviewers and by their owners."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.faq.asked import ANYWHERE
from bot.handlers.faq.cards import made_text, question_line, saved_card
from bot.handlers.faq.modal import Place, Subject, standard_modal
from bot.handlers.faq.shelf import GOOD_FOR, Shelf
from bot.handlers.faq.words import FAQ_WORDS, both_faq_words
from bot.handlers.review.clicks import Click, Notices, click_of, suggestion_of
from bot.handlers.review.modal import broken_form, errors_beside
from bot.handlers.review.words import both_words
from bot.question import language_of
from conversation_store.asked_questions import AskedQuestions
from conversation_store.errors import StoreError
from conversation_store.standard_answer import StandardAnswer
from conversation_store.term_changes import ChangedMeanwhileError

Json = dict[str, Any]

_MOST_LOOKED_AT = 100


class Curating:
    """Handles the buttons and the modal of standard answers."""

    def __init__(
        self,
        client: AsyncWebClient,
        shelf: Shelf,
        asked: AskedQuestions,
        notices: Notices,
        renew_home: Callable[[Click], Awaitable[None]],
    ) -> None:
        self._client = client
        self._shelf = shelf
        self._asked = asked
        self._notices = notices
        self._renew_home = renew_home

    async def make(self, ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        """Make an answer a standard answer as it is, by one click."""
        await ack()
        click = click_of(body, context)
        async with self._notices.failures_told(click):
            draft = await self._shelf.draft(click, Place.of(str(body["actions"][0]["value"])))
            if draft is None or not await self._shelf.may(click, draft, "make a standard answer"):
                return
            try:
                made = await self._shelf.verify(click, draft, draft.revision)
            except ChangedMeanwhileError:
                await self._notices.tell(click, both_faq_words("changed_meanwhile"))
                return
            await self._confirm(click, made, made_text(made))

    async def draft(self, ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        """Open the modal with an answer in it, from a button or from the message's shortcut."""
        await ack()
        click = click_of(body, context)
        async with self._notices.failures_told(click):
            place = _place_of(body, context.bot_user_id)
            draft = await self._shelf.draft(click, place)
            if draft and await self._shelf.may(click, draft, "make a standard answer"):
                await self._open(click, draft, place=str(place))

    async def change(self, ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        """Open the modal with a standard answer in it."""
        await ack()
        click = click_of(body, context)
        async with self._notices.failures_told(click):
            if answer := await self._shelf.known(click, suggestion_of(body)[0], "change"):
                await self._open(click, answer)

    async def write(self, ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        """Open the modal for a question without a standard answer."""
        await ack()
        click = click_of(body, context)
        async with self._notices.failures_told(click):
            question = str(body["actions"][0]["value"])
            blank = StandardAnswer(question, "", language_of(question), ANYWHERE)
            if await self._shelf.may(click, blank, "write a standard answer"):
                await self._open(click, blank)

    async def write_often_asked(self, ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        """Open the modal for a question that several people have asked."""
        await ack()
        click, key = click_of(body, context), str(body["actions"][0]["value"])
        async with self._notices.failures_told(click):
            listed = await self._asked.most(_MOST_LOOKED_AT)
            asked = next((one for one in listed if one.key == key), None)
            if asked is None:
                await self._notices.tell(click, both_faq_words("question_gone"))
                await self._renew_home(click)
                return
            question, *others = asked.wordings
            blank = StandardAnswer(question, "", asked.language, ANYWHERE, tuple(others))
            if await self._shelf.may(click, blank, "write a standard answer"):
                await self._open(click, blank, key=key)

    async def dismiss(self, ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        """Take a question off the list: it needs no standard answer."""
        await ack()
        click = click_of(body, context)
        async with self._notices.failures_told(click):
            if await self._shelf.may(click, None, "dismiss a question"):
                await self._asked.dismiss(str(body["actions"][0]["value"]))
                await self._renew_home(click)

    async def submitted(
        self, ack: AsyncAck, body: Json, view: Json, context: AsyncBoltContext
    ) -> None:
        """Save what was written, or say beside each part what is wrong with it."""
        click, subject = click_of(body, context), Subject.from_view(view)
        if subject is None:
            await ack(**broken_form(view))
            return
        try:
            saved = await self._shelf.take_in(click, subject, view)
        except (StoreError, ChangedMeanwhileError) as error:  # what was written stays in the modal
            changed = isinstance(error, ChangedMeanwhileError)
            failed = both_words("store_failed", error=str(error))
            words = FAQ_WORDS[subject.language]
            sentence = words["changed_meanwhile"] if changed else failed
            await ack(**errors_beside({"question": sentence}, view))
            return
        if isinstance(saved, dict):
            await ack(**errors_beside(saved, view))
            return
        await ack()
        async with self._notices.failures_told(click):
            text = FAQ_WORDS[saved.language]["saved"]
            text = text.format(id=saved.id, question=question_line(saved.question))
            await self._notices.inform(click.user_id, saved_card(saved, text))
            await self._renew_home(click)

    async def verify(self, ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        """Vouch for an answer as it is."""
        await self._decide(ack, body, context, "verify", "verified_by")

    async def expire(self, ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        """Show an answer no more."""
        await self._decide(ack, body, context, "expire", "expired_by")

    async def _decide(
        self, ack: AsyncAck, body: Json, context: AsyncBoltContext, action: str, said: str
    ) -> None:
        await ack()
        click, (number, seen) = click_of(body, context), suggestion_of(body)
        async with self._notices.failures_told(click):
            answer = await self._shelf.known(click, number, action)
            if answer is None:
                return
            try:
                if action == "verify":
                    answer = await self._shelf.verify(click, answer, seen)
                else:
                    answer = await self._shelf.expire(click, answer, seen)
            except ChangedMeanwhileError:
                await self._notices.tell(click, both_faq_words("changed_meanwhile"))
                return
            question = question_line(answer.question)
            date = answer.expires_at.date() if answer.expires_at else "—"
            text = FAQ_WORDS[answer.language][said].format(
                who=f"<@{click.user_id}>", question=question, date=date
            )
            if click.card and await self._notices.update(click.card, _plain(text)):
                return
            if click.channel_id:
                await self._notices.tell(click, text)
            else:
                await self._renew_home(click)

    async def _open(
        self, click: Click, answer: StandardAnswer, *, place: str = "", key: str = ""
    ) -> None:
        owned = replace(answer, owner=answer.owner or click.user_id)
        if owned.expires_at is None or owned.expires_at <= datetime.now(UTC):
            owned = replace(owned, expires_at=datetime.now(UTC) + GOOD_FOR)
        subject = Subject(answer.id, answer.revision, place, key, answer.language)
        view = standard_modal(owned, subject)
        await self._client.views_open(trigger_id=click.trigger_id, view=view)

    async def _confirm(self, click: Click, answer: StandardAnswer, text: str) -> None:
        card = saved_card(answer, text)
        if click.channel_id:
            await self._client.chat_postEphemeral(
                channel=click.channel_id, user=click.user_id, thread_ts=click.thread_ts, **card
            )
        else:
            await self._notices.inform(click.user_id, card)


def _place_of(body: Json, me: str | None) -> Place | None:
    if "actions" in body:
        return Place.of(str(body["actions"][0]["value"]))
    message, channel = body.get("message") or {}, body.get("channel") or {}
    if not me or message.get("user") != me:  # there are shortcuts on everybody's messages
        return None
    thread_ts = str(message.get("thread_ts") or message.get("ts") or "")
    return Place.of(f"{channel.get('id', '')}/{thread_ts}/{message.get('ts', '')}")


def _plain(text: str) -> Json:
    return {"text": text, "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": text}}]}
