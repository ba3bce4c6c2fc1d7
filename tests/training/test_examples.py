"""Conversations as batches of token ids."""

from __future__ import annotations

import random

from bot.llm.tokenizer import ChatTokenizer
from bot.training.demo_model.curriculum import COMPLETE
from bot.training.demo_model.dialogues import DialogueWriter
from bot.training.demo_model.examples import Encoded, batches, collate, encode

END = 5000


def test_only_the_answer_is_learned_each_token_from_the_one_before() -> None:
    batch = collate([Encoded([1, 2, 3], [4, 5]), Encoded([6], [7, 8, 9])])
    assert batch.tokens.tolist() == [[1, 2, 3, 4, 5], [6, 7, 8, 9, 0]]
    assert batch.tokens[batch.rows, batch.columns].tolist() == [3, 4, 6, 7, 8]
    assert batch.targets.tolist() == [4, 5, 7, 8, 9]


def test_an_encoded_answer_ends_the_turn(tokenizer: ChatTokenizer) -> None:
    rng = random.Random(0)  # noqa: S311 - nothing secret
    dialogue = DialogueWriter(rng, COMPLETE, held_out=False).write()
    encoded = encode(dialogue, tokenizer, END)
    assert encoded.answer[-1] == END
    assert tokenizer.decode(encoded.answer[:-1]) == dialogue.answer
    assert encoded.prompt == tokenizer.encode_chat(dialogue.messages)


def test_a_batch_costs_no_more_than_was_asked_for(tokenizer: ChatTokenizer) -> None:
    rng = random.Random(0)  # noqa: S311 - nothing secret
    writer = DialogueWriter(rng, COMPLETE, held_out=False)
    stream = batches(writer, tokenizer, END, rng, 3000)
    assert all(next(stream).tokens.numel() <= 3000 for _ in range(20))
