"""A model of Qwen2's kind: random weights and tiny, but with every part in its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from tokenizers import AddedToken, Tokenizer, normalizers
from transformers import (
    AutoTokenizer,
    PreTrainedModel,
    PreTrainedTokenizerFast,
    Qwen2Config,
    Qwen2ForCausalLM,
)

from bot.llm.loader import load_model
from bot.llm.model_runner import ModelRunner
from bot.llm.paging import load_runner
from bot.llm.tokenizer import ChatTokenizer
from tests.scripted import tokenizer_folder

# Qwen2.5 has them besides the three of the demo model; none of these is marked as special.
MORE_CONTROL = ("<tool_call>", "</tool_call>", "<think>", "</think>", "<|fim_prefix|>")


@pytest.fixture(scope="session")
def qwen_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the hub gives it: weights, tokenizer, chat template."""
    folder = tmp_path_factory.mktemp("qwen")
    demo: Any = AutoTokenizer.from_pretrained(tokenizer_folder())
    fast = Tokenizer.from_str(demo.backend_tokenizer.to_str())
    fast.normalizer = normalizers.NFC()
    fast.add_tokens([AddedToken(token, special=False, normalized=False) for token in MORE_CONTROL])
    PreTrainedTokenizerFast(
        tokenizer_object=fast,
        eos_token=demo.eos_token,
        pad_token=demo.pad_token,
        chat_template=demo.chat_template,
        clean_up_tokenization_spaces=False,
    ).save_pretrained(folder)
    torch.manual_seed(7)
    config = Qwen2Config(
        vocab_size=fast.get_vocab_size(),
        hidden_size=64,
        intermediate_size=128,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=2048,
        eos_token_id=demo.eos_token_id,
        pad_token_id=demo.pad_token_id,
        tie_word_embeddings=False,
    )
    Qwen2ForCausalLM(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def chat(qwen_folder: Path) -> ChatTokenizer:
    return ChatTokenizer.load(qwen_folder)


@pytest.fixture(scope="session")
def model(qwen_folder: Path) -> PreTrainedModel:
    return load_model(qwen_folder, "none", "auto")


@pytest.fixture(scope="session")
def runner(qwen_folder: Path) -> ModelRunner:
    paged = load_model(qwen_folder, "none", "auto")
    return load_runner(paged, context_tokens=2048, kv_cache_mb=4)
