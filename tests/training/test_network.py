"""The network before any training: the circuit that copies."""

from __future__ import annotations

import random
from statistics import mean

import pytest
import torch
from transformers import Qwen2ForCausalLM

from bot.llm.tokenizer import ChatTokenizer
from bot.training.demo_model.curriculum import COMPLETE
from bot.training.demo_model.dialogues import DialogueWriter
from bot.training.demo_model.examples import encode
from bot.training.demo_model.network import new_model
from bot.training.demo_model.tokenizer import build_tokenizer, end_of_turn

TOKENIZER = build_tokenizer()
SYSTEM = TOKENIZER.encode("<|im_start|>system\n")
QUESTION = TOKENIZER.encode("<|im_end|>\n<|im_start|>user\n")
ANSWER = TOKENIZER.encode("<|im_end|>\n<|im_start|>assistant\n")
NEW_LINE, MARK = map(TOKENIZER.encode, ("\n", "**"))
COPYING = 2  # the layer whose first head cites, whose second names, and whose others repeat
NAMING = 1
LABELLING = 2  # the head before it that tells what a line is known by


@pytest.fixture(scope="module")
def model() -> Qwen2ForCausalLM:
    torch.manual_seed(0)
    model = new_model(TOKENIZER)
    model.eval()
    model.set_attn_implementation("eager")  # which tells where it looks
    return model


def words(count: int) -> list[int]:
    """Tokens drawn at random."""
    return torch.randint(300, 5000, (count,)).tolist()


def looked_at(model: Qwen2ForCausalLM, tokens: torch.Tensor) -> list[torch.Tensor]:
    """For each layer, where each of its heads looks from each token; (heads, tokens, tokens)."""
    with torch.inference_mode():
        return [weights[0] for weights in model(tokens, output_attentions=True).attentions]


def line(name: list[int], definition: list[int]) -> list[int]:
    """A definition as the product writes it into a prompt."""
    return [*MARK, *name, *TOKENIZER.encode("**："), *definition]


def test_a_new_model_already_repeats_what_followed_before_far_above_chance(
    model: Qwen2ForCausalLM,
) -> None:
    once = torch.randint(0, 5000, (8, 60))
    twice = torch.cat([once, once], dim=1)
    with torch.inference_mode():
        guessed = model(twice).logits[:, 64:-1].argmax(-1)
    share_right = (guessed == twice[:, 65:]).float().mean().item()
    assert share_right > 0.95  # chance is 1 in 6,000


def test_of_two_definitions_that_begin_alike_the_copy_goes_on_in_the_one_whose_name_was_said(
    model: Qwen2ForCausalLM,
) -> None:
    right = 0
    for _ in range(20):
        names, alike, ends = (words(3), words(3)), words(15), (words(8), words(8))
        one, other = (
            line(*parts) for parts in zip(names, (alike + end for end in ends), strict=True)
        )
        prompt = SYSTEM + one + TOKENIZER.encode("\n") + other + ANSWER
        for name, end in zip(names, ends, strict=True):
            tokens = torch.tensor([prompt + line(name, alike)])
            with torch.inference_mode():
                logits = model(tokens).logits
            right += int(logits[0, -1].argmax()) == end[0]
    assert right >= 36  # of 40, where chance is 20


def test_what_the_model_has_said_itself_is_not_what_it_copies(model: Qwen2ForCausalLM) -> None:
    definition = line(words(3), words(30))
    tokens = torch.tensor([SYSTEM + definition + ANSWER + definition])
    in_the_body, own = slice(-25, -1), slice(-len(definition), None)
    repeating = looked_at(model, tokens)[COPYING][NAMING + 1 :]
    assert repeating[:, in_the_body, own].sum(-1).mean() < 0.05


def test_where_a_sentence_is_cited_it_looks_into_the_right_passage(
    model: Qwen2ForCausalLM, tokenizer: ChatTokenizer
) -> None:
    rng = random.Random(5)  # noqa: S311 - nothing secret
    writer = DialogueWriter(rng, COMPLETE, held_out=True)
    shares = []
    for _ in range(20):
        lesson = encode(writer.write_one("fact"), tokenizer, end_of_turn(TOKENIZER))
        (branch,) = lesson.branches
        tokens = [*lesson.scene, *branch.question, *branch.answer]
        number, place = tokens[-3], len(tokens) - 4  # it ends with "[", the number, "]", the end
        layers = looked_at(model, torch.tensor([tokens]))
        known_by = torch.tensor(tokens)[layers[COPYING - 1][LABELLING].argmax(-1)]
        shares.append(layers[COPYING][0, place, known_by == number].sum().item())
    assert mean(shares) > 0.85


def test_the_words_of_a_question_are_marked_with_the_name_of_the_term_they_mean(
    model: Qwen2ForCausalLM,
) -> None:
    right = 0
    for _ in range(20):
        names = [words(3) for _ in range(4)]
        lines = [token for name in names for token in NEW_LINE + line(name, words(20))]
        prompt = SYSTEM + lines + QUESTION + words(4) + names[2] + words(2)
        tokens = torch.tensor([prompt + ANSWER])
        layers = looked_at(model, tokens)
        labels = layers[COPYING - 1][LABELLING].argmax(-1)
        end_of_name = len(prompt) - 3
        found = layers[COPYING][NAMING, end_of_name].argmax()
        right += int(tokens[0, labels[found]]) == names[2][0]
    assert right >= 18
