"""Lessons as batches of token ids."""

from __future__ import annotations

import random

import torch

from bot.llm.tokenizer import ChatTokenizer
from bot.training.demo_model.curriculum import COMPLETE
from bot.training.demo_model.dialogues import DialogueWriter
from bot.training.demo_model.examples import Branch, Encoded, batches, collate, encode
from bot.training.demo_model.network import answer_logits, new_model
from bot.training.demo_model.scenes import Lesson
from bot.training.demo_model.tokenizer import build_tokenizer
from conversation_store.threads import Message

END = 5000


def writer(seed: int = 0) -> DialogueWriter:
    rng = random.Random(seed)  # noqa: S311 - nothing secret
    return DialogueWriter(rng, COMPLETE, held_out=False)


def test_only_the_answers_are_learned_each_token_from_the_one_before() -> None:
    batch = collate(
        [Encoded([1, 2], [Branch([3], [4, 5]), Branch([6], [7])]), Encoded([8], [Branch([], [9])])]
    )
    assert batch.tokens.tolist() == [[1, 2, 3, 4, 5, 6, 7], [8, 9, 0, 0, 0, 0, 0]]
    assert batch.tokens[batch.rows, batch.columns].tolist() == [3, 4, 6, 8]
    assert batch.targets.tolist() == [4, 5, 7, 9]


def test_a_question_does_not_see_the_others_asked_of_its_scene() -> None:
    batch = collate([Encoded([1, 2], [Branch([3], [4]), Branch([5], [6])])])
    assert batch.positions.tolist() == [[0, 1, 2, 3, 2, 3]]
    seen = [torch.nonzero(row).flatten().tolist() for row in batch.visible[0, 0]]
    assert seen == [[0], [0, 1], [0, 1, 2], [0, 1, 2, 3], [0, 1, 4], [0, 1, 4, 5]]


def test_questions_side_by_side_teach_what_each_would_alone(tokenizer: ChatTokenizer) -> None:
    torch.manual_seed(0)
    model = new_model(build_tokenizer(), small=True).eval()
    lesson = writer().write(3)
    apart = [Lesson(lesson.scene, (turn,)) for turn in lesson.turns]
    with torch.inference_mode():
        together = answer_logits(model, collate([encode(lesson, tokenizer, END)]))
        each = [answer_logits(model, collate([encode(one, tokenizer, END)])) for one in apart]
    torch.testing.assert_close(together, torch.cat(each), atol=1e-4, rtol=1e-4)


def test_an_encoded_lesson_is_the_product_s_prompts_and_answers_that_end_the_turn(
    tokenizer: ChatTokenizer,
) -> None:
    lesson = writer().write(3)
    encoded = encode(lesson, tokenizer, END)
    for turn, branch in zip(lesson.turns, encoded.branches, strict=True):
        messages = (*lesson.scene.messages, Message("user", turn.question, ""))
        assert encoded.scene + branch.question == tokenizer.encode_chat(messages)
        assert branch.answer[-1] == END
        assert tokenizer.decode(branch.answer[:-1]) == turn.answer


def test_a_batch_costs_no_more_than_was_asked_for(tokenizer: ChatTokenizer) -> None:
    rng = random.Random(0)  # noqa: S311 - nothing secret
    stream = batches(writer(), tokenizer, END, rng, 3000)
    assert all(next(stream).tokens.numel() <= 3000 for _ in range(20))
