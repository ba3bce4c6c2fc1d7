"""Taking an approval back, as long as nothing has come after it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from bot.handlers.home import Home
from bot.handlers.review.cards import shown_name, taken_back_card
from bot.handlers.review.clicks import Click, Notices, click_of, suggestion_of
from bot.handlers.review.deciders import Deciders
from bot.handlers.review.decisions import Records
from bot.handlers.review.words import REVIEW_WORDS, both_words
from bot.terms.glossary import Glossary
from conversation_store.suggestions import Suggestion
from conversation_store.term import Term
from conversation_store.term_changes import ChangedMeanwhileError
from conversation_store.terms import Revised


class TakingBack:
    """Handles the button of an approved suggestion's card."""

    def __init__(
        self,
        records: Records,
        glossary: Glossary,
        deciders: Deciders,
        notices: Notices,
        home: Home,
    ) -> None:
        self._records = records
        self._glossary = glossary
        self._deciders = deciders
        self._notices = notices
        self._home = home

    async def take_back(
        self, ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext
    ) -> None:
        """Deprecate the new term, or let the changed one say what it said before."""
        await ack()
        click, (number, _) = click_of(body, context), suggestion_of(body)
        async with self._notices.failures_told(click):
            suggestion = await self._records.suggestions.get(number)
            if suggestion is None or suggestion.decision != "approved":
                await self._notices.tell(click, both_words("no_suggestion"))
                return
            if told := await self._undo(click, suggestion):
                words = REVIEW_WORDS[suggestion.term.language]
                await self._notices.tell(click, words[told])
                return
            await self._conclude(click, suggestion)

    async def _undo(self, click: Click, suggestion: Suggestion) -> str:
        """Do so; the key of what is told where it was not done, else empty."""
        history = await self._records.terms.history(suggestion.term.concept)
        mine = [one for one in history if one.term.language == suggestion.term.language]
        action = f"take back suggestion {suggestion.id}"
        if not await self._deciders.allows(click, mine[0].term if mine else None, action):
            return "not_yours"
        term = _before(suggestion, mine)
        if term is None:
            return "not_taken_back"
        try:
            await self._records.changes.put(
                term,
                who=click.user_id,
                action=f"took back suggestion {suggestion.id}",
                expected=mine[0].term.revision,
            )
        except ChangedMeanwhileError:
            return "not_taken_back"
        await self._deciders.record(click, action)
        return ""

    async def _conclude(self, click: Click, suggestion: Suggestion) -> None:
        card = taken_back_card(suggestion, click.user_id)
        clicked = (click.card,) if click.card else ()
        try:
            await self._glossary.refresh()
        finally:  # whatever of that failed, it is taken back
            for place in dict.fromkeys((*suggestion.cards, *clicked)):
                await self._notices.update(place, card)
        if suggestion.suggested_by != click.user_id:
            words = REVIEW_WORDS[suggestion.term.language]
            text = words["your_taken_back"].format(
                name=shown_name(suggestion.term), who=f"<@{click.user_id}>"
            )
            await self._notices.inform(suggestion.suggested_by, {"text": text})
        await self._home.renew(click)


def register_taking_back(app: AsyncApp, taking_back: TakingBack) -> None:
    """Handle the button."""
    app.action("take_back_approval")(taking_back.take_back)


def _before(suggestion: Suggestion, history: list[Revised]) -> Term | None:
    """What the term is to say again; None where the approval is not the last that was done.

    Args:
        suggestion: the approved one.
        history: the revisions of its term, the latest first.
    """
    # In Slack it is "approved", at the terminal "approve".
    if not history or not re.match(rf"approved? suggestion {suggestion.id}\b", history[0].action):
        return None
    if suggestion.base_revision == 0:
        return replace(history[0].term, status="deprecated")
    return history[1].term if len(history) > 1 else None
