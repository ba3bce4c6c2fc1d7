"""What a channel talks about, and what a person looked up."""

from __future__ import annotations

from sqlalchemy import delete, select

from conversation_store.database import Database
from conversation_store.schema import channel_fields, lookups
from conversation_store.terms import TermKey

_KEPT = 20  # look-ups of a person


class ChannelFields:
    """The field of a channel: which sense of a word is meant there."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, channel_id: str) -> str | None:
        """The channel's field, if somebody has set one."""
        query = select(channel_fields.c.field).where(channel_fields.c.channel_id == channel_id)
        async with self._database.reading() as connection:
            return await connection.scalar(query)

    async def set(self, channel_id: str, field: str | None, who: str) -> None:
        """Set the channel's field, or (None) no field."""
        row = self._database.insert(channel_fields).values(
            channel_id=channel_id, field=field or "", set_by=who
        )
        new = row.excluded
        setting = row.on_conflict_do_update(
            index_elements=["channel_id"],
            set_={"field": new.field, "set_by": new.set_by, "updated_at": new.updated_at},
        )
        unsetting = delete(channel_fields).where(channel_fields.c.channel_id == channel_id)
        async with self._database.transaction() as connection:
            await connection.execute(setting if field else unsetting)


class Lookups:
    """The terms that a person looked up lately."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def note(self, user_id: str, key: TermKey) -> None:
        """Remember that a person looked a term up; the oldest are forgotten."""
        row = self._database.insert(lookups).values(
            user_id=user_id, concept=key[0], language=key[1]
        )
        noting = row.on_conflict_do_update(
            index_elements=["user_id", "concept", "language"],
            set_={"updated_at": row.excluded.updated_at},
        )
        mine = lookups.c.user_id == user_id
        kept = select(lookups.c.updated_at).where(mine).order_by(lookups.c.updated_at.desc())
        oldest = kept.offset(_KEPT).limit(1).scalar_subquery()
        async with self._database.transaction(durable=False) as connection:
            await connection.execute(noting)
            await connection.execute(delete(lookups).where(mine, lookups.c.updated_at <= oldest))

    async def recent(self, user_id: str, limit: int = 5) -> list[TermKey]:
        """What a person looked up last, the latest first."""
        query = select(lookups.c.concept, lookups.c.language).where(lookups.c.user_id == user_id)
        query = query.order_by(lookups.c.updated_at.desc()).limit(limit)
        async with self._database.reading() as connection:
            return [(row.concept, row.language) for row in await connection.execute(query)]
