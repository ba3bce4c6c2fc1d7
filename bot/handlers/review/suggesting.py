"""Suggesting a change of a term, or a new one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.home import Home
from bot.handlers.review.clicks import Click, Notices, click_of
from bot.handlers.review.decisions import Decisions, Records
from bot.handlers.review.field_menu import FieldMenu
from bot.handlers.review.modal import (
    LONGEST_NOTE,
    Subject,
    broken_form,
    entered,
    errors_beside,
    subject_of,
    suggestion_modal,
)
from bot.handlers.review.words import REVIEW_WORDS, both_words
from bot.handlers.slack_text import escape
from bot.question import Language, Term, language_of
from bot.terms.proposals import differences, problems_of_change, spare_concepts
from conversation_store.errors import StoreError
from conversation_store.suggestions import Suggestion
from conversation_store.terms import TermKey, Terms

Json = dict[str, Any]


class Suggesting:
    """Opens the modal in which a change is written, and takes in what was written."""

    def __init__(
        self,
        client: AsyncWebClient,
        records: Records,
        decisions: Decisions,
        notices: Notices,
        menu: FieldMenu,
        home: Home,
    ) -> None:
        self._client = client
        self._records = records
        self._decisions = decisions
        self._notices = notices
        self._menu = menu
        self._home = home

    async def open(self, trigger_id: str, term: Term | None, name: str) -> None:
        """Let somebody write how a term should be.

        Args:
            trigger_id: of what they did, within the last three seconds.
            term: the one to change; None to add one.
            name: what a new one is to be called.

        Raises:
            SlackApiError: Slack did not open the modal.
        """
        shown = term or _blank(language_of(name), name.strip()[:200])
        concept, revision = (term.concept, term.revision) if term else ("", 0)
        subject = Subject(concept, shown.language, revision)
        view = suggestion_modal("suggest_term", shown, subject, await self._menu.fields())
        await self._client.views_open(trigger_id=trigger_id, view=view)

    async def submitted(
        self, ack: AsyncAck, body: Json, view: Json, context: AsyncBoltContext
    ) -> None:
        """Take in what was written, or say beside each field what is wrong with it."""
        click = click_of(body, context)
        if (subject := subject_of(view)) is None:
            await ack(**broken_form(view))
            return
        try:
            suggestion = await self._take_in(click, subject, view)
        except StoreError as error:  # the modal stays, and all that was written in it
            failed = both_words("store_failed", error=str(error))
            await ack(**errors_beside({"name": failed}, view))
            return
        if isinstance(suggestion, dict):
            await ack(**errors_beside(suggestion, view))
            return
        await ack()
        async with self._notices.failures_told(click):
            await self._pass_on(click, suggestion)

    async def define(self, ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        """Open the modal for a name that people ask for, or that documents hold."""
        await ack()
        click = click_of(body, context)
        async with self._notices.failures_told(click):
            await self.open(click.trigger_id, None, str(body["actions"][0]["value"]))

    async def dismiss(self, ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        """Take a name off the lists: it is no term."""
        await ack()
        click, name_key = click_of(body, context), str(body["actions"][0]["value"])
        async with self._notices.failures_told(click):
            if not await self._decisions.deciders.allows_reviewer(click, "dismiss a name"):
                await self._notices.tell(click, both_words("not_yours"))
                return
            await self._records.wanted.forget(name_key)
            await self._records.candidates.close(name_key)
            await self._decisions.deciders.record(click, "dismiss a name")
            await self._home.renew(click)

    async def _take_in(
        self, click: Click, subject: Subject, view: Json
    ) -> Suggestion | dict[str, str]:
        """Store what was suggested; what is wrong with it, where it cannot be."""
        words = REVIEW_WORDS[subject.language]
        before = await self._looked_at(subject) if subject.concept else None
        # A term that is there has a revision, and a new one has none.
        if (before is None) != (subject.revision == 0) or (subject.concept and before is None):
            return {"name": words["gone"]}
        term, note = entered(view, before or _blank(subject.language, ""))
        wrong = problems_of_change(before, term)
        if len(note) > LONGEST_NOTE:
            wrong["note"] = words["note_long"].format(most=LONGEST_NOTE)
        if before and not differences(before, term):
            wrong["definition"] = words["unchanged"]
        if wrong:
            return wrong
        if before is None:
            term = replace(term, concept=await _new_concept(self._records.terms, term.name))
        return await self._records.suggestions.add(
            term,
            team_id=click.team_id,
            base_revision=subject.revision,
            suggested_by=click.user_id,
            note=note,
        )

    async def _looked_at(self, subject: Subject) -> Term | None:
        """The term as it was when the modal was opened."""
        key: TermKey = subject.concept, subject.language
        present = (await self._records.terms.get([key])).get(key)
        if present is None or present.revision == subject.revision:
            return present
        for revised in await self._records.terms.history(subject.concept):
            term = revised.term
            if (term.language, term.revision) == (subject.language, subject.revision):
                return term
        return None

    async def _pass_on(self, click: Click, suggestion: Suggestion) -> None:
        deciders, reached = await self._decisions.show(suggestion)
        key = "sent" if reached else "not_delivered" if deciders else "nobody"
        words = REVIEW_WORDS[suggestion.term.language]
        told = words[key].format(name=escape(suggestion.term.name))
        await self._notices.inform(click.user_id, {"text": told})
        await self._home.renew(click)


def register_suggesting(app: AsyncApp, suggesting: Suggesting) -> None:
    """Handle the modal, and the names in the Home tab that may be terms."""
    app.view("suggest_term")(suggesting.submitted)
    app.action("define_name")(suggesting.define)
    app.action("not_a_term")(suggesting.dismiss)


def _blank(language: Language, name: str) -> Term:
    return Term("", language, name, definition="", source="", field="", status="proposed")


async def _new_concept(terms: Terms, name: str) -> str:
    """An id for a new concept that no other has now; whoever approves it looks again."""
    ids = spare_concepts(name)
    languages: tuple[Language, ...] = ("zh", "en")
    there = await terms.get([(one, language) for one in ids for language in languages])
    taken = {concept for concept, _ in there}
    return next((one for one in ids if one not in taken), ids[-1])
