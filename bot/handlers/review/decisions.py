"""What becomes of a suggestion: shown to those who may decide, decided once, carried out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import structlog

from bot.handlers.review.cards import Reviewable, outcome_card, outcome_notice, suggestion_card
from bot.handlers.review.clicks import SLACK_FAILURES, Click, Content, Notices, error_code
from bot.handlers.review.deciders import Deciders
from bot.handlers.review.warnings import warnings_of
from bot.handlers.review.words import REVIEW_WORDS, both_words
from bot.question import Term
from bot.terms.glossary import Glossary
from bot.terms.matcher import normalize
from bot.terms.proposals import CHANGEABLE, merged, spare_concepts
from conversation_store.approvals import Approvals
from conversation_store.candidates import Candidates
from conversation_store.suggestions import Card, Decision, Suggestion, Suggestions
from conversation_store.term_changes import ChangedMeanwhileError, TermChanges
from conversation_store.terms import TermKey, Terms
from conversation_store.wanted import Wanted

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Records:
    """What the store keeps of suggestions and of what they change."""

    suggestions: Suggestions
    approvals: Approvals
    terms: Terms
    changes: TermChanges
    wanted: Wanted
    candidates: Candidates


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a click.

    Attributes:
        suggestion: what it was about; None where there is none.
        told: what whoever clicked is to be told; empty where it was done.
        decision: what stands now; None where nothing does.
        by: who decided so.
        reason: why.
        term: what the glossary says now.
        again: what is to be shown for another decision, where the glossary had changed.
    """

    suggestion: Suggestion | None = None
    told: str = ""
    decision: Decision | None = None
    by: str = ""
    reason: str = ""
    term: Term | None = None
    again: Reviewable | None = None


