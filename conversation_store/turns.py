"""The order in which questions are answered: fair between people and between channels.

Source: start-time fair queueing, Goyal, Vin and Cheng 1996.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from conversation_store.expressions import Greatest
from conversation_store.inbox_rows import InboxEntry
from conversation_store.schema import inbox
from conversation_store.threads import in_thread

_OF_A_PERSON = 1.0  # virtual time that a question takes from its asker's next one
_OF_A_CHANNEL = 0.25  # and from its channel's: a channel is served as fast as four people

# The states of questions that had their turn. What was refused or deleted before takes no time.
_SERVED = ("answering", "answered", "failed")


async def next_turn(connection: AsyncConnection, entry: InboxEntry) -> dict[str, float]:
    """When a question is due in virtual time, as the columns of its row.

    ``person_turn`` is its turn among its asker's questions alone: who waits for a busy channel
    is not late elsewhere for it, and who asks much does not hold up the channel's other people.
    """
    of_person = inbox.c.user_id == entry.user_id
    # Virtual time stands still while nobody asks; who has never asked begins at the present.
    now = _latest(inbox.c.turn, _SERVED)
    after_own = [one + _OF_A_PERSON for one in _latest(
        inbox.c.person_turn, ("waiting", *_SERVED), of_person
    )]  # fmt: skip
    query = select(_greatest(now), _greatest([*now, *after_own]))
    present, person_turn = (await connection.execute(query)).one()
    before_it = (
        select(func.count())
        .select_from(inbox)
        .where(
            inbox.c.channel_id == entry.thread.channel_id,
            inbox.c.state.in_(["waiting", "answering"]),
            inbox.c.person_turn <= person_turn,
        )
    )
    # A thread's order is kept, whoever asks in it.
    of_thread = _latest(inbox.c.turn, ["waiting"], in_thread(inbox, entry.thread))
    query = select(before_it.scalar_subquery(), _greatest(of_thread))
    ahead, thread_turn = (await connection.execute(query)).one()
    turn = max(person_turn, present + _OF_A_CHANNEL * ahead, thread_turn)
    return {"person_turn": person_turn, "turn": turn}


def _latest(
    column: ColumnElement[float], states: Sequence[str], *where: ColumnElement[bool]
) -> list[ColumnElement[Any]]:
    """The greatest of a column in each state: each is a look at the end of an index."""
    return [
        select(func.max(column)).where(inbox.c.state == state, *where).scalar_subquery()
        for state in states
    ]


def _greatest(moments: Sequence[ColumnElement[Any]]) -> Greatest:
    return Greatest(0.0, *(func.coalesce(one, 0.0) for one in moments))
