"""The store that the settings name, for one command, while a bot may be at work on it."""

from __future__ import annotations

import asyncio
import getpass
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.app import open_database
from bot.errors import UserError
from bot.settings import read_settings
from conversation_store.database import Database
from conversation_store.errors import StoreError

T = TypeVar("T")


def with_store(work: Callable[[Database], Awaitable[T]]) -> T:
    """Do something with the store; the data folder is not taken from the bot that owns it.

    Args:
        work: what to do with the open store.

    Raises:
        UserError: the store cannot be opened or fails, or the work raised it.
    """
    return asyncio.run(_with_store(work))


def who() -> str:
    """Who is at the terminal, as the history shows it."""
    try:
        return f"terminal:{getpass.getuser()}"
    except (KeyError, OSError):  # a container's user may have a number only
        return "terminal:nobody"


async def _with_store(work: Callable[[Database], Awaitable[T]]) -> T:
    database = await open_database(read_settings().store_url)
    try:
        return await work(database)
    except StoreError as error:  # the store stands alone and knows no UserError
        raise UserError(str(error)) from error
    finally:
        await database.close()
