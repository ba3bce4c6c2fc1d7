"""Which answer in Slack shows which cached or standard answer."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, select

from conversation_store.database import Database
from conversation_store.schema import served_answers
from conversation_store.threads import ThreadKey

_CONTENT = ("team_id", "thread_ts", "question_ts", "answer_key", "standard_id", "audience")


@dataclass(frozen=True, slots=True)
class ServedAnswer:
    """What stands in an answer's message.

    Attributes:
        thread: where the answer stands.
        question_ts: the ts of the question.
        answer_ts: the ts of the answer's last message.
        key: the cached answer's.
        standard_id: the standard answer's id; None for an answer of the bot.
        audience: for whom it was kept, as ``str(Audience)``.
    """

    thread: ThreadKey
    question_ts: str
    answer_ts: str
    key: str
    standard_id: int | None
    audience: str


class ServedAnswers:
    """Remembers what each answer shows, so that a verdict on it finds its way back."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def note(
        self,
        thread: ThreadKey,
        question_ts: str,
        answer_ts: str,
        key: str,
        standard_id: int | None,
        audience: str,
    ) -> None:
        """Note what an answer shows, in place of what was noted before.

        Args:
            thread: where the answer stands.
            question_ts: the ts of the question.
            answer_ts: the ts of the answer's last message.
            key: the cached answer's.
            standard_id: the standard answer's id; None for an answer of the bot.
            audience: for whom it was kept, as ``str(Audience)``.
        """
        row = self._database.insert(served_answers).values(
            channel_id=thread.channel_id,
            answer_ts=answer_ts,
            team_id=thread.team_id,
            thread_ts=thread.thread_ts,
            question_ts=question_ts,
            answer_key=key,
            standard_id=standard_id,
            audience=audience,
        )
        noted = row.on_conflict_do_update(
            index_elements=["channel_id", "answer_ts"],
            set_={name: row.excluded[name] for name in (*_CONTENT, "created_at")},
        )
        # The answer stands in Slack already, and a note that a power cut undoes is no loss.
        async with self._database.transaction(durable=False) as connection:
            await connection.execute(noted)

    async def of(self, channel_id: str, answer_ts: str) -> ServedAnswer | None:
        """What an answer shows; None where it was made anew for its question."""
        mine = (served_answers.c.channel_id == channel_id) & (
            served_answers.c.answer_ts == answer_ts
        )
        return next(iter(await self._found(mine)), None)

    async def to_question(self, channel_id: str, question_ts: str) -> list[ServedAnswer]:
        """What was shown for a question, which may have been asked again."""
        return await self._found(
            (served_answers.c.channel_id == channel_id)
            & (served_answers.c.question_ts == question_ts)
        )

    async def _found(self, which: ColumnElement[bool]) -> list[ServedAnswer]:
        query = select(served_answers).where(which)
        async with self._database.reading() as connection:
            return [
                ServedAnswer(
                    ThreadKey(row.team_id, row.channel_id, row.thread_ts),
                    row.question_ts,
                    row.answer_ts,
                    row.answer_key,
                    row.standard_id,
                    row.audience,
                )
                for row in await connection.execute(query)
            ]

    async def forget_answer(self, channel_id: str, question_ts: str) -> None:
        """Forget the answer to a question that was deleted."""
        mine = (served_answers.c.channel_id == channel_id) & (
            served_answers.c.question_ts == question_ts
        )
        async with self._database.transaction() as connection:
            await connection.execute(delete(served_answers).where(mine))
