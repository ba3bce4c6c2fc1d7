"""The made-up conversations."""

from __future__ import annotations

import random

import pytest

from bot.prompt import SYSTEM_PROMPT
from bot.question import Language, Term
from bot.sources import sources_message
from bot.training.demo_model.curriculum import COMPLETE, CURRICULUM
from bot.training.demo_model.dialogues import DialogueWriter
from bot.training.demo_model.inventions import Inventor, is_held_out
from bot.training.demo_model.scenes import Kind, Lesson, Scene, Turn, stated
from bot.training.demo_model.vocabulary import chinese, english
from bot.training.demo_model.vocabulary.small_talk import MISSING_TERM_ANSWER

ORDERS = (*chinese.INSTRUCTIONS, *english.INSTRUCTIONS)


def writer_of(seed: int, *, held_out: bool = False) -> DialogueWriter:
    rng = random.Random(seed)  # noqa: S311 - nothing secret
    return DialogueWriter(rng, COMPLETE, held_out=held_out)


def written(count: int, seed: int = 0, *, held_out: bool = False) -> list[Lesson]:
    writer = writer_of(seed, held_out=held_out)
    return [writer.write(4) for _ in range(count)]


def told(turn: Turn, scene: Scene) -> list[Term]:
    return [term for term in scene.terms if term.definition in turn.answer]


def test_equal_seeds_write_equal_lessons() -> None:
    assert written(50, seed=7) == written(50, seed=7)
    assert written(50, seed=7) != written(50, seed=8)


def test_no_term_of_the_evaluation_is_ever_in_the_training() -> None:
    trained, evaluated = written(400), written(400, held_out=True)
    assert not any(is_held_out(term.name) for one in trained for term in one.scene.terms)
    assert all(is_held_out(term.name) for one in evaluated for term in one.scene.terms)


def test_an_answer_states_what_the_prompt_holds_word_for_word() -> None:
    for lesson in written(200):
        scene = lesson.scene
        if scene.terms or scene.documents.passages:
            late = scene.messages[-1]
            assert late.role == "system"
            passages = scene.documents.passages
            assert late.content == sources_message(scene.terms, passages, scene.language)
        for turn in lesson.turns:
            if turn.kind in ("definition", "again", "next"):
                assert turn.answer == stated(told(turn, scene), scene.language)


def test_a_comparison_states_both_terms_in_the_order_of_the_question() -> None:
    writer = writer_of(3)
    for _ in range(50):
        lesson = writer.write_one("two_terms")
        both = told(lesson.turns[0], lesson.scene)
        stated_ways = [stated(order, lesson.scene.language) for order in (both, both[::-1])]
        assert lesson.turns[0].answer in stated_ways
        assert len(both) == 2


def test_a_fact_is_answered_with_its_sentence_and_the_number_of_its_passage() -> None:
    writer = writer_of(4)
    for _ in range(50):
        lesson = writer.write_one("fact")
        sentence, _, number = lesson.turns[0].answer.rstrip("]").rpartition("[")
        passage = lesson.scene.documents.passages[int(number) - 1]
        assert sentence.strip() in passage.text


def test_a_figure_stands_in_the_row_and_column_that_the_question_names() -> None:
    writer = writer_of(5)
    for _ in range(50):
        lesson = writer.write_one("figure", "zh")
        answer, _, number = lesson.turns[0].answer.rstrip("]").rpartition("[")
        row, cell = answer.removesuffix("。").split("，", 1)
        lines = lesson.scene.documents.passages[int(number) - 1].text.splitlines()
        assert any(line.split(" | ")[0] == row and cell in line.split(" | ") for line in lines)


def test_an_instruction_hidden_in_a_passage_is_in_no_answer_about_it() -> None:
    writer = writer_of(6)
    instructed = [
        fact
        for _ in range(200)
        for fact in writer.write_one("fact").scene.documents.facts
        if fact.instructed
    ]
    assert len(instructed) > 20
    assert not any(order in fact.answer for fact in instructed for order in ORDERS)


