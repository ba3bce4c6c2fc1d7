"""One thumb, however often it is turned, does what one person may do, once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.faq.frequent import FrequentQuestions
from bot.question import Audience, Channel, Person, Workspace
from conversation_store.database import Database
from conversation_store.standard_answer import StandardAnswer
from tests.faq.asking import answer, by, frequent_questions, put, recalled, serve, standard


@pytest.fixture
async def frequent(database: Database, tmp_path: Path) -> AsyncIterator[FrequentQuestions]:
    async with frequent_questions(database, tmp_path / "cache") as frequent:
        yield frequent


SHOWN = by("U1", "What is ROE?", 1)


async def down(frequent: FrequentQuestions, user_id: str) -> bool:
    """Somebody finds what was shown not helpful; whether it was taken out for that."""
    disputed = await frequent.disputes.judged_bad("C1", SHOWN.ts, user_id)
    return bool(disputed and disputed.taken_out)


async def shown(frequent: FrequentQuestions, database: Database) -> StandardAnswer:
    answer = await put(database, standard("What is ROE?", "a ratio"))
    await serve(frequent, SHOWN)
    return answer


async def test_a_thumbs_down_suspends_a_standard_answer(
    frequent: FrequentQuestions, database: Database
) -> None:
    answer = await shown(frequent, database)
    disputed = await frequent.disputes.judged_bad("C1", SHOWN.ts, "U1")
    assert disputed is not None
    assert (disputed.question, disputed.text) == ("What is ROE?", "a ratio")
    assert (disputed.taken_out, disputed.in_public) == (True, True)
    assert disputed.standard is not None
    assert (disputed.standard.id, disputed.standard.status) == (answer.id, "suspended")
    assert disputed.standard.owner == "U7"
    assert await recalled(frequent, by("U2", "What is ROE?", 2)) is None


async def test_one_user_s_thumbs_down_a_hundred_times_suspends_once(
    frequent: FrequentQuestions, database: Database
) -> None:
    answer = await shown(frequent, database)
    assert [await down(frequent, "U1") for _ in range(100)] == [True, *[False] * 99]
    assert len(await frequent.standard.history(answer.id)) == 2
    await put(database, replace(answer, status="approved"))  # its owner has looked at it
    assert not any([await down(frequent, "U1") for _ in range(100)])
    assert await recalled(frequent, by("U2", "What is ROE?", 2)) is not None
    assert await down(frequent, "U2")  # somebody else may
    assert await recalled(frequent, by("U2", "What is ROE?", 3)) is None


async def test_one_user_s_thumbs_up_a_hundred_times_changes_nothing(
    frequent: FrequentQuestions, database: Database
) -> None:
    answer = await shown(frequent, database)
    before = await frequent.standard.get(answer.id)
    for _ in range(100):  # all that a thumbs-up may lead to is a draft, which is not saved
        draft = await frequent.drafts.of_answer(SHOWN.thread, SHOWN.ts, Workspace("T1"))
        assert draft == before
    assert await frequent.standard.all() == [before]
    assert before is not None
    assert (before.revision, before.hits) == (1, 1)


async def test_an_answer_that_is_not_approved_any_more_is_not_suspended(
    frequent: FrequentQuestions, database: Database
) -> None:
    answer = await shown(frequent, database)
    await put(database, replace(answer, status="expired"))
    assert not await down(frequent, "U1")
    assert [one.status for one in await frequent.standard.all()] == ["expired"]


async def test_what_was_made_anew_or_never_shown_is_nobody_s_to_dispute(
    frequent: FrequentQuestions,
) -> None:
    await answer(frequent, by("U1", "What is my ROE?", 5), "canary")
    for ts in (by("U1", "", 5).ts, by("U1", "", 6).ts, "", "no ts"):
        assert await frequent.disputes.judged_bad("C1", ts, "U1") is None


@pytest.mark.parametrize(
    ("audience", "in_public"),
    [(Workspace("T1"), True), (Channel("C1", "T1"), False), (Person("U1", "T1"), False)],
)
async def test_whether_everybody_could_read_it_is_told(
    frequent: FrequentQuestions, audience: Audience, in_public: bool
) -> None:
    await answer(frequent, replace(SHOWN, audience=audience), "canary")
    disputed = await frequent.disputes.judged_bad("C1", SHOWN.ts, "U1")
    assert disputed is not None
    assert (disputed.taken_out, disputed.in_public) == (True, in_public)
    assert await recalled(frequent, replace(SHOWN, audience=audience)) is None


async def test_a_channel_s_standard_answer_is_not_told_as_public(
    frequent: FrequentQuestions, database: Database
) -> None:
    await put(database, standard("What is ROE?", "canary", audience="channel:C1"))
    await serve(frequent, replace(SHOWN, audience=Channel("C1", "T1")))
    disputed = await frequent.disputes.judged_bad("C1", SHOWN.ts, "U1")
    assert disputed is not None
    assert (disputed.taken_out, disputed.in_public) == (True, False)


async def test_with_a_standard_answer_goes_the_kept_one_that_it_was_made_of(
    frequent: FrequentQuestions, database: Database
) -> None:
    await answer(frequent, by("U3", "What is ROE?", 3), "a ratio")
    await shown(frequent, database)
    assert await down(frequent, "U2")
    assert await recalled(frequent, by("U4", "What is ROE?", 4)) is None
