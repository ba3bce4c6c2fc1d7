"""What many tests start from: the shipped tokenizer and a database in a temporary folder."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.llm.tokenizer import ChatTokenizer
from conversation_store.database import Database
from tests.scripted import demo_tokenizer


@pytest.fixture(scope="session")
def tokenizer() -> ChatTokenizer:
    return demo_tokenizer()


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = await Database.open(f"sqlite:///{tmp_path}/termwise.db")
    yield database
    await database.close()
