"""Standard answers made of answers that were good."""

from __future__ import annotations

from typing import Literal

from bot.faq.asked import ANYWHERE
from bot.question import Audience, Channel, language_of
from conversation_store.served_answers import ServedAnswer, ServedAnswers
from conversation_store.standard_answer import StandardAnswer
from conversation_store.standard_answers import StandardAnswers
from conversation_store.threads import Message, ThreadKey, Threads

Shown = Literal["standard answer", "answer that others may get", "answer for its thread"]

_MARK = 12  # characters of a key


class Drafts:
    """Finds what a standard answer would say."""

    def __init__(self, served: ServedAnswers, threads: Threads, standard: StandardAnswers) -> None:
        self._served = served
        self._threads = threads
        self._standard = standard

    async def shows(self, channel_id: str, answer_ts: str) -> Shown:
        """What a message of the bot's shows.

        Args:
            channel_id: where it stands.
            answer_ts: its ts.

        Raises:
            StoreError: it cannot be read.
        """
        served = await self._served.of(channel_id, answer_ts)
        if served is None:
            return "answer for its thread"
        return "standard answer" if served.standard_id else "answer that others may get"

    async def mark(self, channel_id: str, answer_ts: str) -> str:
        """What tells an answer from a later one in the same message; empty where nothing does.

        Raises:
            StoreError: it cannot be read.
        """
        served = await self._served.of(channel_id, answer_ts)
        return served.key[:_MARK] if served else ""

    async def of_answer(
        self, thread: ThreadKey, answer_ts: str, audience: Audience, mark: str = ""
    ) -> StandardAnswer | None:
        """An answer of the bot's as a standard answer, not saved yet.

        Args:
            thread: where it stands.
            answer_ts: the ts of its last message.
            audience: who may read it there: from a private channel nothing goes to others.
            mark: of the answer that was meant; empty for whichever stands there.

        Returns:
            The one that there is, where the message shows a standard answer. None where the answer
            is not known any more: of several to the same question only the last one is.

        Raises:
            StoreError: it cannot be read.
        """
        served = await self._served.of(thread.channel_id, answer_ts)
        if served and served.standard_id is not None:
            return await self._standard.get(served.standard_id)
        if mark and not (served and served.key.startswith(mark)):  # the question was edited since
            return None
        if served and await self._is_followed(served):
            return None
        history = await self._threads.history(thread)
        asked_at = served.question_ts if served else _last_before(history, answer_ts)
        said = {one.role: one.content for one in history if one.ts == asked_at}
        if "user" not in said or "assistant" not in said:
            return None
        return StandardAnswer(
            question=said["user"],
            answer=said["assistant"],
            language=language_of(said["user"]),
            audience=_same_readers(audience),
        )

    async def _is_followed(self, served: ServedAnswer) -> bool:
        others = await self._served.to_question(served.thread.channel_id, served.question_ts)
        return any(float(one.answer_ts) > float(served.answer_ts) for one in others)


def _same_readers(audience: Audience) -> str:
    return str(Channel(audience.channel_id)) if isinstance(audience, Channel) else ANYWHERE


def _last_before(history: list[Message], answer_ts: str) -> str:
    """The question that was answered last before a message; empty for none."""
    return max((one.ts for one in history if one.role == "user" and one.ts < answer_ts), default="")
