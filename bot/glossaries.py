"""Opening the glossary: what the store has of it, and the files that were named for it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import structlog

from bot.errors import UserError
from bot.terms.formats import read_csv
from bot.terms.glossary import Glossary
from bot.terms.importing import plant_terms
from bot.terms.terminology import Tag, Terminology
from conversation_store.database import Database
from conversation_store.errors import StoreError
from conversation_store.habits import ChannelFields
from conversation_store.term_changes import TermChanges
from conversation_store.terms import Terms
from conversation_store.used_terms import UsedTerms
from conversation_store.wanted import Wanted

_SURE = 0.5  # more than even: what is less sure is wrong more often than it is right

log = structlog.get_logger(__name__)


async def open_glossary(database: Database, files: Sequence[Path]) -> Glossary:
    """Open the glossary, with the terms of some files in it.

    A term that the store has already stays as people have made it since.

    Args:
        database: keeps the glossary.
        files: CSV files.

    Raises:
        UserError: a file cannot be read, or the store failed.
    """
    changes = TermChanges(database)
    try:
        for file in files:
            read = partial(read_csv, file)
            brought = await plant_terms(changes, read, who="termwise", action=f"read {file.name}")
            if brought.new:
                log.info("terms taken in", file=str(file), terms=brought.new)
        return await Glossary.open(Terms(database))
    except StoreError as error:  # the store stands alone and knows no UserError
        raise UserError(str(error)) from error


async def open_terminology(
    database: Database, glossary: Glossary, tagger: Path | None
) -> Terminology:
    """What the answering path asks about terms.

    Args:
        database: keeps what is remembered about them.
        glossary: the terms there are.
        tagger: the folder of a trained tagger; None for none.

    Raises:
        UserError: the tagger cannot be read.
    """
    return Terminology(
        glossary,
        fields=ChannelFields(database),
        used=UsedTerms(database),
        wanted=Wanted(database),
        tag=await asyncio.to_thread(load_tag, tagger) if tagger else None,
    )


def load_tag(folder: Path) -> Tag:
    """Load a trained tagger, to be asked for the places of likely terms.

    Raises:
        UserError: it cannot be read.
    """
    from bot.terms.tagger import Tagger  # imports torch

    tagger = Tagger.load(folder)

    def tag(text: str) -> list[tuple[int, int]]:
        return [(span.start, span.end) for span in tagger.find(text) if span.score >= _SURE]

    return tag
