"""What may be done with standard answers, by whom, and that it is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.faq.asked import ANYWHERE
from bot.faq.frequent import FrequentQuestions
from bot.handlers.directory import Directory
from bot.handlers.faq.cards import SOON
from bot.handlers.faq.modal import Place, Subject, entered, problems
from bot.handlers.faq.words import FAQ_WORDS, both_faq_words
from bot.handlers.review.clicks import Click, Notices
from bot.handlers.review.deciders import Deciders
from bot.terms.matcher import normalize
from conversation_store.standard_answer import StandardAnswer
from conversation_store.term_changes import ChangedMeanwhileError
from conversation_store.threads import ThreadKey

_TRIES = 10  # at saving while others save, too

GOOD_FOR = timedelta(days=180)
"""So long an answer counts as verified, where nobody says for how long."""


class Shelf:
    """Saves standard answers for those who may."""

    def __init__(
        self,
        frequent: FrequentQuestions,
        deciders: Deciders,
        notices: Notices,
        directory: Directory,
    ) -> None:
        self._frequent = frequent
        self._deciders = deciders
        self._notices = notices
        self._directory = directory

    async def take_in(
        self, click: Click, subject: Subject, view: Mapping[str, Any]
    ) -> StandardAnswer | dict[str, str]:
        """Save it; what is wrong with it, where it cannot be."""
        words = FAQ_WORDS[subject.language]
        base = await self._base(click, subject)
        if base is None:
            return {"question": words["no_standard" if subject.id else "not_known"]}
        answer = entered(view, base)
        if wrong := problems(answer, words):
            return wrong
        if not await self._deciders.allows_owner(click, base.owner, "save a standard answer"):
            return {"question": words["not_reviewer"]}
        there = None if answer.id else await self._same_question(answer)
        if there and there.status == "approved":  # somebody else was quicker
            return {"question": words["has_one"].format(id=there.id)}
        saved = await self.save(click, answer, expected=subject.revision)
        if subject.key:
            await self._frequent.often_asked.forget(subject.key)
        return saved

    async def save(
        self, click: Click, answer: StandardAnswer, expected: int | None = None
    ) -> StandardAnswer:
        """Save an answer, verified by whoever clicked; a second one to a question replaces it.

        Raises:
            ChangedMeanwhileError: it has another revision than ``expected``.
            StoreError: it cannot be saved.
        """
        now = datetime.now(UTC)
        verified = replace(
            answer,
            status="approved",
            owner=answer.owner or click.user_id,
            verified_by=await self._directory.name(click.user_id),
            verified_at=now,
            expires_at=answer.expires_at or now + GOOD_FOR,
        )
        if verified.id:
            saved = await self._put(click, verified, "verify", expected)
        else:
            saved = await self._put_new(click, verified)
        await self._frequent.settle(saved)
        return saved

    async def verify(self, click: Click, answer: StandardAnswer, expected: int) -> StandardAnswer:
        """Vouch for an answer as it is; for as long as for a new one, where it soon expires.

        Raises:
            ChangedMeanwhileError, StoreError: as for :meth:`save`.
        """
        soon = answer.expires_at is not None and answer.expires_at <= datetime.now(UTC) + SOON
        return await self.save(
            click, replace(answer, expires_at=None) if soon else answer, expected
        )

    async def expire(self, click: Click, answer: StandardAnswer, expected: int) -> StandardAnswer:
        """Show an answer no more.

        Raises:
            ChangedMeanwhileError, StoreError: as for :meth:`save`.
        """
        return await self._put(click, replace(answer, status="expired"), "expire", expected)

    async def _put_new(self, click: Click, answer: StandardAnswer) -> StandardAnswer:
        """Who clicks twice makes one answer; what it replaces keeps its wordings and its owner."""
        standard = self._frequent.standard
        for left in reversed(range(_TRIES)):
            base = await standard.revision()
            if there := await self._same_question(answer):
                owner, wordings = there.owner or answer.owner, answer.wordings or there.wordings
                new = replace(answer, id=there.id, owner=owner, wordings=wordings)
            else:
                new = answer
            try:
                (saved,) = await standard.put_all(
                    [new], who=click.user_id, action="verify", base=base
                )
            except ChangedMeanwhileError:
                if not left:
                    raise
            else:
                await self._deciders.record(click, f"verify standard answer {saved.id}")
                return saved
        raise AssertionError("there is at least one try")

    async def _same_question(self, answer: StandardAnswer) -> StandardAnswer | None:
        question = normalize(answer.question)
        for one in await self._frequent.standard.all():
            if normalize(one.question) == question and one.audience == answer.audience:
                return one
        return None

    async def _put(
        self, click: Click, answer: StandardAnswer, action: str, expected: int | None
    ) -> StandardAnswer:
        standard = self._frequent.standard
        saved = await standard.put(answer, who=click.user_id, action=action, expected=expected)
        await self._deciders.record(click, f"{action} standard answer {saved.id}")
        return saved

    async def draft(self, click: Click, place: Place | None) -> StandardAnswer | None:
        """An answer of the bot's as a standard answer; None, and said so, where there is none."""
        draft = await self._found(click, place) if place else None
        if draft is None:
            await self._notices.tell(click, both_faq_words("not_known"))
        return draft

    async def _found(self, click: Click, place: Place) -> StandardAnswer | None:
        audience = await self._directory.audience(click.team_id, place.channel_id, click.user_id)
        thread = ThreadKey(click.team_id, place.channel_id, place.thread_ts)
        return await self._frequent.drafts.of_answer(thread, place.answer_ts, audience, place.mark)

    async def known(self, click: Click, number: int, action: str) -> StandardAnswer | None:
        """A standard answer that whoever clicked may decide about; else they are told why not."""
        answer = await self._frequent.standard.get(number)
        if answer is None:
            await self._notices.tell(click, both_faq_words("no_standard"))
            return None
        return answer if await self.may(click, answer, f"{action} a standard answer") else None

    async def may(self, click: Click, answer: StandardAnswer | None, action: str) -> bool:
        """Whether whoever clicked may do so; they are told where not.

        Args:
            click: whose it was.
            answer: what it is about; None where it is about no one's.
            action: what they want to do, for the record of refusals.
        """
        allowed = await self._deciders.allows_owner(click, answer.owner if answer else "", action)
        if not allowed:
            await self._notices.tell(click, both_faq_words("not_reviewer"))
        return allowed

    async def _base(self, click: Click, subject: Subject) -> StandardAnswer | None:
        """What the modal was filled in with."""
        if subject.id:
            return await self._frequent.standard.get(subject.id)
        if place := Place.of(subject.place):
            return await self._found(click, place)
        return StandardAnswer("", "", subject.language, ANYWHERE)