@pytest.mark.parametrize("kind", ["again", "compared", "next", "fact", "figure", "missing_fact"])
def test_a_scene_is_found_for_each_kind_of_question(kind: Kind) -> None:
    assert writer_of(7).write_one(kind).turns[0].kind == kind


def test_a_question_names_the_term_its_answer_states_unless_it_follows_up() -> None:
    for lesson in written(200):
        for turn in lesson.turns:
            if turn.kind == "definition":
                names = [name for term in told(turn, lesson.scene) for name in term.names]
                assert any(name.lower() in turn.question.lower() for name in names)


def test_a_question_that_follows_up_is_answered_about_the_term_of_the_turn_before() -> None:
    writer = writer_of(2)
    for _ in range(50):
        lesson = writer.write_one("compared")
        before = lesson.scene.before
        assert before in told(lesson.turns[0], lesson.scene)
        assert before is not None
        said = [message for message in lesson.scene.messages if message.role == "assistant"]
        assert before.definition in said[-1].content


def test_without_a_definition_the_answer_says_so_with_the_term() -> None:
    writer = writer_of(1)
    for _ in range(50):
        lesson = writer.write_one("missing", "zh")
        before, after = MISSING_TERM_ANSWER["zh"].split("{term}")
        name = lesson.turns[0].answer.removeprefix(before).removesuffix(after)
        assert name in lesson.turns[0].question
        assert all(name not in term.names for term in lesson.scene.terms)


def test_a_complete_conversation_begins_with_the_product_s_system_prompt() -> None:
    assert all(one.scene.messages[0].content == SYSTEM_PROMPT for one in written(100))


def test_a_definition_is_answered_as_its_line_in_the_prompt_has_it() -> None:
    writer = writer_of(1)
    for _ in range(50):
        lesson = writer.write_one("definition")
        lines = lesson.scene.messages[-1].content.splitlines()
        assert lesson.turns[0].answer in lines


def test_all_kinds_are_written() -> None:
    kinds = {turn.kind for lesson in written(200) for turn in lesson.turns}
    assert kinds == {kind for kind, _ in COMPLETE.kinds}


def test_the_curriculum_ends_with_the_complete_mixture() -> None:
    assert [stage.until for stage in CURRICULUM] == sorted(stage.until for stage in CURRICULUM)
    assert CURRICULUM[-1].until == 1.0
    assert CURRICULUM[-1].mixture.kinds == COMPLETE.kinds


@pytest.mark.parametrize(("language", "shortest", "longest"), [("zh", 12, 140), ("en", 40, 480)])
def test_definitions_are_about_as_long_as_real_ones(
    language: str, shortest: int, longest: int
) -> None:
    inventor = Inventor(random.Random(0), held_out=False)  # noqa: S311 - nothing secret
    terms = [inventor.term("zh" if language == "zh" else "en") for _ in range(300)]
    lengths = sorted(len(term.definition) for term in terms)
    assert shortest <= lengths[15] < lengths[-15] <= longest


@pytest.mark.parametrize("language", ["zh", "en"])
def test_other_names_often_share_words_with_the_term_s_but_never_are_its_name(
    language: Language,
) -> None:
    inventor = Inventor(random.Random(0), held_out=True)  # noqa: S311 - nothing secret
    terms = [inventor.term(language) for _ in range(300)]
    others = [(term.name, alias) for term in terms for alias in term.aliases]
    assert all(name != alias for name, alias in others)
    akin = [alias for name, alias in others if alias[:2] == name[:2] or alias[-2:] == name[-2:]]
    assert 0.3 < len(akin) / len(others) < 0.8


def test_a_definition_may_hold_an_instruction_and_is_stated_all_the_same() -> None:
    answers = [turn.answer for lesson in written(400) for turn in lesson.turns]
    assert any(order in answer for answer in answers for order in ORDERS)


def test_the_evaluation_has_instructions_of_its_own() -> None:
    def instructions(*, held_out: bool) -> set[str]:
        inventor = Inventor(random.Random(0), held_out=held_out)  # noqa: S311 - nothing secret
        return {inventor.instruction("en") for _ in range(200)}

    assert instructions(held_out=True).isdisjoint(instructions(held_out=False))
