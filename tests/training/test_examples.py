"""Lessons as batches of token ids."""

from __future__ import annotations

import random

import torch
from transformers import Qwen2ForCausalLM

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
    assert batch.tokens.tolist() == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert batch.positions.tolist() == [0, 1, 2, 3, 4, 2, 3, 0, 1]
    assert batch.lengths == [[2, 3, 2], [1, 1]]
    assert batch.tokens[batch.places].tolist() == [3, 4, 6, 8]
    assert batch.targets.tolist() == [4, 5, 7, 9]
    assert batch.lessons.tolist() == [0, 0, 0, 1]


def test_questions_side_by_side_teach_what_each_would_alone(tokenizer: ChatTokenizer) -> None:
    torch.manual_seed(0)
    model = new_model(build_tokenizer(), small=True).eval()
    lessons = [writer(seed).write(3) for seed in range(2)]
    with torch.inference_mode():
        batch = collate([encode(lesson, tokenizer, END) for lesson in lessons])
        together = answer_logits(model, batch).split(torch.bincount(batch.lessons).tolist())
        for lesson, logits in zip(lessons, together, strict=True):
            apart = [encode(Lesson(lesson.scene, (turn,)), tokenizer, END) for turn in lesson.turns]
            each = [alone(model, one) for one in apart]
            torch.testing.assert_close(logits, torch.cat(each), atol=1e-4, rtol=1e-4)


def alone(model: Qwen2ForCausalLM, lesson: Encoded) -> torch.Tensor:
    """What the model predicts of a lesson's answer, with transformers' own attention."""
    prompt = lesson.scene + lesson.branches[0].question
    answer = lesson.branches[0].answer
    tokens = torch.tensor([prompt + answer[:-1]])
    logits: torch.Tensor = model(tokens).logits[0, len(prompt) - 1 :]
    return logits


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
    assert all(len(next(stream).tokens) <= 3000 for _ in range(20))
