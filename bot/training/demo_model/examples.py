"""Conversations as token ids, in batches of about equal cost."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from bot.llm.tokenizer import ChatTokenizer
from bot.training.demo_model.dialogues import Dialogue, DialogueWriter

_POOL = 192  # conversations drawn at a time, so that those of like length meet in a batch
_LONGEST = 1024  # tokens; longer conversations are left out


@dataclass(frozen=True, slots=True)
class Batch:
    """Token ids and the places to learn from.

    Attributes:
        tokens: ids, padded on the right; rows by columns.
        rows: the row of each position that predicts a token of an answer.
        columns: the column of each such position.
        targets: the token that follows there.
    """

    tokens: Tensor
    rows: Tensor
    columns: Tensor
    targets: Tensor


@dataclass(frozen=True, slots=True)
class Encoded:
    """A prompt and its answer as token ids, the end of the turn included."""

    prompt: list[int]
    answer: list[int]

    def __len__(self) -> int:
        return len(self.prompt) + len(self.answer)


def encode(dialogue: Dialogue, tokenizer: ChatTokenizer, end_token: int) -> Encoded:
    """Encode a conversation the way the product encodes its prompts."""
    return Encoded(
        tokenizer.encode_chat(dialogue.messages), [*tokenizer.encode(dialogue.answer), end_token]
    )


def batches(
    writer: DialogueWriter,
    tokenizer: ChatTokenizer,
    end_token: int,
    rng: random.Random,
    tokens: int,
) -> Iterator[Batch]:
    """Write batches without end.

    Args:
        writer: writes the conversations.
        tokenizer: encodes them.
        end_token: the id that ends a turn.
        rng: decides the order of the batches.
        tokens: about so many in a batch, padding included.
    """
    while True:
        pool = [encode(writer.write(), tokenizer, end_token) for _ in range(_POOL)]
        groups = _groups(sorted((e for e in pool if len(e) <= _LONGEST), key=len), tokens)
        rng.shuffle(groups)
        yield from map(collate, groups)


def collate(group: list[Encoded]) -> Batch:
    """Pad conversations to one length; only their answers are learned from."""
    longest = max(map(len, group))
    tokens = torch.zeros(len(group), longest, dtype=torch.long)
    rows: list[int] = []
    columns: list[int] = []
    targets: list[int] = []
    for row, example in enumerate(group):
        tokens[row, : len(example)] = torch.tensor(example.prompt + example.answer)
        rows += [row] * len(example.answer)
        columns += range(len(example.prompt) - 1, len(example) - 1)
        targets += example.answer
    return Batch(tokens, torch.tensor(rows), torch.tensor(columns), torch.tensor(targets))


def _groups(ordered: list[Encoded], tokens: int) -> list[list[Encoded]]:
    groups: list[list[Encoded]] = [[]]
    for example in ordered:
        if groups[-1] and (len(groups[-1]) + 1) * len(example) > tokens:
            groups.append([])
        groups[-1].append(example)
    return groups
