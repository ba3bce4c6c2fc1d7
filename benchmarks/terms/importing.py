"""How fast a vocabulary of a million rows comes into the glossary, and in how much memory."""

from __future__ import annotations

import asyncio
import multiprocessing
import tempfile
import time
from pathlib import Path

from benchmarks.terms.umls import Figures, peak_mb, write_umls
from bot.terms.formats import open_glossary
from bot.terms.importing import import_terms
from conversation_store.database import Database
from conversation_store.term_changes import TermChanges


def measure_import(rows: int) -> Figures:
    """Import made-up UMLS files of so many rows, in a process of its own, into a new database."""
    with tempfile.TemporaryDirectory() as folder:
        written = write_umls(Path(folder), rows, seed=0)
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            return pool.apply(_in_process, (Path(folder), written))


def _in_process(folder: Path, rows: int) -> Figures:
    return asyncio.run(_imported(folder, rows))


async def _imported(folder: Path, rows: int) -> Figures:
    database = await Database.open(f"sqlite:///{folder}/termwise.db")
    try:
        begun = time.perf_counter()
        with open_glossary(folder) as reading:
            difference = await import_terms(
                TermChanges(database), reading.terms, who="benchmark", action="import"
            )
        seconds = time.perf_counter() - begun
    finally:
        await database.close()
    return Figures(rows / seconds, peak_mb(), difference.new)
