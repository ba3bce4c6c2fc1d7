"""Which standard answer is shown, from when and until when."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.faq.guard import Reading, read
from bot.faq.verified import VerifiedAnswers, is_served
from bot.terms.glossary import Glossary
from conversation_store.database import Database
from conversation_store.errors import StoreError
from conversation_store.standard_answer import AnswerStatus, StandardAnswer
from conversation_store.standard_answers import StandardAnswers
from conversation_store.term_changes import TermChanges
from tests.faq.asking import put, standard
from tests.glossaries import glossary_of, term
from tests.questions import ROE

EVERYBODY = ("workspace:*", "workspace:T1")
ROOM = ("channel:G1", *EVERYBODY)


async def verified_in(database: Database) -> tuple[VerifiedAnswers, Glossary]:
    glossary = await glossary_of(database, [ROE])

    def reading(text: str) -> Reading | None:
        return read(text, glossary.mentions(text))

    return VerifiedAnswers(StandardAnswers(database), reading), glossary


@pytest.fixture
async def verified(database: Database) -> VerifiedAnswers:
    return (await verified_in(database))[0]


async def found(
    verified: VerifiedAnswers, text: str = "What is ROE?", audiences: tuple[str, ...] = EVERYBODY
) -> str | None:
    await verified.refresh("g1")
    reading = verified.read(text)
    assert reading is not None
    answer = verified.find(reading, audiences)
    return answer.answer if answer else None


async def test_a_standard_answer_is_found_by_each_of_its_wordings(
    verified: VerifiedAnswers, database: Database
) -> None:
    await put(
        database,
        standard("What is ROE?", "a ratio", wordings=("How is ROE calculated?", "  ", "什么是ROE")),
    )
    for text in ("what's the meaning of ROE", "how is roe calculated", "ROE是什么意思？"):
        assert await found(verified, text) == "a ratio"
    assert await found(verified, "What is equity?") is None


@pytest.mark.parametrize("status", ["proposed", "suspended", "expired"])
async def test_only_approved_answers_are_served(
    verified: VerifiedAnswers, database: Database, status: AnswerStatus
) -> None:
    answer = await put(database, standard("What is ROE?", "a ratio", status=status))
    assert await found(verified) is None
    assert verified.served == ()
    await put(database, replace(answer, status="approved"))
    assert await found(verified) == "a ratio"
    await put(database, replace(answer, status=status))
    assert await found(verified) is None


async def test_an_answer_expires_at_its_moment_without_being_looked_at_again(
    verified: VerifiedAnswers, database: Database
) -> None:
    until = datetime.now(UTC) + timedelta(seconds=1.5)
    until = until.replace(microsecond=0) + timedelta(seconds=1)
    await put(database, replace(standard("What is ROE?", "a ratio"), expires_at=until))
    assert await found(verified) == "a ratio"
    reading = verified.read("What is ROE?")
    assert reading is not None
    before = datetime.now(UTC)
    while verified.find(reading, EVERYBODY):
        before = datetime.now(UTC)
        await asyncio.sleep(0.001)
    after = datetime.now(UTC)
    assert before < until <= after
    assert after - until < timedelta(seconds=1)


@pytest.mark.parametrize(
    ("expires_in", "is_still_served"),
    [(None, True), (timedelta(hours=1), True), (timedelta(0), False), (-timedelta(days=1), False)],
)
def test_an_answer_is_served_before_its_moment_and_not_at_it(
    expires_in: timedelta | None, is_still_served: bool
) -> None:
    at = datetime.now(UTC) + expires_in if expires_in is not None else None
    answer = replace(standard("What is ROE?", "a ratio"), expires_at=at)
    assert is_served(answer, EVERYBODY) == is_still_served


async def test_the_answer_for_the_fewest_goes_first(
    verified: VerifiedAnswers, database: Database
) -> None:
    now = datetime.now(UTC)
    audiences = ("channel:G1", "workspace:T1", "workspace:*")
    for age, audience in enumerate(reversed(audiences)):  # the widest was verified last
        answer = standard("What is ROE?", audience, audience=audience)
        await put(database, replace(answer, verified_at=now - timedelta(days=age)))
    assert await found(verified, audiences=ROOM) == "channel:G1"
    assert await found(verified, audiences=EVERYBODY) == "workspace:T1"
    assert await found(verified, audiences=("workspace:*", "workspace:T2")) == "workspace:*"
    assert await found(verified, audiences=("channel:G2",)) is None
    assert await found(verified, audiences=()) is None


async def test_of_several_for_the_same_the_one_verified_last_goes_first(
    verified: VerifiedAnswers, database: Database
) -> None:
    now = datetime.now(UTC)
    days: list[int | None] = [3, 1, 2, None]
    for ago in days:
        at = None if ago is None else now - timedelta(days=ago)
        await put(database, replace(standard("What is ROE?", f"{ago}"), verified_at=at))
    assert await found(verified) == "1"


async def test_where_the_narrower_answer_is_not_served_the_wider_one_is(
    verified: VerifiedAnswers, database: Database
) -> None:
    await put(database, standard("What is ROE?", "for all"))
    narrow = await put(database, standard("What is ROE?", "here", audience="channel:G1"))
    assert await found(verified, audiences=ROOM) == "here"
    await put(database, replace(narrow, status="suspended"))
    assert await found(verified, audiences=ROOM) == "for all"


async def test_what_another_process_changes_is_learned_and_nothing_is_read_twice(
    verified: VerifiedAnswers, database: Database, tmp_path: Path
) -> None:
    assert await verified.refresh("g1")
    assert not await verified.refresh("g1")
    other = await Database.open(f"sqlite:///{tmp_path}/termwise.db")
    answer = await put(other, standard("What is ROE?", "old"))
    assert await found(verified) == "old"
    await put(other, replace(answer, answer="new"))
    assert await found(verified) == "new"
    await StandardAnswers(other).count_hit(answer.id)  # nothing that a reader must learn of
    assert not await verified.refresh("g1")
    await other.close()


async def test_with_another_glossary_the_wordings_are_read_anew(database: Database) -> None:
    verified, glossary = await verified_in(database)
    await put(database, standard("What is NIM?", "a margin"))
    assert await found(verified, "What is net interest margin?") is None
    nim = term("nim", "net interest margin", abbreviation="NIM")
    await TermChanges(database).put(nim, who="U1", action="add")
    await glossary.refresh()
    reading = read(
        "What is net interest margin?", glossary.mentions("What is net interest margin?")
    )
    assert reading is not None
    assert verified.find(reading, EVERYBODY) is None
    assert await verified.refresh("g2")
    answer = verified.find(reading, EVERYBODY)
    assert answer is not None
    assert answer.answer == "a margin"


async def test_while_the_store_cannot_be_read_it_is_told_and_learned_of_later(
    verified: VerifiedAnswers, database: Database, tmp_path: Path
) -> None:
    await put(database, standard("What is ROE?", "a ratio"))
    with closing(sqlite3.connect(tmp_path / "termwise.db")) as connection:
        connection.execute("ALTER TABLE standard_answers RENAME TO gone")
        with pytest.raises(StoreError):
            await verified.refresh("g1")
        connection.execute("ALTER TABLE gone RENAME TO standard_answers")
    assert await found(verified) == "a ratio"


async def test_refreshed_many_times_at_once_it_is_read_once(
    verified: VerifiedAnswers, database: Database
) -> None:
    answers: list[StandardAnswer] = [standard(f"What is number {n}?", "") for n in range(50)]
    await StandardAnswers(database).put_all(answers, who="U7", action="add")
    changed = await asyncio.gather(*(verified.refresh("g1") for _ in range(20)))
    assert sum(changed) == 1
    assert len(verified.served) == 50
