"""Lessons as token ids, in batches of about equal cost.

All the questions asked of a scene lie behind it. Each sees the scene and itself only, at the
positions it would have alone, so together they teach what as many prompts would, at the cost of
one: most of a prompt is the scene. All the lessons of a batch lie in one packed row.
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


@dataclass(frozen=True, slots=True)
class Batch:
    """Token ids and the places to learn from.

    Attributes:
        tokens: ids of one packed row; (tokens,).
        positions: each token's place in its conversation; (tokens,).
        lengths: for each lesson the tokens of its scene, then those of each branch.
        places: the positions in the row that predict a token of an answer; (places,).
        lessons: the lesson of each such position; (places,).
        targets: the token that follows there; (places,).
    """

    tokens: Tensor
    positions: Tensor
    lengths: list[list[int]]
    places: Tensor
    lessons: Tensor
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
        tokens: about so many in a batch.
    """
    while True:
        pool = [encode(writer.write(_TURNS), tokenizer, end_token) for _ in range(_POOL)]
        groups = _groups(sorted((e for e in pool if len(e) <= _LONGEST), key=len), tokens)
        rng.shuffle(groups)
        yield from map(collate, groups)


def collate(group: Sequence[Encoded]) -> Batch:
    """Pack lessons into one row; only their answers are learned from."""
    tokens: list[int] = []
    positions: list[int] = []
    learned: list[tuple[int, int, int]] = []
    for number, lesson in enumerate(group):
        tokens += lesson.scene
        shared = len(lesson.scene)
        positions += range(shared)
        last_shared = len(tokens) - 1
        for branch in lesson.branches:
            tokens += branch.question + branch.answer
            positions += range(shared, shared + len(branch))
            answer_start = len(tokens) - len(branch.answer)
            # The first token of an answer follows the question, or the scene where all is shared.
            before = answer_start - 1 if branch.question else last_shared
            places = [before, *range(answer_start, len(tokens) - 1)]
            learned += zip(places, [number] * len(places), branch.answer, strict=True)
    lengths = [[len(one.scene), *map(len, one.branches)] for one in group]
    places_, lessons, targets = (torch.tensor(part) for part in zip(*learned, strict=True))
    return Batch(torch.tensor(tokens), torch.tensor(positions), lengths, places_, lessons, targets)


def _groups(ordered: list[Encoded], tokens: int) -> list[list[Encoded]]:
    groups: list[list[Encoded]] = [[]]
    for example in ordered:
        if groups[-1] and sum(map(len, groups[-1])) + len(example) > tokens:
            groups.append([])
        groups[-1].append(example)
    return groups
