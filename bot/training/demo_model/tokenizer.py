"""The demo model's tokenizer: byte-level BPE that keeps copying easy.

A small model answers by copying definitions, so every choice here serves copying: each common
Chinese character, each digit and each capital letter is one token, and so is the first letter
of each Latin word, so that a name can be given its capital without being spelt differently.
"""

from __future__ import annotations

import json
import re
import string
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast

from bot.prompt import SYSTEM_PROMPT
from bot.training.demo_model.vocabulary import chinese, english, questions, small_talk

END_OF_TEXT, TURN_START, TURN_END = "<|endoftext|>", "<|im_start|>", "<|im_end|>"

# Qwen2.5's layout of turns, without the system prompt that it adds by itself.
CHAT_TEMPLATE = (
    "{%- for message in messages -%}"
    "{{ '<|im_start|>' + message.role + '\n' + message.content + '<|im_end|>' + '\n' }}"
    "{%- endfor -%}"
    "{%- if add_generation_prompt -%}{{ '<|im_start|>assistant\n' }}{%- endif -%}"
)

_LATIN_PIECES = 2400
_PUNCTUATION = "，。；：、？！（）《》“”‘’—…％·「」【】～￥×÷±≥≤→"
_HAN = r"\p{Han}\u3000-\u303f\uff00-\uffef\u2010-\u2027"
_PRE_TOKENS = "|".join(
    [
        rf"[{_HAN}]",  # never joined with a neighbour
        r"\p{N}",
        r" [A-Za-z]|(?<![A-Za-z])[A-Za-z]",  # the first letter of a Latin word
        rf"[^\P{{L}}{_HAN}]+",
        rf" ?[^\s\p{{L}}\p{{N}}{_HAN}]+",
        r"[\r\n]+",
        r"\s+(?!\S)",
        r"\s+",
    ]
)


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


_OWN_TEXTS = (SYSTEM_PROMPT, *_strings([chinese, english, questions, small_talk]))


def build_tokenizer() -> Tokenizer:
    """Build the tokenizer from the project's own words; always the same one."""
    merges = [*_latin_merges(), *_character_merges(_single_characters())]
    pieces = [*pre_tokenizers.ByteLevel.alphabet()]
    ordered = dict.fromkeys([*sorted(pieces), *(left + right for left, right in merges)])
    vocabulary = {piece: place for place, piece in enumerate(ordered)}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=merges))
    tokenizer.pre_tokenizer = _pre_tokenizer()
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(
        [AddedToken(token, special=True) for token in (END_OF_TEXT, TURN_START, TURN_END)]
    )
    return tokenizer


def save_tokenizer(tokenizer: Tokenizer, folder: Path) -> None:
    """Write what ``AutoTokenizer`` and ``ChatTokenizer`` load, chat template included.

    Args:
        tokenizer: as ``build_tokenizer`` returns it.
        folder: an existing folder.
    """
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        eos_token=TURN_END,
        pad_token=END_OF_TEXT,
        chat_template=CHAT_TEMPLATE,
        clean_up_tokenization_spaces=False,
    ).save_pretrained(folder)


def _pre_tokenizer() -> pre_tokenizers.PreTokenizer:
    return pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(_PRE_TOKENS), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )


def _single_characters() -> list[str]:
    """The 3,755 characters of GB 2312 level 1, punctuation, and what our own texts use besides."""
    level_1 = [
        bytes((row, cell)).decode("gb2312")
        for row in range(0xB0, 0xD8)
        for cell in range(0xA1, 0xFF)
        if (row, cell) <= (0xD7, 0xF9)
    ]
    ours = sorted({c for text in _OWN_TEXTS for c in text})
    return list(dict.fromkeys([*_PUNCTUATION, *level_1, *(c for c in ours if ord(c) > 0x7F)]))


def _character_merges(characters: Iterable[str]) -> list[tuple[str, str]]:
    """The merges that make one token of each character's UTF-8 bytes."""
    symbols = ["".join(_as_bytes(character)) for character in characters]
    merges = [(s[:end], s[end]) for s in symbols for end in range(1, len(s))]
    return sorted(dict.fromkeys(merges), key=lambda merge: len(merge[0]))


def _as_bytes(text: str) -> str:
    """The text's UTF-8 bytes in the alphabet that byte-level BPE writes bytes in."""
    ((symbols, _),) = pre_tokenizers.ByteLevel(
        add_prefix_space=False, use_regex=False
    ).pre_tokenize_str(text)
    return symbols


def _latin_merges() -> list[tuple[str, str]]:
    """Merges learned from our English words, in lower case so that capitals stay single letters."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = _pre_tokenizer()
    trainer = trainers.BpeTrainer(vocab_size=_LATIN_PIECES, show_progress=False)
    first_letters = [f" {letter}" for letter in string.ascii_letters] * 9
    words = re.findall(r"[a-z]+| ?[^\w\s]+", " ".join(_OWN_TEXTS).lower(), re.ASCII)
    ascii_words = [f" {word}" if word.isalpha() else word for word in words if word.isascii()]
    tokenizer.train_from_iterator(["**", *first_letters, *ascii_words], trainer)
    return [(left, right) for left, right in json.loads(tokenizer.to_str())["model"]["merges"]]
