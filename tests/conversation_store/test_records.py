from __future__ import annotations

from sqlalchemy import text

from conversation_store.database import Database
from conversation_store.records import Feedback, Verdict


async def say(database: Database, user_id: str, verdict: Verdict, reason: str | None) -> None:
    await Feedback(database).save(
        team_id="T1",
        channel_id="C1",
        message_ts="1700000001.000000",
        user_id=user_id,
        verdict=verdict,
        reason=reason,
    )


async def test_nobody_has_said_anything_at_first(database: Database) -> None:
    assert await Feedback(database).counts() == {"good": 0, "bad": 0}


async def test_each_person_counts_once(database: Database) -> None:
    for user_id in ("U1", "U2", "U2", "U2"):
        await say(database, user_id, "good", None)
    await say(database, "U3", "bad", "It is out of date.")
    assert await Feedback(database).counts() == {"good": 2, "bad": 1}


async def test_the_last_verdict_counts_with_its_reason(database: Database) -> None:
    await say(database, "U1", "bad", "Wrong year.")
    await say(database, "U1", "good", None)
    async with database.reading() as connection:
        rows = await connection.execute(text("SELECT verdict, reason FROM feedback"))
        assert [tuple(row) for row in rows] == [("good", None)]