class Decisions:
    """Lets those decide who may, and tells everybody concerned."""

    def __init__(
        self, records: Records, glossary: Glossary, deciders: Deciders, notices: Notices
    ) -> None:
        self._records = records
        self._glossary = glossary
        self._notices = notices
        self.deciders = deciders

    async def show(self, suggestion: Suggestion) -> tuple[int, int]:
        """Show a suggestion to all who may decide about it and have not seen it.

        Returns:
            How many may decide, and how many of them see it.

        Raises:
            StoreError: the store failed; what is not noted as shown is shown later.
        """
        await self._glossary.refresh()
        one = await self.reviewable(suggestion)
        cards = list(suggestion.cards)
        people = self.deciders.of(one.before)
        for person in people:
            try:
                channel = await self._notices.channel_of(person)
                if channel not in [channel for channel, _ in cards]:
                    cards.append(await self._notices.post(channel, suggestion_card(one)))
            except SLACK_FAILURES as error:
                log.warning("suggestion not shown", user=person, error=error_code(error))
            # At once: should this process end now, it is known whose card is to be updated.
            await self._records.suggestions.note_cards(suggestion.id, cards, complete=False)
        if cards:  # else again in a while: somebody may be there to see it by then
            await self._records.suggestions.note_cards(suggestion.id, cards)
        decided = await self._records.suggestions.get(suggestion.id)
        if decided and decided.decision:  # by somebody who was quicker than its last card
            card = outcome_card(decided, decided.decision, decided.decided_by or "")
            await self._update(cards, None, card)
        return len(people), len(cards)

    async def reviewable(self, suggestion: Suggestion, term: Term | None = None) -> Reviewable:
        """A suggestion against the glossary as it is now.

        Args:
            suggestion: as it was made.
            term: what to make of it, where a reviewer wants something else.
        """
        before = await self._present(suggestion)
        after = await self._after(suggestion, term or suggestion.term, before)
        warnings = await warnings_of(self._glossary, before, after)
        return Reviewable(suggestion, before, after, warnings)

    async def waiting_for(self, user_id: str, most: int) -> list[Reviewable]:
        """The open suggestions that somebody may decide about, the oldest first."""
        found: list[Reviewable] = []
        for suggestion in await self._records.suggestions.open(200):
            one = await self.reviewable(suggestion)
            if user_id in self.deciders.of(one.before):
                found.append(one)
            if len(found) == most:
                break
        return found

    async def open_to(self, click: Click, number: int, action: str) -> Reviewable | Verdict:
        """A suggestion that whoever clicked may decide about now, or why they may not.

        Raises:
            StoreError: the store failed.
        """
        suggestion = await self._records.suggestions.get(number)
        if suggestion is None:
            return Verdict(told=both_words("no_suggestion"))
        one = await self.reviewable(suggestion)
        if not await self.deciders.allows(click, one.before, f"{action} suggestion {number}"):
            return Verdict(told=REVIEW_WORDS[suggestion.term.language]["not_yours"])
        return await self._already(number) if suggestion.decision else one

    async def approve(
        self, click: Click, number: int, seen: int, term: Term | None = None
    ) -> Verdict:
        """Approve a suggestion and change the glossary; then :meth:`conclude`.

        Args:
            click: whose it was.
            number: the suggestion's id.
            seen: the revision of the term that they saw it compared with.
            term: what they made of it; as it was suggested unless given.

        Raises:
            StoreError: the store failed; the suggestion is open as before.
        """
        one = await self.open_to(click, number, "approve")
        if isinstance(one, Verdict):
            return one
        if one.revision != seen:
            return _changed_meanwhile(one)
        after = term or one.after
        owner = after.owner if one.before else after.owner or click.user_id
        try:
            made = await self._records.approvals.approve(
                one.suggestion,
                replace(after, status="approved", owner=owner),
                who=click.user_id,
                action=f"approved suggestion {number}",
                expected=seen,
                concepts=spare_concepts(after.name),
            )
        except ChangedMeanwhileError:
            return _changed_meanwhile(await self.reviewable(one.suggestion))
        if made is None:
            return await self._already(number)
        return Verdict(one.suggestion, decision="approved", by=click.user_id, term=made)

    async def reject(self, click: Click, number: int, reason: str) -> Verdict:
        """Reject a suggestion; then :meth:`conclude`.

        Raises:
            StoreError: the store failed; the suggestion is open as before.
        """
        one = await self.open_to(click, number, "reject")
        if isinstance(one, Verdict):
            return one
        if not await self._records.suggestions.decide(number, "rejected", click.user_id):
            return await self._already(number)
        return Verdict(one.suggestion, decision="rejected", by=click.user_id, reason=reason)

    async def conclude(self, click: Click, verdict: Verdict) -> None:
        """Show on the cards what came of a click, and tell whom it concerns.

        Raises:
            StoreError: the store failed; what was decided stands all the same.
        """
        one = verdict.suggestion
        if one and verdict.again:
            await self._update(one.cards, click.card, suggestion_card(verdict.again))
        if one is None or verdict.decision is None:
            return
        card = outcome_card(one, verdict.decision, verdict.by, verdict.reason)
        if verdict.told:
            await self._update((), click.card, card)
            return
        verb = "approve" if verdict.decision == "approved" else "reject"
        try:
            await self.deciders.record(click, f"{verb} suggestion {one.id}")
            await self._make_known(verdict.term)
        finally:  # whatever of that failed, it is decided
            await self._announce(click, one, verdict, card)

    async def _announce(
        self, click: Click, one: Suggestion, verdict: Verdict, card: Content
    ) -> None:
        decision = verdict.decision
        latest = await self._records.suggestions.get(one.id)
        await self._update(latest.cards if latest else one.cards, click.card, card)
        if decision and one.suggested_by != click.user_id:
            notice = outcome_notice(one, decision, verdict.by, verdict.reason)
            await self._notices.inform(one.suggested_by, notice)

    async def _present(self, suggestion: Suggestion) -> Term | None:
        """The term that it would change; a new one is no other, whatever ids are alike."""
        if not suggestion.base_revision:
            return None
        key: TermKey = suggestion.term.concept, suggestion.term.language
        return (await self._records.terms.get([key])).get(key)

    async def _after(self, suggestion: Suggestion, wanted: Term, before: Term | None) -> Term:
        if before is None:
            return wanted
        base: Term | None = before
        if before.revision != suggestion.base_revision:
            history = await self._records.terms.history(before.concept)
            seen = (before.language, suggestion.base_revision)
            revised = (one.term for one in history)
            base = next((term for term in revised if (term.language, term.revision) == seen), None)
        if base is None:  # it was made for a revision that is not known
            return replace(before, **{part: getattr(wanted, part) for part in CHANGEABLE})
        return merged(base, wanted, before)

    async def _make_known(self, term: Term | None) -> None:
        """Answer with a new definition from now on; its names are wanted no more."""
        if term is None:
            return
        await self._glossary.refresh()
        for name in term.names:
            await self._records.wanted.forget(normalize(name))
            await self._records.candidates.close(normalize(name))

    async def _already(self, number: int) -> Verdict:
        """What becomes of the click of somebody who comes too late."""
        one = await self._records.suggestions.get(number)
        if one is None or one.decision is None:
            return Verdict(told=both_words("was_changed"))
        who = one.decided_by or ""
        told = REVIEW_WORDS[one.term.language][f"already_{one.decision}"].format(who=f"<@{who}>")
        return Verdict(one, told, one.decision, who)

    async def _update(self, cards: Sequence[Card], clicked: Card | None, content: Content) -> None:
        for card in dict.fromkeys((*cards, *((clicked,) if clicked else ()))):
            await self._notices.update(card, content)


def _changed_meanwhile(one: Reviewable) -> Verdict:
    told = REVIEW_WORDS[one.after.language]["was_changed"]
    return Verdict(one.suggestion, told, again=one)
