"""An answer that somebody finds wrong is served to nobody any more."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.faq.cache import AnswerCache
from bot.faq.removals import Removals
from bot.question import Workspace, parse_audience
from conversation_store.served_answers import ServedAnswer, ServedAnswers
from conversation_store.standard_answer import StandardAnswer
from conversation_store.standard_answers import StandardAnswers
from conversation_store.term_changes import ChangedMeanwhileError

_ACTION = "judged not helpful"


@dataclass(frozen=True, slots=True)
class Disputed:
    """What came of a thumbs-down.

    Attributes:
        question: the wording that the answer was kept for.
        text: the answer.
        standard: the standard answer that it is, as it is now; None for one of the bot's.
        taken_out: whether it is served no more.
        in_public: whether everybody in the workspace could read it.
    """

    question: str
    text: str
    standard: StandardAnswer | None
    taken_out: bool
    in_public: bool


class Disputes:
    """Takes answers out that were judged not helpful."""

    def __init__(
        self,
        served: ServedAnswers,
        standard: StandardAnswers,
        removals: Removals,
        cache: AnswerCache,
    ) -> None:
        self._served = served
        self._standard = standard
        self._removals = removals
        self._cache = cache

    async def judged_bad(self, channel_id: str, answer_ts: str, user_id: str) -> Disputed | None:
        """Take an answer out.

        Args:
            channel_id: where it stands.
            answer_ts: the ts of its last message.
            user_id: who finds it wrong.

        Returns:
            None where it was kept nowhere.

        Raises:
            StoreError: it could not be taken out everywhere.
        """
        served = await self._served.of(channel_id, answer_ts)
        if served is None:
            return None
        if served.standard_id is not None:
            # Not the bot's own answer in its place, which may be the one that it was made of.
            await self._removals.entry(served.key)
            return await self._suspend(served.standard_id, user_id)
        return await self._remove(served)

    async def _remove(self, served: ServedAnswer) -> Disputed | None:
        kept = await self._cache.get(served.key)
        await self._removals.entry(served.key)  # other replicas may have it where this one has not
        if kept is None:
            return None
        in_public = isinstance(parse_audience(served.audience), Workspace)
        return Disputed(kept.question, kept.text, None, taken_out=True, in_public=in_public)

    async def _suspend(self, number: int, user_id: str) -> Disputed | None:
        """Serve a standard answer no more until somebody has looked at it.

        Once for each person: whoever finds it wrong again after its owner has confirmed it does
        not take it from all others a second time.
        """
        answer = await self._standard.get(number)
        if answer is None:
            return None
        history = await self._standard.history(number)
        heard = any((one.who, one.action) == (user_id, _ACTION) for one in history)
        taken_out = answer.status == "approved" and not heard
        if taken_out:
            try:
                answer = await self._standard.put(
                    replace(answer, status="suspended"),
                    who=user_id,
                    action=_ACTION,
                    expected=answer.revision,
                )
            except ChangedMeanwhileError:  # it is another answer by now
                taken_out = False
        in_public = answer.audience.startswith("workspace:")
        return Disputed(answer.question, answer.answer, answer, taken_out, in_public)
