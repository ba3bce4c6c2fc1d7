"""Terms in the answering path: asked for by name, with several senses, unknown, and recalled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot.answer import Answerer
from bot.question import Channel, Question
from conversation_store.database import Database
from conversation_store.habits import ChannelFields
from conversation_store.term_changes import TermChanges
from conversation_store.used_terms import UsedTerms
from conversation_store.wanted import Wanted
from tests.glossaries import term
from tests.questions import ROE, ask
from tests.rooms import ROA, answering
from tests.scripted import CollectingReply, ScriptedRunner

EQUITY = term("private-equity", "private equity", abbreviation="PE", related=("fund",))
LONG = term("amortization", "amortization")
EMBOLISM = term("embolism", "pulmonary embolism", abbreviation="PE", field="medicine")


SENTENCES = (
    "terms of the contract?", "termination", "术语表在哪", "term loan vs bond, which is cheaper?",
    "Term limits apply to whom?", "Term looks fine to me", "术语 表在哪里？", "term ROE?",
    "term zxqv", "Term noted. Thanks, ROE", "term of a bond and all of its many other words",
)  # fmt: skip


def tag_capitals(text: str) -> Sequence[tuple[int, int]]:
    """A tagger that takes every word in capitals for a term."""
    places, start = [], 0
    for word in text.split(" "):
        bare = word.rstrip("?.,")
        if len(bare) > 1 and bare.isupper():
            places.append((start, start + len(bare)))
        start += len(word) + 1
    return places


async def said(answerer: Answerer, question: Question) -> CollectingReply:
    reply = CollectingReply()
    await answerer.answer(question, reply)
    return reply


async def test_a_changed_definition_counts_from_the_next_question_on(
    database: Database, tmp_path: Path
) -> None:
    runner = ScriptedRunner("Fine.")
    async with answering(database, tmp_path, runner) as answerer:
        await said(answerer, ask("What is ROE?"))
        better = replace(ROE, definition="profit as a share of what the owners put in.")
        await TermChanges(database).put(better, who="U1", action="edit")
        reply = await said(answerer, ask("What is ROE?", 2))
    assert ROE.definition in runner.texts()[0]
    assert better.definition in runner.texts()[1]
    assert reply.answers[0].recalled is None
    assert reply.answers[0].terms == (replace(better, revision=2),)


async def test_a_term_added_while_people_ask_is_known_at_once(
    database: Database, tmp_path: Path
) -> None:
    runner = ScriptedRunner("Fine.")
    async with answering(database, tmp_path, runner) as answerer:
        await said(answerer, ask("What is NPL?"))
        await TermChanges(database).put(term("npl", "NPL"), who="U1", action="add")
        reply = await said(answerer, ask("What is NPL?", 2))
    assert "what npl is." not in runner.texts()[0]
    assert "what npl is." in runner.texts()[1]
    assert [one.concept for one in reply.answers[0].terms] == ["npl"]


async def test_a_card_is_shown_without_the_model(database: Database, tmp_path: Path) -> None:
    runner = ScriptedRunner(RuntimeError("down"))
    async with answering(database, tmp_path, runner) as answerer:
        for number, text in enumerate(("term roe", "术语：ROE", "Term “return on equity”"), 1):
            (answer,) = (await said(answerer, ask(text, number))).answers
            assert (answer.outcome, answer.text) == ("card", "")
            assert answer.lookup
            assert answer.lookup.senses == ((ROE,),)
        (answer,) = (await said(answerer, ask("term return on equty", 9))).answers
    assert answer.lookup
    assert answer.lookup.nearest[0] == "return on equity"
    assert runner.prompts == []


async def test_a_question_about_terms_is_no_request_for_a_card(
    database: Database, tmp_path: Path
) -> None:
    runner = ScriptedRunner("Fine.")
    async with answering(database, tmp_path, runner) as answerer:
        for number, text in enumerate(SENTENCES, 1):
            assert (await said(answerer, ask(text, number))).answers[0].outcome == "finished"


async def test_a_term_that_begins_with_the_word_is_asked_about_and_a_colon_asks_for_a_card(
    database: Database, tmp_path: Path
) -> None:
    loans = [term("facility", "term loan facility"), term("loan", "loan")]
    async with answering(database, tmp_path, ScriptedRunner("Fine."), terms=loans) as answerer:
        outcomes = [
            (await said(answerer, ask(text, number))).answers[0].outcome
            for number, text in enumerate(
                ("term loan", "Term loan facility", "term: loan", "term “zxqv”", "term: what is?"),
                1,
            )
        ]
    assert outcomes == ["finished", "finished", "card", "card", "card"]


async def test_what_was_taken_for_a_look_up_is_never_answered_by_the_model(
    database: Database, tmp_path: Path
) -> None:
    runner = ScriptedRunner("Fine.")
    async with answering(database, tmp_path, runner) as answerer:
        asked = replace(ask("term zxqv"), looks_up=True)
        answer = await answerer.answer(asked, CollectingReply())
    assert (answer.outcome, answer.lookup and answer.lookup.name) == ("card", "zxqv")
    assert runner.prompts == []


async def test_a_name_with_two_senses_is_asked_about_and_a_choice_answers(
    database: Database, tmp_path: Path
) -> None:
    runner = ScriptedRunner("Fine.")
    more = [EQUITY, EMBOLISM]
    async with answering(database, tmp_path, runner, terms=more) as answerer:
        (answer,) = (await said(answerer, ask("What is PE?"))).answers
        assert answer.outcome == "which_sense"
        assert answer.unclear
        assert (answer.unclear.name, set(answer.unclear.senses)) == ("PE", set(more))
        assert runner.prompts == []
        chosen = replace(ask("What is PE?", attempt=1), senses=("embolism",), fresh=True)
        assert (await said(answerer, chosen)).answers[0].terms == (EMBOLISM,)
        every = replace(ask("What is PE?", 5), senses=("*",))
        assert set((await said(answerer, every)).answers[0].terms) == set(more)
        # A choice is nobody else's: the same question is asked about again.
        (again,) = (await said(answerer, ask("What is PE?", 7))).answers
    assert again.outcome == "which_sense"


async def test_a_thread_keeps_to_the_sense_that_was_chosen_in_it(
    database: Database, tmp_path: Path
) -> None:
    runner = ScriptedRunner("Fine.")
    async with answering(database, tmp_path, runner, terms=[EQUITY, EMBOLISM]) as answerer:
        await said(answerer, replace(ask("What is PE?"), senses=("embolism",)))
        (answer,) = (await said(answerer, ask("How common is PE?", 2, thread=1))).answers
    assert answer.terms == (EMBOLISM,)


async def test_the_channel_s_field_decides_and_is_part_of_what_the_cache_knows(
    database: Database, tmp_path: Path
) -> None:
    runner = ScriptedRunner("First.", "Second.")
    fields = ChannelFields(database)
    async with answering(database, tmp_path, runner, terms=[EQUITY, EMBOLISM]) as answerer:
        await fields.set("C1", "finance", "U1")
        (first,) = (await said(answerer, ask("What is PE?"))).answers
        await fields.set("C1", "medicine", "U1")
        (second,) = (await said(answerer, ask("What is PE?", 2))).answers
    assert (first.text, first.terms) == ("First.", (EQUITY,))
    assert (second.text, second.terms) == ("Second.", (EMBOLISM,))


async def test_what_looks_like_a_term_and_has_no_definition_is_counted(
    database: Database, tmp_path: Path
) -> None:
    runner = ScriptedRunner("Fine.")
    async with answering(database, tmp_path, runner, tag=tag_capitals) as answerer:
        for number in (1, 2):
            await said(answerer, ask("Is ROE above WACC now?", number))
        await said(answerer, ask("And WACC or XYZ?", 3, audience=Channel("C9")))
    (wanted,) = await Wanted(database).most()
    assert (wanted.name, wanted.asked, wanted.people) == ("WACC", 3, 1)


async def test_a_misspelled_name_gets_the_definition_that_was_meant(
    database: Database, tmp_path: Path
) -> None:
    runner = ScriptedRunner("Fine.")
    async with answering(database, tmp_path, runner, tag=tag_capitals, terms=[LONG]) as answerer:
        (answer,) = (await said(answerer, ask("Explain AMORTISATION please"))).answers
    assert answer.terms == (LONG,)
    assert await Wanted(database).most() == []


async def test_an_answer_is_remembered_with_the_revisions_behind_it(
    database: Database, tmp_path: Path
) -> None:
    used = UsedTerms(database)
    async with answering(database, tmp_path, ScriptedRunner("Fine.")) as answerer:
        await answerer.answer(ask("Is ROE above ROA?"), CollectingReply())
        question = ask("Is ROE above ROA?")
        assert await used.in_thread(question.thread) == [("roa", "en"), ("roe", "en")]
        (old,) = await used.outdated(("roa", "en"), ROA.revision + 1)
        assert (old.answer_ts, old.question_ts) == ("1700000000.000200", question.ts)
        await answerer.forget(question)
        assert await used.in_thread(question.thread) == []
