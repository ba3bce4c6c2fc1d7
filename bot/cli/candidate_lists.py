"""Names that may be terms: found in documents, or asked by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from bot.cli.differences import shortened
from bot.cli.output import note, say, show_json, show_table
from bot.cli.progress import bar
from bot.cli.store import with_store
from bot.errors import UserError
from bot.glossaries import load_tag
from bot.settings import read_settings
from bot.terms.extraction import extract
from bot.terms.extraction.documents import Folder
from bot.terms.glossary import Glossary
from bot.terms.matcher import normalize
from conversation_store.candidates import Candidate, Candidates
from conversation_store.database import Database
from conversation_store.terms import Terms
from conversation_store.wanted import Wanted, WantedTerm

_SHOWN = 20  # of the candidates that were found just now
_MOST = 100_000  # on a list; those that have been defined since then are left out of it
_CONTEXT = 100  # characters


def extract_candidates(folder: Path, field: str, count: int) -> None:
    """Look for candidates in documents and put them on the list.

    Raises:
        UserError: a document cannot be read.
    """
    documents = Folder(folder, field=field)
    tagger = read_settings().tagger
    tag = load_tag(tagger) if tagger else None
    glossary = with_store(lambda store: Glossary.open(Terms(store)))
    with bar(f"Reading {folder}", len(documents)) as progress:
        found = extract(
            documents, glossary.knows, tag, count=count, progress=lambda done, _: progress(done)
        )
    with_store(lambda store: Candidates(store).add(found))
    left_out = documents.skipped + len(documents.too_large)
    if documents.not_utf8:
        note(
            f"{len(documents.not_utf8):,} of the documents are not UTF-8 and were left out, the "
            f"first {documents.not_utf8[0]}: save them as UTF-8."
        )
    read = len(documents) - len(documents.not_utf8)
    note(
        f"{read:,} documents read, {left_out:,} other files left out; {len(found):,} "
        "names that the glossary does not know are on the list (termwise terms candidates)."
    )
    _show_candidates(found[:_SHOWN], as_json=False)


def list_candidates(limit: int, *, as_json: bool) -> None:
    """Show the candidates that nobody has decided about, the likeliest first."""

    async def read(database: Database) -> list[Candidate]:
        glossary = await Glossary.open(Terms(database))
        best = await Candidates(database).best(_MOST)
        return [one for one in best if not glossary.knows(one.name)][:limit]

    _show_candidates(with_store(read), as_json=as_json)


def list_wanted(limit: int, *, as_json: bool) -> None:
    """Show the names that people asked by most and that nobody has defined."""

    async def read(database: Database) -> list[WantedTerm]:
        glossary = await Glossary.open(Terms(database))
        most = await Wanted(database).most(_MOST)
        return [one for one in most if not glossary.knows(one.name)][:limit]

    wanted = with_store(read)
    if as_json:
        for one in wanted:
            show_json(asdict(one))
    else:
        rows = ((one.name, one.asked, one.people, f"{one.last:%Y-%m-%d}") for one in wanted)
        show_table(("name", "asked", "people", "last"), rows)


def dismiss(name: str) -> None:
    """Take a name off both lists: it is no term.

    Raises:
        UserError: it is on neither.
    """

    async def close(database: Database) -> bool:
        key, wanted = normalize(name), Wanted(database)
        was_wanted = any(one.name_key == key for one in await wanted.most(_MOST))
        if was_wanted:
            await wanted.forget(key)
        return await Candidates(database).close(key) or was_wanted

    if not with_store(close):
        raise UserError(
            f"The name {name} is neither among the candidates nor among the wanted names: "
            "write it as termwise terms candidates or wanted shows it."
        )
    say(f"{name}: dismissed")


def _show_candidates(candidates: Sequence[Candidate], *, as_json: bool) -> None:
    if as_json:
        for one in candidates:
            show_json(asdict(one))
        return
    rows = (
        (one.name, one.field, one.occurrences, shortened("".join(one.contexts[:1]), _CONTEXT))
        for one in candidates
    )
    show_table(("name", "field", "found", "in"), rows)
