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


async def said(database: Database) -> list[tuple[str, str, str | None]]:
    query = text("SELECT user_id, verdict, reason FROM feedback ORDER BY user_id")
    async with database.reading() as connection:
        return [(row.user_id, row.verdict, row.reason) for row in await connection.execute(query)]


async def test_each_person_counts_once(database: Database) -> None:
    for user_id in ("U1", "U2", "U2", "U2"):
        await say(database, user_id, "good", None)
    await say(database, "U3", "bad", "It is out of date.")
    assert await said(database) == [
        ("U1", "good", None),
        ("U2", "good", None),
        ("U3", "bad", "It is out of date."),
    ]


async def test_the_last_verdict_counts_with_its_reason(database: Database) -> None:
    await say(database, "U1", "bad", "Wrong year.")
    await say(database, "U1", "good", None)
    assert await said(database) == [("U1", "good", None)]
