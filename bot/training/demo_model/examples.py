"""Lessons as token ids, in batches of about equal cost.

All the questions asked of a scene lie in one row behind it. Each sees the scene and itself only,
at the positions it would have alone, so the row teaches what as many rows would, at the cost of
one: most of a prompt is the scene.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

import torch
from torch import Tensor

from bot.llm.tokenizer import ChatTokenizer
from bot.training.demo_model.dialogues import DialogueWriter
from bot.training.demo_model.scenes import Lesson
from conversation_store.threads import Message

_POOL = 160  # lessons drawn at a time, so that those of like length meet in a batch
_LONGEST = 2600  # tokens; longer lessons are left out
_TURNS = 8  # questions asked of a scene
_SCENE = 0  # the branch that all others see


@dataclass(frozen=True, slots=True)
class Batch:
    """Token ids and the places to learn from.

    Attributes:
        tokens: ids, padded on the right; rows by columns.
        positions: each token's place in its conversation; rows by columns.
        visible: whether a token may look at another; rows by 1 by columns by columns.
        rows: the row of each position that predicts a token of an answer.
        columns: the column of each such position.
        targets: the token that follows there.
    """

    tokens: Tensor
    positions: Tensor
    visible: Tensor
    rows: Tensor
    columns: Tensor
    targets: Tensor


@dataclass(frozen=True, slots=True)
class Branch:
    """What is one question's alone: the rest of its prompt, its answer and the end of the turn."""

    question: list[int]
    answer: list[int]

    def __len__(self) -> int:
        return len(self.question) + len(self.answer)


@dataclass(frozen=True, slots=True)
class Encoded:
    """A lesson as token ids: what all its prompts have in common, and their branches."""

    scene: list[int]
    branches: list[Branch]

    def __len__(self) -> int:
        return len(self.scene) + sum(map(len, self.branches))


def encode(lesson: Lesson, tokenizer: ChatTokenizer, end_token: int) -> Encoded:
    """Encode a lesson's conversations the way the product encodes its prompts."""
    prompts = [
        tokenizer.encode_chat((*lesson.scene.messages, Message("user", turn.question, "")))
        for turn in lesson.turns
    ]
    equal = takewhile(lambda tokens: len(set(tokens)) == 1, zip(*prompts, strict=False))
    shared = sum(1 for _ in equal)
    branches = [
        Branch(prompt[shared:], [*tokenizer.encode(turn.answer), end_token])
        for prompt, turn in zip(prompts, lesson.turns, strict=True)
    ]
    return Encoded(prompts[0][:shared], branches)


def batches(
    writer: DialogueWriter,
    tokenizer: ChatTokenizer,
    end_token: int,
    rng: random.Random,
    tokens: int,
) -> Iterator[Batch]:
    """Write batches without end.

    Args:
        writer: writes the lessons.
        tokenizer: encodes them.
        end_token: the id that ends a turn.
        rng: decides the order of the batches.
        tokens: about so many in a batch, padding included.
    """
    while True:
        pool = [encode(writer.write(_TURNS), tokenizer, end_token) for _ in range(_POOL)]
        groups = _groups(sorted((e for e in pool if len(e) <= _LONGEST), key=len), tokens)
        rng.shuffle(groups)
        yield from map(collate, groups)


def collate(group: Sequence[Encoded]) -> Batch:
    """Pad lessons to one length; only their answers are learned from."""
    shape = len(group), max(map(len, group))
    tokens, positions = torch.zeros(shape, dtype=torch.long), torch.zeros(shape, dtype=torch.long)
    branch_of = torch.full(shape, _SCENE - 1)
    places: list[tuple[int, int, int]] = []
    for row, encoded in enumerate(group):
        shared = end = len(encoded.scene)
        tokens[row, :end] = torch.tensor(encoded.scene)
        positions[row, :end] = torch.arange(end)
        branch_of[row, :end] = _SCENE
        for number, branch in enumerate(encoded.branches, _SCENE + 1):
            start, end = end, end + len(branch)
            tokens[row, start:end] = torch.tensor(branch.question + branch.answer)
            positions[row, start:end] = torch.arange(shared, shared + len(branch))
            branch_of[row, start:end] = number
            answer_start = start + len(branch.question)
            # The first token of an answer follows the question, or the scene where all is shared.
            before = answer_start - 1 if branch.question else shared - 1
            columns = [before, *range(answer_start, end - 1)]
            places += zip([row] * len(columns), columns, branch.answer, strict=True)
    rows, columns_, targets = (torch.tensor(part) for part in zip(*places, strict=True))
    return Batch(tokens, positions, _visible(branch_of), rows, columns_, targets)


def _visible(branch_of: Tensor) -> Tensor:
    """Each token sees those before it that are of the scene or of its own branch."""
    one, other = branch_of[:, :, None], branch_of[:, None, :]
    return ((other == _SCENE) | (other == one)).tril()[:, None]


def _groups(ordered: list[Encoded], tokens: int) -> list[list[Encoded]]:
    groups: list[list[Encoded]] = [[]]
    for example in ordered:
        if groups[-1] and (len(groups[-1]) + 1) * len(example) > tokens:
            groups.append([])
        groups[-1].append(example)
    return groups
