"""The demo model's tokenizer: Qwen2's own class with a vocabulary that keeps copying easy.

A small model answers by copying definitions, so every choice here serves copying: each common
Chinese character, each digit and each capital letter is one token, and so is the first letter
of a Latin word after a space, so that " price" and "Price" differ in that one token alone.
"""

from __future__ import annotations

import json
import re
import string
from collections.abc import Iterable, Iterator
from types import ModuleType

from tokenizers import Tokenizer, models, pre_tokenizers, trainers
from transformers import Qwen2Tokenizer

from bot.prompt import SYSTEM_PROMPT
from bot.training.demo_model.vocabulary import chinese, english, questions, small_talk
from bot.training.demo_model.vocabulary.characters import gb2312_level_1

END_OF_TEXT, TURN_START, TURN_END = "<|endoftext|>", "<|im_start|>", "<|im_end|>"

# Qwen2.5's layout of turns, without the system prompt that it adds by itself.
CHAT_TEMPLATE = (
    "{%- for message in messages -%}"
    "{{ '<|im_start|>' + message.role + '\n' + message.content + '<|im_end|>' + '\n' }}"
    "{%- endfor -%}"
    "{%- if add_generation_prompt -%}{{ '<|im_start|>assistant\n' }}{%- endif -%}"
)

_LATIN_PIECES = 1700
SPACE = "\u0120"  # how byte-level BPE writes a space
_PUNCTUATION = "，。；：、？！（）《》“”‘’—…％·「」【】～￥×÷±≥≤→"


def build_tokenizer() -> Qwen2Tokenizer:
    """Build the tokenizer from the project's own words; always the same one."""
    texts = _texts()
    merges = [
        ("*", "*"),
        *((SPACE, mark) for mark in (*string.ascii_letters, "(")),
        *_latin_merges(texts),
        *_character_merges(_single_characters(texts)),
    ]
    pieces = dict.fromkeys(sorted(pre_tokenizers.ByteLevel.alphabet()))
    pieces |= dict.fromkeys(left + right for left, right in merges)
    return Qwen2Tokenizer(
        vocab={piece: place for place, piece in enumerate(pieces)},
        merges=merges,  # type: ignore[arg-type]  # they go on to tokenizers, which wants pairs
        eos_token=TURN_END,
        pad_token=END_OF_TEXT,
        extra_special_tokens=[TURN_START],
        chat_template=CHAT_TEMPLATE,
    )


def end_of_turn(tokenizer: Qwen2Tokenizer) -> int:
    """The id of the token that ends a turn, and so an answer."""
    return tokenizer.get_vocab()[TURN_END]


def latin_pieces() -> list[str]:
    """The pieces that English words are cut into after their first letters."""
    return [left + right for left, right in _latin_merges(_texts())]


def _texts() -> tuple[str, ...]:
    return (SYSTEM_PROMPT, *_strings([chinese, english, questions, small_talk]))


def _strings(value: object) -> Iterator[str]:
    """All the strings in a module's names, in dictionaries and in tuples."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, ModuleType):
        yield from _strings([v for name, v in sorted(vars(value).items()) if name.isupper()])
    elif isinstance(value, dict):
        yield from _strings(list(value.values()))
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _strings(part)


def _single_characters(texts: Iterable[str]) -> list[str]:
    """Common Chinese characters, punctuation, and what our own texts use besides."""
    ours = sorted({c for text in texts for c in text if ord(c) > 0x7F})
    return list(dict.fromkeys([*_PUNCTUATION, *gb2312_level_1(), *ours]))


def _character_merges(characters: Iterable[str]) -> list[tuple[str, str]]:
    """The merges that make one token of each character's UTF-8 bytes."""
    merges = [(s[:end], s[end]) for s in map(_as_bytes, characters) for end in range(1, len(s))]
    return sorted(dict.fromkeys(merges), key=lambda merge: len(merge[0]))


def _as_bytes(text: str) -> str:
    """The text's UTF-8 bytes in the alphabet that byte-level BPE writes bytes in."""
    byte_level = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    ((symbols, _),) = byte_level.pre_tokenize_str(text)
    return symbols


def _latin_merges(texts: Iterable[str]) -> list[tuple[str, str]]:
    """Merges learned from our English words without their first letters, all in lower case."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tails = re.findall(r"(?<=[a-z])[a-z]+", " ".join(texts).lower())
    trainer = trainers.BpeTrainer(vocab_size=_LATIN_PIECES, show_progress=False)
    tokenizer.train_from_iterator(tails, trainer)
    merges: list[list[str]] = json.loads(tokenizer.to_str())["model"]["merges"]
    return [(left, right) for left, right in merges]
