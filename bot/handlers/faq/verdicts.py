"""What a thumb under an answer sets off: a wrong one goes, a right one may become the standard."""

from __future__ import annotations

import structlog

from bot.faq.disputes import Disputed, Disputes
from bot.faq.drafts import Drafts
from bot.handlers.block_kit import Card
from bot.handlers.faq.cards import disputed_card, offer_card
from bot.handlers.faq.modal import Place
from bot.handlers.review.clicks import Click, Notices
from bot.handlers.review.deciders import Deciders
from bot.question import Language

log = structlog.get_logger(__name__)


class Verdicts:
    """Acts on what people think of an answer."""

    def __init__(
        self, disputes: Disputes, drafts: Drafts, deciders: Deciders, notices: Notices
    ) -> None:
        self._disputes = disputes
        self._drafts = drafts
        self._deciders = deciders
        self._notices = notices

    async def bad(self, click: Click) -> None:
        """Serve the answer to nobody any more, and tell those who are responsible for it.

        Raises:
            StoreError: it could not be taken out.
        """
        if click.card is None or not click.is_ours:
            return
        channel, ts = click.card
        disputed = await self._disputes.judged_bad(channel, ts, click.user_id)
        if disputed is None:
            return
        log.info("answer judged not helpful", taken_out=disputed.taken_out)
        card = disputed_card(disputed)
        for user_id in self._responsible(disputed):
            await self._notices.inform(user_id, card)

    async def offer(self, click: Click, language: Language) -> Card | None:
        """What to offer whoever found an answer helpful.

        Returns:
            None for all but reviewers, and where it is a standard answer already.

        Raises:
            StoreError: it is not known whether it is one.
        """
        if click.card is None or not click.is_ours or not self._deciders.is_reviewer(click.user_id):
            return None
        channel, ts = click.card
        shows = await self._drafts.shows(channel, ts)
        if shows == "standard answer":
            return None
        # What was asked in the course of a thread says too little by itself.
        as_it_is = shows == "answer that others may get"
        place = Place(channel, click.thread_ts or ts, ts, await self._drafts.mark(channel, ts))
        if channel.startswith("D"):  # asked in private: who publishes it is to look at it first
            return offer_card(place, language, "offer_private")
        return offer_card(place, language, "offer" if as_it_is else "offer_changed")

    def _responsible(self, disputed: Disputed) -> tuple[str, ...]:
        if disputed.standard:
            owner = disputed.standard.owner
            return self._deciders.responsible_for(owner, in_public=disputed.in_public)
        # What was answered in private is shown to nobody else, reviewers not excepted.
        return self._deciders.of_owner("") if disputed.in_public else ()
