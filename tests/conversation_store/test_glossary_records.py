"""Suggestions, wanted names, candidates, used terms and habits: on both databases."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from conversation_store.candidates import Candidate, Candidates
from conversation_store.database import Database
from conversation_store.habits import ChannelFields, Lookups
from conversation_store.records import Audit
from conversation_store.retention import Retention
from conversation_store.suggestions import Suggestions
from conversation_store.terms import TermKey
from conversation_store.threads import ThreadKey
from conversation_store.used_terms import UsedTerms
from conversation_store.wanted import Wanted
from tests.conversation_store.test_terms import ROA, ROE

THREAD = ThreadKey("T1", "C1", "1.0")
KEY: TermKey = ("roe", "en")


async def test_a_suggestion_is_open_until_one_person_decides(database: Database) -> None:
    suggestions = Suggestions(database)
    made = await suggestions.add(
        ROE, team_id="T1", base_revision=3, suggested_by="U1", note="clearer"
    )
    assert (made.term, made.base_revision, made.note, made.decision) == (ROE, 3, "clearer", None)
    assert await suggestions.open() == [made] == [await suggestions.get(made.id)]
    deciding = [suggestions.decide(made.id, "approved", f"U{n}") for n in range(5)]
    assert sum(await asyncio.gather(*deciding)) == 1
    assert await suggestions.open() == []
    decided = await suggestions.get(made.id)
    assert decided
    assert decided.decision == "approved"
    assert decided.decided_by in {f"U{n}" for n in range(5)}


async def test_a_suggestion_that_nobody_saw_is_leased_to_one_process(database: Database) -> None:
    suggestions = Suggestions(database)
    made = await suggestions.add(ROE, team_id="T1", base_revision=0, suggested_by="U1", note="")
    assert await suggestions.lease(60) is None  # whoever took it in is at it
    await _long_after(database)
    leased = await asyncio.gather(*(suggestions.lease(60) for _ in range(5)))
    assert [one for one in leased if one] == [made]
    await suggestions.note_cards(made.id, [("D1", "1.5")], complete=False)
    await _long_after(database)
    again = await suggestions.lease(60)
    assert again
    assert again.cards == (("D1", "1.5"),)
    await suggestions.note_cards(made.id, again.cards)
    await _long_after(database)
    assert await suggestions.lease(60) is None


async def test_what_is_decided_is_shown_to_nobody_else(database: Database) -> None:
    suggestions = Suggestions(database)
    made = await suggestions.add(ROE, team_id="T1", base_revision=0, suggested_by="U1", note="")
    assert await suggestions.decide(made.id, "rejected", "U2")
    await _long_after(database)
    assert await suggestions.lease(60) is None


async def _long_after(database: Database) -> None:
    """Let every lease of a suggestion run out."""
    async with database.transaction() as connection:
        ended = text("UPDATE suggestions SET leased_until = 0 WHERE leased_until IS NOT NULL")
        await connection.execute(ended)


async def test_a_suggestion_knows_where_it_is_shown(database: Database) -> None:
    suggestions = Suggestions(database)
    made = await suggestions.add(ROE, team_id="T1", base_revision=0, suggested_by="U1", note="")
    await suggestions.note_cards(made.id, [("D1", "1.5"), ("D2", "1.6")])
    shown = await suggestions.get(made.id)
    assert shown
    assert shown.cards == (("D1", "1.5"), ("D2", "1.6"))
    assert await suggestions.get(made.id + 1) is None


async def test_a_name_asked_in_public_is_wanted_at_once(database: Database) -> None:
    wanted = Wanted(database)
    for user in ("U1", "U2", "U1"):
        await wanted.count("npl", "NPL", "en", user_id=user, in_public=user == "U2")
    (one,) = await wanted.most()
    assert (one.name, one.asked, one.people, one.language) == ("NPL", 3, 2, "en")


async def test_a_name_asked_in_private_is_shown_once_three_people_asked(
    database: Database,
) -> None:
    wanted = Wanted(database)
    for user in ("U1", "U2", "U2", "U2"):
        await wanted.count("secret", "Secret", "en", user_id=user, in_public=False)
    assert await wanted.most() == []
    await wanted.count("secret", "Secret", "en", user_id="U3", in_public=False)
    assert [(one.asked, one.people) for one in await wanted.most()] == [(5, 3)]


async def test_the_most_wanted_name_comes_first_until_it_is_forgotten(database: Database) -> None:
    wanted = Wanted(database)
    for key, times in (("a", 1), ("b", 3), ("c", 2)):
        for _ in range(times):
            await wanted.count(key, key, "en", user_id="U1", in_public=True)
    assert [one.name for one in await wanted.most()] == ["b", "c", "a"]
    await wanted.forget("b")
    assert [one.name for one in await wanted.most(limit=1)] == ["c"]


async def test_a_closed_candidate_does_not_come_back(database: Database) -> None:
    candidates = Candidates(database)
    good = Candidate("商誉减值", "商誉减值", "zh", "finance", 9.5, 12, ("商誉减值测试。",))
    poor = replace(good, name_key="今天", name="今天", score=0.5)
    await candidates.add([poor, good])
    assert await candidates.best() == [good, poor]
    assert await candidates.close("今天")
    assert not await candidates.close("今天")
    await candidates.add([replace(good, score=3.0), poor])
    assert await candidates.best() == [replace(good, score=3.0)]


async def test_answers_with_an_older_definition_are_found_and_flagged_once(
    database: Database,
) -> None:
    used = UsedTerms(database)
    await used.note(THREAD, "1.0", "1.1", [ROE, ROA])
    await used.note(replace(THREAD, thread_ts="2.0"), "2.0", "2.1", [replace(ROE, revision=2)])
    (old,) = await used.outdated(KEY, 2)
    assert (old.thread, old.answer_ts, old.question_ts, old.revision) == (THREAD, "1.1", "1.0", 1)
    assert await used.count_outdated(KEY, 3) == 2
    assert sum(await asyncio.gather(*(used.flag(KEY, old, 2) for _ in range(5)))) == 1
    assert await used.outdated(KEY, 2) == []
    assert [one.answer_ts for one in await used.outdated(KEY, 3)] == ["2.1", "1.1"]


async def test_an_answer_written_anew_is_noted_anew(database: Database) -> None:
    used = UsedTerms(database)
    await used.note(THREAD, "1.0", "1.1", [ROE, ROA])
    await used.note(THREAD, "1.0", "1.1", [replace(ROE, revision=2)])
    assert await used.count_outdated(KEY, 2) == 0
    assert await used.count_outdated(("roa", "en"), 9) == 0
    await used.forget_answer("C1", "1.0")
    assert await used.count_outdated(KEY, 9) == 0


async def test_a_thread_s_terms_are_those_of_its_answers(database: Database) -> None:
    used = UsedTerms(database)
    await used.note(THREAD, "1.0", "1.1", [ROA])
    await used.note(THREAD, "1.2", "1.3", [ROE])
    await used.note(replace(THREAD, thread_ts="2.0"), "2.0", "2.1", [ROE, ROA])
    assert await used.in_thread(THREAD) == [("roe", "en"), ("roa", "en")]
    assert await used.in_thread(replace(THREAD, thread_ts="3.0")) == []


async def test_a_channel_has_one_field_or_none(database: Database) -> None:
    fields = ChannelFields(database)
    assert await fields.get("C1") is None
    await fields.set("C1", "law", "U1")
    await fields.set("C1", "finance", "U2")
    assert await fields.get("C1") == "finance"
    await fields.set("C1", None, "U2")
    assert await fields.get("C1") is None


async def test_a_person_s_last_lookups_are_remembered(database: Database) -> None:
    lookups = Lookups(database)
    for number in range(25):
        await lookups.note("U1", (f"c{number}", "en"))
    await lookups.note("U1", ("c10", "en"))
    await lookups.note("U2", ("other", "zh"))
    assert await lookups.recent("U1", 3) == [("c10", "en"), ("c24", "en"), ("c23", "en")]
    assert len(await lookups.recent("U1", 100)) <= 20
    assert await lookups.recent("U3") == []


async def test_what_was_tried_is_recorded(database: Database) -> None:
    audit = Audit(database)
    await audit.record(team_id="T1", user_id="U1", action="approve roe", allowed=True)
    await audit.record(team_id="T1", user_id="U2", action="approve roa", allowed=False)
    assert await audit.latest() == [("U2", "approve roa", False), ("U1", "approve roe", True)]


async def test_traces_of_people_are_forgotten_with_age_and_suggestions_are_kept(
    database: Database,
) -> None:
    await Wanted(database).count("npl", "NPL", "en", user_id="U1", in_public=True)
    await Lookups(database).note("U1", ("roe", "en"))
    await UsedTerms(database).note(THREAD, "1.0", "1.1", [ROE])
    await Audit(database).record(team_id="T1", user_id="U1", action="x", allowed=True)
    await Suggestions(database).add(ROE, team_id="T", base_revision=0, suggested_by="U", note="")
    assert await Retention(database).forget_before(datetime.now(UTC) + timedelta(hours=1)) == 4
    assert await Wanted(database).most() == []
    assert await Lookups(database).recent("U1") == []
    assert await UsedTerms(database).count_outdated(KEY, 9) == 0
    assert await Audit(database).latest() == []
    assert len(await Suggestions(database).open()) == 1
