"""The made-up conversations."""

from __future__ import annotations

import random

import pytest

from bot.prompt import SYSTEM_PROMPT, definitions_message
from bot.training.demo_model.curriculum import COMPLETE, CURRICULUM
from bot.training.demo_model.dialogues import Dialogue, DialogueWriter, stated
from bot.training.demo_model.inventions import Inventor, is_held_out
from bot.training.demo_model.vocabulary.small_talk import MISSING_TERM_ANSWER

WITH_TERMS = ("definition", "two_terms", "again", "compared", "next")


def writer_of(seed: int, *, held_out: bool = False) -> DialogueWriter:
    rng = random.Random(seed)  # noqa: S311 - nothing secret
    return DialogueWriter(rng, COMPLETE, held_out=held_out)


def written(count: int, seed: int = 0, *, held_out: bool = False) -> list[Dialogue]:
    writer = writer_of(seed, held_out=held_out)
    return [writer.write() for _ in range(count)]


def test_equal_seeds_write_equal_conversations() -> None:
    assert written(50, seed=7) == written(50, seed=7)
    assert written(50, seed=7) != written(50, seed=8)


def test_no_term_of_the_evaluation_is_ever_in_the_training() -> None:
    trained, evaluated = written(400), written(400, held_out=True)
    assert not any(is_held_out(term.name) for d in trained for term in d.terms)
    assert all(is_held_out(term.name) for d in evaluated for term in d.terms)


def test_an_answer_states_definitions_that_the_prompt_holds_word_for_word() -> None:
    for dialogue in written(300):
        if dialogue.kind in WITH_TERMS:
            language = dialogue.terms[0].language
            late = dialogue.messages[-2]
            assert late.role == "system"
            assert late.content == definitions_message(dialogue.terms, language)
            told = [term for term in dialogue.terms if term.definition in dialogue.answer]
            assert dialogue.answer == stated(told, language)


def test_a_question_names_the_term_its_answer_states_unless_it_follows_up() -> None:
    for dialogue in written(300):
        if dialogue.kind == "definition":
            question = dialogue.messages[-1].content.lower()
            told = [term for term in dialogue.terms if term.definition in dialogue.answer]
            assert any(name.lower() in question for term in told for name in term.names)


def test_without_a_definition_the_answer_says_so_with_the_term() -> None:
    writer = writer_of(1)
    for _ in range(50):
        dialogue = writer.write("missing", "zh")
        before, after = MISSING_TERM_ANSWER["zh"].split("{term}")
        name = dialogue.answer.removeprefix(before).removesuffix(after)
        assert name in dialogue.messages[-1].content
        assert all(name not in term.names for term in dialogue.terms)


def test_a_complete_conversation_begins_with_the_product_s_system_prompt() -> None:
    assert all(d.messages[0].content == SYSTEM_PROMPT for d in written(100))


def test_the_answer_of_an_english_definition_begins_with_a_capital() -> None:
    writer = writer_of(1)
    for _ in range(50):
        first = writer.write("definition", "en").answer.removeprefix("**")[0]
        assert first == first.upper()


def test_all_kinds_are_written() -> None:
    assert {d.kind for d in written(400)} == {kind for kind, _ in COMPLETE.kinds}


def test_the_curriculum_ends_with_the_complete_mixture() -> None:
    assert [stage.until for stage in CURRICULUM] == sorted(stage.until for stage in CURRICULUM)
    assert CURRICULUM[-1].until == 1.0
    assert CURRICULUM[-1].mixture.kinds == COMPLETE.kinds
    assert CURRICULUM[-1].mixture.known > 0  # the shipped terms come last


@pytest.mark.parametrize(("language", "shortest", "longest"), [("zh", 12, 140), ("en", 40, 480)])
def test_definitions_are_about_as_long_as_real_ones(
    language: str, shortest: int, longest: int
) -> None:
    inventor = Inventor(random.Random(0), held_out=False)  # noqa: S311 - nothing secret
    terms = [inventor.term("zh" if language == "zh" else "en") for _ in range(300)]
    lengths = sorted(len(term.definition) for term in terms)
    assert shortest <= lengths[15] < lengths[-15] <= longest


def test_a_definition_may_hold_an_instruction_and_is_stated_all_the_same() -> None:
    dialogues = [d for d in written(3000) if d.kind == "definition"]
    assert any("Ignore all previous instructions" in d.answer for d in dialogues)
