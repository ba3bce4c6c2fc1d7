"""The threads the bot takes part in, and what was said in them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal

from sqlalchemy import ColumnElement, Table, and_, delete, exists, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from conversation_store.database import Database
from conversation_store.schema import inbox, messages, threads


@dataclass(frozen=True, slots=True)
class ThreadKey:
    """A Slack thread; ``thread_ts`` is the ts of its first message."""

    team_id: str
    channel_id: str
    thread_ts: str


@dataclass(frozen=True, slots=True)
class Message:
    """What one side said; ``ts`` is Slack's timestamp, unique within the channel."""

    role: Literal["system", "user", "assistant"]
    content: str
    ts: str


class Threads:
    """The threads the bot has joined, each with its history."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def is_joined(self, key: ThreadKey) -> bool:
        """Whether the bot takes part in the thread."""
        async with self._database.reading() as connection:
            return bool(await connection.scalar(select(exists().where(in_thread(threads, key)))))

    async def was_joined(self, key: ThreadKey, surface: str, ts: str) -> bool:
        """Whether the bot took part in the thread when something was said in it.

        Args:
            key: the thread.
            surface: the kind of place it is in.
            ts: when that was said; a question that came later does not count.
        """
        asked = exists().where(
            inbox.c.surface == surface,
            in_thread(inbox, key),
            # What the index needs: nothing in a thread is older than its first message.
            inbox.c.ts >= key.thread_ts,
            inbox.c.ts < ts,
        )
        async with self._database.reading() as connection:
            return bool(await connection.scalar(select(asked)))

    async def asked_since(self, surface: str, ts: str, limit: int) -> list[ThreadKey]:
        """The threads in which something was asked after ``ts``, the latest first."""
        key = [inbox.c[name] for name in ThreadKey.__slots__]
        query = (
            select(*key)
            .where(inbox.c.surface == surface, inbox.c.ts > ts)
            .group_by(*key)
            .order_by(func.max(inbox.c.ts).desc())
            .limit(limit)
        )
        async with self._database.reading() as connection:
            return [ThreadKey(*row) for row in await connection.execute(query)]

    async def history(self, key: ThreadKey, before_ts: str | None = None) -> list[Message]:
        """What was said, the oldest first, from the point that :meth:`start_history_at` set.

        Args:
            key: the thread.
            before_ts: leaves out the message with this ts and all later ones.
        """
        query = (
            select(messages.c.role, messages.c.content, messages.c.ts)
            .join(threads)
            .where(in_thread(messages, key))
            .where(messages.c.ts >= func.coalesce(threads.c.history_start, ""))
            # An answer that carries its question's ts comes after it: "user" > "assistant".
            .order_by(messages.c.ts, messages.c.role.desc())
        )
        if before_ts is not None:
            query = query.where(messages.c.ts < before_ts)
        async with self._database.reading() as connection:
            return [Message(*row) for row in await connection.execute(query)]

    async def save_turn(
        self, key: ThreadKey, question: Message, answer: Message, user_id: str
    ) -> None:
        """Keep a question with its answer, and join the thread.

        What is already there under the same ts and role is replaced. So give an answer its
        question's ts: a later answer to the same question takes its place, and the two stay
        together when other questions came in between.

        Args:
            key: the thread.
            question: what was asked.
            answer: what was answered.
            user_id: who asked.
        """
        said = [
            {**asdict(key), **asdict(question), "user_id": user_id},
            {**asdict(key), **asdict(answer), "user_id": None},
        ]
        insert = self._database.insert(messages).values(said)
        replace = insert.on_conflict_do_update(
            index_elements=list(messages.primary_key),
            set_={"content": insert.excluded.content, "user_id": insert.excluded.user_id},
        )
        async with self._database.transaction() as connection:
            await join(self._database, connection, key)
            await connection.execute(replace)

    async def forget_turn(self, key: ThreadKey, ts: str) -> None:
        """Forget a question, by its ts, and the answer to it."""
        async with self._database.transaction() as connection:
            await connection.execute(
                delete(messages).where(in_thread(messages, key), messages.c.ts == ts)
            )

    async def start_history_at(self, key: ThreadKey, ts: str) -> None:
        """Leave what was said before ``ts`` out of the history from now on, and join the thread.

        The mark never moves back: an earlier ``ts`` changes nothing.
        """
        insert = self._database.insert(threads).values(**asdict(key), history_start=ts)
        move = insert.on_conflict_do_update(
            index_elements=list(threads.primary_key),
            set_={"history_start": insert.excluded.history_start},
            where=func.coalesce(threads.c.history_start, "") < ts,
        )
        async with self._database.transaction() as connection:
            await connection.execute(move)


async def join(database: Database, connection: AsyncConnection, key: ThreadKey) -> None:
    """Take part in a thread from the connection's commit on; joining twice changes nothing."""
    insert = database.insert(threads).values(**asdict(key))
    await connection.execute(insert.on_conflict_do_nothing())


def in_thread(table: Table, key: ThreadKey) -> ColumnElement[bool]:
    """The condition that a row of ``table`` belongs to the thread."""
    return and_(*(table.c[column] == value for column, value in asdict(key).items()))
