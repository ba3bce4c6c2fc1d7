"""What several tests of the training need."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.llm.tokenizer import ChatTokenizer
from bot.training.demo_model.tokenizer import build_tokenizer


@pytest.fixture(scope="session")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> ChatTokenizer:
    folder: Path = tmp_path_factory.mktemp("tokenizer")
    build_tokenizer().save_pretrained(folder)
    return ChatTokenizer.load(folder)
