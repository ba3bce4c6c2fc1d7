"""The circuit for copying, written into a network before it is trained.

A transformer copies with two kinds of attention heads (Olsson et al. 2022, "In-context Learning
and Induction Heads"): one looks a fixed number of tokens back, the other looks for the place
whose preceding tokens are those just written, and repeats what follows there. Found by gradient
descent alone they take most of a short training; so they are set at the beginning, and training
refines them and learns all the rest.

Five tokens are compared one by one and some more all together: in a real definition most pairs of
words occur twice, and whole phrases too. Two heads look for the last label, so that one line is not
taken for another that is much like it: what the line is about, a term or a row of a table, and what
it is known by, the number of its passage or the name of its term. One looks who speaks, so that
what is copied is what was read and not what has just been written.

What lines are known by is found again by what is in them: by the words of a question, which are so
marked with the names of the terms they mean, and by the sentence just written, whose passage's
number is cited. Where an answer opens a name one head gently proposes those marked; to choose
among them is left to the training.

The width is divided into orthogonal parts, so that one does not disturb the other: one for the
token at a place, one for each of the tokens before it, one for each kind of label.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import torch
from torch import Tensor
from transformers import Qwen2ForCausalLM
from transformers.models.qwen2.modeling_qwen2 import Qwen2Attention

from bot.training.demo_model.heads import (
    HEAD,
    HEADS,
    avoid,
    choose,
    look_back,
    look_for_label,
    orthonormal,
    repeat,
)

_WINDOW = range(HEADS + 1, 20)  # the places before that are compared all together
_MATCH_GAIN = 2.0  # how strongly equal tokens attract each other
_SAME_WINDOW, _SAME_LINE = 1.25, 2.0  # how much more than one token these count there
_COPY_GAIN = 0.7  # how strongly the token found is written
_SAID_GAIN = 2.5  # how strongly what the model itself said is avoided
_CITED_AFTER = 3  # tokens written since the text that is cited: it ends before " [" or "。["
_CITED_MATCH_GAIN = 3.0  # as above, where what is cited is looked for
_CITED_SAME_WINDOW, _CITED_SAME_LINE = 1.0, 1.2
_UNNUMBERED_GAIN = 6.0  # how strongly what is in no passage is avoided there
_CITE_GAIN = 1.0  # how strongly the passage's number is written: only the training tells when
_NAME_TOKENS = 4  # so many are compared where a word of a question is looked for
_NAMED_GAIN = 1.0  # how strongly the name found is written
_UNFOUND_GAIN = 2.0  # how strongly places that have no name attract what has none
_LINE_BEGINS = 1.7  # how much surer a mark that begins a line is the one before a name
_ASKED_GAIN = 16.0  # how strongly the user's words attract where a name is to be chosen
_NOT_NAMED_GAIN, _NOTHING_GAIN = 2.0, 4.0  # and how strongly those without a name are avoided
_CHOICE_GAIN = 4.0  # how strongly the chosen name is written
_LABEL_GAIN, _TURN_GAIN = 4.0, 10.0  # how strongly a label attracts, and the name of a role
_MARK_AS_NAME = 0.7  # how far the mark before a name is itself a label, where no name is yet
_PARTS = 11  # the width is divided by


class Marks(NamedTuple):
    """The ids of the tokens that labels are found by.

    Attributes:
        line: ends a line.
        name: stands before and behind a term's name.
        number: stands before a passage's number.
        turn: begins a turn, two tokens before the end of its role's name.
        answer: the end of the name of the role that answers.
        question: the same of the role that asks.
    """

    line: int
    name: int
    number: int
    turn: int
    answer: int
    question: int


class Parts(NamedTuple):
    """The orthogonal parts of the width, each as directions; (directions, width).

    Attributes:
        here: the token at a place.
        read: the directions of ``here`` that tokens are compared by.
        before: ``read`` of each of the tokens before it.
        window: the mean of ``read`` over tokens farther back.
        topic: ``read`` of what the line is about.
        source: ``read`` of what it is known by.
        said: that the model said it; (width,).
        asked: that the user did; (width,).
        unnamed: that no term was found by it; (width,).
        signs: ``read`` of the marks, in their order; (marks, directions).
    """

    here: Tensor
    read: Tensor
    before: tuple[Tensor, ...]
    window: Tensor
    topic: Tensor
    source: Tensor
    said: Tensor
    asked: Tensor
    unnamed: Tensor
    signs: Tensor

    @classmethod
    def of(cls, width: int) -> Parts:
        """Divide a width, at random."""
        share = width // _PARTS
        shares = [3, *[share] * (HEADS + 3)]
        here, flags, *written = orthonormal(width).split([width - sum(shares), *shares])
        read = orthonormal(len(here))[:share] @ here
        signs = orthonormal(share)[: len(Marks._fields)]
        before, (window, topic, source) = tuple(written[:HEADS]), written[HEADS:]
        said, asked, unnamed = flags
        return cls(here, read, before, window, topic, source, said, asked, unnamed, signs)


def set_copying_circuit(model: Qwen2ForCausalLM, marks: Marks, alike: Sequence[int]) -> None:
    """Write the circuit into a new model.

    Args:
        model: with at least four layers of ``HEADS`` heads.
        marks: what the labels are found by.
        alike: for each token the first one that it is compared as.
    """
    parts = Parts.of(model.config.hidden_size)
    _embed(model.model.embed_tokens.weight, parts, marks, alike)
    looking, labelling, copying, choosing = (layer.self_attn for layer in model.model.layers[:4])
    scale = model.config.hidden_size**-0.5
    for head, part in enumerate(parts.before):
        look_back(looking, head, [head + 1], parts.read, scale * part)
    look_back(labelling, 0, _WINDOW, parts.read, scale * parts.window)
    _label(labelling, parts, scale)
    _copy(copying, parts)
    _choose(choosing, parts)


def _embed(embedding: Tensor, parts: Parts, marks: Marks, alike: Sequence[int]) -> None:
    """Give each token a direction of its own, and marks what no other token has anything of."""
    signs, width = parts.signs @ parts.read, len(parts.here)
    embedding.copy_(torch.randn(embedding.shape[0], width) / width**0.5 @ parts.here)
    embedding.add_((embedding[list(alike)] - embedding) @ parts.read.T @ parts.read)
    embedding.sub_(embedding @ signs.T @ signs)
    embedding[list(marks)] = signs


def _label(layer: Qwen2Attention, parts: Parts, scale: float) -> None:
    """Let three heads find what the line is about, what it is known by, and who says it."""
    read, before = parts.read, parts.before
    line, name, number, turn, answer, question = parts.signs
    first = (name @ before[0] + line @ before[1]) / 2
    second = (name @ before[1] + line @ before[2]) / 2
    # What a line is about is its first token, or the first two of the name it begins with: names
    # that are much alike often begin with the same one. The mark before a name is one too, so that
    # where a name is chosen the last one is not the label any more.
    begins = line @ before[0] + first + second - (1 - _MARK_AS_NAME) * name @ read - turn @ read
    look_for_label(layer, 1, _LABEL_GAIN * begins, read, scale * parts.topic)
    known_by = number @ before[0] + first + turn @ read  # what begins a turn is known by nothing
    look_for_label(layer, 2, _LABEL_GAIN * known_by, read, scale * parts.source)
    role = turn @ before[1]
    speakers = torch.stack([answer, question]) @ read
    heard = torch.stack([parts.said, parts.asked])
    look_for_label(layer, 3, _TURN_GAIN * role, speakers, scale * heard)


def _copy(layer: Qwen2Attention, parts: Parts) -> None:
    """Let one head cite, one name what a question means, and the others repeat."""
    texts = [parts.read, *parts.before]
    same = list(pairwise(texts))
    around = [_CITED_SAME_WINDOW * parts.window, _CITED_SAME_LINE * parts.topic]
    cited = [*zip(texts[_CITED_AFTER:], texts, strict=False), *((part, part) for part in around)]
    turn = parts.signs[3]
    nothing = turn @ parts.source
    known = parts.source - torch.outer(turn, nothing)
    repeat(layer, 0, _CITED_MATCH_GAIN, cited, (_CITE_GAIN * known, parts.read))
    avoid(layer, 0, _UNNUMBERED_GAIN * nothing)

    found = torch.cat([_NAMED_GAIN * known, nothing[None]])
    named = torch.cat([parts.source, parts.unnamed[None]])
    repeat(layer, 1, _MATCH_GAIN, same[:_NAME_TOKENS], (found, named))
    avoid(layer, 1, -_UNFOUND_GAIN * nothing)

    around = [_SAME_WINDOW * parts.window, _SAME_LINE * parts.topic]
    same += [(part, part) for part in around]
    copied = orthonormal(len(parts.here))[:HEAD] @ parts.here
    for head in range(2, HEADS):
        repeat(layer, head, _MATCH_GAIN, same, (_COPY_GAIN * copied, copied))
        avoid(layer, head, _SAID_GAIN * parts.said)


def _choose(layer: Qwen2Attention, parts: Parts) -> None:
    """Let one head, where a name begins, write those that the question's words are marked with."""
    line, name, _, turn, *_ = parts.signs
    known = parts.source - torch.outer(turn, turn @ parts.source)
    opening = name @ parts.read + _LINE_BEGINS * line @ parts.before[0]
    towards = _ASKED_GAIN * parts.asked - _NOT_NAMED_GAIN * parts.unnamed
    choose(layer, 0, opening, towards, (_CHOICE_GAIN * known, parts.read))
    avoid(layer, 0, -_NOTHING_GAIN * turn @ parts.source)
