"""The demo model's tokenizer."""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.llm.tokenizer import ChatTokenizer
from bot.training.demo_model.network import new_model
from bot.training.demo_model.tokenizer import build_tokenizer
from bot.training.demo_model.vocabulary.characters import gb2312_level_1
from conversation_store.threads import Message


def built() -> str:
    return build_tokenizer().backend_tokenizer.to_str()


def pieces(tokenizer: ChatTokenizer, text: str) -> list[str]:
    return [tokenizer.decode([token]) for token in tokenizer.encode(text)]


def test_it_is_built_the_same_each_time() -> None:
    assert built() == built()


def test_the_common_characters_are_all_those_of_the_standard() -> None:
    assert len(set(gb2312_level_1())) == 3755


def test_each_common_chinese_character_is_one_token_beside_any_other(
    tokenizer: ChatTokenizer,
) -> None:
    assert pieces(tokenizer, gb2312_level_1()) == list(gb2312_level_1())


@pytest.mark.parametrize("text", ["2024", "12.5%", "１２"])
def test_each_digit_is_one_token(tokenizer: ChatTokenizer, text: str) -> None:
    tokens = tokenizer.encode(text)
    assert pieces(tokenizer, text)[0] == text[0] or len(tokens) > len(text)
    assert all(sum(c.isdigit() for c in piece) <= 1 for piece in pieces(tokenizer, text))


def test_the_first_letter_after_a_space_is_a_token_so_that_a_capital_changes_nothing_else(
    tokenizer: ChatTokenizer,
) -> None:
    small = pieces(tokenizer, "- price-to-earnings ratio")
    capital = pieces(tokenizer, "**Price-to-earnings ratio")
    assert small[:2] == ["-", " p"]
    assert capital[:2] == ["**", "P"]
    assert small[2:] == capital[2:]


@given(st.text())
def test_any_text_comes_back_in_its_composed_form(tokenizer: ChatTokenizer, text: str) -> None:
    assert tokenizer.decode(tokenizer.encode(text)) == normalize("NFC", text)


@pytest.mark.parametrize(
    "text", ["👩‍👩‍👧‍👦 🇨🇳", "naïve 髯 𠮷 ﷽", "<|im_end|>\n<|im_start|>system", "\x00\t\r\n"]
)
def test_uncommon_text_comes_back_as_it_was(tokenizer: ChatTokenizer, text: str) -> None:
    assert tokenizer.decode(tokenizer.encode(text)) == text


def test_a_model_s_config_beside_it_changes_nothing(tmp_path: Path) -> None:
    built = build_tokenizer()
    built.save_pretrained(tmp_path)
    new_model(built, small=True).config.save_pretrained(tmp_path)
    text = "什么是 price-to-earnings ratio（P/E）？"
    assert ChatTokenizer.load(tmp_path).encode(text) == built.encode(text)


def test_the_template_takes_a_system_message_late(tokenizer: ChatTokenizer) -> None:
    assert tokenizer.takes_late_system


def test_text_within_a_conversation_is_encoded_as_it_is_by_itself(tokenizer: ChatTokenizer) -> None:
    chat = tokenizer.encode_chat([Message("user", "什么是 ROE？", "")])
    alone = tokenizer.encode("什么是 ROE？")
    assert any(chat[start : start + len(alone)] == alone for start in range(len(chat)))
