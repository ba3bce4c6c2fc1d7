"""Questions that several people asked, and what of them may be shown: on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from conversation_store.asked_questions import AskedQuestions
from conversation_store.database import Database
from conversation_store.retention import Retention


async def ask(
    database: Database, user: str, wording: str = "", *, key: str = "leave", public: bool = False
) -> None:
    await AskedQuestions(database).count(
        key,
        wording or f"{key}?",
        "en",
        user_id=user,
        audience="workspace:T1" if public else f"person:{user}",
        in_public=public,
    )


async def shown(database: Database) -> list[str]:
    return [one.key for one in await AskedQuestions(database).most()]


async def test_what_one_person_asks_is_no_suggestion_however_often(database: Database) -> None:
    for _ in range(9):
        await ask(database, "U1", public=True)
    assert await shown(database) == []


async def test_what_two_people_ask_is_shown_once_one_of_them_asks_in_public(
    database: Database,
) -> None:
    await ask(database, "U1")
    await ask(database, "U2")
    assert await shown(database) == []
    before = datetime.now(UTC)
    await ask(database, "U2", public=True)
    (one,) = await AskedQuestions(database).most()
    assert (one.key, one.language, one.asked, one.people) == ("leave", "en", 3, 2)
    assert before <= one.last <= datetime.now(UTC)


async def test_what_is_asked_in_private_is_shown_once_three_people_asked(
    database: Database,
) -> None:
    for number in range(3):
        assert await shown(database) == []
        await ask(database, f"U{number}", f"wording {number}")
    (one,) = await AskedQuestions(database).most()
    assert one.wordings == ("wording 2", "wording 1", "wording 0")


async def test_private_wordings_stay_hidden_where_there_are_public_ones(
    database: Database,
) -> None:
    await ask(database, "U1", "my secret project and leave?")
    await ask(database, "U2", "days of leave?", public=True)
    await ask(database, "U2", "leave for my illness?")
    await ask(database, "U3", "how much leave?", public=True)
    (one,) = await AskedQuestions(database).most()
    assert one.wordings == ("how much leave?", "days of leave?")
    assert (one.asked, one.people) == (4, 3)


async def test_a_person_s_wording_in_public_takes_the_place_of_the_private_one(
    database: Database,
) -> None:
    for user in ("U1", "U2"):
        await ask(database, user, "in private")
    await ask(database, "U1", "in public", public=True)
    (one,) = await AskedQuestions(database).most()
    assert one.wordings == ("in public",)


async def test_at_most_five_wordings_are_shown_each_once_the_latest_first(
    database: Database,
) -> None:
    for number in (0, 1, 2, 3, 4, 5, 6, 1):
        await ask(database, f"U{number}-{number}", f"wording {number}", public=True)
    await ask(database, "U9", "wording 2", public=True)
    (one,) = await AskedQuestions(database).most()
    assert one.wordings == tuple(f"wording {n}" for n in (2, 1, 6, 5, 4))


async def test_what_most_people_ask_comes_first(database: Database) -> None:
    for key, people, times in (("a", 2, 9), ("b", 4, 1), ("c", 2, 1), ("d", 3, 1)):
        for user in range(people):
            for _ in range(times):
                await ask(database, f"U{user}", key=key, public=True)
    assert await shown(database) == ["b", "d", "a", "c"]
    assert [one.key for one in await AskedQuestions(database).most(limit=2)] == ["b", "d"]


async def test_a_forgotten_question_may_come_up_again_and_a_dismissed_one_never(
    database: Database,
) -> None:
    asked = AskedQuestions(database)
    for again in (False, True):
        for key in ("forgotten", "dismissed"):
            for user in ("U1", "U2"):
                await ask(database, user, key=key, public=True)
        assert await shown(database) == (["forgotten"] if again else ["dismissed", "forgotten"])
        await asked.forget("forgotten")
        await asked.dismiss("dismissed")
        assert await shown(database) == []


async def test_forgetting_a_person_leaves_what_others_asked(database: Database) -> None:
    for user in ("U1", "U2", "U3"):
        await ask(database, user, f"by {user}", public=True)
    await AskedQuestions(database).forget_person("U3")
    (one,) = await AskedQuestions(database).most()
    assert (one.people, one.wordings) == (2, ("by U2", "by U1"))


@pytest.mark.parametrize("end", ["forget", "dismiss"])
async def test_two_long_questions_with_one_beginning_stay_two(database: Database, end: str) -> None:
    asked, beginning = AskedQuestions(database), "龘" * 9_000
    for key in (f"{beginning}1", f"{beginning}2"):
        for user in ("U1", "U2"):
            await ask(database, user, key, key=key, public=True)
    first, second = await asked.most()
    assert (first.people, second.people) == (2, 2)
    await (asked.forget if end == "forget" else asked.dismiss)(first.key)  # by what is shown
    assert await asked.most() == [second]
    await (asked.forget if end == "forget" else asked.dismiss)(f"{beginning}1")
    await (asked.forget if end == "forget" else asked.dismiss)(f"{beginning}2")
    assert await asked.most() == []


async def test_what_nobody_has_asked_for_long_is_forgotten(database: Database) -> None:
    for user in ("U1", "U2"):
        await ask(database, user, public=True)
    minute = timedelta(minutes=1)
    assert await Retention(database).forget_before(datetime.now(UTC) - minute) == 0
    assert await shown(database) == ["leave"]
    assert await Retention(database).forget_before(datetime.now(UTC) + minute) == 2
    assert await shown(database) == []
